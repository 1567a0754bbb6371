#!/bin/sh
# spells, join by days and step, on made-up intervals, against programs that know no interval: days one by one, and SQL.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

# One day in twenty is 31 December or 29 February; one spell in ten has one day, one in twenty an open end.
gawk 'BEGIN {
	srand(20120229); OFS = "\t"
	print "pid", "fran", "till", "slag"
	for (i = 1; i <= 1500; i++) {
		from = 14900 + int(rand() * 900); if (rand() < .05) from = rand() < .5 ? 15339 : 15399
		till = rand() < .1 ? from : from + int(rand() * rand() * 120)
		print "p" int(rand() * 120), day(from), rand() < .05 ? "" : day(till), "abc" ? substr("abc", 1 + int(rand() * 3), 1) : ""
	}
}
function day(n,   text) { text = strftime("%Y-%m-%d", n * 86400, 1); return text }' >raw.tsv
finsam order pid fran till raw.tsv >in.tsv
finsam order pid slag fran in.tsv >by_kind.tsv
finsam where 'not missing(till)' in.tsv >closed.tsv
window=2011-02-10,2012-09-30

# By key: each day of a spell within FROM to TILL (days since 1970), one line a day.
days() {
	gawk -F '\t' -v key="$1" -v from="$2" -v till="$3" '
	function number(text) { return mktime(substr(text, 1, 4) " " substr(text, 6, 2) " " substr(text, 9, 2) " 12 00 00", 1) / 86400 - .5 }
	FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(key, name, ","); next }
	{
		k = $(at[name[1]]); for (i = 2; i <= n; i++) k = k "\t" $(at[name[i]])
		a = $(at["fran"]) == "" ? from : number($(at["fran"])); b = $(at["till"]) == "" ? till : number($(at["till"]))
		for (d = a < from ? from : a; d <= b && d <= till; d++) print k "\t" strftime("%Y-%m-%d", d * 86400, 1)
	}' "$4"
}
from=15015 till=15613 # the window
days pid $from $till in.tsv | sort >each
sort -u each >once

same() { diff "$1" "$2" >differs || { head -n 10 differs | sed 's/\t/ | /g' && return 1; }; }

merged_says_which_days() {
	finsam spells --on pid --merge --clip $window in.tsv >merged && days pid $from $till merged | sort >found && same once found
}
check 'merged spells have the days that lie in one, each once' merged_says_which_days

merged_apart() {
	awk -F '\t' 'FNR > 1 && $1 == pid && $2 <= last { print "touches: line " FNR; exit 1 } { pid = $1; last = $3 }' merged &&
		finsam spells --on pid --merge merged >again && same merged again
}
check 'merged spells lie apart, and merged again they are the same' merged_apart

kinds_apart() {
	finsam spells --on pid,slag --merge --clip $window by_kind.tsv >kinds && days pid,slag $from $till kinds | sort >found &&
		days pid,slag $from $till by_kind.tsv | sort -u >wanted && same wanted found
}
check 'a key of two columns merges each of its values alone' kinds_apart

clip_and_split() {
	finsam spells --clip $window in.tsv >clipped && days pid $from $till clipped | sort >found && same each found || return 1
	for unit in year half-year quarter month; do
		finsam spells --split $unit clipped >pieces && days pid 0 99999 pieces | sort >found && same each found || return 1
		finsam derive 'rest=days(fran, till)' ./pieces | finsam aggregate --by period 'dagar=sum(rest)' >counted || return 1
		[ "$(tail -n +2 counted | cut -f 2 | awk '{ n += $1 } END { print n }')" -eq "$(wc -l <each)" ] || return 1
	done
}
check 'clipped and split, no day is lost and none is there twice' clip_and_split

between_is_the_rest() {
	finsam spells --on pid --between --clip $window in.tsv >between && days pid $from $till between | sort >gaps || return 1
	cut -f 1 in.tsv | tail -n +2 | sort -u | gawk -v from=$from -v till=$till '{ for (d = from; d <= till; d++) print $0 "\t" strftime("%Y-%m-%d", d * 86400, 1) }' | sort >all
	sort -m gaps once >both && same all both
}
check 'the days between and those in spells are all days of the window, none in both' between_is_the_rest

cover_counts() {
	finsam spells --on pid --cover dagar --clip $window in.tsv | tail -n +2 >found
	cut -f 1 once | uniq -c | awk '{ print $2 "\t" $1 }' >counted
	awk '$2 > 0' found >some && same counted some && [ "$(wc -l <found)" -eq "$(cut -f 1 in.tsv | tail -n +2 | sort -u | wc -l)" ]
}
check 'cover counts each day once, and says 0 of who has none' cover_counts

gaps_of() {
	for gap in 1 7 40; do
		finsam spells --on pid --merge --gap $gap closed.tsv >joined && finsam spells --on pid --between joined >left || return 1
		finsam spells --on pid --merge closed.tsv | finsam spells --on pid --between | finsam where "days(fran, till) > $gap" >wanted || return 1
		same wanted left && [ "$(wc -l <left)" -gt 5 ] || return 1
	done
}
check 'with a gap of n what lies between is what has more than n days' gaps_of

turned_around() {
	finsam order slag:reverse pid fran:reverse in.tsv | finsam order pid fran till | finsam spells --on pid --merge --clip $window >found && same merged found
}
check 'the order of the input before it is sorted changes nothing' turned_around

# ---------------------------------------------------------------- join by days

finsam where 'slag = "a"' in.tsv | finsam pick pid fran=f till=t >a.tsv
finsam where 'slag = "b"' in.tsv | finsam pick pid fran till >b.tsv
finsam where 'not missing(t)' a.tsv >a_closed.tsv

overlap_by_days() {
	finsam join a_closed.tsv --on pid --kind inner --cardinality n:m --overlap fran,till:f,t=dagar b.tsv |
		finsam aggregate --by pid 'dagar=sum(dagar)' | tail -n +2 | cut -f 1,2 >found || return 1
	finsam pick pid f=fran t=till a_closed.tsv >mine && days pid 0 25000 mine | sort >days_a && days pid 0 25000 b.tsv | sort >days_b || return 1
	awk 'NR == FNR { n[$0]++; next } { for (i = 0; i < n[$0]; i++) print $1 }' days_a days_b | uniq -c | awk '{ print $2 "\t" $1 }' >wanted && same wanted found && [ "$(wc -l <found)" -gt 20 ]
}
check 'the days that two share are those that lie in both' overlap_by_days

overlap_both_ways() {
	finsam join a_closed.tsv --on pid --kind inner --cardinality n:m --overlap fran,till:f,t=dagar b.tsv | finsam pick pid fran till f t dagar | tail -n +2 | sort >one
	finsam join b.tsv --on pid --kind inner --cardinality n:m --overlap f,t:fran,till=dagar a_closed.tsv | finsam pick pid fran till f t dagar | tail -n +2 | sort >other
	same one other && [ "$(wc -l <one)" -gt 100 ]
}
check 'two spells share as many days whichever is asked' overlap_both_ways

held_or_followed() {
	for how in '--cardinality n:m' '--kind inner --cardinality n:m' '--kind semi' '--kind anti' '--kind inner --cardinality n:m --overlap fran,till:f,t'; do
		# shellcheck disable=SC2086
		finsam join a.tsv --on pid $how b.tsv >held && finsam join a.tsv --on pid $how --sorted b.tsv >followed && same held followed || return 1
	done
}
check 'a reference that is followed gives what one that is held gives' held_or_followed

asof_by_hand() {
	finsam pick pid f a_closed.tsv >x || return 1
	finsam unique --on pid,f x >dates.tsv && finsam join dates.tsv --on pid --asof fran:f b.tsv | tail -n +2 | cut -f 1,2,4 >found || return 1
	awk -F '\t' 'FNR == 1 { next } NR == FNR { days[$1] = days[$1] " " $2; next } {
		last = ""; n = split(days[$1], d, " "); for (i = 1; i <= n; i++) if (d[i] <= $2 && d[i] > last) last = d[i]
		print $1 "\t" $2 "\t" last }' dates.tsv b.tsv >wanted
	same wanted found && grep -q '[0-9]$' found && grep -q '	$' found
}
check 'the last that has come is the last of those that have' asof_by_hand

# ---------------------------------------------------------------- step

step_by_sql() {
	finsam derive 'dagar=days(fran, coalesce(till, fran))' in.tsv >lengths.tsv &&
		finsam step --by pid 'nr=number()' 'rang=rank(fran)' 'hittills=cumulate(dagar)' 'forra=shift(dagar)' 'tredje=shift(dagar, 3)' \
			'sedan=difference(fran)' 'mer=difference(dagar, 2)' lengths.tsv | finsam pick nr rang hittills forra tredje sedan mer | tail -n +2 >found || return 1
	sqlite3 -tabs :memory: '.import lengths.tsv t' "SELECT row_number() OVER w, rank() OVER (PARTITION BY pid ORDER BY fran), sum(cast(dagar AS integer)) OVER w,
		lag(dagar) OVER w, lag(dagar, 3) OVER w, cast(julianday(fran) - julianday(lag(fran) OVER w) AS integer), dagar - lag(dagar, 2) OVER w
		FROM t WINDOW w AS (PARTITION BY pid ORDER BY t.rowid) ORDER BY t.rowid" >wanted
	same wanted found && [ "$(wc -l <found)" -eq 1500 ]
}
check 'what step makes is what the window functions of SQL make' step_by_sql
finish
