#!/bin/sh
# A bundle that was changed in any single way is refused, and nothing is written of it; one that was not is taken.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

printf 'kon\tantal\tantal.status\n*\t30\t\n1\t18\t\n2\t12\t\n' >a.tsv
printf 'kon\tantal\tantal.status\n*\t10\t\n1\t\thidden\n2\t\thidden\n' >b.tsv
printf 'kod\tnamn\n1\tMän\n2\tKvinnor\n' >koder.tsv
set -- --agreed period=2025H1 --agreed min=5 --agreed scope=gemensam-2025
for party in ak region; do
	table=a.tsv
	[ $party = ak ] || table=b.tsv
	finsam handover --party $party "$@" --protected antal=$table --open koder=koder.tsv whole/$party >/dev/null || exit 1
done

from=whole signers=
taken() { finsam receive --table antal "$@" ${signers:+--signers "$signers"} --agreed min=5 --agreed scope=gemensam-2025 in >out 2>err; }
fresh() { rm -rf in && cp -r "$from" in; }
# Status 2, words about it, and not a byte.
refused() {
	taken --agreed period=2025H1
	if [ $? -ne 2 ] || [ ! -s err ] || [ -s out ]; then echo "taken after: $what" && return 1; fi
}

fresh
check 'as it was handed over, it is taken' taken --agreed period=2025H1
check 'sha256sum agrees' sh -c 'cd in/ak && sha256sum -c SHA256SUMS'

# Byte after byte, one bit of it turned; of the sums each third, of the description each seventh.
each_byte() {
	at=0 every=$2
	size=$(wc -c <"whole/ak/$1")
	while [ $at -lt "$size" ]; do
		fresh
		what="byte $at of $1"
		byte=$(od -An -tu1 -j$at -N1 "in/ak/$1")
		# shellcheck disable=SC2059 # an octal escape
		printf "\\$(printf %03o $((byte ^ 1 << at % 7)))" | dd of="in/ak/$1" bs=1 seek=$at conv=notrunc 2>/dev/null
		refused || return 1
		at=$((at + every))
	done
}
check 'each byte of a table' each_byte antal.tsv 1
check 'each byte of another table than is asked for' each_byte koder.tsv 1
check 'each third byte of the sums' each_byte SHA256SUMS 3
check 'each seventh byte of the description' each_byte datapackage.json 7

# after COMMAND: done in in/ak, then refused.
after() {
	fresh
	what=$1
	(cd in/ak && sh -c "$1") && refused
}
for change in 'printf "" >antal.tsv' 'printf "1\t18\t\n" >>antal.tsv' 'head -c -1 antal.tsv >x && mv x antal.tsv' 'sed -i 3d antal.tsv' 'rm antal.tsv' \
	'rm koder.tsv' 'rm SHA256SUMS' 'rm datapackage.json' 'cp antal.tsv more.tsv' 'touch .hidden' 'mkdir more' 'mv antal.tsv x && ln -s x antal.tsv' \
	'mv antal.tsv ../../elsewhere && ln -s ../../elsewhere antal.tsv' 'mv SHA256SUMS ../../sums && ln -s ../../sums SHA256SUMS' \
	'mv datapackage.json ../../json && ln -s ../../json datapackage.json' 'cp ../region/antal.tsv .' 'cp ../region/* .' 'mv antal.tsv x && mv koder.tsv antal.tsv && mv x koder.tsv' \
	'gzip -n <antal.tsv >x && mv x antal.tsv' 'rm antal.tsv && mkfifo antal.tsv' 'cd .. && mv ak ../ak && ln -s ../ak ak' 'cp -r ../ak ../more' 'touch ../more'; do
	rm -rf elsewhere sums json ak
	check "$change" after "$change"
done

# Sums that were made again after the change do not save it: the description knows bytes, rows and seals.
resealed() {
	fresh
	what=$1
	(cd in/ak && sh -c "$1" && sha256sum datapackage.json koder.tsv antal.tsv >SHA256SUMS) && refused
}
for change in 's/18/19/ antal.tsv' 's/"bytes":\([0-9]*\)/"bytes":1\1/ datapackage.json' 's/"rows":3/"rows":4/ datapackage.json' \
	's/"rows":3/"rows":-3/ datapackage.json' 's/"path":"antal.tsv"/"path":"..\/region\/antal.tsv"/ datapackage.json' 's/"name":"antal"/"name":"Antal"/ datapackage.json' \
	's/"protected"/"pseudonymous"/ datapackage.json' 's/"protected"/"clear"/ datapackage.json' 's/"handover":1/"handover":2/ datapackage.json' 's/"party":"ak"/"party":"region"/ datapackage.json' \
	's/"min":"5"/"min":"3"/ datapackage.json' 's/2025H1/2025H2/ datapackage.json' 's/gemensam-2025/annan/ datapackage.json' 's/"min":"5",// datapackage.json' \
	's/sha256:./sha256:/ datapackage.json'; do
	check "sums made again after: $change" resealed "sed -i '${change% *}' ${change##* }"
done

# What was agreed on differs, name by name.
differs() {
	fresh
	finsam receive --table antal "$@" in >out 2>err
	[ $? -eq 2 ] && [ ! -s out ] && grep -q agreed err
}
check 'another period' differs --agreed period=2025H2 --agreed min=5 --agreed scope=gemensam-2025
check 'another threshold' differs --agreed period=2025H1 --agreed min=10 --agreed scope=gemensam-2025
check 'another scope' differs --agreed period=2025H1 --agreed min=5 --agreed scope=annan
check 'something that here is not agreed' differs --agreed period=2025H1 --agreed min=5
check 'something that there is not agreed' differs --agreed period=2025H1 --agreed min=5 --agreed scope=gemensam-2025 --agreed schema=1

# Signed: openssl, told nothing but the public key, finds that it fits; and a bundle that was changed does not, though its sums were made again.
(umask 077 && finsam key new --sign --purpose test --output signing)
for party in ak region; do
	table=a.tsv
	[ $party = ak ] || table=b.tsv
	finsam handover --party $party "$@" --sign signing --protected antal=$table --open koder=koder.tsv signed/$party >/dev/null || exit 1
done
public=$(finsam key show signing | sed -n 's/^public-key: //p')
id=$(finsam key show signing | sed -n 's/^key-id: //p')
printf 'name\tkey_id\tpublic_key\tnot_after\n' >list
for party in ak region; do printf '%s\t%s\t%s\t\n' $party "$id" "$public" >>list; done
bytes() { sed 's/../\\x&/g' | xargs -0 printf %b; }
openssl_agrees() {
	{ printf 302a300506032b6570032100%s "$public" | bytes; } >public.der
	sed -n 's/^signature: //p' signed/ak/SIGNATURE | tr -d '\n' | bytes >signature
	{ printf 'finsam signature 1\n' && cat signed/ak/SHA256SUMS; } >text
	openssl pkeyutl -verify -pubin -keyform DER -inkey public.der -rawin -in text -sigfile signature
}
if command -v openssl >/dev/null; then check 'openssl finds that the signature fits' openssl_agrees; else skip 'openssl finds that the signature fits' 'no openssl'; fi
from=signed signers=list
fresh
check 'as it was signed, it is taken' taken --agreed period=2025H1
check 'each fifth byte of the signature' each_byte SIGNATURE 5
for change in 's/"version":"./"version":"9/ datapackage.json' 's/"title":"./&x/ datapackage.json' 's/^/ / datapackage.json'; do
	grep -q "$(printf %s "${change% *}" | cut -d / -f 2)" signed/ak/datapackage.json || continue
	check "signed, and sums made again after: $change" resealed "sed -i '${change% *}' ${change##* }"
done
check 'without its signature' after 'rm SIGNATURE'
check 'with the signature of another' after 'cp ../region/SIGNATURE .'

finish
