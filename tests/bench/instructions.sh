#!/bin/bash
# instructions.sh [FIGURES]: how many instructions of the processor the jobs take for a byte of their input, by callgrind: a
# measure that another busy program does not move. Prints them; with a file of such figures also says which grew by more than
# a twentieth, and then fails. What a program does once falls out, for each job is run on two sizes and the difference counted.
# It compares only what was measured in the same way: the same processor, compiler and kind of vectors (first line).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
export LC_ALL=C
unset FINSAM_LEDGER
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
figures=${1:+$(realpath "$1")}
cd "$work"

measured="# $(uname -m) gcc-$(gcc -dumpversion) $(grep -om1 avx2 /proc/cpuinfo || echo plain)"
if [ "$figures" ] && [ "$(head -n 1 "$figures")" != "$measured" ]; then
	echo "measured otherwise: $measured" >&2
	exit 77
fi

"$root/tests/bench/participants.sh" 7000 >large.csv
head -n 4001 large.csv >small.csv
# That no column is taken for one of persons' numbers must be said, or the first thousands of rows are looked through for them.
head -n 1 large.csv | tr ';' '\n' | awk '
	BEGIN { print "dialect: {delimiter: \";\"}\nfields:" }
	{ print "  - {name: " $0 ", type: string, finsam: {not_identity: made up to be measured}}" }' >text.yaml
sed -e '/personnummer/s/not_identity.*/class: identifier, type: personnummer}}/' -e '/: \(start\|slut\|registrerad\),/s/string/date/' \
	-e '/: arbetar,/s/string/boolean/' -e '/: arbete_pct,/s/string/integer/' \
	-e '/: kommun,/s/string/string, constraints: {pattern: "[0-9]{4}"}/' \
	-e '/: insats_id,/s/string/string, constraints: {pattern: "i[0-9]{3}"}/' \
	-e '/: kon,/s/string/string, constraints: {enum: ["1", "2"]}/' text.yaml >types.yaml
awk 'BEGIN { print "insats_id\tinriktning"; for (i = 0; i < 870; i++) printf "i%03d\tindivid\n", i }' >insatser.tsv
for size in small large; do
	"$root/bin/stages/validate" --schema text.yaml $size.csv >$size.tsv
done

# count SIZE STAGE ARGUMENT...: the instructions of the stage on the input of that size, SIZE in the arguments standing for it.
count() {
	local size=$1 program=$root/bin/stages/$2
	shift 2
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "${@/SIZE/$size}" 2>&1 >/dev/null |
		sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

# job NAME STAGE ARGUMENT...
job() {
	local name=$1 small large kind=tsv bytes
	shift
	small=$(count small "$@")
	large=$(count large "$@")
	[ "$1" != validate ] || kind=csv
	bytes=$(($(wc -c <large.$kind) - $(wc -c <small.$kind)))
	awk -v name="$name" -v n="$((large - small))" -v bytes="$bytes" 'BEGIN { printf "%s\t%.2f\n", name, n / bytes }'
}

{
	echo "$measured"
	job reader where false SIZE.tsv
	job writer pick registrerad belopp start slut kommun episod_id SIZE.tsv
	job validate-text validate --schema text.yaml SIZE.csv
	job validate-types validate --schema types.yaml --allow-synthetic SIZE.csv
	job where where 'slut >= 2012-01-01 and slut <= 2012-12-31' SIZE.tsv
	job join join insatser.tsv --on insats_id SIZE.tsv
	job aggregate aggregate --by utbildning,kon 'antal=count()' 'medel=mean(arbete_pct)' 'personer=distinct(personnummer)' SIZE.tsv
} >now
cat now
[ "$figures" ] || exit 0
awk -F'\t' '
	NR == FNR { was[$1] = $2; next }
	FNR > 1 && !($1 in was) { print $1 ": no figure"; bad = 1 }
	FNR > 1 && $2 > was[$1] * 1.05 { printf "%s: %s instructions a byte, %s before\n", $1, $2, was[$1]; bad = 1 }
	END { exit bad }' "$figures" now >&2
