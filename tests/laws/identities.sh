#!/bin/sh
# A person is one person however the number is written: three hundred made-up persons, each in every spelling that there is,
# give three hundred tokens, by pseudonymise alone and through validate.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

finsam key new --purpose test --output key

# "person spelling": 1925 to 2012 for the reference date 2025-12-31, so those of 1925 have their plus.
awk 'function complete(nine,    i, p, sum) {
		for (i = 1; i <= 9; i++) { p = substr(nine, i, 1) * (1 + i % 2); sum += int(p / 10) + p % 10 }
		return nine (10 - sum % 10) % 10
	}
	BEGIN {
		srand(7)
		for (person = 1; person <= 300; person++) {
			year = person <= 20 ? 1925 : 1925 + int(rand() * 88)
			coordination = rand() < 0.2
			month = coordination && rand() < 0.2 ? 0 : 1 + int(rand() * 12)
			day = coordination ? 60 + int(rand() * 29) : 1 + int(rand() * 28)
			ten = complete(sprintf("%02d%02d%02d%03d", year % 100, month + 80, day, 1 + int(rand() * 999)))
			six = substr(ten, 1, 6); four = substr(ten, 7)
			century = int(year / 100)
			print person "\t" century ten
			print person "\t" century six "-" four
			print person "\t" six (year <= 1925 ? "+" : "-") four
			if (year > 1925) print person "\t" ten
		}
	}' >spelled
sed "1i person\tid.nr" spelled >in.tsv

pseudonyms() { finsam pseudonymise --key key --scope prov --allow-synthetic --reference-date "$1" id.nr=pid "$2"; }

one_token_each() {
	pseudonyms 2025-12-31 in.tsv | sed 1d | sort -u >tokens
	[ "$(wc -l <tokens)" -eq "$(cut -f 1 tokens | sort -u | wc -l)" ] && [ "$(wc -l <tokens)" -eq "$(cut -f 2 tokens | sort -u | wc -l)" ] &&
		[ "$(wc -l <tokens)" -gt 290 ]
}
check 'each person has one token, and no two persons the same' one_token_each

printf 'fields:\n  - {name: person}\n  - {name: nr, type: string, finsam: {type: identitet}}\n' >s.yaml
through_validate() {
	{ echo person,nr && tr '\t' , <spelled; } |
		finsam validate --schema s.yaml --allow-synthetic --reference-date 2025-12-31 >clean.tsv || return 1
	[ "$(cut -f 2 clean.tsv | sed 1d | sort -u | wc -l)" -eq "$(wc -l <tokens)" ] || return 1
	pseudonyms 2025-12-31 clean.tsv | sed 1d | sort -u | cmp - tokens
}
check 'validate and then pseudonymise give the same tokens' through_validate

# Those of 1925 wrote a hyphen in 2024, and a plus from the first day of 2025.
turned_a_hundred() {
	grep -P '\t25\d{4}\+' spelled | tr + - | sed '1i person\tid.nr' >last_year.tsv
	[ "$(wc -l <last_year.tsv)" -gt 20 ] || return 1
	pseudonyms 2024-12-31 last_year.tsv | sed 1d | sort -u >before
	join -t "$(printf '\t')" -v 1 before tokens | grep . && return 1
	sort before tokens | uniq -d | cmp - before
}
check 'the token stays when the sign changes' turned_a_hundred

another_scope() { pseudonyms 2025-12-31 in.tsv | cut -f 2 | sort -u >one && finsam pseudonymise --key key --scope annan --allow-synthetic \
	--reference-date 2025-12-31 id.nr=pid in.tsv | cut -f 2 | sort -u >other && [ "$(comm -12 one other)" = pid ]; }
check 'no token of one scope is one of another' another_scope

finish
