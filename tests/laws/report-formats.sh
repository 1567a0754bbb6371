#!/bin/sh
# The same figures and marks in every form of a report: page, text, both dialects of csv. A table and a chart over made-up
# numbers of all sizes, signs and states; the cells are taken out of each form in order and compared.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

awk 'BEGIN {
	srand(7)
	print "rad\tkol\tantal\tantal.status\tandel"
	for (r = 1; r <= 40; r++)
		for (k = 1; k <= 4; k++) {
			if (rand() < 0.05)
				continue
			n = int(exp(rand() * 16)) - 1
			if (rand() < 0.1)
				n = -n
			u = rand()
			status = u < 0.2 ? "hidden" : u < 0.25 ? "missing" : u < 0.3 ? "rounded" : ""
			hidden = u < 0.25
			printf "r%d\tk%d\t%s\t%s\t%s\n", r, k, hidden ? "" : n, status, \
				rand() < 0.1 ? "0" : sprintf("%.12f", rand() < 0.1 ? rand() / 200 : rand() * 2 - 0.5)
		}
}' >t.tsv

cat >r.md <<'END'
---
titel: T
period: P
kalla: K
population: P
tabeller: {t: {galler: x, matt: {antal: antal, andel: {slag: andel, decimaler: 1}}}}
---
```tabell
{id: a, tabell: t, titel: A, rader: rad, kolumner: kol, matt: antal}
```

```diagram
{id: b, tabell: t, titel: B, rader: rad, kolumner: kol, matt: andel}
```
END

form() {
	finsam render --template r.md --table t=t.tsv --as "$@"
}

# One cell a line: blanks of groups and percent signs gone, decimal point, ASCII minus.
plainly() {
	sed 's/\xc2\xa0//g; s/\xe2\x88\x92/-/g; s/,/./g; s/%$//'
}

page() {
	form html >out.html &&
		sed -n '/<table class="tal">/,/<\/table>/p' out.html | grep -o '<td[^>]*>.*</td>' |
		sed 's/<\/td>/\n/g' | sed 's/<[^>]*>//g' | grep -v '^$' | plainly >page
}

plain() {
	form text >out.txt &&
		awk '/^Population/ { within = 0 }
			/^Tabell/ { within = 1 }
			/^Diagram/ { within = 2 }
			within == 1 && /^r[0-9]/ { for (i = 2; i <= NF; i++) print $i }
			within == 2 && /^  k[0-9]/ { print $NF }' out.txt | plainly >plain
}

excel() {
	form csv >out.csv && tr -d '\r' <out.csv | awk -F';' '/^r[0-9]/ { for (i = 2; i <= NF; i++) print $i }' | plainly >excel
}

# The mark stands beside the value; a value that is not shown is empty.
data() {
	form csv --dialect rfc4180 >out.data && tr -d '\r' <out.data |
		awk -F, 'NR > 1 { if ($8 ~ /^(x|\.\.|\.)$/ && $6 != "") exit 1; print $8 != "" ? $8 : $6 }' | sed 's/^0$/0.0/' >data
}

# 0 and 0.0 are one, as are the decimals that a form may leave out.
same() {
	for i in page "$1"; do sed 's/^\(-\{0,1\}[0-9]*\)$/\1.0/' "$i" >"$i.s"; done
	cmp page.s "$1.s"
}

check 'a page' page
check 'it has all cells' test "$(wc -l <page)" = 320
check 'and all kinds of marks' test "$(grep -c -E '^(–|x|\.\.|0\.0)$' page | awk '{ print ($1 > 40) }')" = 1
check 'a text' plain
check 'a sheet' excel
check 'data' data
check 'the text says what the page says' same plain
check 'the sheet says what the page says' same excel
check 'the data say what the page says' same data

hashes() {
	for f in html text csv; do form $f; done | sha256sum
}
first=$(hashes)
check 'the bytes are the same the next time' test "$first" = "$(TZ=Asia/Tokyo LC_ALL=C.UTF-8 hashes)"

finish
