#!/bin/sh
# reproduce: holds a published annual report against the figures that were printed for that year.
#
# Usage: reproduce.sh LIST REPORT PUBLICATION YEAR
#
# LIST (pipelines/targets/reproduce.tsv) has a record for each printed figure: how exact it was said to be (exakthet), the unit of its rounding
# (steg), and the cell of the report's tables that computes it (uttryck), in the words of a report (docs/reports.md). The cells are looked up
# by render, with the front matter of REPORT, and judged in exact numbers by derive. Figures in conflict with others of the same source stay in conflict and are named.
# Exit status 1 if a figure differs that should not.
set -eu
export LC_ALL=C
case ${1-} in -h | --help) echo 'usage: reproduce.sh LIST REPORT PUBLICATION YEAR' && exit ;; esac
[ $# -eq 4 ] || { echo 'usage: reproduce.sh LIST REPORT PUBLICATION YEAR' >&2 && exit 2; }
list=$1 report=$2 tables=$3/tables year=$4
finsam=$(dirname "$0")/../finsam
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A report of the same front matter, a line for each figure.
{
	awk '{ print } NR > 1 && /^---$/ { exit }' "$report"
	echo '::: en'
	awk -F '\t' 'NR > 1 && $7 != "" { printf "%s {{ %s | decimal(6) | eller(\"-\") }}\n\n", $1, $7 }' "$list"
	echo ':::'
} >"$scratch/figures.md"
set -- --set period="$year" --set fran="$year-01-01" --set till="$year-12-31" --set fjol=$((year - 1)) --set storsta=7
for table in "$tables"/*.tsv; do
	[ -e "$table" ] || { echo "reproduce: $tables: no tables" >&2 && exit 2; }
	name=$(basename "$table" .tsv)
	case $name in *.*) continue ;; esac
	# What kind of figure each column is stands in the publication; render reads it beside the table.
	cp "$table" "$scratch/$name.tsv"
	sed -n "s,.*\"path\":\"tables/$name.tsv\".*\"schema\":\(.*\)}\,\{0\,1\}\$,\1,p" "$tables/../datapackage.json" >"$scratch/$name.tsv.json"
	[ -s "$scratch/$name.tsv.json" ] || rm "$scratch/$name.tsv.json"
	set -- "$@" --table "$name=$scratch/$name.tsv"
done
"$finsam" render --template "$scratch/figures.md" --lang en --as text "$@" >"$scratch/figures.txt"

{
	printf 'id\tberaknat\n'
	sed -n '/^r[0-9]/ { s/\xe2\x88\x92/-/; s/,//g; s/\xc2\xa0//g; p; }' "$scratch/figures.txt" |
		awk '{ id = $1; $1 = ""; if (match($0, /-?[0-9]+(\.[0-9]+)?/)) print id "\t" substr($0, RSTART, RLENGTH) }'
} >"$scratch/computed.tsv"

"$finsam" join --on id --cardinality 1:1 "$scratch/computed.tsv" "$list" |
	"$finsam" derive 'avrundat=if(missing(beraknat), missing, round(number(beraknat) / steg) * steg)' \
		'under=if(number(publicerat) < number(beraknat) and number(beraknat) < publicerat + steg, 1, 0)' \
		'over=if(number(publicerat) > number(beraknat) and number(beraknat) > publicerat - steg, 1, 0)' |
	"$finsam" derive 'traff=if(exakthet = "drygt", under = 1, if(exakthet = "knappt", over = 1, number(avrundat) = number(publicerat)))' |
	"$finsam" derive 'omdome=if(lage = "utanfor", "outside", if(lage = "ej_tryckt", "not printed", if(traff, "agrees", if(lage = "konflikt", "conflict", "differs"))))' \
	>"$scratch/judged.tsv"

"$finsam" pick id publicerat enhet exakthet avrundat omdome skal "$scratch/judged.tsv" | awk -F '\t' '
	{ printf "%-42s %10s %-15s %-7s %10s  %-11s %s\n", $1, $2, $3, $4, $5, $6, $7 }
	NR > 1 { n[$6]++ }
	END {
		printf "\n%d agree, %d differ, %d in conflict with others of the source, %d not printed by the source, %d outside of the data\n",
			n["agrees"], n["differs"], n["conflict"], n["not printed"], n["outside"]
		exit n["differs"] > 0
	}'
