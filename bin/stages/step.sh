#!/bin/bash
# step.sh TARGET.ledger SCRIPT: run one step of a pipeline and put its result in place when all is well.
# step.sh --publish STAMP PLAN FILE...: publish these files, and say so in STAMP.
#
# The makefile of a pipeline calls it as $(RUN). SCRIPT, written by `finsam pipeline`, has a function run that writes "$OUT",
# the names of the tables it reads (inputs), of all that it is made of (of), and of further results (also). A script of several tables writes them into
# "$OUT.into" and says that "$OUT" itself is no stream (side). The result gets its name only if every program
# ended with status 0 and `finsam settle` found that the accounts meet, and is what gives it the name. An equal result leaves the old file and its .id
# untouched, so that nothing after it runs. The ledger is the stamp; its time is when the step began. Beside it lies TARGET.of,
# which tells for `finsam settle --plan` in which run and of what it was made.
set -u -o pipefail
unset CDPATH
umask 077

BIN=$(cd "${BASH_SOURCE[0]%/*}/" && pwd)
export BIN

# What a script sets.
inputs=() of=() also=() side=

say() {
	[ -z "${FINSAM_SHOW-}" ] || printf '%s\n' "$*" >&2
}

wrong() {
	printf 'step: %s\n' "$*" >&2
	exit 2
}

forget_try() {
	rm -rf "$try" "$try".*
}

# A line with the name that finsam run has given this run.
name_run() {
	local run=
	[ ! -e "${file%/*}/run" ] || read -r run <"${file%/*}/run"
	printf 'run %s\n' "$run"
}

# What stands in these files, which are text; a program is not worth it.
join() {
	local file text
	for file; do
		IFS= read -rd '' text <"$file" || [ -e "$file" ] || return
		printf %s "$text"
	done
}

# The file of a further result.
further() {
	if [ -d "$try.into" ]; then printf '%s' "$try.into/$1.tsv"; else printf '%s' "$try.$1"; fi
}

# A file of persons is gone after a run that ended well. Whoever needs it again makes it again, one at a time, and it must come
# out as it was: what made it has not changed, or make would have run that first.
need() {
	local file
	for file in "${inputs[@]}"; do
		[ -e "$file" ] || (
			flock 8
			[ -e "$file" ] || "$BASH" "$BIN/step.sh" --again "$file" || exit 2
		) 8>"$file.lock" || exit 2
	done
}

# settled [OPTION]... [FILE NAME]...: the accounts of this try meet, and what --place says is done; `told` is the line of its result.
settled() {
	local options=() status
	while [[ ${1-} = -* ]]; do options+=("$1" "$2") && shift 2; done
	told=$("$BIN/settle" ${side:+"$side"} --result "$try" --name "$file" "${options[@]}" "$try.ledger" "$@")
	status=$?
	[ $status -ne 1 ] || wrong "$name: its accounts do not meet"
	[ $status -eq 0 ] || wrong "$name could not be settled"
}

# Runs SCRIPT into a name of this try's own.
attempt() {
	local began=${EPOCHREALTIME//[!0-9]/} status
	try=$file.try.$$
	trap forget_try EXIT
	# Make passes on a signal that has come to all of them already, and a second one can cost the EXIT trap.
	trap 'trap "" INT TERM HUP; forget_try; exit 130' INT
	trap 'trap "" INT TERM HUP; forget_try; exit 143' TERM HUP
	OUT=$try
	export OUT
	{ name_run && join "$script" "${of[@]}"; } >"$try.of" || wrong "$name: what it is made of can not be noted"
	# What does not fit in memory is about persons too. Here it is gone at the latest when the next run begins, however this one ends.
	mkdir "$try.tmp" || exit 2
	(FINSAM_LEDGER=$try.ledger TMPDIR=$try.tmp && export FINSAM_LEDGER TMPDIR && run)
	status=$?
	if [ "$status" -ne 0 ]; then
		keep_rejects
		[ "$status" -lt 128 ] || "$BIN/settle" "$try.ledger"
		wrong "$name failed (status $status); what it ran is in $script"
	fi
	seconds=$(((${EPOCHREALTIME//[!0-9]/} - began) / 10000))
	printf -v seconds %d.%02d $((seconds / 100)) $((seconds % 100))
}

# When too many rows were rejected they are wanted most.
keep_rejects() {
	local rejects=${file%.tsv}.rejects.tsv
	if [ -e "$try.rejects" ] && [ "$(head -n 2 "$try.rejects" | wc -l)" -gt 1 ]; then
		mv -f "$try.rejects" "$rejects" && printf 'step: the rejected rows are in %s\n' "$rejects" >&2
	fi
}

step() {
	local more records='' results=()
	file=${1%.ledger} script=$2
	name=${file##*/} && name=${name%.tsv}
	# shellcheck source=/dev/null # written by finsam pipeline
	. "$script" || wrong "$script can not be read"
	say "  $name ..."
	need
	attempt
	for more in "${also[@]}"; do
		results+=("$(further "$more")" "${file%.tsv}.$more.tsv")
	done
	settled --place "$try.of" "${results[@]}"
	[[ ! $told =~ \"records\":([0-9]+) ]] || records=${BASH_REMATCH[1]}
	say "  $name: ${records:+$records records, }$seconds s"
}

again() {
	local more before=''
	file=$1
	# What comes beside the rows of a source is made with them.
	[ -e "$file.sh" ] || file=${1%.*.tsv}.tsv
	script=$file.sh name=${file##*/} && name=${name%.tsv}
	# shellcheck source=/dev/null
	. "$script" || wrong "$script can not be read"
	say "  $name, again ..."
	need
	attempt
	settled
	IFS= read -r before <"$file.id"
	[ "$told" = "$before" ] ||
		wrong "$name came out otherwise than before though nothing it is made of changed; remove $file.ledger and run again"
	for more in "${also[@]}"; do
		[ -e "${file%.tsv}.$more.tsv" ] || mv -f "$(further "$more")" "${file%.tsv}.$more.tsv" || wrong "${file%.tsv}.$more.tsv could not be written"
	done
	mv -f "$try" "$file" || wrong "$file could not be written"
}

publish() {
	say "  publish ..."
	inputs=("${@:3}")
	need
	unset FINSAM_LEDGER FINSAM_STEP
	said=$("$BIN/publish" ${FINSAM_REASON:+--reason "$FINSAM_REASON"} "$2") || exit
	printf '%s\n' "$said"
	file=$1
	if ! { printf '%s\n' "$said" && name_run; } >"$1.try.$$" || ! mv -f "$1.try.$$" "$1"; then
		wrong "$1 could not be written"
	fi
}

case ${1-} in
--publish) publish "${@:2}" ;;
--again) again "$2" ;;
-h | --help) sed -n '2,/^#$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" ;;
*)
	[ $# -eq 2 ] || wrong "wanted: TARGET.ledger SCRIPT (try: step.sh --help)"
	step "$1" "$2"
	;;
esac
