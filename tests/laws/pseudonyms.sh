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
echo "1..$n"
