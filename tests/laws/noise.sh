#!/bin/sh
# Noise is attacked. A reader of two editions looks for what the one who left (came, was corrected) between them did, in many small made-up
# worlds; a linear program over all tables of an edition looks for a figure that can be known; and what is drawn is held against its table.
# Each attack is tried on what it must break, too: an attacker who never succeeds proves nothing. WORLDS=N tries that many of each kind, DRAWS=N draws
# that many of each count, tests/proof some hundreds and tens of thousands; then the figures are printed.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
made=$ROOT/tests/laws/noise
transitions=$ROOT/pipelines/noise/d7v3m5.tsv
worlds=${WORLDS:-20}
draws=${DRAWS:-2000}
(umask 077 && printf 'key-id: prov\ncreated: 2012-01-01\npurpose: test\nkey: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >key)
: >figures

pairs='kon_alder kon_fore kon_efter fore_efter stodfore_stodefter'

# counted FILE EDITION: the tables of it, with what noise is drawn of, in counted/.
counted() {
	rm -rf counted && mkdir counted
	finsam pseudonymise --key key --scope s --kind text --noise id.person --unit u --period 2012 --edition "$2" id.person=pid "$1" >numbered.tsv
	for pair in $pairs; do
		finsam aggregate --noise --by "varld,${pair%_*},${pair#*_}" --totals "${pair%_*},${pair#*_}" 'n=count()' numbered.tsv >"counted/$pair.tsv"
	done
}

# sets EDITION FOLDER: each set once, with its count.
sets() {
	for pair in $pairs; do
		awk -F '\t' -v OFS='\t' -v edition="$1" -v one="${pair%_*}" -v other="${pair#*_}" '
			NR == 1 || ($2 == "*" && $3 == "*") { next }
			$3 == "*" { print edition, $1, one ":" $2, $4; next }
			$2 == "*" { print edition, $1, other ":" $3, $4; next }
			{ print edition, $1, one "_" other ":" $2 "," $3, $4 }' "$2/$pair.tsv"
	done
}

# protected EDITION: what is in counted/, with noise, in noisy/.
protected() {
	set -- "$1"
	for pair in $pairs; do
		set -- "$@" --table "$pair=counted/$pair.tsv" --by "$pair:varld,${pair%_*},${pair#*_}" --count "$pair:n"
	done
	edition=$1
	shift
	rm -rf noisy
	finsam protect --method noise --transitions "$transitions" --key key --unit u --period 2012 --edition "$edition" --min 5 --into noisy "$@"
}

# editions HOW PERSONS KIND MORE KNOWN: what is learnt, as GUESSED RIGHT SURE ALL in percent, in learnt and as a line of figures.
editions() {
	awk -v worlds="$worlds" -v persons="$2" -v kind="$3" -v more="$4" -v seed="$2" -f "$made/worlds.awk"
	second=2012-2
	[ "$1" != same ] || second=2012-1
	counted first.tsv 2012-1 && sets true counted >told && { [ "$1" = exact ] || protected 2012-1; } || return
	if [ "$1" = exact ]; then sets first counted; else sets first noisy; fi >>told
	counted second.tsv "$second" && { [ "$1" = exact ] || protected "$second"; } || return
	if [ "$1" = exact ]; then sets second counted; else sets second noisy; fi >>told
	awk -F '\t' -v how="$1" -v persons="$2" -v kind="$3" -v more="$4" -v known="$5" -f "$made/attack.awk" "$transitions" told truth.tsv >learnt
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$5" "$(cat learnt)" >>figures
}

# How much more of a share is let pass than is to be found in infinitely many worlds: three standard errors of half.
slack=$(awk -v n="$worlds" 'BEGIN { print int(150 / sqrt(n)) }')
holds() {
	editions noise "$1" "$2" "$3" "$4" && cat learnt &&
		awk -v over="$5" -v sure="$6" -v slack="$slack" '{ exit !($2 <= $1 + over + slack && $3 <= sure + slack / 3) }' learnt
}
breaks() {
	editions "$@" && cat learnt && awk '{ exit !($2 > 95) }' learnt
}

[ -z "${WORLDS-}" ] && sizes=60 || sizes='60 150 400'
for persons in $sizes; do
	check "$persons persons, one left: little more is known than by guessing" holds "$persons" left 0 0 20 1
	check "$persons persons, one left, all counts before are known" holds "$persons" left 0 1 30 2
	check "control: $persons persons, one left, the same keys in both editions: nearly all is known" breaks same "$persons" left 0 0
	check "control: $persons persons, one left, exact figures: nearly all is known" breaks exact "$persons" left 0 0
done
check 'one came' holds 150 came 0 0 20 1
check 'control: one came, the same keys' breaks same 150 came 0 0
check 'one was corrected' holds 150 corrected 0 0 20 1
check 'control: one was corrected, exact figures' breaks exact 150 corrected 0 0
[ -z "${WORLDS-}" ] && others=4 || others='1 4 9 19'
for more in $others; do
	check "one of $((more + 1)) who left" holds 150 left "$more" 0 20 1
	check "one of $((more + 1)) who left, all counts before are known" holds 150 left "$more" 1 30 2
done
[ -z "${WORLDS-}" ] || {
	echo '# how	persons	who	others	known	guessed	right	sure and right	all six'
	sed 's/^/# /' figures
}

# ---------------------------------------------------------------- all tables of an edition

# bounds WORLDS HOW: "figures exact small told wrong width" of all these worlds together.
bounds() {
	awk -v worlds="$1" -v persons=150 -v kind=none -v more=0 -v seed=4 -f "$made/worlds.awk" && counted first.tsv 2012-1 && protected 2012-1 || return
	{ sets true counted; sets first noisy; } >told
	for world in $(seq "$1"); do
		awk -F '\t' -v world="$world" -v how="$2" -f "$made/program.awk" "$transitions" told >program.lp
		if ! glpsol --lp program.lp -o solution >solver || grep -q 'NO .*FEASIBLE' solver; then
			cat solver
			return 1
		fi
		awk -v world="$world" -f "$made/known.awk" asked solution told
	done | awk '{ for (i = 1; i <= 6; i++) sum[i] += $i } END { print sum[1], sum[2], sum[3], sum[4], sum[5], sum[6] / sum[1] }' >bounded
	cat bounded
	[ -z "${WORLDS-}" ] || awk -v how="$2" '{ print "# " how ": of " $1 " figures " $2 " exact, mean width " $6 "; of " $3 " from 1 to 4 " $4 " known to be" }' bounded >>summary
}
unknown() {
	bounds "$1" noise && awk '{ exit !($1 > 0 && $2 == 0 && $3 > 0 && $4 == 0 && $5 == 0) }' bounded
}
known() {
	bounds "$1" primary && awk '{ exit !($2 > 0 && $4 == $3 && $5 == 0) }' bounded
}
: >summary
check 'a linear program over all tables of an edition: no figure is exact, none of 1 to 4 is known to be' unknown $((worlds / 10 + 1))
check 'control: small counts hidden and nothing beside them: figures are exact' known $((worlds / 10 + 1))
cat summary

# ---------------------------------------------------------------- what is drawn

# As many draws of each count, of a set of its own each, by pseudonymise's kind of numbers: here any, which are 64 bits of a row's hash.
drawn() {
	awk -v draws="$draws" -v OFS='\t' 'BEGIN { print "nr", "n", "n.key"; for (count = 0; count <= 16; count++) for (i = 1; i <= draws; i++) print count "_" i, count, (count ? count * 1000000007 + i : 0) }' >rows.tsv
	finsam protect --method noise --transitions "$transitions" --key key --unit u --period 2012 --edition 2012-1 --min 5 --by nr --count n rows.tsv >out.tsv &&
		awk -F '\t' -v OFS='\t' 'NR > 1 { split($1, part, "_"); print part[1], $2 }' out.tsv >draws
	# A value whose count is published as 0 has no row: those that are missing are 0.
	awk -F '\t' -v OFS='\t' -v draws="$draws" '{ print; n[$1]++ } END { for (count = 0; count <= 16; count++) for (i = n[count] + 1; i <= draws; i++) print count, 0 }' draws >all
	[ "$(wc -l <all)" -eq $((draws * 17)) ] && awk -F '\t' -f "$made/drawn.awk" "$transitions" all
}
check 'each count is published with the mean, the variance and the largest step of its row' drawn
check 'control: one in five is one more' ends 1 awk -F '\t' -v off=1 -f "$made/drawn.awk" "$transitions" all
finish
