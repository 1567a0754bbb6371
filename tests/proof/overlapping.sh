#!/bin/sh
# A reader of all versions: of the quarter, the half-year and the year in which somebody ended who then withdrew, a preliminary edition and a final one,
# with others who came late, were corrected or withdrew too. Of a month he has heads only, which tell him nothing of what the person did.
# Then what publish refuses, six editions before and six after, which must tell him. WORLDS=N worlds of each kind.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
worlds=${WORLDS:-100} made=$ROOT/tests/proof/overlapping transitions=$ROOT/pipelines/noise/d7v3m5.tsv
(umask 077 && printf 'key-id: prov\ncreated: 2012-01-01\npurpose: test\nkey: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >key)

# table LEVEL MONTHS FILE EDITION LOOK: one version, as lines for attack.awk; of the edition `true` the true counts.
table() {
	finsam pseudonymise --key key --scope s --kind text --noise id.person --unit u --period "2012$1" --edition "2012$1-$4" id.person=pid "$3" |
		finsam where "manad <= $2" | finsam aggregate --noise --by varld,kon,efter --totals kon 'n=count()' >counted.tsv || return
	case $4 in
	true) cat counted.tsv ;;
	*) finsam protect --method noise --transitions "$transitions" --key key --unit u --period "2012$1" --edition "2012$1-$4" --min 5 --by varld,kon,efter --count n counted.tsv ;;
	esac | awk -F '\t' -v OFS='\t' -v level="$1" -v look="$5" 'NR > 1 { print level, look, $1, $2, $3, $4 }'
}

# learnt NAME PERSONS LEVELS LOOKS MOVES [exact]: RIGHT and SURE, of who knows no count before, and of who knows all.
learnt() {
	awk -v worlds="$worlds" -v persons="$2" -v seed="$2" -v moves="$5" -f "$made/worlds.awk"
	for level in $3; do
		months=${level#*:} level=${level%:*}
		table "$level" "$months" first.tsv true "0	1"
		look=0
		while [ $((look += 1)) -le "$4" ]; do
			table "$level" "$months" first.tsv "$look" "1	$look"
			second=$((look + $4))
				[ "${6-}" != exact ] || second=true
			table "$level" "$months" second.tsv "$second" "2	$look"
		done
	done >told
	for known in 0 1; do
		[ "${6-}" = exact ] && [ $known = 0 ] && continue
		awk -F '\t' -v known=$known -v others="$([ "$5" = 0 ] || echo 1)" -v exact="$([ "${6-}" != exact ] || echo 1)" -f "$made/attack.awk" "$transitions" truth.tsv told >learnt.$known || return
		printf '%s, moves %s\t%s\t%s\t%s\n' "$1" "$5" "$2" "$known" "$(cat learnt.$known)" >>figures
	done
}

# among FILE LEAST MOST: the share of right guesses.
among() { read -r right _ <"$1" && [ "$right" -ge "$2" ] && [ "$right" -le "$3" ]; }

all='Q1:3 H1:6 :12'
check 'exact figures are measured' learnt exact 150 ':12' 1 0 exact
check 'the control: exact figures tell' among learnt.1 95 100
check 'six editions before and six after are measured' learnt 'six and six' 150 ':12' 6 0
check 'the control: six and six, which publish refuses, tell' among learnt.0 62 100
for moves in 0 0.03; do
	check "two editions of the year are measured, moves $moves" learnt year 150 ':12' 1 "$moves"
	check 'who knows no count before is right in at most 55 percent, where shares alone give 35' among learnt.0 0 55
	check 'who knows all is right in at most 65' among learnt.1 0 65
	check "two editions of overlapping periods are measured, moves $moves" learnt 'quarter, half-year, year' 150 "$all" 1 "$moves"
	check 'who knows no count before is right in at most 65 percent' among learnt.0 0 65
done
sed 's/^/# /' figures | awk -F '\t' '{ split($4, f, " "); printf "%s, %d persons, %s: %s percent right, %s sure and right\n", $1, $2, $3 ? "all counts before known" : "none known", f[1], f[2] }'
finish
