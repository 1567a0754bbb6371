#!/bin/bash
# A country is made to meet the figures that were printed for 2012, and the report of it must print them: each one that can be compared agrees, four stay in
# conflict with others of the same source. Rows made wrong are rejected and change none of them. Another table of figures gives another report, which meets it.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"
# Under the sanitizers the same report comes out (sanitized.sh).
case $BUILD in *sanitized) finish && exit ;; esac
targets=$ROOT/pipelines/targets/2012.tsv
list=$ROOT/pipelines/targets/reproduce.tsv

judged() { reproduce.sh "$1" "$ROOT/pipelines/reports/arsredovisning.md" site/arsredovisning/2012 2012 >judged; }
counted() { tail -n 1 judged | grep -E "^$1 agree, 0 differ, $2 in conflict"; }

check 'a country and its report are made' annual whole
check 'no figure differs' judged "$list"
check 'all that can be compared are' counted 120 4

# The list and the targets say the same of what was printed.
printed() {
	awk -F '\t' 'NR > 1 && $2 != "" { print $1 "\t" $2 "\t" $4 }' "$list" | sort >in_list
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } NR > 1 && $c["varde"] != "" { print $1 "\t" $c["varde"] "\t" $c["exakthet"] }' "$targets" | sort >in_targets
	awk -F '\t' 'NR == FNR { printed[$1] = $2; exact[$1] = $3; next } ($1 in printed) && ($2 != printed[$1] || ($3 != "utom" && $3 != exact[$1]))' in_list in_targets | grep . && return 1
	cut -f 1 in_list | diff - <(cut -f 1 in_targets)
}
check 'the list and the targets are of the same figures' printed

# facit.tsv has the file, line and rule of each row that was made wrong, and whether the rule rejects or warns. Rules over several files know no lines.
several() { sed -n '/^rules:/,/^[a-z]*:$/s/^  \(V[0-9]*\):.*/\1/p' "$ROOT"/pipelines/grund/*.yaml | sort -u | grep -vx 'V0[567]'; }
# Files that the annual report does not read are checked as those that do read them do.
unread() {
	for file in land/*.csv land/*.csv.gz; do
		name=${file#land/} name=${name%.csv*}
		[ ! -e "work/arsredovisning/2012/$name.rejects.tsv" ] || continue
		references=$(sed -n 's/.*resource: \([a-z_]*\).*/--reference=\1=work\/arsredovisning\/2012\/\1.tsv/p' "$ROOT/pipelines/schemas/sus/$name.yaml" | sort -u)
		# shellcheck disable=SC2086 # no blanks in them
		finsam validate --schema "$ROOT/pipelines/schemas/sus/$name.yaml" --max-rejects 50% --warnings --rejects unread.tsv --reference-date 2012-12-31 --allow-synthetic $references "$file" >/dev/null 2>&1
		awk -F '\t' -v file="$name" 'NR > 1 { print file "\t" $2 "\t" $4 "\t" $5 }' unread.tsv
	done
}
caught() {
	several >several.rules
	awk -F '\t' 'NR == FNR { other[$1] = 1; next } FNR > 1 && !($3 in other) { sub(/\.csv.*/, "", $1); print $1 "\t" $2 "\t" $3 "\t" $4 }' several.rules land/facit.tsv | sort -u >wrong
	for rejects in work/arsredovisning/*/*.rejects.tsv; do
		awk -F '\t' -v file="$(basename "$rejects" .rejects.tsv)" 'NR > 1 { print file "\t" $2 "\t" $4 "\t" $5 }' "$rejects"
	done | sort -u >found
	unread >>found && sort -o found found
	[ "$(wc -l <wrong)" -gt 250 ] && comm -23 wrong found | grep . && return 1
	return 0
}
check 'every row that was made wrong is found, by its rule' caught

# The tables of the quality report, summed by rule, tell of at least as many as were made; how many a protected row tells of nobody knows.
caught_over_files() {
	awk -F '\t' '
		FILENAME == "several.rules" { other[$1] = 1; next }
		FILENAME == "land/facit.tsv" { if ($3 in other) made[$3]++; next }
		FNR == 1 { rows = 0; for (i = 1; i <= NF; i++) if ($i == "rader") rows = i; rule = $1 == "regel"; next }
		rule { found[$1] += !rows ? 1 : $rows == "" ? 1000 : $rows }
		END { for (r in made) { n++; if (found[r] < made[r]) { print r, made[r], found[r] + 0; bad = 1 } } exit bad || n < 4 }
	' several.rules land/facit.tsv site/arsredovisning/2012/tables/flera_*.tsv
}
check 'and those that only several files can tell' caught_over_files

# No way of making a row wrong is left out, but for what this country has no row for: no förbund of it closed.
all_ways() {
	tail -n +2 "$ROOT/pipelines/country/faults.tsv" | cut -f 1,2 | sort -u | grep -v "medlemmar.csv	V03" >ways
	tail -n +2 land/facit.tsv | cut -f 1,3 | sort -u >taken
	[ "$(wc -l <ways)" -gt 70 ] && diff ways taken
}
check 'every way of making a row wrong is taken' all_ways

# Thirty figures changed, in groups that hang together.
change() {
	awk -F '\t' -v OFS='\t' -v column="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) c = i }
		NR > 1 && $c != "" {
			if ($1 ~ /^r2012_(subv|annanrehab)/) $c += 4
			if ($1 ~ /^r2012_(arbstud_efter|rest_resultat)/) $c += 5
			if ($1 ~ /^r2012_arbsok_efter/) $c -= 3
			if ($1 ~ /^r2012_fors_utanstod_efter/) $c += 6
			if ($1 ~ /^r2012_fors_forsorjningsstod_fore/) $c -= 5
			if ($1 ~ /^r2012_fors_studiestod_efter/) $c += 3
			if ($1 == "r2012_enkat_ae_viktigast") $c = 70
			if ($1 == "r2012_sparade_medel") $c = 301
			if ($1 == "r2012_antal_insatser_unga") $c = 190
			if ($1 == "r2012_antal_insatser_komplex") $c = 250
			if ($1 == "r2012_ae_till_arbete_studier") $c = 30
			if ($1 == "r2012_tab2_inget_efter") $c = 95
		}
		{ print }' "$2"
}
changed() {
	change varde "$targets" >other.tsv && change publicerat "$list" >other-list.tsv
	rm -f judged
	[ "$(diff "$list" other-list.tsv | grep -c '^>')" -ge 30 ] || return 1
	finsam synth --targets other.tsv --kommuner "$ROOT/pipelines/codes/kommuner.tsv" --into other && annual_run other minsta=1 && judged other-list.tsv
}
check 'another table of figures gives another report that meets it' changed
check 'all that can be compared are, there too' counted 120 4
finish
