# attack: what a reader of two editions, who knows the method and that somebody left (came, was corrected), can say of that person. He weighs every
# combination of facts by how likely the two published numbers of each set are if the person is in it and if not, each set once, and by how common it is.
# Files: the transitions; edition (true, first, second), world, set and count of each set; truth.tsv.
# -v how: noise (other keys in each edition), same (the same keys), exact; -v known=1: he knows all counts of the first edition; -v kind, more as in worlds.awk.
FNR == 1 { file++ }
file == 1 { if (FNR > 1) { chance[$1, $2] = ($3 - ($1 == last ? before : 0)) / 4294967296; last = $1; before = $3; if ($1 + 0 > rows) rows = $1 + 0 } next }
file == 2 { published[$1, $2, $3] = $4; next }
file == 3 { truth[$1] = $2 " " $3 " " $4 " " $5 " " $6 " " $7; worlds++; next }

function of_count(count, number,    row) {
	if (count < 0) return 0
	row = count > rows ? rows : count
	return ((row, number - (count - row)) in chance) ? chance[row, number - (count - row)] : 0
}

# The chance of the published numbers of a set if it became `less` smaller.
function of_change(world, set, less,    first, second, count, sum, from, to, true_count) {
	first = published["first", world, set] + 0; second = published["second", world, set] + 0
	if (how == "exact") return first - second == less
	if (how == "same" && less == 0) return first == second
	true_count = published["true", world, set] + 0
	if (known) return of_count(true_count - less, second)
	from = first - 7 < 0 ? 0 : first - 7; to = first + 7
	for (count = from; count <= to; count++) sum += of_count(count, first) * of_count(count - less, second)
	return sum
}

# Where only what he did afterwards was corrected, other sets tell nothing.
function moves(set) { return kind != "corrected" || set ~ /^[a-z]*_?efter:/ }

# How much likelier they are if the person makes it `less` smaller; others who left make it smaller too, by chance.
function weight(world, set, less,    k, share, part, here, else_, key) {
	if (!moves(set)) return 0
	key = world SUBSEP set SUBSEP less
	if (key in weighed) return weighed[key]
	share = persons > 0 ? published["first", world, set] / persons : 0
	if (share < 0.001) share = 0.001
	if (share > 0.999) share = 0.999
	part = (1 - share) ^ more
	for (k = 0; k <= more && k < 25; k++) {
		here += part * of_change(world, set, less + k)
		else_ += part * of_change(world, set, k)
		part *= (more - k) / (k + 1) * share / (1 - share)
	}
	return weighed[key] = log(here + 1e-12) - log(else_ + 1e-12)
}

function common(world, set) { return log((published["first", world, set] + 0.5) / (persons + 1)) }

# The best of the classes of a question; right, sure.
function look(world,    kon, alder, fore, efter, w, most, sum, of_efter, best, all, one, part, sign, sf, se, best_support, most_support, better) {
	split(truth[world], one, " ")
	sign = kind == "left" ? 1 : -1
	most = -1e9
	for (kon = 1; kon <= 2; kon++)
		for (fore = 1; fore <= 4; fore++)
			for (alder = 1; alder <= 3; alder++)
				for (efter = 1; efter <= 4; efter++) {
					w = common(world, "fore_efter:" fore "," efter) + common(world, "kon_efter:" kon "," efter) - common(world, "efter:" efter) + common(world, "kon_alder:" kon "," alder) - common(world, "kon:" kon) \
						+ weight(world, "kon:" kon, sign) + weight(world, "alder:" alder, sign) + weight(world, "fore:" fore, sign) + weight(world, "efter:" efter, sign) \
						+ weight(world, "kon_alder:" kon "," alder, sign) + weight(world, "kon_fore:" kon "," fore, sign) + weight(world, "kon_efter:" kon "," efter, sign) + weight(world, "fore_efter:" fore "," efter, sign)
					all[kon, alder, fore, efter] = w
					if (w > most) { most = w; best = kon " " alder " " fore " " efter }
				}
	for (kon = 1; kon <= 2; kon++)
		for (fore = 1; fore <= 4; fore++)
			for (alder = 1; alder <= 3; alder++)
				for (efter = 1; efter <= 4; efter++) {
					part = exp(all[kon, alder, fore, efter] - most)
					of_efter[efter] += part
					sum += part
				}
	most_support = -1e9
	for (sf = 1; sf <= 3; sf++)
		for (se = 1; se <= 3; se++) {
			w = common(world, "stodfore_stodefter:" sf "," se) + weight(world, "stodfore:" sf, sign) + weight(world, "stodefter:" se, sign) + weight(world, "stodfore_stodefter:" sf "," se, sign)
			if (w > most_support) { most_support = w; best_support = sf " " se }
		}
	better = 1
	for (efter = 2; efter <= 4; efter++) if (of_efter[efter] > of_efter[better]) better = efter
	right += better == one[4]
	sure_and_right += better == one[4] && of_efter[better] / sum >= 0.95
	everything += best " " best_support == truth[world]
	better = 1
	for (efter = 2; efter <= 4; efter++) if (published["first", world, "efter:" efter] > published["first", world, "efter:" better]) better = efter
	guessed += better == one[4]
}
END {
	for (world in truth) look(world)
	printf "%d\t%d\t%d\t%d\n", 100 * guessed / worlds + 0.5, 100 * right / worlds + 0.5, 100 * sure_and_right / worlds + 0.5, 100 * everything / worlds + 0.5
}
