#!/bin/bash
# Each tie of the models and of the protection of forandring is taken away, one at a time (tests/proof/ties/without.awk): the compiler or protect refuses what is left,
# or what is told to protect is the same, or its tables come out the same byte for byte, or the attacker of the tests finds what leaks. What is none of these is printed: there
# a tie protects something that nobody tried to learn. TIES="1 4" of FILES tries some alone, as tests/laws/protect-forandring.sh does.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
BUILD=${BUILD:-$ROOT/.build}
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"
# shellcheck source=tests/laws/protect/published.sh
. "$ROOT/tests/laws/protect/published.sh"
# shellcheck source=tests/laws/protect/forandring.sh
. "$ROOT/tests/laws/protect/forandring.sh"
# shellcheck disable=SC2034 # published.sh reads it
run=forandring/2025
without=$ROOT/tests/proof/ties/without.awk
given=(minsta=5 period=2025 nyckel=key konstgjorda=true fel=20 run_date=2026-02-01)

# What of the pipeline in p is told to protect, without the places where it is said.
figures_told() { finsam pipeline --figures p/forandring.yaml "${given[@]}" >figures 2>refused && cut -f 1-5 figures | sort; }

publish() {
	rm -rf site work && finsam run p/forandring.yaml "${given[@]}" >said 2>&1
}

# What becomes of it without the tie N of FILE: a word, and what was learnt.
fate() {
	rm -rf p && cp -r "$ROOT/pipelines" p && awk -v n="$2" -f "$without" "$ROOT/pipelines/$1" >"p/$1" || return 1
	figures_told >told.now || { echo refused "$(head -1 refused)" && return; }
	cmp -s told told.now && { echo carried && return; }
	publish || { echo stopped "$(grep -m 1 '^protect' said)" && return; }
	diff -r tables "site/$run/tables" >/dev/null && { echo same && return; }
	attacked known_of_forandring >/dev/null
	if grep -q '^BREACH' learnt; then echo found "$(grep -m 1 '^BREACH' learnt)"; else echo UNPROVEN; fi
}

whole() {
	forandring && figures_told >told && cp -r "site/$run/tables" tables && { [ -n "${TIES-}" ] || attacked known_of_forandring; }
}
check 'with all of them nothing is learnt' whole

for file in ${FILES:-grund/deltagare.yaml forandring.yaml}; do
	for n in ${TIES:-$(seq "$(awk -v n=0 -f "$without" "$ROOT/pipelines/$file" | tail -n 1)")}; do
		what=$(awk -v n="$n" -v say=1 -f "$without" "$ROOT/pipelines/$file")
		[ -n "$what" ] || continue
		echo "# $file $what: $(fate "$file" "$n")" | tee -a fates
	done
done
refuses() { grep -q ': refused' fates; }
finds() { grep -q ': found' fates; }
[ -n "${TIES-}" ] || check 'the compiler refuses some that are left' refuses
check 'the attacker finds some that leak' finds
proven() { ! grep UNPROVEN fates; }
check 'each tie that is taken away is missed, or another carries it' proven
finish
