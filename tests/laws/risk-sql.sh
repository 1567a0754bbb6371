#!/bin/bash
# What risk counts is what SQLite counts from the same records, each record a person and by persons; and the order of the records does not matter.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

# The sets of one to three columns, as "a,b", in the order in which risk goes through them.
subsets() {
	awk 'BEGIN { n = split("a b c d", name, " ")
		for (size = 1; size <= 3; size++)
			for (set = 1; set < 16; set++) {
				list = ""; count = 0
				for (i = 1; i <= n; i++) if (int(set / 2 ^ (i - 1)) % 2) { list = list (count++ ? "," : "") name[i] }
				if (count == size) print size, list
			} }' | sort | cut -d ' ' -f 2
}

# Whether each column of one list stands in the other.
holds() {
	local part
	for part in ${1//,/ }; do
		case ,$2, in *,"$part",*) ;; *) return 1 ;; esac
	done
}

# The sizes of groups by some columns: a table g_a_b.
groups() {
	local set
	for set in "$@"; do
		echo "create table g_${set//,/_} as select $set, count(distinct pid) n from u group by $set;"
	done
}

sizes() { # MEASURE COLUMNS TABLE FROM TILL
	echo "select '$1', '$2', $4, '$5', count(*), coalesce(sum(n), 0) from $3 where n >= $4 and n <= ${5:-9999999};"
}

smallest() { # MEASURE COLUMNS TABLE
	echo "select '$1', '$2', min(n), min(n), sum(n = (select min(n) from $3)), sum(case when n = (select min(n) from $3) then n else 0 end) from $3;"
}

# The whole table, in the order of risk, without shares.
script() {
	local set part ons wheres
	echo "create table u as select distinct a, b, c, d, pid from r;"
	mapfile -t all < <(subsets)
	groups a,b,c,d "${all[@]}"
	echo "select 'all', '', '', '', count(*), sum(n) from g_a_b_c_d;"
	smallest k '' g_a_b_c_d
	sizes unique '' g_a_b_c_d 1 1
	sizes below '' g_a_b_c_d 1 2
	local steps=(1 2 3 4 5 10 20 50 100) i
	for i in 0 1 2 3 4 5 6 7; do sizes class-size '' g_a_b_c_d "${steps[i]}" $((steps[i + 1] - 1)); done
	sizes class-size '' g_a_b_c_d 100 ''
	for set in a:b_c_d b:a_c_d c:a_b_d d:a_b_c; do
		smallest without "${set%:*}" "g_${set#*:}"
		sizes without-unique "${set%:*}" "g_${set#*:}" 1 1
	done
	for set in "${all[@]}"; do
		wheres="1"
		for part in "${all[@]}"; do
			holds "$part" "$set" || continue
			ons=
			for one in ${part//,/ }; do ons="$ons${ons:+ and }x.$one = f.$one"; done
			wheres="$wheres and (select n from g_${part//,/_} x where $ons) $([ "$part" = "$set" ] && echo '= 1' || echo '> 1')"
		done
		echo "select * from (select 'unique-set', '$set', 1, 1, count(*) many, count(*) from g_a_b_c_d f where n = 1 and $wheres) where many > 0;"
	done
	echo "create table s as select a, b, c, d, count(distinct stod) v, (select n from g_a_b_c_d g where g.a = r.a and g.b = r.b and g.c = r.c and g.d = r.d) n from r group by a, b, c, d;"
	echo "select 'alike', 'stod', '', '', count(*), coalesce(sum(n), 0) from s where v = 1;"
	echo "select 'l', 'stod', v, v, count(*), sum(n) from s where v = (select min(v) from s) group by v;"
}

# SEED RECORDS VALUES: fewer values make larger classes.
records() {
	awk -v seed="$1" -v n="$2" -v values="$3" 'BEGIN {
		srand(seed); print "pid\ta\tb\tc\td\tstod"
		for (i = 0; i < n; i++) printf "p%d\t%s\t%s\t%s\t%s\t%s\n", rand() * n * 0.7, v(values), v(values * 2), v(2), v(values), v(3)
	}
	function v(n,    x) { x = int(rand() * rand() * n); return x == 0 ? "" : "v" x }' >r.tsv
}

same() {
	records "$@"
	[ "$by" = person ] && given=--person=pid || given=
	[ "$by" = person ] && pid=pid || pid=rowid
	script >script.sql
	sqlite3 -bail -separator "$(printf '\t')" :memory: ".mode tabs" ".import r.tsv raw" "create table r as select $pid as pid, a, b, c, d, stod from raw;" \
		".read script.sql" >wanted || return 1
	finsam risk --quasi a,b,c,d --sensitive stod --k 3 ${given:+"$given"} r.tsv 2>/dev/null | sed 1d | cut -f 1-6 >got
	[ "$(wc -l <wanted)" -gt 20 ] && diff wanted got
}

for by in record person; do
	for size in '1 40 3' '2 300 4' '3 3000 5' '4 3000 2' '5 900 12'; do
		# shellcheck disable=SC2086 # three words
		check "as SQLite counts, by $by: $size" same $size
	done
done

in_any_order() {
	records 6 800 4
	for given in --quasi=a,b,c '--quasi=c,a,d --person=pid'; do
		# shellcheck disable=SC2086
		finsam risk $given --sensitive stod r.tsv >one && { sed 1q r.tsv && sed 1d r.tsv | sort -R --random-source=r.tsv; } | finsam risk $given --sensitive stod >other &&
			cmp one other || return 1
	done
}
check 'in any order' in_any_order

finish
