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
	for f in html text csv jsonl json-stat sdmx px markdown xlsx; do form $f; done | sha256sum
}
first=$(hashes)
check 'the bytes are the same the next time' test "$first" = "$(TZ=Asia/Tokyo LC_ALL=C.UTF-8 hashes)"

# ---------------------------------------------------------------- the machine forms

# A report with all that a table can have: levels on both axes, keys that lie in each other, measures of several units, periods, bases of
# each kind, bounds, and everything that stands in place of a figure. 7654321 is what is hidden.
awk 'BEGIN {
	srand(11); OFS = "\t"
	print "lan", "forbund", "tid", "kon", "antal", "antal.status", "andel", "kronor" >"u.tsv"
	for (f = 1; f <= 12; f++) for (t = 1; t <= 2; t++) for (k = 1; k <= 3; k++) {
		u = rand()
		status = u < 0.1 ? "hidden" : u < 0.2 ? "at_most" : u < 0.25 ? "under" : u < 0.3 ? "over" : u < 0.35 ? "missing" : u < 0.4 ? "rounded" : u < 0.45 ? "perturbed" : ""
		n = rand() < 0.1 ? 0 : int(rand() * 3000)
		if (rand() > 0.05)
			print 1 + f % 6, "F" f, t == 1 ? "2011" : "2012", k == 3 ? "*" : k, status == "hidden" ? 7654321 : status == "missing" ? "" : n, status, rand() / 3, int(rand() * 9e7) >"u.tsv"
	}
	for (t = 1; t <= 2; t++) for (k = 1; k <= 2; k++) print t == 1 ? "2011" : "2012", k, 500 * t + k >"v"
}'
{ printf 'tid\tkon\tn\n' && cat v; } >v.tsv
printf 'kod\tnamn\ten\n1\tEtt "län" | och = *mer*\tOne\n2\tTvå\tTwo\n3\tTvå\tTwo\n4\tFyra\tFour\n5\tFem\tFive\n6\tSex\tSix\n' >lan.tsv
cat >u.md <<'END'
---
titel: {sv: "Former, alla", en: All forms}
sprak: [sv, en]
utgivare: Prov
kontakt: prov@example.org
period: "2012"
kalla: {sv: Register, en: Register}
population: {sv: Insatser, en: Activities}
nycklar:
  tid: {namn: {sv: År, en: Year}}
  kon: {namn: {sv: Kön, en: Sex}}
  lan: {namn: {sv: Län, en: County}, kodlista: lan}
  forbund: {namn: {sv: Förbund, en: Association}}
tabeller:
  u: {galler: x, matt: {antal: {slag: antal, namn: {sv: Antal, en: Number}}, andel: {slag: andel, decimaler: 1, namn: {sv: Andel, en: Share}}, kronor: {slag: pengar, miljoner: true, decimaler: 1, namn: {sv: Kostnad, en: Cost}}}}
  w: {galler: x, matt: {n: {slag: antal, namn: {sv: Personer, en: Persons}}}}
  v: {galler: x, matt: {n: {slag: antal, namn: {sv: Personer, en: Persons}}}}
---
```tabell
{id: nested, tabell: u, titel: {sv: Nyckel i nyckel, en: Nested}, rader: [lan, forbund], kolumner: [tid, kon], matt: antal, saknad_rad: ej_tillamplig}
```

```tabell
{id: units-of, tabell: u, titel: {sv: Flera mått, en: Several measures}, rader: [tid, kon, matt], kolumner: forbund, matt: [antal, andel, kronor], utan_alla: prov, urval: {lan: ["1"]}}
```

```tabell
{id: based, tabell: v, titel: {sv: Med bas, en: With a base}, rader: tid, kolumner: kon, matt: n, bas: w.n}
```

```diagram
{id: drawn, tabell: u, titel: {sv: Ritat, en: Drawn}, rader: forbund, kolumner: kon, matt: andel, urval: {tid: ["2012"], lan: ["1"], kon: ["1", "2"]}}
```

```tabell
{id: alike, tabell: u, titel: {sv: Lika namn, en: Names alike}, rader: forbund, kolumner: lan, matt: antal, urval: {tid: ["2012"], kon: "*"}, saknad_rad: noll}
```

```tabell
{id: empty, tabell: none, titel: {sv: Inget, en: None}, rader: tid, matt: n, tom: {sv: Inget alls., en: Nothing at all.}}
```
END
sed -i 's/^  v: /  none: {galler: x, matt: {n: {slag: antal, namn: {sv: Personer, en: Persons}}}}\n  v: /; s/, utan_alla: prov//' u.md
head -n 1 v.tsv >none.tsv
printf 'kon\tn\n1\t1501\n2\t1503\n' >w.tsv

# every LANGUAGE: all forms of the report.
every() {
	for f in csv:excel.csv csv:csv jsonl:jsonl json-stat:json sdmx:sdmx.csv px:px.tar markdown:md xlsx:xlsx html:html text:txt; do
		if [ "${f#*:}" = csv ]; then set -- "$1" --dialect rfc4180; else set -- "$1"; fi
		finsam render --template u.md --table u=u.tsv --table v=v.tsv --table w=w.tsv --table none=none.tsv --codes lan=lan.tsv --date 2013-06-15 --lang "$1" --as "${f%:*}" ${2+"$2" "$3"} \
			>"r.$1.${f#*:}" || return 1
	done
}

# all LANGUAGE: nothing differs, and many cells of each form were compared.
all() {
	every "$1" && python3 "$ROOT/tests/laws/forms.py" . "$1" >said || return 1
	head -n 20 said
	[ "$(wc -l <said)" = 1 ] && grep -qx 'jsonl [0-9]*[0-9][0-9][0-9] sdmx .* json-stat .* px .* xlsx .* markdown .*' said
}

# What is hidden stands in no byte of any form, a workbook taken apart too.
nowhere() {
	grep -q 7654321 u.tsv && mkdir -p apart && unzip -qo r.sv.xlsx -d apart && tar -C apart -xf r.sv.px.tar && grep -rlE "7654321|7 654 321|7,654,321" r.* apart
	[ $? = 1 ]
}

check 'read back by others, in Swedish' all sv
check 'and in English' all en
check 'what is hidden is nowhere' nowhere
check 'keys that lie in each other are one' grep -q '"id":\["lan.forbund",' r.sv.json

finish
