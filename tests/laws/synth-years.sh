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

# ---- quarters: insats or förbund, year, quarter, day, status, (post,) budget, outcome, forecast ----

# The last that came of a year is what its own file says, whoever it is of.
year_told() {
	LC_ALL=C awk -F ';' '{ file = FILENAME; sub(/.*\//, "", file) } FNR == 1 { next }
		file == "forbund_ekonomi.csv" { year["admin;" $2 ";" $1] = $3 ";" $4; year["insatser;" $2 ";" $1] = $10 ";" $11; next }
		file == "insats_ekonomi.csv" { year["insats;" $1 ";" $2] = $3 ";" $4; next }
		{ kind = NF == 9 ? $6 : "insats"; k = kind ";" $1 ";" $2 } $4 > last[k] { last[k] = $4; told[k] = $(NF - 2) ";" $(NF - 1); quarter[k] = $3; status[k] = $5 }
		END { for (k in year) { n++; if (told[k] != year[k] || quarter[k] != "K4" || (k ~ /2012$/) != (status[k] == "prel")) { print k, year[k], told[k], quarter[k], status[k]; bad = 1 } } exit bad || n < 3000 }' \
		three/forbund_ekonomi.csv three/insats_ekonomi.csv three/forbund_kvartal.csv three/insats_kvartal.csv
}
check 'the last hand-in of a year is what the year came to, and the closed ones are final' year_told
# Of the insatser of 2011, which no other pays for, each förbund has its shares. (Of a quarter that the first of several förbund missed, the others have a part and the insats has not told.)
shares_told() {
	LC_ALL=C awk -F ';' '{ file = FILENAME; sub(/.*\//, "", file) } FNR == 1 { next }
		file == "insats_forbund.csv" { n[$1]++; of[$1, n[$1]] = $2; part[$1, n[$1]] = $3; if ($3 < 100) shares[$2] = 1; next }
		file == "insats_kvartal.csv" { if ($2 == 2011) for (i = 1; i <= n[$1]; i++) sum[of[$1, i], $3, $5] += $7 * part[$1, i] / 100; next }
		$2 == 2011 && $6 == "insatser" && ($3 == "K4" || !($1 in shares)) { rows++; if (sum[$1, $3, $5] != $8) { print $1, $3, $5, $8, sum[$1, $3, $5]; bad = 1 } }
		END { exit bad || rows < 200 }' three/insats_forbund.csv three/insats_kvartal.csv three/forbund_kvartal.csv
}
check 'what a förbund tells of its insatser is its shares of what they tell' shares_told
course() {
	LC_ALL=C awk -F ';' 'FNR > 1 && $5 == "prel" && $(NF - 1) != "" { k = NF == 9 ? $1 ";" $6 ";" $2 : $1 ";" $2; if (k == before && $(NF - 1) < used) { print k, $3; bad = 1 } before = k; used = $(NF - 1)
			if ($NF < used || ($3 == "K4" && $NF != used)) { print k, $3, "forecast"; bad = 1 } rows++ } END { exit bad || rows < 6000 }' three/insats_kvartal.csv &&
		LC_ALL=C awk -F ';' 'FNR > 1 && $5 == "prel" && $8 != "" { k = $1 ";" $6 ";" $2; if ($3 == "K4") for (q = 1; q < 4; q++) if ((k, q) in f) { wrong[q] += f[k, q] > $8 ? f[k, q] - $8 : $8 - f[k, q]; all[q] += $8 } f[k, substr($3, 2)] = $9 }
			END { for (q = 1; q < 4; q++) part[q] = wrong[q] / all[q]; exit !(part[1] > part[2] && part[2] > part[3] && part[3] > 0) }' three/forbund_kvartal.csv
}
check 'so far is never less than before, and forecasts come nearer' course
# Some förbund never hand in a quarter; of the closed accounts some differ from what was handed in before.
gaps() {
	LC_ALL=C awk -F ';' 'FNR > 1 && $6 == "admin" { if ($5 == "prel") { n[$3]++; before[$1, $2] = $8 } else { closed++; differs += $8 != before[$1, $2] } }
		END { exit !(n["K4"] > 250 && n["K1"] < n["K4"] && n["K1"] > 0.9 * n["K4"] && closed > 150 && differs > 0.3 * closed && differs < 0.9 * closed) }' three/forbund_kvartal.csv
}
check 'some quarters never came, and some accounts differ from what was said' gaps
# ---- what is planned and decided ----
decided() {
	LC_ALL=C awk -F ';' '{ file = FILENAME; sub(/.*\//, "", file) } FNR == 1 { next }
		file == "insatser.csv" { owner[$1] = $10 ";" $11 ";" $2; next }
		file == "insats_ekonomi.csv" { money[$1, $2] = $6 ";" $5; n++; next }
		file == "forbund_ekonomi.csv" { budget[$2, $1, "admin"] = $3; budget[$2, $1, "insatser"] = $10; next }
		file == "verksamhetsplan.csv" { rows[$1, $2]++; if ($2 == $4 && budget[$1, $2, $5] != $6) { print "plan", $0; bad = 1 } next }
		$3 == "" { none[$18]++; next }
		{ told++; if (money[$3, $4] != $17 ";" $20 || owner[$3] != $6 ";" $7 ";" $8 || $19 < $5 || $19 >= $15) { print $0; bad = 1 } }
		END { for (k in rows) { plans++; if (rows[k] != 6) { print k; bad = 1 } } exit bad || told != n || n < 2000 || plans < 200 || none["avslag"] < 50 || none["vantar"] < 10 }' \
		three/insatser.csv three/insats_ekonomi.csv three/forbund_ekonomi.csv three/verksamhetsplan.csv three/ansokningar.csv
}
check 'each insats applied for what its economy says, and plans begin with the budget' decided
# Each participation was referred to, some days before; others said no, and some wait at the end who have no participation yet.
gzip -dc three/anvisningar.csv.gz >referred.csv
referred() {
	awk -F ';' 'FNR == NR { if (FNR > 1 && $14 != "felregistrering") { began[$2, $11, $12] = 1; person[$2] = 1; n++ } next } FNR == 1 { next }
		$9 == "borjade" { if (!(($2, $6, $10) in began) || $7 > $10) { print $0; bad = 1 } told++; next } { count[$9]++; if ($2 in person) { print $0; bad = 1 } }
		$9 == "vantar" && ($10 != "" || $7 > "2012-12-31") { print $0; bad = 1 }
		END { exit bad || told != n || count["vantar"] < 400 || count["avbojde"] < 1000 }' three.csv referred.csv
}
check 'who takes part was referred, who said no or waits does not take part' referred
finish
