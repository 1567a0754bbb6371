#!/bin/sh
# The smaller goes first: each förbund is told of its own persons, protected by itself, and then the country, with what they were told as known. A reader of both learns
# of nobody; of a country that is protected as if nobody had been told, he does.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
attacker=$ROOT/tests/laws/protect

# Persons, some of them in two förbund, by sex and age; the third förbund is small.
world() {
	awk -v seed="$1" 'function add(t, k) { n[t, k]++; keys[t] = keys[t] (n[t, k] == 1 ? k "\n" : "") }
	BEGIN {
		srand(seed)
		for (p = 1; p <= 110; p++) {
			kon = 1 + int(rand() * 2); ung = int(rand() * 2); f = rand() < .5 ? "F1" : rand() < .8 ? "F2" : "F3"
			two = rand() < .12 ? (f == "F1" ? "F3" : "F1") : ""
			for (a = 0; a < 2; a++) for (b = 0; b < 2; b++) add("riket", (a ? "*" : kon) "\t" (b ? "*" : ung))
			for (a = 0; a < 2; a++) for (b = 0; b < 2; b++) {
				add("forbund", f "\t" (a ? "*" : kon) "\t" (b ? "*" : ung))
				if (two) add("forbund", two "\t" (a ? "*" : kon) "\t" (b ? "*" : ung))
			}
		}
		for (t in keys) {
			m = split(keys[t], row, "\n"); file = t ".unsorted"
			for (i = 1; i < m; i++) print row[i] "\t" n[t, row[i]] >file
			close(file)
		}
	}'
	for t in riket forbund; do
		{ [ $t = riket ] || printf 'forbund\t' && printf 'kon\tung\tpersoner\n' && sort $t.unsorted; } >$t.tsv
	done
}

rules='--min 5 --zeros show --alike show'
# shellcheck disable=SC2086 # options
tell() {
	rm -rf told known alone
	finsam protect $rules --table forbund=forbund.tsv --by forbund:forbund,kon,ung --count forbund:personer=P --units forbund --into told &&
		finsam protect $rules --table forbund=forbund.tsv --by forbund:forbund,kon,ung --count forbund:personer=P --overlap forbund:forbund \
			--table riket=riket.tsv --by riket:kon,ung --count riket:personer=P --told forbund=told/forbund.tsv --into known &&
		finsam protect $rules --table riket=riket.tsv --by riket:kon,ung --count riket:personer=P --into alone
}

attack() {
	printf '%s\n' 'min 5' 'zeros show' 'alike show' 'table forbund told/forbund.tsv forbund.tsv forbund,kon,ung' "table riket $1/riket.tsv riket.tsv kon,ung" \
		'count forbund personer alla' 'count riket personer alla' 'overlap forbund forbund' | tr ' ' '\t' >known.tsv
	awk -f "$attacker/attack.awk" -f "$attacker/enumerate.awk" known.tsv
}

worlds=0 hidden=0 broken=0
for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
	world $seed && tell || exit
	attack known >learnt || { echo "not ok - seed $seed" && cat learnt && break; }
	worlds=$((worlds + 1)) hidden=$((hidden + $(grep -c hidden told/forbund.tsv)))
	attack alone >learnt || broken=$((broken + 1))
done
safe() { [ $worlds -eq 12 ] && [ $hidden -ge 40 ]; }
check 'a reader of the country and of each förbund learns of nobody' safe
control() { [ $broken -ge 3 ] || { echo "$broken of $worlds" && return 1; }; }
check 'without what was told as known he learns of some' control
finish
