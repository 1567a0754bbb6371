#!/bin/bash
# protect.sh: seconds of processor time and outcome of protect on tables of the sizes of Sweden (291 areas, 9 ages, 3 groups; 22 of
# the same). Nothing is asserted: machines are noisy.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
dir=${DIR:-$root/.build/bench}
PATH=$root/bin:$PATH
export LC_ALL=C
mkdir -p "$dir"
cd "$dir"

# time_one AREAS AGES GROUPS MEAN [OPTION]...
time_one() {
	local name="$1x$2x$3" by=kommun,alder seconds TIMEFORMAT=%U
	[ "$3" = 1 ] || by=kommun,alder,grupp
	"$root/tests/bench/tables.sh" "$1" "$2" "$3" "$4" >"table-$name.tsv"
	shift 4
	seconds=$({ time finsam protect --min 5 --zeros show --by "$by" --count personer --record record.tsv \
		"$@" "table-$name.tsv" >protected.tsv; } 2>&1)
	printf '%-10s %-16s %8.2f s  %5d of %5d hidden\n' "$name" "$*" "$seconds" \
		"$(cut -f "$(($(tr -cd , <<<"$by" | wc -c) + 3))" protected.tsv | grep -c hidden || true)" \
		"$(tail -n +2 protected.tsv | wc -l)"
}

time_one 22 9 1 30
time_one 291 9 1 20
time_one 22 9 3 10
time_one 291 9 3 16
time_one 291 9 1 20 --method round --base 3
time_one 291 9 3 16 --method round --base 3
