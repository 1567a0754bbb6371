#!/bin/sh
# shellcheck disable=SC2154,SC2034 # programs, wrong, compile... are those of finsam, which reads this file
# run.sh: all that a pipeline says is made and published: finsam run. Read by finsam.

tell() {
	if [ -t 1 ] || [ "${FINSAM_VERBOSE-}" ]; then
		printf '%s: %s\n' "$pipeline" "$*"
	fi
}

# Make's own remarks go; what its programs say stays, and is seen at once.
make_quietly() {
	{
		{
			make -s -j"$jobs" ${runner:+RUN="$runner"} -f "$folder/makefile" publish
			printf 'status %s\n' "$?"
		} 2>&1 >&3 3>&- | without_make >&2 3>&-
	} 3>&1
}

# While the file run lies in the work folder, a run goes on or was broken off; it goes away when all was made and found to be of this run.
# Whoever runs the steps may have ended well and done nothing; but what make asked for stands in the file asked.
make_all() {
	broken_off=
	[ ! -e "$folder/run" ] || broken_off=1
	"$programs/pipeline" --look "$folder" || return 2
	rm -f "$folder/asked"
	(umask 077 && printf '%s.%s\n' $$ "$(date +%s%N)" >"$folder/run") || return 2
	said=$(umask 077 && make_quietly)
	if [ "${said##*status }" != 0 ]; then
		# Why is said already; what was made of something else is to be made again.
		"$programs/settle" --plan "$folder/plan.json" >/dev/null 2>&1
		return 2
	fi
	if [ "$broken_off" ] || [ -e "$folder/asked" ]; then
		"$programs/settle" --plan "$folder/plan.json" || return 2
		"$programs/pipeline" --look "$folder" || return 2
	fi
	rm -f "$folder/run" "$folder/asked"
}

run_one() {
	folder=$(compile --claim -- "$file" "$@") || return 2
	pipeline=${folder%/*} pipeline=${pipeline##*/}
	lock
	note run begun
	compile --write -- "$file" "$@" >/dev/null || return 2
	find "$folder" -maxdepth 1 -name '*.try.*' -exec rm -rf {} +
	[ ! -t 2 ] || export FINSAM_SHOW=1
	link=$(sed -n '1{s/"publish":"/\n/;T;s/^[^\n]*\n//;s/".*//;p;}' "$folder/plan.json")
	before=$(readlink "$link") && untouched="the publication before it is untouched: $link" || untouched='there was none before'
	said='' bad=''
	make_all || bad=1
	[ "$keep" ] || make -s -f "$folder/makefile" tidy || return 2
	place=$(sed -n '1s/^[a-z]* //p' "$folder/published" 2>/dev/null)
	case $bad.$said in
	.held*) outcome=held ;;
	.published*) outcome=published ;;
	.*) [ "$place" ] && outcome=unchanged || outcome=made ;;
	*) [ "$(readlink "$link")" != "$before" ] && outcome='published, then failed' || outcome=failed ;;
	esac
	note run "$outcome"
	if [ "$bad" ]; then
		if [ "$(readlink "$link")" != "$before" ]; then
			printf 'finsam: %s: published, but what comes after that failed, see above: %s\n' "$pipeline" "$link" >&2
			exit 1
		fi
		wrong "$pipeline: not published, see above; $untouched"
	fi
	case $said in
	published*) tell "published: $place" ;;
	held*) tell "held, the edition before stays: $place" ;;
	*) if [ "$place" ]; then
		tell "nothing to do, the publication is up to date: $place"
	else
		tell "made: $folder"
	fi ;;
	esac
}

# One period after the other, also after one that could not be made; a signal ends them all.
run_each() {
	range=$1 failed=
	shift
	for argument; do
		shift
		case $argument in "$range="*..*) ;; *) set -- "$@" "$argument" ;; esac
	done
	for period in $periods; do
		(run_one "$@" "$period")
		status=$?
		[ $status -lt 128 ] || exit $status
		[ $status -eq 0 ] || failed="$failed${failed:+, }$period"
	done
	name=${file##*/}
	[ -z "$failed" ] || wrong "${name%.yaml}: these were not made, see above: $failed"
}

run() {
	keep='' runner='' name='' reason=''
	read_options run set_option one_name "$@"
	eval "set -- $parameters"
	without_comparison=${without_comparison:+--without-comparison}
	[ -z "$reason" ] || export FINSAM_REASON="$reason"
	find_pipeline "$name"
	must_be_jobs
	periods=$(compile --periods -- "$file" "$@") || exit 2
	[ "$periods" ] || { run_one "$@"; exit; }
	run_each "${periods%%=*}" "$@"
}
