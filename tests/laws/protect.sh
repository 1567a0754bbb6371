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
	timeout 60 sh -e commands 2>refused
	status=$?
	found=0
	if [ $status -eq 0 ]; then
		awk -v brute=$((seed % 2)) -f "$made/attack.awk" known >learnt
		found=$?
		sed -n "s/^figures/$kind	done/p" learnt >>../figures
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

for kind in one two three hierarchy relation share wide overlap base linked circle levels steps classes months rounding money; do
	check "nothing is learnt of $each random tables: $kind" attacked $kind
done

[ -z "${TABLES-}" ] || awk -F '\t' '
	function add(kind) {
		tables[kind]++
		if ($2 == "refused") { refused[kind]++; return }
		if ($2 == "slow") { slow[kind]++; return }
		hidden[kind] += $3; secrets[kind] += $4; programs[kind] += $5; breaches[kind] += $7; exact[kind] += $8; undecided[kind] += $9; brute[kind] += $10
		if (!(kind in narrowest) || $6 < narrowest[kind]) narrowest[kind] = $6
	}
	{ if (!($1 in tables)) kinds[++n] = $1; add($1); add("all") }
	END {
		kinds[++n] = "all"
		printf "# %-10s %7s %8s %5s %8s %8s %9s %9s %9s %7s %7s %6s\n", "kind", "tables", "refused", "slow", "hidden", "secrets", "programs", "narrowest",
			"breaches", "exact", "unsure", "brute"
		for (i = 1; i <= n; i++) {
			k = kinds[i]
			printf "# %-10s %7d %8d %5d %8d %8d %9d %9d %9d %7d %7d %6d\n", k, tables[k], refused[k], slow[k], hidden[k], secrets[k], programs[k],
				narrowest[k], breaches[k], exact[k], undecided[k], brute[k]
		}
	}' figures
finish
