#!/bin/sh
# A year as a reader of all versions has it: twelve months, four quarters, two half-years and the year, each in two editions, through pipelines that publish on their
# days by the ledger of releases, while others come late, are corrected and withdraw. In February somebody ended who withdraws in March of the next year. Heads are
# told of all periods, what they did of the year. WORLDS=N worlds, which are units of one run.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
worlds=${WORLDS:-100} made=$ROOT/tests/proof/series transitions=$ROOT/pipelines/noise/d7v3m5.tsv
cp -R "$made" pipelines && cp "$transitions" pipelines
(umask 077 && printf 'key-id: prov\ncreated: 2012-01-01\npurpose: test\nkey: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >nyckel)

# The days on which something is let out, in their order: DAY PIPELINE PERIOD.
days() {
	for end in 1:31 2:29 3:31 4:30 5:31 6:30 7:31 8:31 9:30 10:31 11:30 12:31; do
		month=$(printf %02d "${end%:*}") q=$((${end%:*} / 3))
		for after in 50 140; do
			day=$(date -u -d "2012-$month-${end#*:} +$after days" +%F)
			echo "$day serie 2012-$month"
			[ $((${end%:*} % 3)) -gt 0 ] || echo "$day serie 2012Q$q"
			[ $((${end%:*} % 6)) -gt 0 ] || echo "$day serie 2012H$((q / 2))"
			[ "${end%:*}" != 12 ] || printf '%s serie 2012\n%s utfall 2012\n' "$day" "$day"
		done
	done | sort
}

# The register of a day.
register() { awk -F '\t' -v day="$1" 'BEGIN { print "arende,varld,kon,efter,start,slut" } $7 <= day && day < $8 { print $1 "," $2 "," $3 "," $4 "," $5 "," $6 }' rows.tsv >register.csv; }

# note PIPELINE PERIOD DAY: the figures in which that person was, as lines for attack.awk.
note() {
	look=$(wc -l <"seen.$1.$2" 2>/dev/null || echo 0) && echo >>"seen.$1.$2"
	side=$([ "$(printf '%s\n' "$3" 2013-03-15 | sort | head -n 1)" = "$3" ] && echo 1 || echo 2)
	case $1.$2 in
	utfall.*) awk -F '\t' -v OFS='\t' -v side="$side" -v look="$look" 'NR > 1 { print "utfall", side, look, $1, $2, $3, $4 }' site/utfall/2012/tables/utfall.tsv ;;
	serie.2012-02 | serie.2012Q1 | serie.2012H1 | serie.2012)
		awk -F '\t' -v OFS='\t' -v side="$side" -v look="$look" -v period="$2" 'NR > 1 { print "pagar" period, side, look, $1, $2, "*", $3; print "slutade" period, side, look, $1, $2, "*", $5 }' "site/serie/$2/tables/antal.tsv" ;;
	esac >>told
}

# publish DAY PIPELINE PERIOD [ARGUMENT]...
publish() {
	day=$1 pipeline=$2 period=$3
	shift 3
	finsam run "$pipeline" period="$period" run_date="$day" nyckel=nyckel data=register.csv "$@"
}

# year MOVES: all of it.
year() {
	rm -rf site work releases.tsv* seen.*
	awk -v worlds="$worlds" -v persons=150 -v seed=150 -v moves="$1" -f "$made/worlds.awk"
	: >told
	days >all
	while read -r day pipeline period; do
		register "$day" && publish "$day" "$pipeline" "$period" </dev/null && note "$pipeline" "$period" "$day" || return
	done <all
}

# attack NAME OTHERS [EXACT [SAME]]
attack() {
	awk -F '\t' -v others="$2" -v exact="${3:-0}" -v same="${4:-0}" -f "$made/attack.awk" "$transitions" truth.tsv told >learnt && read -r right sure sex <learnt &&
		echo "# $1: right of what that person did $right percent, sure and right $sure, right of the sex $sex" >>summary
}

# The same year's figures of what they did, without the ledger: by the same keys twice, and exact ones.
again() {
	: >told
	for day in 2013-02-19 2013-05-20; do
		register "$day"
		# shellcheck disable=SC2016
		sed '/^editions/d; s,site/utfall,site/igen,; s/"\${edition}"/"2012-1"/' pipelines/utfall.yaml >pipelines/igen.yaml
		finsam run igen period=2012 run_date="$day" nyckel=nyckel data=register.csv || return
		awk -F '\t' -v OFS='\t' -v side="$([ $day = 2013-02-19 ] && echo 1 || echo 2)" 'NR > 1 { print "utfall", side, 0, $1, $2, $3, $4 }' site/igen/2012/tables/utfall.tsv >>told
	done
}
exactly() {
	: >told
	for day in 2013-02-19 2013-05-20; do
		register "$day"
		sed 1d register.csv | awk -F , -v OFS='\t' -v side="$([ $day = 2013-02-19 ] && echo 1 || echo 2)" '$6 >= "2012-01-01" && $6 <= "2012-12-31" { n[$2 OFS $3 OFS $4]++; n[$2 OFS "*" OFS $4]++ } END { for (i in n) print "utfall", side, 0, i, n[i] }' >>told
	done
}

more=$(awk -v n="$worlds" 'BEGIN { print int(150 / sqrt(n)) }')
among() { [ "$right" -ge "$1" ] && [ "$right" -le "$2" ] && [ "$sure" -le "$3" ]; }
third() { register 2013-08-19 && ! publish 2013-08-19 utfall 2012H1 --approved-by Eva 2>said && grep -q 'told twice\|has the same noise' said; }
: >summary
for moves in 0.03 0; do
	check "twelve months, quarters, half-years and the year are published, moves $moves" year $moves
	check 'all versions are attacked' attack "all versions, moves $moves" "$([ $moves = 0 ] && echo 0 || echo 1)"
	check 'little more is known than by guessing' among 0 $((55 + more)) $((1 + more / 5))
	check 'a half-year of what they did is refused, whoever approves it' third
done
check 'control: the same keys in both editions' again
check 'are attacked' attack 'the same keys' 0 0 1
check 'and tell' among 95 100 100
check 'control: exact figures' exactly
check 'are attacked' attack 'exact figures' 0 1
check 'and tell' among 95 100 100
cat summary
finish
