# What a reader of all versions takes the one who withdrew to have done: RIGHT and SURE (95 percent) AND RIGHT in percent.
# Input: the table of transitions, truth.tsv, then lines LEVEL EDITION(1 before, 2 after) N VARLD KON EFTER PUBLISHED, where EDITION 0 is the true count before.
# known=1: he knows every count before. exact=1: figures are true ones. others=1: some of the others moved too.
FILENAME == ARGV[1] { if (FNR > 1) { p = $3 - ($1 == was ? sum : 0); chance[$1, $2] = p / 4294967296; was = $1; sum = $3; most = $1 } next }
FILENAME == ARGV[2] { if (FNR > 1) { kon[$1] = $2; efter[$1] = $3; n++ } next }
{ told[$1, $2, $3, $4, $5, $6] = $7; level[$1]; if ($2 > 0 && $3 > looks[$1, $2]) looks[$1, $2] = $3 }
# A figure that is far off makes a chance so small that exp() of it is 0.
function e(x) { return x < -700 ? 0 : exp(x) }
function t(count, published) {
	if (count < 0) return 0
	if (exact) return count == published ? 1 : 1e-9
	if (count > most) { published -= count - most; count = most }
	return ((count, published) in chance) ? chance[count, published] : 1e-9
}
# All looks after, if so many left the cell and perhaps one of the others moved.
function after(l, w, k, v, count,    i, d, all, one) {
	for (d = -1; d <= 1; d++) {
		one = d == 0 ? 1 - 0.2 * others : 0.1 * others
		for (i = 1; i <= looks[l, 2]; i++) one *= t(count + d, told[l, 2, i, w, k, v] + 0)
		all += one
	}
	return all
}
function before(l, w, k, v, count,    i, one) {
	one = 1
	for (i = 1; i <= looks[l, 1]; i++) one *= t(count, told[l, 1, i, w, k, v] + 0)
	return one
}
function likely(l, w, k, v, left,    count, all, mid) {
	if (known) return after(l, w, k, v, told[l, 0, 1, w, k, v] - left) + 1e-300
	mid = ((l,1) in looks ? told[l, 1, 1, w, k, v] : told[l, 2, 1, w, k, v]) + 0
	for (count = mid < 7 ? 0 : mid - 7; count <= mid + 7; count++) all += before(l, w, k, v, count) * after(l, w, k, v, count - left)
	return all + 1e-300
}
END {
	prior["arbetar"] = 0.35; prior["soker"] = 0.3; prior["sjuk"] = 0.2; prior["studerar"] = 0.15
	for (w in kon) {
		best = ""; total = 0
		for (v in prior) {
			score[v] = log(prior[v])
			for (l in level) {
				score[v] += log(likely(l, w, kon[w], v, 1)) - log(likely(l, w, kon[w], v, 0))
				score[v] += log(likely(l, w, "*", v, 1)) - log(likely(l, w, "*", v, 0))
			}
			if (best == "" || score[v] > score[best]) best = v
		}
		for (v in prior) total += e(score[v] - score[best])
		right += best == efter[w]
		sure += best == efter[w] && total < 1 / 0.95
	}
	printf "%.0f %.0f\n", 100 * right / n, 100 * sure / n
}
