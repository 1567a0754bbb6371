#!/bin/sh
# laws/pseudonyms: docs/pseudonyms.md, pseudonymise, and the openssl command with base32 agree on every test vector.
set -u
sed -n '/^## Test vectors/,$p' "$ROOT/docs/pseudonyms.md" >section
key=$(sed -n 's/^ *key: //p' section)
sed -n 's/^| \(.*\) |$/\1/p' section | grep -v -e '^scope ' -e '^---' | sed 's/ | /\t/g' >vectors

printf 'key-id: vectors\ncreated: 2012-01-01\npurpose: test vectors\nkey: %s\n' "$key" >vectors.key
chmod 600 vectors.key
tab=$(printf '\t')
n=0

result() {
	n=$((n + 1))
	if [ "$1" = "$2" ]; then echo "ok $n - $3"; else echo "not ok $n - $3: $1 where the table has $2"; fi
}

by_program() {
	if [ "$kind" = person ]; then set -- --reference-date 2012-12-31; else set -- --kind text; fi
	printf 'id.x\n%s\n' "$written" |
		finsam pseudonymise --key vectors.key --scope "$scope" "$@" id.x=token | sed 1d
}

by_openssl() {
	derived=$(openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt "hexkey:$key" -kdfopt "info:finsam/1/$scope" HKDF |
		tr -d ':\n')
	printf %s "$value" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$derived" -binary |
		head -c 16 | base32 | tr -d = | tr '[:upper:]' '[:lower:]'
}

while IFS=$tab read -r scope kind written value token; do
	result "$(by_program)" "$token" "program: $scope, $written"
	if command -v openssl >/dev/null; then
		result "$(by_openssl)" "$token" "openssl: $scope, $value"
	else
		n=$((n + 1))
		echo "ok $n # skip no openssl command"
	fi
done <vectors
result "$(wc -l <vectors)" 9 "vectors in the table"

# Numbers that noise is drawn of: the first 8 bytes, as a whole number, of a person, of a record, and of a row without a person.
numbers=$(printf 'id.x\tstart\n640823-3234\t2012-05-01\n\t2012-05-01\n' |
	finsam pseudonymise --key vectors.key --scope riket --reference-date 2012-12-31 --noise start --unit 'Förbundet Öst' --period 2012 --edition 2012-1 id.x=pid |
	sed 1d | cut -f 3-4 | tr '\t' '\n')
if command -v openssl >/dev/null; then
	derived=$(openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt "hexkey:$key" -kdfopt "info:finsam/noise/1/Förbundet Öst/2012/2012-1" HKDF | tr -d ':\n')
	for value in 196408233234 '196408233234\t2012-05-01' '' '\n\t2012-05-01'; do
		if [ -n "$value" ]; then
			hex=$(printf %b "$value" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$derived" -binary | head -c 8 | od -A n -t x1 | tr -d ' \n')
			printf '%u\n' "0x$hex"
		else
			echo
		fi
	done >computed
	result "$numbers" "$(cat computed)" "openssl: numbers that noise is drawn of"
fi
echo "1..$n"
