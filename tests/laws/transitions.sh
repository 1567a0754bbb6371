#!/bin/sh
# The shipped table of transitions is what the script makes, and others that it makes keep what they promise. What exp() gives may differ in
# its last bit between two machines, so a chance may differ by one in 2^31.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
export PATH="$ROOT/bin/stages:$PATH"

same_table() {
	transitions.sh 7 3 5 >made || return
	paste made "$ROOT/pipelines/noise/d7v3m5.tsv" | awk -F '\t' '
		NR == 1 { bad = $0 != "antal\tpublicerat\tkumulativ\tantal\tpublicerat\tkumulativ"; next }
		$1 != $4 || $2 != $5 || $3 - $6 > 2 || $6 - $3 > 2 { print; bad = 1 }
		END { exit bad || NR != 105 }'
}
check 'the shipped table is what the script makes' same_table

# STEP VARIANCE MIN: its own arithmetic on what the script prints. A variance is the one asked for, or, below MIN, the least that the mean
# allows: count x (MIN - count).
keeps() {
	transitions.sh "$1" "$2" "$3" | awk -F '\t' -v step="$1" -v variance="$2" -v least="$3" '
		function close_count() {
			if (NR < 3) return
			wanted = count > 0 && count < least && count * (least - count) > variance ? count * (least - count) : count == 0 ? 0 : variance
			if (mean > 1e-6 || mean < -1e-6 || square - wanted > 1e-5 || wanted - square > 1e-5 || before != 4294967296) { print "count " count ": mean " mean ", variance " square; bad = 1 }
		}
		NR == 1 { next }
		$1 != count || NR == 2 { close_count(); count = $1; before = mean = square = 0 }
		{
			chance = ($3 - before) / 4294967296; before = $3; move = $2 - $1
			mean += chance * move; square += chance * move * move
			if ((move < 0 ? -move : move) > step || ($2 > 0 && $2 < least) || chance <= 0) { print; bad = 1 }
		}
		END { close_count(); exit bad || count < step + least }'
}
for asked in '7 3 5' '8 5 5' '5 3 3' '5 2 3' '12 3 10' '6 2 4' '20 9 5'; do
	# shellcheck disable=SC2086 # three numbers
	check "a table of $asked keeps what it promises" keeps $asked
done
check 'what is no number is refused' ends 2 transitions.sh 7 3 x
check 'a least number that no step reaches is refused' ends 2 transitions.sh 4 3 5
finish
