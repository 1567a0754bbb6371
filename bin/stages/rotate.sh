#!/bin/bash
# finsam key rotate OLD NEW --register FILE --person COLUMN --scope NAME --not-after DATE [OPTION]...
# From one key for pseudonyms to another: both count the same persons, two persons approve, and the old one gets its last day.
#
#   OLD, NEW          the key files
#   --register FILE   records of all persons, with the identifier in the clear
#   --person COLUMN   the column that identifies them (id.personnummer)
#   --scope NAME      the scope in which they are counted
#   --not-after DATE  the last day of the old key
#   --reference-date DATE, --kind KIND, --allow-synthetic   as for pseudonymise
#   --request FILE    write what is to be approved, and stop: each of the two signs it (finsam key sign)
#   --signers LIST    whose signature counts (finsam help receive)
#   --approval NAME=FILE   a signature of the request; two, of two persons with two keys
#   --alone REASON    without approvals; the reason stands in the log
#   --log FILE        the log (work/log.tsv)
#   --help            print this
#
# The register is counted again each time, so what was approved is what is done: another number of persons, another day or another key, and the
# signatures do not fit. Nothing is changed before all is in order. Tokens are never written to a file.
set -u -o pipefail
unset CDPATH FINSAM_LEDGER FINSAM_STEP
umask 077
BIN=$(cd "${BASH_SOURCE[0]%/*}/" && pwd)

wrong() {
	printf 'rotate: %s\n' "$*" >&2
	exit 2
}

keys=() options=() approvals=() register='' person='' scope='' day='' request='' signers='' alone='' log=work/log.tsv

take() {
	case $1 in
	register | person | scope | request | signers | alone | log) printf -v "$1" %s "$2" ;;
	not-after) day=$2 ;;
	reference-date | kind) options+=("--$1=$2") ;;
	approval) approvals+=("$2") ;;
	*) wrong "no option --$1 (try: finsam key rotate --help)" ;;
	esac
}

while [ $# -gt 0 ]; do
	case $1 in
	-h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" && exit ;;
	--allow-synthetic) options+=("$1") ;;
	--*=*) word=${1#--} && take "${word%%=*}" "${word#*=}" ;;
	--*) [ $# -gt 1 ] || wrong "$1 needs a value"
		take "${1#--}" "$2" && shift ;;
	*) keys+=("$1") ;;
	esac
	shift
done
[ ${#keys[@]} -eq 2 ] || wrong 'wanted: OLD NEW, two key files (try: finsam key rotate --help)'
for given in "$register" "$person" "$scope" "$day"; do
	[ "$given" ] || wrong '--register, --person, --scope and --not-after must be given'
done
old=${keys[0]} new=${keys[1]}

# fact FILE NAME: a line of a key file, but never the key.
fact() { "$BIN/key" show "$1" | sed -n "s/^$2: //p"; }

# How many persons have how many records, and how many have none: the same for both keys, whatever the tokens are. The old key is judged as on the
# day it was made, for a key that has ended is also left behind.
count() {
	"$BIN/pick" -- "$person" <"$register" | "$BIN/pseudonymise" --key "$1" --today "$2" --scope "$scope" "${options[@]}" "$person=person" |
		"$BIN/aggregate" --by person 'antal=count()' | "$BIN/aggregate" --by antal 'personer=distinct(person)' 'utan=count(missing(person))'
}

old_id=$(fact "$old" key-id) && new_id=$(fact "$new" key-id) && made=$(fact "$old" created) || exit 2
[ "$old_id" != "$new_id" ] || wrong "both are the key $old_id"
"$BIN/key" check "$new" || exit 2
if ! before=$(count "$old" "$made") || ! after=$(count "$new" "$(date -u +%F)"); then
	wrong 'the register could not be counted, see above; nothing was changed'
fi
[ "$before" = "$after" ] || wrong 'the two keys do not count the same persons; nothing was changed'
records=$(awk -F '\t' 'NR > 1 { n += $1 * $2 } END { print n + 0 }' <<<"$before")
persons=$(awk -F '\t' 'NR > 1 { n += $2 } END { print n + 0 }' <<<"$before")
[ "$persons" -gt 0 ] || wrong "$register: no person in it; nothing was changed"

text=$(printf 'finsam key rotate\nold: %s\nnew: %s\nscope: %s\nrecords: %s\npersons: %s\nlast day of the old: %s\n' "$old_id" "$new_id" "$scope" "$records" "$persons" "$day")
if [ "$request" ]; then
	[ ! -e "$request" ] || wrong "$request: is there already"
	printf '%s\n' "$text" >"$request" || exit 2
	printf '%s\n' "$text"
	exit
fi

# Two names with two keys whose signatures of this very text count.
approved() {
	local one name file names='' ids='' id
	[ "$signers" ] || wrong '--signers: whose signature counts?'
	for one in "${approvals[@]}"; do
		name=${one%%=*} file=${one#*=}
		case $one in ?*=?*) ;; *) wrong '--approval: wanted: NAME=FILE' ;; esac
		"$BIN/key" verify --signers "$signers" --by "$name" --signature "$file" - <<<"$text" || wrong "$file: not an approval of this by $name; nothing was changed"
		id=$(sed -n 's/^key-id: //p' "$file")
		[ "$id" ] || wrong "$name is in $signers without a key; nothing was changed"
		id=$(awk -F '\t' -v name="$name" -v id="$id" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } $at["name"] == name && $at["key_id"] == id { print $at["public_key"] }' "$signers")
		case " $names, " in *" $name, "*) wrong "$name has approved twice; two persons are needed" ;; esac
		case "$ids" in *"$id"*) wrong "two approvals with one key; two persons are needed" ;; esac
		names="$names${names:+, }$name" ids="$ids $id"
	done
	[ ${#approvals[@]} -ge 2 ] || wrong 'two persons must approve (--approval, twice), or one says why he does it alone (--alone REASON)'
	by="approved by $names"
}

if [ "$alone" ]; then
	[ ${#approvals[@]} -eq 0 ] || wrong '--alone, or approvals: one of them'
	by="alone: $alone"
else
	approved
fi
note() { "$BIN/log" --add rotate --of "$old_id > $new_id" --status "$1" "$log"; }
"$BIN/key" check --today "$made" "$old" || exit 2
note "begun: scope $scope, $persons persons, $by" || exit 2
"$BIN/key" retire --not-after "$day" "$old" || wrong 'the old key has not got its last day, see above; nothing was changed'
note "done: last day of the old $day" || exit 2
cat <<END
$old_id is accepted until $day, $new_id from now on. Both counted $persons persons in $records records ($scope).
Tokens that were made with $old_id and are kept elsewhere (bundles that were handed over, extracts, tables of earlier periods) can not be joined
with those of $new_id: make and hand them over again, or leave the period in which they are used under the old key. Editions of one period have one key.
$old can still be read by who has a copy of it: when nothing is made with it any more, destroy all copies.
END
