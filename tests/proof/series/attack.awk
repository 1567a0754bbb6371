# What a reader of all versions takes the one who withdrew to have been and done: RIGHT of what he did, SURE (95 percent) AND RIGHT, and right of the sex, in percent.
# Input: the table of transitions, truth.tsv, then lines LEVEL SIDE(1 before, 2 after) LOOK VARLD KON EFTER PUBLISHED of figures in which that person was; EFTER is
# * in figures of heads. others=1: some of the others moved too. exact=1: figures are true ones; same=1: both editions have the same keys, so what has the
# same persons has the same figure.
FILENAME == ARGV[1] { if (FNR > 1) { p = $3 - ($1 == was ? sum : 0); chance[$1, $2] = p / 4294967296; was = $1; sum = $3; most = $1 } next }
FILENAME == ARGV[2] { kon[$1] = $2; efter[$1] = $3; n++; next }
{ told[$1, $2, $3, $4, $5, $6] = $7; heads[$1] = $6 == "*"; has[$1, $2, $3]; if ($3 > most_looks) most_looks = $3 }
function e(x) { return x < -700 ? 0 : exp(x) }
function t(count, published) {
	if (count < 0) return 0
	if (exact) return count == published ? 1 : 1e-9
	if (count > most) { published -= count - most; count = most }
	return ((count, published) in chance) ? chance[count, published] : 1e-9
}
# All looks of a side, if so many are in the cell and perhaps one of the others moved.
function seen(l, s, w, k, v, count, moved,    i, d, all, one) {
	for (d = -moved; d <= moved; d++) {
		one = d == 0 ? 1 - 0.2 * moved : 0.1
		for (i = 0; i <= most_looks; i++) if ((l, s, i) in has) one *= t(count + d, told[l, s, i, w, k, v] + 0)
		all += one
	}
	return all
}
function likely(l, w, k, v, left,    count, all, mid) {
	if (same && !left) return told[l, 1, 0, w, k, v] + 0 == told[l, 2, 0, w, k, v] + 0 ? 1 : 1e-9
	mid = (l, 1, 0) in has ? told[l, 1, 0, w, k, v] + 0 : told[l, 2, 0, w, k, v] + 0
	for (count = mid < 8 ? 0 : mid - 8; count <= mid + 8; count++) all += seen(l, 1, w, k, v, count, 0) * seen(l, 2, w, k, v, count - left, others)
	return all + 1e-300
}
function more(l, w, k, v) { return log(likely(l, w, k, v, 1)) - log(likely(l, w, k, v, 0)) }
END {
	split("arbetar 0.35 soker 0.3 sjuk 0.2 studerar 0.15", part, " ")
	for (i = 1; i < 8; i += 2) prior[part[i]] = part[i + 1]
	for (w in kon) {
		best = ""; total = 0; split("", what)
		for (k = 1; k <= 2; k++) for (v in prior) {
			s = k == 1 ? "K" : "M"
			h = s " " v
			score[h] = log(prior[v] / 2)
			for (l in heads) score[h] += more(l, w, s, heads[l] ? "*" : v) + more(l, w, "*", heads[l] ? "*" : v)
			if (best == "" || score[h] > score[best]) best = h
		}
		for (h in score) { total += e(score[h] - score[best]); split(h, part, " "); what[part[2]] += e(score[h] - score[best]); sex[part[1]] += e(score[h] - score[best]) }
		top = ""
		for (v in what) if (top == "" || what[v] > what[top]) top = v
		right += top == efter[w]
		sure += top == efter[w] && what[top] / total > 0.95
		knows += (sex["K"] > sex["M"] ? "K" : "M") == kon[w]
		split("", sex)
	}
	printf "%.0f %.0f %.0f\n", 100 * right / n, 100 * sure / n, 100 * knows / n
}
