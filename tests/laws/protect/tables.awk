# tables: makes up a table, or several that belong together, from a seed: what protect is to take (IN/NAME.tsv), the truth with the totals that
# protect is not given (TRUE/NAME.tsv), what an outsider knows (`known`, see attack.awk), and how protect is called (`commands`).
#
#	awk -v seed=N -v kind=KIND [-v small=1] -v into=FOLDER -f tables.awk
#
# KIND: one two three hierarchy relation share wide overlap rows base linked circle levels populations steps classes never months rounding money. Sizes, thresholds, how full it is, what is done
# with zeros and groups that are all alike, and which columns have totals go by the seed.

function chance(n) {
	# The minimal standard generator, so that every awk makes the same tables.
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * n)
}

function choose(words, list) { return list[1 + chance(split(words, list, " "))] }

function say_key(c, n, i) {
	n_values[c] = n
	for (i = 1; i <= n; i++) value[c, i] = c i
}

# ---------------------------------------------------------------- a population: how many persons in each innermost combination

function make_persons(i) {
	fill = choose("0.35 0.6 0.85 1 1")
	scale = choose("2 4 9 9 25 60")
	usual = choose("0 10 50 50 90")
	count_tuples(1, "")
	for (i = 1; i <= n_tuples; i++) make_cell(tuples[i])
}

function count_tuples(k, so_far, i) {
	if (k > n_columns) {
		tuples[++n_tuples] = so_far
		return
	}
	for (i = 1; i <= n_values[columns[k]]; i++)
		count_tuples(k + 1, so_far (k > 1 ? SUBSEP : "") value[columns[k], i])
}

function make_cell(tuple, n, i, amount, odds) {
	if (chance(1000) >= fill * 1000) return
	n = 1 + chance(scale)
	if (chance(4) == 0) n = 1 + chance(3)
	odds = chance(4) ? usual + chance(10) : 100 * chance(2)
	persons[tuple] = n
	for (i = 1; i <= n; i++) {
		if (chance(100) < odds) with[tuple]++
		amount = 1 + chance(30) * (chance(5) ? 1 : 40)
		amounts[tuple, i] = amount
	}
}

# ---------------------------------------------------------------- tables of it

# The values that a record with this value is counted in: itself, what it is a part of, all.
function above(t, c, v) {
	return v unions[v] (whole_of[v] != "" ? " " whole_of[v] : "") (v != "*" && !((t, c) in overlaps) ? " *" : "")
}

function add_up(t, i, k, part) {
	for (i = 1; i <= n_tuples; i++)
		if (persons[tuples[i]] > 0) {
			split(tuples[i], part, SUBSEP)
			for (k = 1; k <= n_columns; k++) of_tuple[columns[k]] = part[k]
			spread(t, tuples[i], 1, "")
		}
}

function spread(t, tuple, k, so_far, n, i, list) {
	if (k > n_keys[t]) {
		if (!((t, so_far) in n_persons)) rows[t, ++n_rows[t]] = so_far
		n_persons[t, so_far] += persons[tuple]
		n_with[t, so_far] += with[tuple]
		for (i = 1; i <= persons[tuple]; i++) pay(t SUBSEP so_far, amounts[tuple, i])
		return
	}
	n = split(above(t, keys[t, k], of_tuple[keys[t, k]]), list, " ")
	for (i = 1; i <= n; i++) spread(t, tuple, k + 1, so_far (k > 1 ? "\t" : "") list[i])
}

function pay(row, amount, swap) {
	paid[row] += amount
	if (amount > largest[row]) { swap = largest[row]; largest[row] = amount; amount = swap }
	if (amount > runner_up[row]) runner_up[row] = amount
}

# Persons may be in several values of a: all of them, a row of *, are between the largest part and the sum.
function make_overlap(b, i, max, sum, rest_max, rest_sum, tuple, r) {
	for (b = 1; b <= n_values["b"]; b++) {
		max = sum = rest_max = rest_sum = 0
		for (i = 1; i <= n_values["a"]; i++) {
			tuple = value["a", i] SUBSEP value["b", b]
			r = persons[tuple] - with[tuple]
			sum += with[tuple]
			rest_sum += r
			if (with[tuple] > max) max = with[tuple]
			if (r > rest_max) rest_max = r
		}
		tuple = "*" SUBSEP value["b", b]
		tuples[++n_tuples] = tuple
		with[tuple] = max + chance(sum - max + 1)
		persons[tuple] = with[tuple] + rest_max + chance(rest_sum - rest_max + 1)
	}
}

# Beside the rows, which add up, stand the persons that they are of, some of them in several values of a.
function make_rows(t, a, b, max, sum, all) {
	for (b = 1; b <= n_values["b"]; b++) {
		max = sum = 0
		for (a = 1; a <= n_values["a"]; a++) {
			sum += n_with[t, "a" a "\tb" b]
			if (n_with[t, "a" a "\tb" b] > max) max = n_with[t, "a" a "\tb" b]
		}
		n_with[t, "*\tb" b] = max + chance(sum - max + 1)
		all += n_with[t, "*\tb" b]
	}
	n_with[t, "*\t*"] = all
	know("overlap " t " a i_arbete")
	know("within " t " i_arbete personer")
	options = options " --part i_arbete=personer --overlap a" (chance(2) ? "" : "@i_arbete")
}

# In work, in studies, both, either, and neither; all of them are those of *.
function make_relation(b, i, only, list) {
	split("arbetar studerar bada endera ingen", list, " ")
	n_tuples = 0
	for (b = 1; b <= n_values["b"]; b++) {
		for (i = 1; i <= 4; i++) only[i] = chance(3) ? chance(scale + 1) : chance(4)
		put("arbetar", b, only[1] + only[3])
		put("studerar", b, only[2] + only[3])
		put("bada", b, only[3])
		put("endera", b, only[1] + only[2] + only[3])
		put("ingen", b, only[4])
		put("*", b, only[1] + only[2] + only[3] + only[4])
	}
	know("relation tab a -endera +arbetar +studerar -bada")
	options = options " --relation 'a:endera = arbetar + studerar - bada'"
}

# Three things that a person may be or not make eight classes, which do not go out; what goes out are unions of them.
function make_classes(t, b, i, u, name, n, line, withheld, file) {
	n = split("arbetar studerar soker bada nagot ingen", name, " ")
	n_tuples = 0
	file = "IN/" t ".parts"
	print "kod\tdel_av" >(into "/" file)
	for (u = 1; u <= n; u++) if (u == n || chance(5)) print name[u] "\t" >(into "/" file)
		else name[u] = ""
	for (i = 0; i < 8; i++) {
		print "c" i "\t*" >(into "/" file)
		withheld = withheld (i ? "," : "") "c" i
		for (u = 1; u <= n; u++)
			if (name[u] != "" && is_of(name[u], i)) {
				unions["c" i] = unions["c" i] " " name[u]
				print "c" i "\t" name[u] >(into "/" file)
			}
		for (b = 1; b <= n_values["b"]; b++) put("c" i, b, can_be(i, b) ? chance(3) ? chance(scale + 1) : chance(4) : 0)
	}
	close(into "/" file)
	for (b = kind == "never" ? 0 : 1; b <= n_values["b"]; b++)
		for (u = 0; u <= n; u++) if (!u || name[u] != "") know_union(t, name[u], b)
	know_atoms(t, name, n)
	know("loose " t " a")
	totals[t, "a"] = 1
	options = options " --hierarchy a=" file " --withhold a:" withheld
	if (kind == "never") make_never(t, name, n)
}

# A union in a value of b, or in all of them, is so many of these kinds of persons.
function know_union(t, union, b, i, k, line) {
	line = "bind = +" t ":personer" (union != "" ? "|a=" union : "") (b ? "|b=b" b : "")
	for (i = 0; i < 8; i++)
		for (k = 1; k <= n_values["b"]; k++)
			if ((union == "" || is_of(union, i)) && (!b || k == b) && can_be(i, k)) line = line " -~c" i ".b" k
	know(line)
}

# The least unions that follow from those that go out, whichever way: what is asked of classes is a sum of what goes out, times something. That is so if it adds
# nothing to the rank of the others. Each is a number of persons too (works, and does not study), though nobody shows it.
function know_atoms(t, name, n, set, i, u, k, b, least, line, said, some) {
	start_rank(255)
	for (u = 1; u <= n; u++) if (name[u] != "") {
		k = 0
		for (i = 0; i < 8; i++) k += is_of(name[u], i) * 2 ^ i
		start_rank(k)
		said[k] = 1
	}
	for (set = 1; set < 256; set++) if (!rank_grows(set)) least[set] = 1
	for (set = 1; set < 256; set++) for (k = 1; k < set && set in least; k++) if (k in least && has_all(set, k)) delete least[set]
	for (set in least) for (b = 0; b <= n_values["b"] && !(set in said); b++) {
		line = "bind = +~u" set ".b" b
		u = some = 0
		for (i = 0; i < 8; i++) for (k = 1; k <= n_values["b"]; k++) if (int(set / 2 ^ i) % 2 && (!b || k == b)) {
			u += persons["c" i SUBSEP value["b", k]]
			some += can_be(i, k)
			if (can_be(i, k)) line = line " -~c" i ".b" k
		}
		if (!some) continue
		know(line)
		know("judge ~u" set ".b" b " " u)
	}
}

function has_all(set, some, i) {
	for (i = 0; i < 8; i++) if (int(some / 2 ^ i) % 2 && !(int(set / 2 ^ i) % 2)) return 0
	return 1
}

# What is left of the set when the rows that were met are taken away; the first class of each row is in none after it.
function reduce(set, i, r, f) {
	for (i = 0; i < 8; i++) rest[i] = int(set / 2 ^ i) % 2
	for (r = 1; r <= ranks; r++) {
		f = rest[lead[r]] / rank_row[r, lead[r]]
		for (i = 0; i < 8; i++) rest[i] -= f * rank_row[r, i]
	}
	for (i = 0; i < 8; i++) if (rest[i] > 1e-9 || rest[i] < -1e-9) return i
	return -1
}

function rank_grows(set) { return reduce(set) >= 0 }

function start_rank(set, i) {
	if (set == 255) ranks = 0
	i = reduce(set)
	if (i < 0) return
	lead[++ranks] = i
	for (i = 0; i < 8; i++) rank_row[ranks, i] = rest[i]
}

# Of a table that tells in b whether one sought work: in b1 all did, in b2 nobody.
function can_be(class, b) { return kind != "never" || b > 2 || is_of("soker", class) == (b == 1) }

function make_never(t, name, n, b, i, u, classes, some) {
	for (b = 1; b <= 2; b++) {
		classes = ""
		for (i = 0; i < 8; i++) if (!can_be(i, b)) classes = classes ",a=c" i
		options = options " --never b=b" b classes
		for (u = 1; u <= n; u++) {
			some = 0
			for (i = 0; i < 8; i++) some += can_be(i, b) && is_of(name[u], i)
			if (name[u] != "" && !some) know("never " t " a=" name[u] " b=b" b)
		}
	}
	know("loose " t " b")
	totals[t, "b"] = 1
	only_b1 = chance(2)
	if (only_b1) options = options " --withhold b:b2"
}

function is_of(what, class) {
	if (what == "arbetar") return class % 2
	if (what == "studerar") return int(class / 2) % 2
	if (what == "soker") return int(class / 4) % 2
	if (what == "bada") return class % 4 == 3
	if (what == "nagot") return class % 4 > 0
	return class == 0
}

function put(v, b, n, tuple) {
	tuple = v SUBSEP value["b", b]
	tuples[++n_tuples] = tuple
	persons[tuple] = n
}

# The quotient with 18 decimals, half up, as aggregate writes it.
function quotient(n, d, whole, digits, i, r, list) {
	if (!d) return ""
	whole = int(n / d)
	r = n % d
	for (i = 1; i <= 18; i++) {
		r *= 10
		list[i] = int(r / d)
		r %= d
	}
	if (2 * r >= d) {
		for (i = 18; i >= 1 && ++list[i] == 10; i--) list[i] = 0
		if (i < 1) whole++
	}
	for (i = 1; i <= 18; i++) digits = digits list[i]
	sub(/0+$/, "", digits)
	return whole (digits == "" ? "" : "." digits)
}

function sort_rows(t, i, k, row) {
	for (i = 2; i <= n_rows[t]; i++) {
		row = rows[t, i]
		for (k = i - 1; k >= 1 && rows[t, k] > row; k--) rows[t, k + 1] = rows[t, k]
		rows[t, k + 1] = row
	}
}

# Of the row with * for a.
function all_of_b(t, row) {
	sub(/^[^\t]*/, "*", row)
	return n_persons[t, row]
}

# Protect, and whoever reads what it lets out, need not see all totals; some tables tell only of wholes, some only of parts.
function is_shown(t, row, k, part, id) {
	if (drop_all && row ~ /^\*/) return 0
	split(row, part, "\t")
	for (k = 1; k <= n_keys[t]; k++) {
		id = t SUBSEP keys[t, k]
		if (part[k] == "*" && !(id in totals || id in overlaps)) return 0
		if (id in levels && (levels[id] == "parts" ? part[k] ~ /^g/ : whole_of[part[k]] != "")) return 0
	}
	return 1
}

function write_table(t, i, k, row, line, head, open_file, true_file, n) {
	open_file = into "/IN/" t ".tsv"
	true_file = into "/TRUE/" t ".tsv"
	for (k = 1; k <= n_keys[t]; k++) head = head keys[t, k] "\t"
	head = head "personer"
	if (has_with) head = head "\ti_arbete"
	if (has_base) head = head "\tbas"
	if (share) head = head "\tandel"
	if (has_money) head = head "\tkronor\tstorst\tnast"
	print head >open_file
	print head >true_file
	sort_rows(t)
	for (i = 1; i <= n_rows[t]; i++) {
		row = rows[t, i]
		n = n_persons[t, row]
		line = row "\t" n
		if (has_with) line = line "\t" n_with[t, row] + 0
		if (has_base) line = line "\t" all_of_b(t, row)
		if (share == "i_arbete/personer") line = line "\t" quotient(n_with[t, row] + 0, n)
		else if (share) line = line "\t" quotient(n, all_of_b(t, row))
		if (has_money) line = line "\t" paid[t, row] "\t" largest[t, row] + 0 "\t" runner_up[t, row] + 0
		print line >true_file
		if (is_shown(t, row)) print line >open_file
	}
	close(open_file)
	close(true_file)
}

# ---------------------------------------------------------------- what is known, and what protect is told

function know(line) { gsub(/ /, "\t", line); print line >(into "/known") }

function say_table(t, list, k, part) {
	n_keys[t] = split(list, part, ",")
	for (k = 1; k <= n_keys[t]; k++) keys[t, k] = part[k]
	know("table " t " OUT/" t ".tsv TRUE/" t ".tsv " list)
}

# With several tables each name has the table before it.
function say_measures(t, population, prefix, part) {
	prefix = several ? t ":" : ""
	know("count " t " personer " (population ? population : t ":personer"))
	options = options " --count " prefix "personer" (population ? "=" population : "")
	if (has_with) {
		know("count " t " i_arbete " (population ? population "_i_arbete" : t ":i_arbete"))
		options = options " --count " prefix "i_arbete" (population ? "=" population "_i_arbete" : "")
	}
	if (has_base) {
		know("count " t " bas " (population ? population : t ":bas") " b")
		options = options " --count " prefix "bas@b" (population ? "=" population : "")
	}
	if (share) {
		split(share, part, "[/@]")
		know("ratio " t " andel " part[1] " " part[2] (part[3] ? " " part[3] : ""))
		options = options " --derived " prefix "andel=" share
	}
	if (has_money) {
		know("sum " t " kronor personer")
		know("largest " t " kronor " percent " " dominance " storst nast")
		options = options " --sum " prefix "kronor=personer --largest " prefix "kronor=storst,nast --percent " percent (dominance == "-" ? "" : " --dominance " dominance)
	}
}

function settings() {
	min = choose("2 3 3 5 5 5 10")
	width = chance(4) ? min : 1 + chance(min + 3)
	zeros = choose("show show hide")
	alike = choose("show show hide")
	if (kind == "rounding") {
		base = choose("3 5")
		width = min = base - 1
		alike = "show"
		know("base " base)
		know("record OUT/record")
	}
	know("min " min)
	know("width " width)
	know("zeros " zeros)
	know("alike " alike)
	options = "--min " min " --zeros " zeros " --alike " alike (width != min ? " --width " width : "")
	if (kind == "rounding") options = options " --method round --base " base " --record OUT/record"
}

# The values of a are parts of others; some are part of nothing.
function make_hierarchy(t, i, file) {
	file = "IN/" t ".parts"
	if (!groups) {
		groups = 1 + chance(3)
		for (i = 1; i <= n_values["a"]; i++) whole_of["a" i] = chance(8) ? "g" 1 + chance(groups) : ""
	}
	print "kod\tdel_av" >(into "/" file)
	for (i = 1; i <= groups; i++) print "g" i "\t" >(into "/" file)
	for (i = 1; i <= n_values["a"]; i++) {
		print "a" i "\t" whole_of["a" i] >(into "/" file)
		if (whole_of["a" i] != "") know("part " t " a " whole_of["a" i] " a" i)
	}
	close(into "/" file)
	if (t != "tab1") options = options " --hierarchy " (several ? t ":" : "") "a=" file
}

function some_totals(t, k) {
	for (k = 1; k <= n_keys[t]; k++) if (chance(5)) totals[t, keys[t, k]] = 1
}

function one_table(t, list, population) {
	say_table(t, list)
	some_totals(t)
	made = t
	if (kind ~ /^(overlap|base|relation|steps)$/) delete totals[t, "a"]
	if (kind ~ /^(base|relation)$/) drop_all = chance(2)
	if (kind == "rows") totals[t, "a"] = 1
	if (kind == "wide") { totals[t, "a"] = 1; drop_all = chance(2) }
	if (kind == "hierarchy") make_hierarchy(t)
	if (kind == "relation") make_relation()
	if (kind == "steps") make_steps(t)
	if (kind ~ /^(classes|never)$/) make_classes(t)
	if (kind ~ /^(overlap|base)$/) make_overlap()
	if (kind ~ /^(overlap|base|relation|steps)$/) {
		if (kind != "steps") know("overlap " t " a")
		overlaps[t, "a"] = 1
		options = options " --overlap a"
		# Nobody knows those in work to be some of the persons; by chance they look it.
		if (kind == "overlap" && has_with) options = options " --untied i_arbete"
	}
	add_up(t)
	if (kind == "rows") make_rows(t)
	write_table(t)
	say_measures(t, population)
	command(" --by " list " IN/" t ".tsv")
}

function command(more) { print "finsam protect " options more " >OUT/" (several ? "none" : made) ".tsv" >(into "/commands") }

# What was published each month of the persons so far; each time protect is shown what was published before.
function months(list, i, k, t, n, common, before) {
	common = options
	n = 2 + chance(2)
	for (i = 1; i <= n; i++) {
		t = made = "month" i
		options = common
		say_table(t, list)
		if (i == 1) some_totals(t)
		for (k = 1; i > 1 && k <= n_keys[t]; k++) if (("month1", keys[t, k]) in totals) totals[t, keys[t, k]] = 1
		add_up(t)
		write_table(t)
		say_measures(t, "")
		before = i > 1 ? " --cumulative" : ""
		for (k = 1; k < i; k++) {
			know("later " t " month" k)
			before = before " --previous OUT/month" k ".tsv"
		}
		command(before " --by " list " IN/" t ".tsv")
		for (k = 1; k <= n_tuples; k++)
			if (chance(2)) persons[tuples[k]] += chance(3) ? 1 + chance(4) : chance(scale)
	}
}

# Each step are some of the step before it.
function make_steps(t, b, i, left) {
	n_tuples = 0
	for (b = 1; b <= n_values["b"]; b++) {
		left = 1 + chance(2 * scale)
		for (i = 1; i <= n_values["a"]; i++) {
			put("a" i, b, left)
			left -= chance(3) ? chance(4) : chance(left + 1)
			if (left < 0) left = 0
		}
	}
	for (i = 2; i <= n_values["a"]; i++) {
		know("nested " t " a a" i " a" i - 1)
		options = options " --relation 'a:a" i " <= a" i - 1 "'"
	}
}

# The same persons in several tables. With levels the first tells of wholes and the second of their parts.
function linked_tables(list, i, n, t, each) {
	several = 1
	n = split(list, each, " ")
	for (i = 1; i <= n; i++) {
		t = "tab" i
		say_table(t, each[i])
		some_totals(t)
		if (kind == "levels") {
			make_hierarchy(t)
			levels[t, "a"] = i == 1 ? "wholes" : chance(4) ? "parts" : "both"
		}
		add_up(t)
		write_table(t)
		say_measures(t, "alla")
		options = options " --by " t ":" each[i] " --table " t "=IN/" t ".tsv"
	}
	command(" --into OUT")
}

# Some of the persons of a table in another, by the same keys or fewer, or by one that the first has not.
function populations(list, other, i) {
	several = 1
	population_table("tab1", list, "alla")
	for (i = 1; i <= n_tuples; i++) {
		persons[tuples[i]] = with[tuples[i]]
		with[tuples[i]] = 0
	}
	population_table("tab2", other, "")
	some_of("tab1", "tab2", 1, "")
	command(" --part tab2:personer=tab1:personer --into OUT")
}

function population_table(t, list, population) {
	say_table(t, list)
	some_totals(t)
	add_up(t)
	write_table(t)
	say_measures(t, population)
	options = options " --by " t ":" list " --table " t "=IN/" t ".tsv"
}

# By the values of the keys that both tables have.
function some_of(whole, part, k, cell, i, c) {
	if (k > n_keys[whole]) {
		know("some " part ":personer" cell " alla" cell)
		return
	}
	c = keys[whole, k]
	some_of(whole, part, k + 1, cell)
	for (i = 1; i <= n_keys[part] && keys[part, i] != c; i++) continue
	for (i = i > n_keys[part] ? n_values[c] + 1 : 1; i <= n_values[c]; i++)
		some_of(whole, part, k + 1, cell "|" c "=" value[c, i])
}

BEGIN {
	seed = (seed * 7919 + 104729) % 2147483646 + 1
	for (i = 0; i < 10; i++) chance(2)
	system("mkdir -p '" into "/IN' '" into "/TRUE' '" into "/OUT'")
	settings()
	percent = choose("10 20 50")
	dominance = choose("- 1,60 2,85")
	has_money = kind == "money"
	has_base = kind ~ /^(base|relation)$/
	has_with = kind == "share" || kind == "rounding" && chance(2) || kind ~ /linked|circle|levels|overlap/ && chance(3) == 0 || kind == "rows"
	if (kind == "share" || kind == "rounding" && has_with || kind ~ /linked|circle|levels/ && has_with) share = "i_arbete/personer"
	if (has_base) share = "personer/bas"
	if (kind == "wide") share = "personer/personer@b"

	list = kind == "one" ? "a" : kind ~ /three|linked|circle|levels|populations/ ? "a,b,c" : "a,b"
	n_columns = split(list, columns, ",")
	for (i = 1; i <= n_columns; i++) say_key(columns[i], 2 + chance(small ? 2 : n_columns == 3 ? 3 : 5))
	if (kind == "one") say_key("a", 2 + chance(6))
	if (kind ~ /hierarchy|levels/) say_key("a", 3 + chance(small ? 2 : 5))
	make_persons()
	if (kind == "linked") linked_tables("a,b a,c")
	else if (kind == "circle") linked_tables("a,b a,c b,c")
	else if (kind == "levels") linked_tables("a,b a,c")
	else if (kind == "populations") populations("a,b", choose("a b a,b a,c"))
	else if (kind == "months") months(list)
	else one_table("tab", list, has_base ? "alla" : "")
}
