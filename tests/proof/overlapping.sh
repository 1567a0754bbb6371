#!/bin/sh
# A reader of all versions of whatever periods are told of those among whom somebody was who then withdrew: before he did, and after, with others who came late,
# were corrected or withdrew too. Of heads he has how many there were, which tells him nothing of what the person did. publish lets two looks at anybody out, in
# all periods together; what it refuses must tell him. WORLDS=N worlds of each kind.
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

# learnt NAME MOVES LOOK...: RIGHT and SURE, of who knows no count before, in learnt.0, and of who knows all, in learnt.1. LOOK: LEVEL:MONTHS:BEFORE:AFTER, how
# often the persons of so many months were told of before he withdrew, and after. With MOVES exact nobody else moves, and figures are exact.
learnt() {
	name=$1 moves=$2
	shift 2
	awk -v worlds="$worlds" -v persons=150 -v seed=150 -v moves="$(echo "$moves" | sed s/exact/0/)" -f "$made/worlds.awk"
	for look; do
		IFS=: read -r level months before after <<-END
			$look
		END
		table "$level" "$months" first.tsv true "0	1"
		for i in $(seq "$before"); do table "$level" "$months" first.tsv "b$i" "1	$i"; done
		for i in $(seq "$after"); do table "$level" "$months" second.tsv "$([ "$moves" = exact ] && echo true || echo "a$i")" "2	$i"; done
	done >told
	for known in 0 1; do
		[ "$moves" = exact ] && [ $known = 0 ] && continue
		awk -F '\t' -v known=$known -v others="$([ "$moves" = 0.03 ] && echo 1 || echo 0)" -v exact="$([ "$moves" != exact ] || echo 1)" -f "$made/attack.awk" "$transitions" truth.tsv told >learnt.$known || return
		printf '%s, moves %s\t%s\t%s\n' "$name" "$moves" "$known" "$(cat learnt.$known)" >>figures
	done
}

# among FILE LEAST MOST [SURE]: the share of right guesses, and at most that of sure ones.
among() { read -r right sure <"$1" && [ "$right" -ge "$2" ] && [ "$right" -le "$3" ] && [ "$sure" -le "${4:-100}" ]; }

# How much more of a share is let pass than is to be found in infinitely many worlds: three standard errors.
right=$(awk -v n="$worlds" 'BEGIN { print int(150 / sqrt(n)) }')
sure=$(awk -v n="$worlds" 'BEGIN { print int(45 / sqrt(n) + 0.5) }')

check 'exact figures are measured' learnt exact exact Y:12:1:1
check 'control: exact figures tell' among learnt.1 95 100
check 'six editions before and six after are measured' learnt 'six and six' 0 Y:12:6:6
check 'control: six and six tell' among learnt.0 62 100
check 'a quarter, its half-year and its year, two editions each, are measured' learnt 'quarter, half-year, year, two editions each' 0 Q1:3:1:1 H1:6:1:1 Y:12:1:1
check 'control: they tell' among learnt.1 $((70 - right)) 100
check 'twelve months that roll, each quarter in two editions, are measured' learnt 'twelve months that roll each quarter, two editions each' 0 R1:12:1:1 R2:12:0:2 R3:12:0:2 R4:12:0:2
check 'control: they tell, and he is sure' among learnt.1 75 100
for moves in 0 0.03; do
	for looks in 'the year in two editions=Y:12:1:1' 'a quarter, then its year=Q1:3:1:0 Y:12:0:1' 'a half-year, its quarter before=Q1:3:1:0 H1:6:0:1' 'a half-year and its year, both after=H1:6:0:1 Y:12:0:1' 'a quarter in two editions=Q1:3:1:1'; do
		# shellcheck disable=SC2086
		check "${looks%%=*}: is measured, moves $moves" learnt "${looks%%=*}" $moves ${looks#*=}
		check 'who knows no count before is right in at most 55 percent, where shares alone give 35, and never sure' among learnt.0 0 $((55 + right / 3)) $((1 + sure))
		check 'who knows all is right in at most 65' among learnt.1 0 $((65 + right / 3)) "$([ $moves = 0 ] && echo $((2 + sure)) || echo 100)"
	done
done
sed 's/^/# /' figures | awk -F '\t' '{ split($3, f, " "); printf "%s, %s: %s percent right, %s sure and right\n", $1, $2 ? "all counts before known" : "none known", f[1], f[2] }'
finish
