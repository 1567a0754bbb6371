#!/bin/bash
# Every table of the monthly reports, of each förbund, counted from the files as they came by an independent program; and the sum of the förbund is the country, but for what several of
# them share.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
command -v sqlite3 >/dev/null || { skip "months are counted by sqlite3" "there is no sqlite3" && finish && exit; }

install -m 600 "$ROOT/tests/test.key" key && finsam synth --targets "$ROOT/pipelines/targets/2012.tsv" --into land --years 2 >/dev/null || exit 1

# month ARGUMENT...: the monthly report, with its tables of persons kept.
month() {
	finsam run --keep "$ROOT/pipelines/manad.yaml" data=land nyckel=key konstgjorda=true minsta=5 leverans='2011 2012' run_date=2013-02-22 period=2012-08 "$@"
}

import() {
	for table in forbund insats_forbund insatser insats_ekonomi forbund_kvartal insats_kvartal episoder anvisningar; do
		case $table in
		episoder | anvisningar) gzip -dc land/$table.csv.gz ;;
		*) iconv -f windows-1252 -t utf-8 land/$table.csv ;;
		esac >$table.csv && printf '.import %s.csv %s\n' $table $table
	done
}

# what_is TABLE FOLDER: its rows, without what noise is drawn of, and without those of nobody.
what_is() {
	awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) { if ($i !~ /[.]key$/) keep[++n] = i; if ($(i + 1) ~ /[.]key$/) { count[i] = 1; counts++ } } next }
		{ line = $keep[1]; none = counts > 0; for (i = 2; i <= n; i++) line = line OFS $keep[i]; for (i in count) none = none && $i == 0; if (!none) print line }' \
		"work/manad/2012-08-$2/$1.tsv" | LC_ALL=C sort
}

same() { what_is "$1" "$2" >is && LC_ALL=C sort "${3:-$1}" >should && [ -s is ] && diff should is; }

# The sum over the förbund, without what counts again, is the country.
adds_up() {
	{ what_is deltaganden alla | cut -f 2- && sed 's/\t/\t-/g' flera; } |
		awk -F '\t' -v OFS='\t' '{ for (i = 2; i <= 4; i++) sum[$1, i] += $i; seen[$1] = 1 } END { for (v in seen) print v, sum[v, 2], sum[v, 3], sum[v, 4] }' | LC_ALL=C sort >sum
	what_is deltaganden riket | diff sum -
}

check "the month of each förbund is made" month 'forbund=*'
check "the month of the country is made" month
{ import && sed 's/@from/2012-08-01/g; s/@till/2012-08-31/g; s/@quarter/K2/g; s/@year/2012/g' "$ROOT/tests/laws/month.sql"; } |
	sqlite3 -separator ';' :memory: >said 2>&1
check "sqlite3 has counted" test ! -s said
for table in deltaganden anvisade_nu vantar pengar saknas riket flera; do sed -i 's/;/\t/g' $table; done
for table in deltaganden anvisade_nu vantar pengar saknas; do check "$table of each förbund is what the files say" same $table alla; done
check "participations of the country are what the files say" same deltaganden riket riket
check "some insatser are shared" test -s flera
check "the sum of the förbund, what is shared taken once, is the country" adds_up
finish
