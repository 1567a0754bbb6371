#!/bin/sh
# A configuration of OpenSSL that takes every algorithm away, and a libcrypto that can not compute a digest. All is what it was, or ends with 2; no
# digest is ever what happened to lie in memory.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
printf 'openssl_conf = i\n[i]\nproviders = p\n[p]\nnull = n\n[n]\nactivate = 1\n' >none.cnf
without() { OPENSSL_CONF=$PWD/none.cnf "$@"; }
printf 'kod\tnamn\n1\tA\n2\tB\n1\tC\n' >t.tsv
printf 'id.nr\tx\nabc\t1\n' >people.tsv
finsam key new --purpose test --output key

takes_away() { ! without openssl dgst -sha256 t.tsv; }
if command -v openssl >/dev/null; then check 'the configuration takes SHA-256 away' takes_away; else skip 'the configuration takes SHA-256 away' 'no openssl'; fi

hands_over() { without finsam handover --party=ak --agreed=period=2025H1 --open=t=t.tsv bundle && (cd bundle && sha256sum -c SHA256SUMS); }
check 'handover: the sums are those of the files' hands_over
receives() { without finsam receive --agreed=period=2025H1 bundle && cp -r bundle other && echo >>other/t.tsv && ends 2 without finsam receive --agreed=period=2025H1 other; }
check 'receive: takes what is whole and refuses what is not' receives

same() { "$@" >with && without "$@" >now && cmp with now; }
check 'aggregate --partial: the same states' same finsam aggregate --by=kod --partial 'n=count()' t.tsv

check 'pseudonymise: the same tokens' same finsam pseudonymise --kind text --key key --scope s id.nr=pid people.tsv
makes_key() { without finsam key new --purpose test --output other.key && finsam key show other.key; }
check 'key new: makes a key' makes_key

. "$ROOT/tests/pipelines/liten/start.sh"
publishes() { without run >said && publication=$(readlink site/liten/2012) && without finsam publish work/liten/2012/plan.json | grep -q '^unchanged' && [ "$(readlink site/liten/2012)" = "$publication" ]; }
check 'publish: the same provenance' publishes
compiles() { finsam pipeline --folder pipelines/liten.yaml ar=2012 >with && without finsam pipeline --folder pipelines/liten.yaml ar=2012 | cmp with -; }
check 'pipeline: the same folder' compiles
check 'settle: the same' same finsam settle work/liten/2012/per_insats.tsv.ledger

# Preloaded, allocation.c makes SHA256_Final fail.
says_so() {
	program=$(dirname "$(command -v finsam)")/stages/$1
	shift
	DIGEST_FAILS=1 LD_PRELOAD=$BUILD/faults/allocation.so "$program" "$@" >out 2>err
	status=$?
	cat err
	[ $status -eq 2 ] && grep -q 'can not compute a SHA-256' err && [ "$(wc -l <out)" -lt 2 ] && [ ! -e into ]
}
case $BUILD in *sanitized*) skip 'a libcrypto that fails' 'the sanitizers have an allocator of their own' ;; *)
	check 'handover: no digest, no bundle' says_so handover --party=ak --agreed=period=2025H1 --open=t=t.tsv into
	check 'receive: no digest, not taken' says_so receive --agreed=period=2025H1 bundle
	check 'aggregate --partial: no digest, no states' says_so aggregate --by=kod --partial 'n=count()' t.tsv
	check 'pseudonymise: no digest, no tokens' says_so pseudonymise --kind text --key key --scope s id.nr=pid people.tsv
	check 'publish: no digest, not published' says_so publish work/liten/2012/plan.json
	;;
esac

finish
