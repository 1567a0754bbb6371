#!/bin/bash
# examples.sh [TABLE]...: what protect hides beside the small figures of the example tables, how many persons that is, how far from the
# optimum at most, and seconds of processor time, with GaussSuppression's figures. Nothing is asserted: machines are noisy.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
from=$root/tests/bench/examples
dir=${DIR:-$root/.build/bench}
PATH=$root/bin:$PATH
export LC_ALL=C TIMEFORMAT=%U
mkdir -p "$dir"
cd "$dir"

# lost TABLE PROTECTED: cells, those hidden beside the small ones, and the persons in them.
lost() {
	tail -n +2 "$2" | awk -F '\t' -v OFS='\t' '
		NR == FNR { key = $0; sub(/\t[^\t]*$/, "", key); n[key] = $NF; next }
		{ cells++; status = $NF; NF -= 2 }
		status == "hidden" && n[$0] >= 5 { hidden++; persons += n[$0] }
		END { print cells, hidden + 0, persons + 0 }' "$1" -
}

# measure TABLE WIDTH HIERARCHIES
measure() {
	local options=() by one seconds cells hidden persons
	for one in ${3//,/ }; do options+=(--hierarchy "${one%%=*}=$from/hierarchy_${one#*=}.tsv"); done
	by=$(head -n 1 "$from/$1.tsv" | sed 's/\tn$//; s/\t/,/g')
	seconds=$({ time finsam protect --min 5 --zeros show --width "$2" --by "$by" --count n --record record.tsv \
		"${options[@]}" "$from/$1.tsv" >protected.tsv; } 2>&1)
	IFS=$'\t' read -r cells hidden persons <<<"$(lost "$from/$1.tsv" protected.tsv)"
	printf '%-10s %5d %5d %6d %7d  %-8s %8.2f' "$1" "$cells" "$2" "$hidden" "$persons" \
		"$(awk -F '\t' '$2 == "optimum" { how = $2 } /above_optimum/ { how = "+" $2 "%" } END { print how == "" ? "no bound" : how }' \
			record.tsv)" "$seconds"
}

printf '%-10s %5s %5s %6s %7s  %-8s %8s  %s\n' table cells width hidden persons optimum seconds 'GaussSuppression: hidden, persons'
tail -n +2 "$from/known.tsv" | tr '\t' '|' | while IFS='|' read -r table hierarchies hidden persons; do
	[ $# -eq 0 ] || [[ " $* " == *" $table "* ]] || continue
	for width in 1 5; do
		measure "$table" "$width" "$hierarchies"
		[ "$width" = 5 ] || printf '  %d, %d' "$hidden" "$persons"
		echo
	done
done
