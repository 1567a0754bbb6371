#!/bin/sh
# shellcheck disable=SC2154,SC2034 # wrong, help_of... are those of finsam and its files
# options.sh: the options of a command, as its own help lists them. Read by finsam.

# A word of sh; the second in quotes only where it needs them, for what people read too.
quote() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }
word() {
	case $1 in '' | *[!a-zA-Z0-9_.,/:@%+=-]*) quote "$1" ;; *) printf %s "$1" ;; esac
}

# A line for each option of a command but --help; one that needs a value ends in =.
options_of() {
	help_of "$1" | sed -n '/^  --help/d; s/^  \(--[a-z-]*\) [A-Z].*/\1=/p;t;s/^  \(--[a-z-]*\)\( .*\)\{0,1\}$/\1/p'
}

# An option by itself: the variable of its name gets the value, or 1.
set_option() {
	variable=$(printf %s "${1#--}" | tr - _)
	eval "$variable=\$2"
}

# The word that is no option: the name of one pipeline.
one_name() {
	[ -z "$name" ] || wrong "one pipeline at a time: $name, or $1?"
	name=$1
}

# read_options COMMAND OPTION WORD "$@": calls OPTION --NAME VALUE for each option and WORD TEXT for each word, in turn; NAME=VALUE are
# left in `parameters`, words of sh, for eval "set -- $parameters".
read_options() {
	called=$1 option_is=$2 word_is=$3 option='' parameters=''
	options="
$(options_of "$1")
"
	shift 3
	for argument; do
		if [ "$option" ]; then
			"$option_is" "$option" "$argument"
			option=
			continue
		fi
		known=
		case $options in
		*"
$argument
"*) known=flag ;;
		*"
${argument%%=*}=
"*) known=valued ;;
		esac
		case $known$argument in
		flag--*) "$option_is" "$argument" 1 ;;
		valued--*=*) "$option_is" "${argument%%=*}" "${argument#*=}" ;;
		valued--*) option=$argument ;;
		-*) wrong "no option $argument$(printf %s "$options" | sed '/^$/d; s/=$//' | suggest "${argument%%=*}") (try: finsam $called --help)" ;;
		*=*) parameters="$parameters $(word "$argument")" ;;
		*) "$word_is" "$argument" ;;
		esac
	done
	[ -z "$option" ] || wrong "$option needs a value"
}
