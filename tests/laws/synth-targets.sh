#!/bin/sh
# A country that synth writes meets the figures of its table, as awk counts persons from the raw file; the same seed gives the
# same bytes, another seed another country.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
table=$ROOT/pipelines/targets/2012.tsv

wrote() { finsam synth --targets "$table" --into "$1" --seed "$2"; }
check 'a country is written' wrote one 1
check 'again' wrote again 1
check 'and another' wrote two 2
check 'the same seed gives the same bytes' diff -r one again
differs() { ! cmp -s one/episoder.csv.gz two/episoder.csv.gz; }
check 'another seed gives other persons' differs

# No förbund is called like a place there is, and no two alike.
told() { iconv -f windows-1252 -t utf-8 one/forbund.csv | sed 1d | cut -d ';' -f 2 | sed 's/^Samordningsförbundet //'; }
made_up() {
	cut -f 2 "$ROOT/pipelines/codes/kommuner.tsv" "$ROOT/pipelines/codes/lan.tsv" | sed 's/ kommun$//; s/s* län$//' | sort -u >places
	[ "$(told | wc -l)" -gt 80 ] && [ -z "$(told | sort | uniq -d)" ] && ! told | grep -qiFwf places
}
check 'no förbund has the name of a place, or of another' made_up

# Persons who ended: before the first, after the last. Prints id, value for those figures that are about them.
counted() {
	gzip -dc "$1/episoder.csv.gz" | awk -F';' 'NR > 1 && $14 != "felregistrering" && $13 != "" {
		if (!($2 in first) || $13 < first[$2]) { first[$2] = $13; fw[$2] = $18; fs[$2] = $21; fa[$2] = $23; ff[$2] = $25 }
		if (!($2 in last) || $13 > last[$2]) { last[$2] = $13; ew[$2] = $26; es[$2] = $29; ea[$2] = $31; er[$2] = $33; ef[$2] = $34; sub_[$2] = $28 }
		sex[$2] = $3; ended[$2]++
	}
	function share(a, b) { return sprintf("%d", int(100 * a / b + 0.5)) }
	END {
		for (p in sex) for (i = 0; i < 2; i++) {
			s = i ? "_" (sex[p] == "K" ? "kvinnor" : "man") : ""
			n["all" s]++
			n["arbstud_fore" s] += fw[p] == "ja" || fs[p] == "ja"; n["arbstud_efter" s] += ew[p] == "ja" || es[p] == "ja"
			n["arbsok_efter" s] += ea[p] == "ja"; n["annanrehab" s] += er[p] == "ja"
			n["fors_utanstod_fore" s] += ff[p] ~ /utan_stod/; n["fors_utanstod_efter" s] += ef[p] ~ /utan_stod/
			n["fors_forsorjningsstod_fore" s] += ff[p] ~ /forsorjningsstod/; n["fors_forsorjningsstod_efter" s] += ef[p] ~ /forsorjningsstod/
			n["fors_studiestod_fore" s] += ff[p] ~ /studiestod/; n["fors_studiestod_efter" s] += ef[p] ~ /studiestod/
			if (!i && fa[p] == "ja") { both0 += fw[p] == "ja" && fs[p] == "ja"; both1 += ew[p] == "ja" && es[p] == "ja"
				none += ew[p] == "nej" && es[p] == "nej" && ea[p] == "nej" }
		}
		for (k in n) if (k !~ /^all/) { s = k ~ /_kvinnor$/ ? "_kvinnor" : k ~ /_man$/ ? "_man" : ""; print "r2012_" k "\t" share(n[k], n["all" s]) }
		print "r2012_avslutade_kvinnor\t" share(n["all_kvinnor"], n["all"])
		print "r2012_tab2_arb_och_stud_fore\t" both0; print "r2012_tab2_arb_och_stud_efter\t" both1; print "r2012_tab2_inget_efter\t" none
	}' | LC_ALL=C sort
}
met() {
	counted "$1" >counts
	awk -F'\t' 'NR == FNR { target[$1] = $4; next } $1 in target { n++; if (target[$1] != $2) { print; bad = 1 } }
		END { print n " figures"; exit bad || n < 32 }' "$table" counts
}
check 'the first country meets the figures of those who ended' met one
check 'and so does the second' met two

# Too large a country is refused before anything is written; a country without wrong rows has no account of them, though one lay there.
refused() { finsam synth --targets "$table" --into large --scale 5000 2>said && return 1; grep -q 'at most [0-9]* *:' said && [ ! -e large ]; }
check 'a scale that identities do not suffice for is refused at once' refused
accounted() { finsam synth --targets "$table" --into one --errors 1 && [ -s one/facit.tsv ] && wrote one 1 && [ ! -e one/facit.tsv ] && diff -r one again; }
check 'wrong rows have an account, and only they' accounted
left_alone() { (ulimit -f 600; finsam synth --targets "$table" --into one --seed 2 >said 2>&1) && return 1; diff -r one again; }
check 'a country that can not be written whole leaves the old one' left_alone
listed() {
	FINSAM_LEDGER=$PWD/ledger finsam synth --targets "$table" --into two --seed 2 && tail -n 1 ledger | grep -o '"path":"two/[a-z_.]*"' | sort -u | wc -l | grep -qx 22
}
check 'the ledger knows its files' listed
three_times() { finsam synth --targets "$table" --into three --scale 3 && [ "$(gzip -dc three/episoder.csv.gz | cut -d ';' -f 2 | sort -u | wc -l)" -gt 51000 ]; }
check 'three times as large has three times as many persons' three_times
# Of what the targets do not say, the shares of the parties are the law's: half from the state, a quarter each from landsting and kommuner.
printf 'id\tmatt\tuppdelning\tvarde\tenhet\texakthet\tsteg\tanmarkning\na\tforbund\t\t9\tantal\texact\t\t\n' >few.tsv
printf 'af 0\nfk 50\nkommun 25\nlandsting 25\n' >lawful
lawful() {
	finsam synth --targets few.tsv --kommuner "$ROOT/pipelines/codes/kommuner.tsv" --into few --seed "$1" || return 1
	awk -F ';' 'FNR > 1 && $6 == "" { sub(/,/, ".", $4); n[$1 ";" $2] += $4 } END { for (k in n) if (k ~ /^F/) print substr(k, index(k, ";") + 1), int(n[k] + 0.5) }' few/medlemmar.csv |
		sort -u | diff - lawful || return 1
	awk -F ';' 'FNR > 1 && $2 == "forbund" && (2 * $6 != $5 || 2 * $7 != $5) { print; bad = 1 } END { exit bad }' few/tilldelning.csv
}
check 'shares that no figure says are those of the law' lawful 1
check 'with another seed too' lawful 2
finish
