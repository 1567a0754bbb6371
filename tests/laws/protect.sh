#!/bin/sh
# What protect lets out is attacked: random tables of every kind are made up, protected, and given to an attacker who knows nothing of how it was
# done (protect/attack.awk). TABLES=N tries that many of each kind, from seed FIRST on, and `make proof` some thousands; then the figures are printed.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
made=$ROOT/tests/laws/protect
each=${TABLES:-3}
first=${FIRST:-1}
: >figures

# One table, in a folder of its own. What was tried and found is a line of ../figures; what was learnt goes to standard output.
try() {
	kind=$1 seed=$2
	rm -rf tried && mkdir tried && cd tried || return 1
	awk -v seed="$seed" -v kind="$kind" -v small=$((seed % 2)) -v into=. -f "$made/tables.awk"
	[ -z "${forgotten-}" ] || sed -i "s/ $forgotten [^ ]*//g" commands
	timeout 60 sh -e commands 2>refused
	status=$?
	found=0
	if [ $status -eq 0 ]; then
		awk -v brute=$((seed % 2)) -v pattern="${pattern-}" -f "$made/attack.awk" -f "$made/enumerate.awk" known >learnt
		found=$?
		sed -n "s/^figures/$kind	done/p" learnt >>../figures
		sed -n 's/^pattern	//p' learnt >>../patterns
	elif [ $status -eq 124 ]; then
		printf '%s\tslow\n' "$kind" >>../figures
	else
		printf '%s\trefused\n' "$kind" >>../figures
		grep -q -e 'can be worked out, whatever else is hidden' -e 'not the sum of its parts by a' refused || found=2
	fi
	if [ $found -ne 0 ]; then
		echo "$kind, seed $seed: status $status"
		cat commands
		cat refused
		[ ! -e learnt ] || grep -v '^figures' learnt
	fi
	cd ..
	return $found
}

attacked() {
	failed=0
	seed=$first
	while [ "$seed" -lt $((first + each)) ]; do
		try "$1" "$seed" || failed=1
		seed=$((seed + 1))
	done
	return $failed
}

for kind in one two three hierarchy relation share wide overlap rows base linked circle levels populations steps classes never months rounding money; do
	check "nothing is learnt of $each random tables: $kind" attacked $kind
done

# What was once learnt of random tables: overlaps that added up by chance were taken for parts that exclude each other.
again() {
	kept=$(wc -l <figures)
	try "$1" "$2"
	status=$?
	sed -i "$((kept + 1)),\$d" figures
	return $status
}
check 'nor of overlaps that add up by chance' again overlap 3011
check 'nor of those who work and do not study, whom nobody shows' again classes 10

# An attacker who never succeeds proves nothing.
forgets() {
	forgotten=--never ends 1 again never 74 >said && grep -qx 'BREACH	tab:personer|a=soker|b=b3	2	2..2	5' said
}
check 'what nobody can be is known to an outsider though protect is not told' forgets

# Of each kind: tables, those refused, those not done in a minute, hidden figures, those of them that are not small, secrets, programs of glpsol, the narrowest
# interval beyond what was promised, secrets that were learnt, other hidden figures known exactly, what glpsol did not decide, tables whose
# possibilities were all enumerated.
[ -z "${TABLES-}" ] || awk -F '\t' '
	function add(kind, i) {
		tables[kind]++
		if ($2 == "refused") refused[kind]++
		else if ($2 == "slow") slow[kind]++
		else {
			for (i = 3; i <= 11; i++) sum[kind, i] += $i
			if (!(kind in narrowest) || $6 < narrowest[kind]) narrowest[kind] = $6
		}
	}
	{ if (!($1 in tables)) kinds[++n] = $1; add($1); add("all") }
	END {
		kinds[++n] = "all"
		head = "# %-10s %6s %7s %5s %7s %7s %7s %8s %9s %6s %6s %6s %6s\n"
		printf head, "kind", "tables", "refused", "slow", "hidden", "beside", "secrets", "programs", "narrowest", "learnt", "exact", "unsure", "brute"
		for (i = 1; i <= n; i++) {
			k = kinds[i]
			printf head, k, tables[k], refused[k] + 0, slow[k] + 0, sum[k, 3] + 0, sum[k, 11] + 0, sum[k, 4] + 0, sum[k, 5] + 0, narrowest[k],
				sum[k, 7] + 0, sum[k, 8] + 0, sum[k, 9] + 0, sum[k, 10] + 0
		}
	}' figures

# What an outsider learns who protects all tables that fit and keeps those that come out the same: this is not promised against, only measured.
[ -z "${TABLES-}" ] || {
	: >patterns
	pattern=1 first=1 each=$((4 * TABLES))
	attacked two >said
	awk -F '\t' '{ for (i = 1; i <= 7; i++) sum[i] += $i }
		END { printf "# the choice of what is hidden: %d tables that %d would fit; %d of those come out the same. Of %d secrets %d are narrower then, " \
			"%d than promised, %d known, %d known to be small\n", NR, sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7] }' patterns
}
finish
