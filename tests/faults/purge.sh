#!/bin/bash
# purge is killed at many moments. Whatever is not there any more has a line in the log that was on disk before; what has a line "removed" is
# gone; nothing outside is touched; and the next purge finishes.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
export tab=$'\t'

# Twelve old work folders with a hundred and twenty files each, and a neighbour that is new.
fill() {
	rm -rf work log log.end && mkdir -p work/new && echo kept >work/new/lock && echo kept >work/new/a.tsv
	for n in $(seq 12); do
		mkdir work/"$n" && echo >work/"$n"/lock && echo '{}' >work/"$n"/makefile && mkdir work/"$n"/deep
		(cd work/"$n" && seq 60 | split -l 1 -a 3 --additional-suffix=.tsv && cd deep && seq 60 | split -l 1 -a 3)
	done
	find work -path work/new -prune -o -exec touch -d 2020-01-01 {} +
}

purge() { exec finsam purge --older-than 900 --today 2023-01-01 --remove --log log --decision 'a test' work; }

true_so_far() {
	find work -type f | sort >after
	comm -23 before after >gone
	[ ! -e log ] || sed 1d log | grep "^[^$tab]*${tab}begun$tab" | cut -f 8 | sort -u >begun
	[ -e begun ] || : >begun
	while read -r file; do
		grep -qxF -e "$file" begun || grep -qxF -e "$(echo "$file" | cut -d / -f 1,2)" begun || { echo "$file is gone, and no line says so" && return 1; }
	done <gone
	[ ! -e log ] || sed 1d log | grep "^[^$tab]*${tab}removed$tab" | cut -f 3,8 | while IFS=$tab read -r kind path; do
		if [ "$kind" = work ]; then [ "$(ls "$path")" = lock ]; else [ ! -e "$path" ]; fi || { echo "$path is said to be removed" && return 1; }
	done
}

moments() {
	killed=0
	for ms in 02 04 06 08 10 13 16 20 25 30 40 50 70; do
		fill && find work -type f | sort >before
		rm -f begun
		(purge) >/dev/null 2>&1 &
		sleep 0.0"$ms"
		kill -9 $! 2>/dev/null && killed=$((killed + 1))
		wait $! 2>/dev/null
		true_so_far || return 1
	done
	[ "$killed" -gt 2 ] || { echo "killed only $killed times" && return 1; }
}
check 'a purge that is killed leaves a log that is true' moments

finishes() {
	(purge) >said || { cat said && return 1; }
	[ "$(find work -type f | grep -c /new/)" -eq 2 ] && [ "$(find work -type f | grep -cv /new/)" -eq 12 ] || return 1
	awk -F '\t' 'NR > 1 && NF != 13 { print "line " NR " has " NF " fields"; exit 1 }' log
}
check 'the next one finishes, and its log is whole' finishes

finish
