# moved: what a reader of two editions, between which one person left (and -v more others), takes that person to be. He weighs everybody there may be by how likely
# the two published numbers of each cell are if that person is in it, and if not. How often a figure is hidden, and which way it is rounded, he has learnt by running
# the program himself. Files: the transitions; persons (WEIGHT, ANSWER, ALL, CELL...: how many have these cells, what is asked of them, and all that is known); who left (WORLD,
# ANSWER, ALL); cells (EDITION 1 or 2, WORLD or - for all, CELL, the true count, what is published, its status). -v method; -v known=1: he knows all counts
# before. Prints the number of worlds and in percent: guessing is right, he is right, he is sure (95 percent) and right, sure and wrong; right in all.
FNR == 1 { file++ }
file == 1 { if (FNR > 1) { chance[$1, $2] = ($3 - ($1 == was ? before : 0)) / 4294967296; was = $1; before = $3; most = $1 } next }
file == 2 {
	weight[FNR] = $1; answer[FNR] = $2; all[FNR] = $3; cells[FNR] = $4
	persons = FNR; everybody += $1; answers[$2] += $1
	n = split($4, cell, " ")
	for (i = 1; i <= n; i++) common[cell[i]] += $1
	next
}
file == 3 { is[$1] = $2; whole[$1] = $3; next }
{
	true_count[$1, $2, $3] = $4; told[$1, $2, $3] = $5; status[$1, $2, $3] = $6
	if ($1 != 1) next
	if (method == "suppress") { seen[class($4)]++; hidden[class($4)] += $6 == "hidden" }
	if (method == "round") { seen[$4 % 5]++; went[$4 % 5, $5 - $4]++ }
}
function class(n) { return n == 0 ? "none" : n < 5 ? "small" : "large" }

# How likely it is that so many are told like that.
function likely(n, number, state,    row) {
	if (n < 0) return 0
	if (method == "exact") return n == number
	if (method == "suppress" && !(class(n) in seen)) return state == "hidden" ? class(n) == "small" : n == number
	if (method == "suppress") return state == "hidden" ? hidden[class(n)] / seen[class(n)] : n == number ? 1 - hidden[class(n)] / seen[class(n)] : 0
	if (method == "round") return (n % 5, number - n) in went ? went[n % 5, number - n] / seen[n % 5] : 0
	row = n > most ? most : n
	return (row, number - n + row) in chance ? chance[row, number - n + row] : 0
}

# The first edition's own, if it is of this world alone.
function of(world, cell) { return (1, world, cell) in told ? world : "-" }

# How likely the two numbers are if so many left the cell.
function both(world, cell, left,    n, sum, from, to, w) {
	w = of(world, cell)
	if (known || method == "exact") return likely(true_count[1, w, cell] - left, told[2, world, cell], status[2, world, cell])
	from = 0; to = 80
	if (status[1, w, cell] != "hidden") { from = told[1, w, cell] - 9; to = told[1, w, cell] + 9 }
	if (method == "suppress" && status[1, w, cell] != "hidden") from = to = told[1, w, cell]
	if (method == "suppress" && status[1, w, cell] == "hidden" && status[2, world, cell] != "hidden") from = to = told[2, world, cell] + left
	for (n = from < 0 ? 0 : from; n <= to; n++) sum += likely(n, told[1, w, cell], status[1, w, cell]) * likely(n - left, told[2, world, cell], status[2, world, cell])
	return sum
}

# How much likelier they are if the person is in the cell; of the others some are, by chance.
function tells(world, cell,    k, share, part, in_it, not) {
	if ((world, cell) in kept) return kept[world, cell]
	if (!((2, world, cell) in told)) return kept[world, cell] = 0
	share = common[cell] / everybody
	part = (1 - share) ^ more
	for (k = 0; k <= more; k++) {
		if (part > 1e-12) {
			in_it += part * both(world, cell, k + 1)
			not += part * both(world, cell, k)
		}
		part *= share < 1 ? (more - k) / (k + 1) * share / (1 - share) : 0
	}
	if (share >= 1) { in_it = both(world, cell, more + 1); not = in_it }
	return kept[world, cell] = log(in_it + 1e-9) - log(not + 1e-9)
}

# How likely it is beside the likeliest.
function beside(score, most) { return score - most < -700 ? 0 : exp(score - most) }

function look(world,    p, i, n, cell, score, most_likely, first, sum, of_answer, a, best) {
	for (p = 1; p <= persons; p++) {
		score[p] = log(weight[p])
		n = split(cells[p], cell, " ")
		for (i = 1; i <= n; i++) score[p] += tells(world, cell[i])
		if (p == 1 || score[p] > score[first]) first = p
	}
	for (p = 1; p <= persons; p++) {
		of_answer[answer[p]] += beside(score[p], score[first])
		sum += beside(score[p], score[first])
	}
	best = answer[first]
	for (a in of_answer) if (of_answer[a] > of_answer[best]) best = a
	worlds++
	guessed += is[world] == usual
	right += best == is[world]
	if (of_answer[best] / sum >= 0.95) { if (best == is[world]) sure++; else wrong++ }
	everything += all[first] == whole[world]
}
END {
	for (a in answers) if (usual == "" || answers[a] > answers[usual]) usual = a
	for (world in is) look(world)
	printf "%d\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\n", worlds, 100 * guessed / worlds, 100 * right / worlds, 100 * sure / worlds, 100 * wrong / worlds, 100 * everything / worlds
}
