#!/bin/sh
# shellcheck disable=SC2154,SC2034 # programs, wrong, compile... are those of finsam, which reads this file
# ask.sh: a question to the models of a pipeline: finsam ask. Read by finsam.

# A text of YAML, in quotes; a list with commas, a text by itself if it has brackets or a sign.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/''/g")"; }
listed() {
	case $1 in
	*'('* | *=*) quoted "$1" ;;
	*) printf '%s' "$1" | tr ',' '\n' | while read -r one || [ "$one" ]; do
		printf '%s, ' "$(quoted "$one")"
	done | sed 's/, $//' ;;
	esac
}

# Adds KEY: to the question, or is an option by itself.
take_ask() {
	case $1 in
	--measures) measures="$measures${measures:+, }$(listed "$2")" ;;
	--where | --window | --compare) question="$question, ${1#--}: $(quoted "$2")" ;;
	--by | --totals | --within) case $2 in
		all | none) question="$question, ${1#--}: $2" ;;
		*) question="$question, ${1#--}: [$(listed "$2")]" ;;
		esac ;;
	*) set_option "$@" ;;
	esac
}

name_and_population() {
	if [ -z "$name" ]; then
		name=$1
	elif [ -z "$population" ]; then
		population=$1
	else
		wrong "one question at a time: $population, or $1?"
	fi
}

# shellcheck disable=SC2086 # an option or nothing
ask() {
	name='' population='' question='' measures='' inside='' records=''
	read_options ask take_ask name_and_population "$@"
	inside=${inside:+--inside}
	eval "set -- $parameters"
	find_pipeline "$name"
	[ "$population" ] || wrong "ask: of which population or model? (try: finsam ask --help)"
	[ "$measures" ] || wrong "ask: which --measures?"
	question="{ask: $(quoted "$population")$question, measures: [$measures]}"
	folder=$(compile --claim --ask="$question" $inside -- "$file" "$@") || exit 2
	pipeline=${folder%/*} pipeline=${pipeline##*/}
	lock
	[ -z "$inside" ] || note ask begun
	answer=$(compile --write --ask="$question" $inside -- "$file" "$@") || exit 2
	case ${answer##*/} in asked.*) goal=asked ;; *) goal=ask ;; esac
	"$programs/pipeline" --look "$folder" || exit 2
	said=$(umask 077 && make -s -j"$jobs" -f "$folder/makefile" "$goal" 2>&1) || {
		printf '%s\n' "$said" | without_make >&2
		exit 2
	}
	[ -z "$inside" ] || note ask inside
	[ -z "$inside" ] || printf 'finsam: not protected: what stands here must not be told to others\n' >&2
	if [ "$records" ]; then cat "$answer"; else "$programs/look" "$answer"; fi
}
