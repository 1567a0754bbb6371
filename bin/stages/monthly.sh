#!/bin/sh
# shellcheck disable=SC2154,SC2119,SC2120,SC2030,SC2031,SC2015 # programs, wrong, quote... are those of finsam, which reads this file
# monthly.sh: what the clock asks for: finsam monthly, finsam status. Read by finsam.
#
# What is due is worked out anew each time from what is published and from the ledger of releases (finsam pipeline --clock); nothing is remembered, so what a
# run that failed or a machine that was off has missed is found by the next one.

log_bytes=1048576 # of work/monthly.log; the one before is kept as monthly.log.1
late_days=31      # so long it is told each time that the day of an edition has passed

# ---------------------------------------------------------------- what there is

add_name() {
	named="$named$(word "$1")
"
}

# Of both; the names of pipelines are left in `named`, a line for each.
read_clock_options() {
	list='' month='' since='' again=0 mail='' purge='' decision='' jobs='' today='' dry_run='' letter='' json='' records='' named=''
	clock=$1
	shift
	read_options "$clock" set_option add_name "$@"
	[ -z "$list" ] || [ -z "$named" ] || wrong "$clock: a list, or names of pipelines; not both"
	case $again in '' | *[!0-9]*) wrong "--again: a whole number" ;; esac
	case $today in '' | [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;; *) wrong "--today: a date (YYYY-MM-DD)" ;; esac
}

# A line of a list in words of sh; what is in quotes is one word, and # at the front begins a remark.
words_of_line() {
	case $1 in '#'*) return ;; esac
	printf '%s\n' "$1" | xargs -r -n 1 printf '%s\n' 2>/dev/null | while IFS= read -r part; do
		printf '%s ' "$(word "$part")"
	done
}

read_list() {
	[ -r "$list" ] || wrong "$list: no such file, or it can not be read"
	number=0
	while IFS= read -r line || [ "$line" ]; do
		number=$((number + 1))
		printf '%s\n' "$line" | xargs printf '' 2>/dev/null || wrong "$list:$number: a quote is not closed"
		words=$(words_of_line "$line")
		[ "$words" ] || continue
		eval "set -- $words"
		printf '%s%s\n' "${words% }" "$( (find_pipeline "$1" && fitting "$file") 2>/dev/null)"
	done <"$list"
}

# Those of the parameters on the command line that the pipeline has.
fitting() {
	there=" $("$programs/pipeline" --parameters -- "$1" 2>/dev/null | tr '\n' ' ')run_date "
	eval "set -- $parameters"
	for argument; do
		case $there in *" ${argument%%=*} "*) printf ' %s' "$(word "$argument")" ;; esac
	done
}

# A line for each: those that are named, those of the list, or all in the folder pipelines here that follow the clock.
what_there_is() {
	[ "$list" ] || [ "$named" ] || [ ! -e monthly.list ] || list=monthly.list
	if [ "$list" ]; then
		read_list
	elif [ "$named" ]; then
		printf %s "$named" | while IFS= read -r name; do
			eval "name=$name"
			(find_pipeline "$name" && printf '%s%s\n' "$(word "$name")" "$(fitting "$file")") || exit 2
		done
	else
		grep -ls '^follows:' pipelines/*.yaml | while IFS= read -r file; do
			name=${file##*/}
			printf '%s%s\n' "$(word "${name%.yaml}")" "$(fitting "$file")"
		done
	fi
}

# How the periods of one stand, as records.
clock_of() {
	find_pipeline "$1"
	shift
	"$programs/pipeline" --clock --today="$today" --work="$work" ${since:+--since="$since"} ${month:+--month="$month"} -- "$file" "$@"
}

# ---------------------------------------------------------------- monthly

# The lines `make NAME=PERIOD`, `look NAME=PERIOD DAY` of what the clock says.
to_do() {
	awk -F '\t' -v again="$again" -v before="$(date -u -d "$today - $late_days days" +%Y-%m-%d)" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ n++; what[n] = $at["parameter"] "=" $at["period"]; state[n] = $at["state"]; day[n] = $at["day"]; editions[n] = $at["editions"] }
		END {
			for (i = 1; i <= n; i++)
				if (state[i] == "due" || (state[i] == "published" && editions[i] == 0 && i < n && i >= n - again)) print "make", what[i]
				else if (state[i] == "late" && day[i] >= before) print "look", what[i], day[i]
		}'
}

say_later() { printf '%s\n' "$*" >>"$scratch/said"; }

note_outcome() { printf '%s %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$2" >>"$scratch/log"; }

# What came of one period; a run that says something has something to be looked at.
make_one() {
	of=$1
	shift
	FINSAM_VERBOSE='' "$real" run "$@" >"$scratch/one" 2>&1 8>&-
	status=$?
	[ "$status" -lt 128 ] || exit "$status"
	if [ "$status" -ge 2 ]; then
		failed=$((failed + 1)) outcome='not made'
	elif [ "$status" -eq 1 ] || [ -s "$scratch/one" ]; then
		look=$((look + 1)) outcome='made, and something to look at'
	else
		outcome=made
	fi
	tried=$((tried + 1))
	note_outcome "$of" "$outcome"
	[ ! -t 1 ] || printf '%s: %s\n' "$of" "$outcome"
	[ "$outcome" != made ] || return 0
	say_later "$of: $outcome"
	sed 's/^/    /' "$scratch/one" >>"$scratch/said"
	say_later ''
}

# What is to be done for one line of the list.
do_line() {
	line=$1
	eval "set -- $line"
	title=$*
	if ! (clock_of "$@") >"$scratch/clock" 2>"$scratch/one"; then
		failed=$((failed + 1)) tried=$((tried + 1))
		note_outcome "$title" 'can not be read'
		say_later "$title: can not be read"
		sed 's/^/    /' "$scratch/one" >>"$scratch/said"
		say_later ''
		return
	fi
	to_do <"$scratch/clock" >"$scratch/todo"
	while read -r verb period day; do
		if [ "$dry_run" ]; then
			printf '%s %s %s%s\n' "$title" "$period" "$verb" "${day:+ (its day was $day)}"
		elif [ "$verb" = make ]; then
			make_one "$title $period" "$@" "$period" --work="$work" ${jobs:+--jobs="$jobs"} ${said_today:+run_date="$today"} </dev/null
		else
			look=$((look + 1))
			note_outcome "$title $period" "the day of its edition was $day"
			say_later "$title $period: its edition was to be let out on $day, and is not out."
			say_later "    If it is to come: finsam run $line $period --approved-by NAME"
			say_later ''
		fi
	done <"$scratch/todo"
}

clean_up() {
	kinds=try,table,rejects${decision:+,work,version}
	set -- "$work"
	[ -z "$decision" ] || [ ! -d site ] || set -- "$work" site
	"$programs/purge" --older-than "$purge" --kind "$kinds" --remove --log gallring.tsv --today "$today" ${decision:+--decision "$decision"} "$@" >/dev/null 2>"$scratch/one" && return
	failed=$((failed + 1)) tried=$((tried + 1))
	note_outcome 'finsam purge' failed
	say_later 'finsam purge: failed'
	sed 's/^/    /' "$scratch/one" >>"$scratch/said"
}

# A log of so many bytes, and the one before it.
keep_log() {
	[ -s "$scratch/log" ] || return 0
	umask 077
	[ ! -e "$work/monthly.log" ] || [ "$(wc -c <"$work/monthly.log")" -lt $log_bytes ] || mv -f "$work/monthly.log" "$work/monthly.log.1"
	{ cat "$scratch/log" && [ ! -e "$scratch/said" ] || sed 's/^/    /' "$scratch/said"; } | head -c $log_bytes >>"$work/monthly.log"
}

summary() {
	[ "$failed" -eq 0 ] || printf '%s of %s not made' "$failed" "$tried"
	[ "$failed" -eq 0 ] || [ "$look" -eq 0 ] || printf ', '
	[ "$look" -eq 0 ] || printf '%s to look at' "$look"
}

letter() {
	printf 'finsam monthly, %s, %s: %s.\n\n' "$today" "$PWD" "$(summary)"
	cat "$scratch/said"
	printf 'What is published stays as it was where nothing was made. How all of it stands: finsam status\n'
}

# The letter that lies in the work folder, until the next one that has nothing to say.
send() {
	[ -s "$work/monthly.letter" ] || return 0
	[ "$mail" ] || { cat "$work/monthly.letter" >&2 && return; }
	{
		printf 'To: %s\nSubject: %s\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nAuto-Submitted: auto-generated\n\n' "$mail" \
			"$(sed -n '1s/^\(finsam monthly\), [^,]*, .*: \([^:]*\)\.$/\1: \2/p' "$work/monthly.letter")"
		cat "$work/monthly.letter"
	} | sh -c "${FINSAM_MAIL:-/usr/sbin/sendmail -t}" && return
	cat "$work/monthly.letter" >&2
	wrong "monthly: the mail could not be sent"
}

# Only one at a time. The lock is the kernel's, so that nothing is left of a run that was killed; its programs do not hold it.
lock_monthly() {
	(umask 077 && mkdir -p "$work" && touch "$work/monthly.lock") || exit 2
	exec 8>>"$work/monthly.lock" || exit 2
	flock -n 8 && return
	[ -z "$no_wait" ] || wrong "monthly: another one is at work in $work; nothing was done"
	flock 8
}

monthly() {
	read_clock_options monthly "$@"
	said_today=$today
	[ -z "$decision" ] || [ "$purge" ] || wrong '--decision goes with --purge'
	case $purge in *[!0-9]*) wrong '--purge: a number of days' ;; esac
	case $mail in *[!-a-zA-Z0-9.,@_+]*) wrong '--mail: an address, or several with commas' ;; esac
	[ "$today" ] || today=$(date +%Y-%m-%d)
	[ -z "$letter" ] || { send && exit; }
	scratch=$(umask 077 && mktemp -d "${TMPDIR:-/tmp}/finsam.XXXXXX") || exit 2
	trap 'rm -rf "$scratch"' EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	what_there_is >"$scratch/lines" || exit 2
	[ -s "$scratch/lines" ] || wrong 'monthly: nothing follows the clock here: name pipelines, or write monthly.list (try: finsam monthly --help)'
	[ "$dry_run" ] || lock_monthly
	failed=0 look=0 tried=0
	while IFS= read -r each; do
		do_line "$each"
	done <"$scratch/lines"
	[ -z "$dry_run" ] || exit 0
	[ -z "$purge" ] || clean_up
	keep_log
	rm -f "$work/monthly.letter"
	[ $((failed + look)) -eq 0 ] || { (umask 077 && letter >"$work/monthly.letter") && send; }
	[ "$failed" -eq 0 ] || exit 2
	[ "$look" -eq 0 ] || exit 1
}

# ---------------------------------------------------------------- status

# The last run of each work folder, as the log has it: when, and how it went.
last_runs() {
	[ ! -r "$work/log.tsv" ] || awk -F '\t' '$4 == "run" && $7 != "begun" { print $5 "\t" substr($1, 1, 10) " " $7 }' "$work/log.tsv"
}

# The records of all, each once, with the last run.
gather() {
	last_runs >"$scratch/runs"
	while IFS= read -r each; do
		eval "set -- $each"
		(clock_of "$@") || { failed=1 && continue; }
	done <"$scratch/lines" >"$scratch/clock"
	awk -F '\t' -v OFS='\t' '
		FILENAME ~ /runs$/ { last[$1] = $2; next }
		$1 == "pipeline" { if (!header++) { for (i = 1; i <= NF; i++) at[$i] = i; print $0, "last_run" } next }
		!seen[$1 FS $2 FS $3]++ { print $0, last[$at["work"]] }' "$scratch/runs" "$scratch/clock"
}

# For people: a line for each publication and period.
laid_out() {
	awk -F '\t' -v OFS='\t' '
		function size(bytes,    i) {
			for (i = 1; bytes >= 1000 && i < 4; i++) bytes /= 1000
			return sprintf(i > 1 && bytes < 10 ? "%.1f %s" : "%d %s", bytes, substr("B  kB MB GB", i * 3 - 2, 2))
		}
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{
			units += $at["unit"] != ""
			there = $at["published"] != ""
			edition = $at["editions"] == 0 || !there ? "" : " (" ($at["edition"] == "" ? 1 : $at["edition"]) " of " $at["editions"] ")"
			unit[NR] = $at["unit"]
			front[NR] = $at["pipeline"]
			rest[NR] = $at["period"] OFS $at["state"] edition OFS $at["published"] OFS $at["day"] OFS $at["files"] ($at["missing"] == 0 ? "" : ", " $at["missing"] " missing") OFS $at["newest"] OFS (!there ? "" : $at["newer"] == 0 ? "yes" : $at["newer"] " newer") OFS size($at["bytes"] + $at["work_bytes"]) OFS $at["last_run"]
		}
		END {
			print "pipeline" (units ? OFS "unit" : ""), "period", "state", "published", "next", "files", "newest", "fresh", "size", "last_run"
			for (i = 2; i <= NR; i++) print front[i] (units ? OFS unit[i] : ""), rest[i]
		}'
}

# An array of objects; what can only be a number is one. The escapes of a record are those of JSON, but for quotes.
as_json() {
	awk -F '\t' '
		NR == 1 { n = split($0, name); printf "["; next }
		{
			printf "%s\n{", NR == 2 ? "" : ","
			for (i = 1; i <= n; i++) {
				gsub(/"/, "\\\"", $i)
				number = name[i] ~ /^(edition|editions|files|missing|newer|bytes|work_bytes)$/
				printf "%s\"%s\":%s", i == 1 ? "" : ",", name[i], $i == "" ? "null" : number ? $i : "\"" $i "\""
			}
			printf "}"
		}
		END { print "\n]" }'
}

status() {
	read_clock_options status "$@"
	[ "$today" ] || today=$(date +%Y-%m-%d)
	scratch=$(umask 077 && mktemp -d "${TMPDIR:-/tmp}/finsam.XXXXXX") || exit 2
	trap 'rm -rf "$scratch"' EXIT
	failed=''
	what_there_is >"$scratch/lines" || exit 2
	[ -s "$scratch/lines" ] || wrong 'status: nothing follows the clock here: name pipelines, or write monthly.list (try: finsam status --help)'
	gather >"$scratch/all"
	if [ "$json" ]; then
		as_json <"$scratch/all"
	elif [ "$records" ]; then
		cat "$scratch/all"
	elif [ -s "$scratch/all" ]; then
		laid_out <"$scratch/all" | "$programs/look" --rows 100000
	fi
	[ -z "$failed" ] || exit 2
}
