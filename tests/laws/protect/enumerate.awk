# enumerate: the second half of attack.awk. Small tables are not only solved: every table that could be the true one is looked at.

# ---------------------------------------------------------------- all possible tables, one by one

function brute_force(s, i) {
	for (i = 1; i <= n_cells; i++) {
		world[i] = ""
		top[i] = most[cell[i]]
	}
	for (i = 1; i <= 3; i++) shrink()
	for (i = 1; i <= n_cells; i++)
		if (top[i] - least[cell[i]] > 60) return
	for (s = 1; s <= secrets; s++) {
		brute_low[s] = limit
		brute_high[s] = -1
	}
	nodes = possible_tables = 0
	place(1)
	if (nodes > 20000 || undecided_any()) return
	brute_forced++
	for (s = 1; s <= secrets; s++)
		if (brute_low[s] != low[s] || brute_high[s] != high[s])
			broken("of " secret_what[s] " glpsol says " low[s] ".." high[s] ", all tables " brute_low[s] ".." brute_high[s])
}

function undecided_any(s) { for (s in unsure) return 1; return 0 }

# No cell is more than is left for it when the others are as small as they can be.
function shrink(e, k, sum, j) {
	for (e = 1; e <= n_equations; e++) {
		sum = 0
		for (k = 1; k <= used_terms[e]; k++)
			sum += equation_factor[e, k] * (equation_factor[e, k] > 0 ? least[cell[equation_cell[e, k]]] : top[equation_cell[e, k]])
		for (k = 1; k <= used_terms[e]; k++) {
			j = equation_cell[e, k]
			if (equation_factor[e, k] > 0 && (top[j] - least[cell[j]]) * equation_factor[e, k] > rest[e] - sum)
				top[j] = least[cell[j]] + int((rest[e] - sum) / equation_factor[e, k])
		}
	}
	for (e = 1; e <= n_equations; e++) {
		if (operator[e] != "=") continue
		sum = 0
		for (k = 1; k <= used_terms[e]; k++)
			sum -= equation_factor[e, k] * (equation_factor[e, k] < 0 ? least[cell[equation_cell[e, k]]] : top[equation_cell[e, k]])
		for (k = 1; k <= used_terms[e]; k++) {
			j = equation_cell[e, k]
			if (equation_factor[e, k] < 0 && (top[j] - least[cell[j]]) * -equation_factor[e, k] > -rest[e] - sum)
				top[j] = least[cell[j]] + int((-rest[e] - sum) / -equation_factor[e, k])
		}
	}
}

function place(i, x, s) {
	if (++nodes > 20000) return
	if (i > n_cells) {
		possible_tables++
		if (pattern && possible_tables <= 1500) try_again()
		for (s = 1; s <= secrets; s++) {
			x = value_in(plus_cell[s]) - value_in(minus_cell[s])
			if (x < brute_low[s]) brute_low[s] = x
			if (x > brute_high[s]) brute_high[s] = x
		}
		return
	}
	for (x = least[cell[i]]; x <= top[i]; x++) {
		world[i] = x
		if (leaves_room(i)) place(i + 1)
	}
	world[i] = ""
}

# Whether each equation that has the cell can still hold.
function leaves_room(i, e, k, j, sum, slack_low, slack_high, f) {
	for (e = 1; e <= n_equations; e++) {
		if (!((e, i) in has_cell)) continue
		slack_low = slack_high = 0
		for (k = 1; k <= used_terms[e]; k++) {
			j = equation_cell[e, k]
			f = equation_factor[e, k]
			slack_low += f * (j <= i ? world[j] : f > 0 ? least[cell[j]] : top[j])
			slack_high += f * (j <= i ? world[j] : f > 0 ? top[j] : least[cell[j]])
		}
		if (slack_low > rest[e] || operator[e] == "=" && slack_high < rest[e]) return 0
	}
	return 1
}

# ---------------------------------------------------------------- what the choice of the hidden figures tells

# Protects the table in world[] and looks whether the same comes out.
function try_again(t, i, k, s, x, line, file) {
	t = tables[1]
	file = "again/IN/" t ".tsv"
	if (possible_tables == 1) system("rm -rf again && mkdir -p again/IN again/OUT")
	for (k = 1; k <= n_keys[t]; k++) line = line key[t, k] "\t"
	print line measures[t, 1] >file
	for (i = 1; i <= n_rows[t]; i++) {
		go_to(t, i)
		line = ""
		for (k = 1; k <= n_keys[t]; k++) line = line at[key[t, k]] "\t"
		print line value_in(name_of(t, measures[t, 1])) >file
	}
	close(file)
	if (system("cd again && sh -e ../commands 2>refused && cmp -s OUT/" t ".tsv ../OUT/" t ".tsv")) return
	same_pattern++
	for (s = 1; s <= promised_secrets; s++) {
		x = value_in(plus_cell[s]) - value_in(minus_cell[s])
		if (!(s in pattern_low) || x < pattern_low[s]) pattern_low[s] = x
		if (!(s in pattern_high) || x > pattern_high[s]) pattern_high[s] = x
	}
}

# Tables that fit, those that come out the same, secrets, those that are narrower, narrower than was promised, known, known to be small.
function report_pattern(s, n, narrower, below, known, few) {
	if (!same_pattern || possible_tables > 1500) return
	for (s = 1; s <= promised_secrets; s++) {
		if (!(s in pattern_low)) continue
		n++
		narrower += pattern_high[s] - pattern_low[s] < high[s] - low[s]
		below += pattern_high[s] - pattern_low[s] < promised[s]
		known += pattern_high[s] == pattern_low[s]
		few += pattern_high[s] < set["min"]
	}
	printf "pattern\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", possible_tables, same_pattern, n, narrower, below, known, few
}
