#!/bin/sh
# transitions: makes a table of transitions for protect --method noise, by which a count of persons is published as another.
#
# Of each count, the chances that have the largest entropy among all whose mean is the count itself, whose variance is VARIANCE, that
# move it by at most STEP, and that never give 1 to MIN - 1. Where no such chances have so small a variance (of counts below MIN), those of
# the smallest there is, which are on 0 and MIN. 0 stays 0. The last count's steps are those of all larger ones.
set -eu

case ${1-} in
-h | --help) echo 'Usage: bin/stages/transitions.sh STEP VARIANCE MIN; prints the table (STEP 3 to 20, MIN 2 to STEP, VARIANCE above 0)' && exit ;;
esac
[ $# -eq 3 ] || { echo 'Usage: bin/stages/transitions.sh STEP VARIANCE MIN' >&2 && exit 2; }

exec awk -v step="$1" -v variance="$2" -v least="$3" '
# The chances exp(a x + b x x), x the step, of the n values, into chance[]; their moments 1 to 4 into moment[].
function weigh(a, b,    i, k, x, most, sum) {
	for (i = 1; i <= n; i++) { x = value[i] - count; chance[i] = a * x + b * x * x; if (i == 1 || chance[i] > most) most = chance[i] }
	for (i = 1; i <= n; i++) sum += chance[i] = exp(chance[i] - most)
	for (k = 1; k <= 4; k++) moment[k] = 0
	for (i = 1; i <= n; i++) {
		chance[i] /= sum
		for (k = 1; k <= 4; k++) moment[k] += chance[i] * (value[i] - count) ^ k
	}
}
# How far the moments are from those that are wanted.
function distance() { return moment[1] * moment[1] + (moment[2] - variance) * (moment[2] - variance) }
# By steps of Newton, halved until they come nearer; false if there are no such chances.
function solve(    a, b, i, da, db, c11, c12, c22, det, before, size) {
	a = 0; b = -1 / (2 * variance)
	weigh(a, b)
	for (i = 0; i < 500 && (before = distance()) > 1e-26; i++) {
		c11 = moment[2] - moment[1] ^ 2; c12 = moment[3] - moment[1] * moment[2]; c22 = moment[4] - moment[2] ^ 2
		det = c11 * c22 - c12 * c12
		if (det < 1e-12) return 0
		da = (c22 * -moment[1] - c12 * (variance - moment[2])) / det
		db = (c11 * (variance - moment[2]) + c12 * moment[1]) / det
		for (size = 1; size > 1e-9; size /= 2) { weigh(a + size * da, b + size * db); if (distance() < before) break }
		a += size * da; b += size * db
	}
	return distance() < 1e-18
}
# A chance of less than half of one in 2^32 is none.
function row(    i, sum, below, before) {
	for (i = 1; i <= n; i++) {
		sum += chance[i]
		below = int(sum * 4294967296 + 0.5)
		if (below > before) printf "%d\t%d\t%.0f\n", count, value[i], below
		before = below
	}
}
BEGIN {
	if (step !~ /^[0-9]+$/ || least !~ /^[0-9]+$/ || variance !~ /^[0-9]+([.][0-9]+)?$/ || step < 3 || step > 20 || least < 2 || least > step || variance <= 0) {
		print "transitions: wanted: STEP 3 to 20, VARIANCE above 0, MIN 2 to STEP" >"/dev/stderr"
		exit 2
	}
	print "antal\tpublicerat\tkumulativ"
	print "0\t0\t4294967296"
	for (count = 1; count <= step + least; count++) {
		n = 0
		if (count <= step) value[++n] = 0
		for (i = least; i <= count + step; i++) if (i >= count - step) value[++n] = i
		if (count < least && count * (least - count) >= variance) {
			n = 2
			chance[1] = 1 - count / least; chance[2] = count / least
		} else if (!solve()) {
			print "transitions: no chances of that variance for a count of " count >"/dev/stderr"
			exit 1
		}
		row()
	}
}'
