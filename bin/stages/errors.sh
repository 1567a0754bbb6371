#!/bin/sh
# shellcheck disable=SC2154,SC2034 # programs, wrong, compile... are those of finsam, which reads this file
# errors.sh: what is to be mended in a delivery: finsam errors. Read by finsam.
#
# The tables are made by the pipeline fellista, and never published. What was found each day lies in the work folder (listor/DAY.tsv, 0600): the newest one of an earlier
# day tells what is new and what has been mended; older ones are removed.

one_forbund() {
	[ -z "$whose" ] || wrong "one förbund at a time: $whose, or $1? What has blanks stands in quotes"
	whose=$1
}

# The list to hold this one against, in earlier; without one, a list that has no rows.
find_earlier() {
	mkdir -p "$folder/listor" || exit 2
	earlier=''
	for one in "$folder"/listor/*.tsv; do
		day=${one##*/} day=${day%.tsv}
		case $day in [0-9]*-[0-9]*-[0-9]*) ;; *) continue ;; esac
		if [ "$(printf '%s\n%s\n' "$day" "$today" | sort | head -n 1)" != "$today" ]; then
			earlier=$one
		fi
	done
	[ -z "$earlier" ] || return 0
	earlier=$folder/listor/none
	printf 'forbund\tinsats\tfil\trad\tnyckel\tkolumn\tregel\tfel\tvilket\tsedan\n' >"$earlier"
}

# Today's list is kept, and the one that it was held against.
keep_list() {
	cp "$folder/lista.tsv" "$folder/listor/$today.tsv.try" && mv "$folder/listor/$today.tsv.try" "$folder/listor/$today.tsv" || exit 2
	for one in "$folder"/listor/*.tsv; do
		[ "$one" = "$earlier" ] || [ "$one" = "$folder/listor/$today.tsv" ] || rm -f "$one"
	done
}

# The rows of one förbund, or all.
of_whom() {
	awk -F '\t' -v whose="$(printf '%s' "$whose" | sed 's/\\/\\\\\\\\/g')" -v all="$all" 'NR == 1 || all || $1 == whose' "$1"
}

# A name that is in none of the tables may be one that has nothing to mend, or one that is misspelt.
must_be_known() {
	[ -z "$whose" ] || cut -f 2 "$folder/forbundsnamn.tsv" | sed 1d | grep -qxF -- "$whose" && return
	[ -n "$whose" ] || return 0
	make -s -f "$folder/makefile" tidy
	wrong "errors: no förbund $whose$(cut -f 2 "$folder/forbundsnamn.tsv" | sed 1d | suggest "$whose")"
}

# For a spreadsheet: semicolons, a byte order mark, and nothing that it could take for a formula.
as_csv() {
	printf '\357\273\277'
	of_whom "$folder/lista.tsv" | awk -F '\t' -v OFS=';' '
		{
			for (i = 1; i <= NF; i++) {
				gsub(/\\t|\\n|\\r/, " ", $i)
				gsub(/\\\\/, "\\", $i)
				if ($i ~ /^[ "]*[-=+@]/) $i = "'"'"'" $i
				if ($i ~ /[;"]/) { gsub(/"/, "\"\"", $i); $i = "\"" $i "\"" }
			}
			$1 = $1
			printf "%s\r\n", $0
		}'
}

# FILE<tab>COLUMN<tab>TITLE of what the files of the schemas call their columns.
titles() {
	for schema in "$shared"/schemas/sus/*.yaml; do
		file=${schema##*/}
		sed -n "s/^  - {name: \\([a-z_0-9]*\\), title: \"\\{0,1\\}\\([^\",]*\\)\"\\{0,1\\},.*/${file%.yaml}\\t\\1\\t\\2/p" "$schema"
	done
}

# The text: for each insats, the oldest first, each fault once with how it is mended and in which rows.
as_text() {
	titles >"$folder/listor/titles"
	of_whom "$folder/lista.tsv" >"$folder/listor/fel" && of_whom "$folder/rattat.tsv" >"$folder/listor/rattat" && of_whom "$folder/saknas.tsv" >"$folder/listor/saknas" || exit 2
	day=${earlier##*/} day=${day%.tsv}
	LC_ALL=C awk -F '\t' -v today="$today" -v before="$([ "$day" = none ] || printf %s "$day")" -v whose="$whose" -f "$programs/errors.awk" \
		"$shared/codes/regler.tsv" "$shared/codes/fil.tsv" "$shared/codes/besked.tsv" "$shared/codes/redovisning.tsv" "$folder/listor/titles" \
		"$folder/listor/fel" "$folder/listor/rattat" "$folder/listor/saknas"
	rm -f "$folder/listor/titles" "$folder/listor/fel" "$folder/listor/rattat" "$folder/listor/saknas"
}

errors() {
	pipeline=fellista whose='' all='' csv='' records=''
	read_options errors set_option one_forbund "$@"
	eval "set -- $parameters"
	[ "$all" ] || [ "$whose" ] || wrong 'errors: of which förbund? Its name, or --all'
	[ -z "$all" ] || [ -z "$whose" ] || wrong 'errors: one förbund, or --all'
	find_pipeline "$pipeline"
	umask 077
	folder=$(compile --claim -- "$file" tidigare=none run_date="$today" "$@") || exit 2
	pipeline=${folder%/*} pipeline=${pipeline##*/}
	lock
	find_earlier
	note run begun
	compile --write -- "$file" tidigare="$earlier" run_date="$today" "$@" >/dev/null || exit 2
	"$programs/pipeline" --look "$folder" || exit 2
	made=$(make -s -j"$jobs" -f "$folder/makefile" tables 2>&1) || {
		printf '%s\n' "$made" | without_make >&2
		make -s -f "$folder/makefile" tidy
		note run failed
		wrong "$pipeline: there is no list, see above"
	}
	note run made
	must_be_known
	keep_list
	FINSAM_LEDGER='' "$programs/log" --add read --of "$folder/lista.tsv" "$work/log.tsv" || exit 2
	if [ "$csv" ]; then
		as_csv
	elif [ "$records" ]; then
		of_whom "$folder/lista.tsv"
	else
		as_text
	fi
	make -s -f "$folder/makefile" tidy || exit 2
}
