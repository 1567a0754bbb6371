#!/bin/sh
# A country of several years: the year of the targets is the one that it is alone, and the years before it are as whole.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
table=$ROOT/pipelines/targets/2012.tsv

wrote() { finsam synth --targets "$table" --into "$1" --years "$2"; }
check 'a country of one year is written' wrote one 1
check 'and of three' wrote three 3

# Of each file the rows of the year and the year before, and of each insats that ran in them, are the same; what is told of the years before stands besides.
same() {
	for f in one/*.csv; do
		LC_ALL=C awk -F ';' 'FNR == NR { row[$0]++; next } !row[$0]-- { print FILENAME ": " $0; bad = 1 } END { exit bad }' "three/${f#one/}" "$f" || return 1
	done
	[ "$(wc -l <three/sparade_medel.csv)" -gt "$(wc -l <one/sparade_medel.csv)" ] || return 1
	LC_ALL=C awk -F ';' '{ sub(/.*\//, "", FILENAME) } FNR > 1 { n[FILENAME " " $2]++ } END { for (f in n) print f, n[f] }' three/anonyma.csv three/volym.csv three/medarbetare.csv | cut -d ' ' -f 1,2 | LC_ALL=C sort >told
	printf '%s\n' 'anonyma.csv 2010' 'anonyma.csv 2011' 'anonyma.csv 2012' 'medarbetare.csv 2010' 'medarbetare.csv 2011' 'medarbetare.csv 2012' 'volym.csv 2010' 'volym.csv 2011' 'volym.csv 2012' | diff told -
}
check 'what is told of the year is the same with the years before as without' same

gzip -dc one/episoder.csv.gz >one.csv && gzip -dc three/episoder.csv.gz >three.csv
first_rows() { head -n "$(wc -l <one.csv)" three.csv | cmp - one.csv; }
check 'its participations too, before the others' first_rows
# In every quarter somebody began and about as many ended as in the others; some of the year had ended another insats before, and none of those is new in it.
quarters() {
	awk -F ';' 'function quarter(day) { return substr(day, 1, 4) "Q" int((substr(day, 6, 2) + 2) / 3) }
		NR > 1 { began[quarter($12)]++ } NR > 1 && $13 != "" { ended[quarter($13)]++ }
		END { for (y = 2010; y <= 2012; y++) for (q = 1; q <= 4; q++) { n++; least = began[y "Q" q] < 1000 || ended[y "Q" q] < 1000; if (least) { print y "Q" q, began[y "Q" q], ended[y "Q" q]; bad = 1 } }
			for (q in ended) if (q < "2010Q1" || q > "2012Q4") { print q " is told"; bad = 1 } exit bad || n < 12 }' three.csv
}
check 'each quarter of three years has those who began and who ended' quarters
returned() {
	awk -F ';' 'FNR == NR { if (FNR > 1) { here[$2] = 1; if (!($2 in first) || $12 < first[$2]) first[$2] = $12 } next }
		FNR > 1 && $13 != "" && $13 < "2012-01-01" { if (!here[$2]) { gone[$2] = 1; next } back[$2] = 1; if (first[$2] >= "2012-01-01" || $13 >= first[$2]) { print $2; bad = 1 } }
		END { for (p in back) n++; for (p in gone) g++; exit bad || n < 300 || g < 10000 }' one.csv three.csv
}
check 'persons return, and who is new in the year stays new' returned
overlapping() {
	awk -F ';' 'NR > 1 && $14 != "felregistrering" { print $2 ";" $12 ";" ($13 == "" ? "9999" : $13) }' three.csv | LC_ALL=C sort |
		awk -F ';' '$1 == person && $2 <= end { n++ } { person = $1; end = $3 } END { print n + 0; exit n > 0 }' >overlaps || [ "$(cat overlaps)" -eq "$(alone)" ]
}
alone() { awk -F ';' 'NR > 1 && $14 != "felregistrering" { print $2 ";" $12 ";" ($13 == "" ? "9999" : $13) }' one.csv | LC_ALL=C sort | awk -F ';' '$1 == person && $2 <= end { n++ } { person = $1; end = $3 } END { print n + 0 }'; }
check 'who returns had ended before' overlapping
# What was saved at the end of a year is what the next one began with; nobody has used more than that.
saved() {
	LC_ALL=C awk -F ';' 'FNR > 1 { start[$2, $1] = $3; end[$2, $1] = $5 } END { for (k in start) { split(k, x, SUBSEP); if ((x[1], x[2] + 1) in start) { n++; if (start[x[1], x[2] + 1] != end[k]) { print x[1], x[2]; bad = 1 } } if (start[k] < 0) { print x[1], x[2] " began below nothing"; bad = 1 } } exit bad || n < 200 }' three/sparade_medel.csv
}
check 'what was saved goes over from year to year' saved
finish
