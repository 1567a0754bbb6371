# attack: what an outsider can work out of protected tables, and whether it is more than was promised. Knows nothing of how protect does
# its work: it reads what is published, writes its own model of it, and looks for the least and the greatest value of every secret among all
# tables of whole numbers that could be the true one.
#
#	awk -f attack.awk -f enumerate.awk [-v brute=1] [-v pattern=1] [-v verbose=1] KNOWN
#
# KNOWN, fields set apart by tabs, says where the tables are and what anybody knows of them:
#
#	min N   width N   zeros show|hide   alike show|hide   base N (of rounding)   record FILE (of protect)
#	table NAME PUBLISHED TRUE COLUMN,...         the keys; TRUE is read by the judge only, who knows what the secrets are
#	count TABLE MEASURE POPULATION [COLUMN,...]  the columns by which alone it differs
#	sum TABLE MEASURE COUNT
#	largest TABLE SUM P N,K FIRST SECOND         the p percent rule, that of dominance, and the columns of TRUE with the contributions
#	ratio TABLE NAME COUNT COUNT [COLUMN,...]    the denominator is that of all rows with the same values there
#	less TABLE NAME COUNT COUNT                  a difference
#	of TABLE NAME COUNT                          derived in another way
#	part TABLE COLUMN PARENT CHILD
#	overlap TABLE COLUMN [MEASURE]               a person may be in several of its values (of this measure alone)
#	loose TABLE COLUMN                           its values add up to nothing
#	relation TABLE COLUMN +VALUE -VALUE ...      this sum is 0
#	nested TABLE COLUMN VALUE VALUE              the first are some of the second
#	within TABLE COUNT COUNT                     the first are some of the second: known by anybody who reads the headings
#	some CELL CELL                               the first are some of the second, in whichever table
#	later TABLE TABLE                            those in the second are all in the first
#	never TABLE COLUMN=VALUE ...                 nobody can have all of these: it is 0, and no secret
#	value CELL NUMBER                            is told elsewhere
#	bind =|< +CELL -CELL ...                     any other sum that is 0 (or at most 0); ~CELL is of no table, and nobody knows its true value
#	judge ~CELL NUMBER                           so many persons are in it: the judge knows, and nobody else
#
# A cell is named by its population and the key values that are not *, so a figure that two tables show is one. A combination that no row
# has is 0. Each solution of glpsol (integers, not only the relaxation) is checked against all that is known before it is believed, and then
# serves every secret. With brute=1 all possible tables are enumerated when they are few, and the ends must be the same. With pattern=1 (of
# one table of counts) each of them is protected again, by the file `commands`: those that come out otherwise are not the true one. What
# that tells is not promised against, so it is only measured.
#
# Prints a line a secret that was learnt (and with verbose=1 of all): what it is, its true value, the interval, what was promised. Exit
# status 0: nothing was learnt. 1: something was. 3: the attacker contradicts himself or the truth.

BEGIN { FS = "\t"; limit = 10000; narrowest = limit }

# ---------------------------------------------------------------- what anybody knows

$1 ~ /^(min|width|zeros|alike|base|record)$/ { set[$1] = $2 }
$1 == "table" {
	tables[++n_tables] = $2
	published[$2] = $3
	true_table[$2] = $4
	keys[$2] = $5
	n_keys[$2] = split($5, list, ",")
	for (i = 1; i <= n_keys[$2]; i++) key[$2, i] = list[i]
}
$1 == "count" { measure($2, $3, "count", $4, $5) }
$1 == "sum" { measure($2, $3, "sum", $2 ":" $3, ""); base_of[$2, $3] = $4 }
$1 == "largest" { percent[$2, $3] = $4; dominance[$2, $3] = $5; first[$2, $3] = $6; second[$2, $3] = $7 }
$1 == "ratio" || $1 == "less" || $1 == "of" {
	derived[++n_derived] = $2 SUBSEP $3
	how[n_derived] = $1
	upper[n_derived] = $4
	lower[n_derived] = $5
	wide[n_derived] = $6
}
$1 == "part" { parent[$2, $3, $5] = $4; is_whole[$4] = 1 }
$1 == "loose" { loose[$2, $3] = 1 }
$1 == "overlap" { overlap[$2, $3, $4] = 1 }
$1 == "some" { some[++n_some] = $2; whole_of_some[n_some] = $3 }
$1 == "relation" {
	relation[++n_relations] = $2 SUBSEP $3
	for (i = 4; i <= NF; i++) side[n_relations, i - 3] = $i
	sides[n_relations] = NF - 3
}
$1 == "within" { within[++n_within] = $2; inner[n_within] = $3; outer[n_within] = $4 }
$1 == "nested" { nested[++n_nested] = $2 SUBSEP $3; small_step[n_nested] = $4; large_step[n_nested] = $5 }
$1 == "later" { later[++n_later] = $2; earlier[n_later] = $3 }

$1 == "never" {
	never_in[++n_nevers] = $2
	never_said[n_nevers] = "|"
	for (i = 3; i <= NF; i++) never_said[n_nevers] = never_said[n_nevers] $i "|"
}
$1 == "value" { elsewhere[$2] = $3 }
$1 == "judge" { judged[$2] = $3 }
$1 == "bind" {
	binds[++n_binds] = $2
	for (i = 3; i <= NF; i++) bound[n_binds, i - 2] = $i
	bounds[n_binds] = NF - 2
}

function measure(t, name, kind, population, columns) {
	measures[t, ++n_measures[t]] = name
	kinds[t, name] = kind
	populations[t, name] = population
	if (!((population, t) in is_in)) in_tables[population]++
	is_in[population, t] = 1
	if (columns != "") only[t, name] = "," columns ","
}

# ---------------------------------------------------------------- cells

# The cell of a measure at the key values at[COLUMN].
function name_of(t, m, columns, i, c, name) {
	name = populations[t, m]
	columns = (t, m) in only ? only[t, m] : "," keys[t] ","
	for (i = 1; i <= n_sorted; i++) {
		c = sorted[i]
		if (index(columns, "," c ",") && at[c] != "*") name = name "|" c "=" at[c]
	}
	return name
}

# All columns there are, in one order.
function sort_columns(i, k, t, c) {
	for (t = 1; t <= n_tables; t++)
		for (i = 1; i <= n_keys[tables[t]]; i++) {
			c = key[tables[t], i]
			if (c in known_column) continue
			known_column[c] = 1
			for (k = n_sorted++; k >= 1 && sorted[k] > c; k--) sorted[k + 1] = sorted[k]
			sorted[k + 1] = c
		}
}

function go_to(t, i, k) {
	for (k = 1; k <= n_keys[t]; k++) at[key[t, k]] = row[t, i, k]
}

function read_table(t, file, is_true, line, n, i, k, field, column, name, m) {
	if ((getline line <file) <= 0) broken("no table in " file)
	n = split(line, field, "\t")
	for (i = 1; i <= n; i++) column[field[i]] = i
	while ((getline line <file) > 0) {
		n = split(line, field, "\t")
		for (k = 1; k <= n_keys[t]; k++) {
			at[key[t, k]] = field[column[key[t, k]]]
			if (!is_true) seen_value[t, key[t, k], at[key[t, k]]] = 1
		}
		if (!is_true) {
			i = ++n_rows[t]
			for (k = 1; k <= n_keys[t]; k++) row[t, i, k] = at[key[t, k]]
		}
		for (k = 1; k <= n_measures[t]; k++) {
			m = measures[t, k]
			name = name_of(t, m)
			if (is_true) {
				truth[name] = field[column[m]] + 0
				if ((t, m) in base_of && small(true_value(name_of(t, base_of[t, m])))) of_few[name] = 1
				if ((t, m) in base_of && true_value(name_of(t, base_of[t, m])) == 1) lone[name] = 1
				if ((t, m) in percent) largest_of(t, m, name, field[column[first[t, m]]], field[column[second[t, m]]])
			} else read_cell(t, m, name, field[column[m]], field[column[m ".status"]])
		}
		for (k = 1; !is_true && k <= n_derived; k++)
			if (substr(derived[k], 1, length(t) + 1) == t SUBSEP) {
				m = substr(derived[k], length(t) + 2)
				quotient[k, i] = field[column[m]]
				quotient_status[k, i] = field[column[m ".status"]]
			}
	}
	close(file)
}

function population_of(name) {
	sub(/\|.*/, "", name)
	return name
}

# Whether nobody can be in the cell, by the values that it has.
function is_never(name, i, k, m, pair, n, met) {
	for (i = 1; i <= n_nevers; i++)
		for (m = 1; m <= n_measures[never_in[i]]; m++) {
			if (populations[never_in[i], measures[never_in[i], m]] != population_of(name)) continue
			n = split(never_said[i], pair, "|")
			met = 0
			for (k = 2; k < n; k++) met += index(name "|", "|" pair[k] "|") > 0
			if (met == n - 2) return 1
		}
	return 0
}

# With `alike hide` a part of which there is none is hidden too.
function read_cell(t, m, name, value, status, low) {
	measure_of[name] = kinds[t, m]
	if (status == "hidden") {
		low = kinds[t, m] == "count" && set["zeros"] == "show" && !((t, m) in may_be_none || population_of(name) in may_be_none) ? 1 : 0
		if (value != "") broken("a hidden figure with a value: " name)
		if (!(name in least) || least[name] < low) least[name] = low
		if (!(name in most)) most[name] = kinds[t, m] == "sum" ? 10000 * limit : limit
		told[name] = 1
	} else if (status == "rounded") {
		least[name] = value - farthest < 0 ? 0 : value - farthest
		most[name] = value + farthest
		told[name] = 1
	} else if (status == "") {
		if (name in shown && shown[name] != value) broken("two values of " name)
		shown[name] = value
	}
}

# How far a rounded figure can be from the true one: less than the base, or twice that if the record says that some were not rounded to the nearest.
function rounding(line, field) {
	farthest = set["base"] - 1
	while (set["record"] != "" && (getline line <set["record"]) > 0)
		if (split(line, field, "\t") && field[1] == "not_to_the_nearest" && field[2] > 0) farthest = 2 * set["base"] - 1
}

# ---------------------------------------------------------------- what binds them

function begin(operator) { terms = 0; equation_operator = operator }
function term(name, factor, i) {
	for (i = 1; i <= terms && term_cell[i] != name; i++) ;
	if (i > terms) {
		terms = i
		term_cell[i] = name
		term_factor[i] = 0
	}
	term_factor[i] += factor
}

# The terms are 0 (or at most 0): with what is shown taken over to the right.
function end(what, i, e, right, sum, used) {
	e = n_equations + 1
	for (i = 1; i <= terms; i++) {
		sum += term_factor[i] * true_value(term_cell[i])
		if (term_cell[i] in shown) right -= term_factor[i] * shown[term_cell[i]]
		else if (term_cell[i] in least && term_factor[i]) {
			used++
			equation_cell[e, used] = number_of(term_cell[i])
			equation_factor[e, used] = term_factor[i]
			has_cell[e, equation_cell[e, used]] = 1
		}
	}
	if (!guessed && (equation_operator == "=" ? sum != 0 : sum > 0)) broken("it is not true that " what)
	if (!used) return
	n_equations = e
	used_terms[e] = used
	operator[e] = equation_operator
	rest[e] = right + 0
}

function number_of(name) {
	if (!(name in number)) {
		number[name] = ++n_cells
		cell[n_cells] = name
	}
	return number[name]
}

function is_top(t, c, v) {
	return v != "*" && !((t, c, v) in parent && (t, c, parent[t, c, v]) in seen_value)
}

# In each row of * or of a parent: it is the sum of its parts; of parts that overlap, at most that and at least the largest.
function bind_sums(t, m, k, i, c, v, old, done, name, id, whole) {
	for (k = 1; k <= n_keys[t]; k++) {
		c = key[t, k]
		if ((t, c) in loose || (t, m) in only && !index(only[t, m], "," c ",")) continue
		for (i = 1; i <= n_rows[t]; i++) {
			go_to(t, i)
			old = at[c]
			at[c] = "*"
			id = name_of(t, m) SUBSEP c
			if (id in done) continue
			done[id] = 1
			for (v in values_of) delete values_of[v]
			for (v in seen_value) {
				split(v, piece, SUBSEP)
				if (piece[1] == t && piece[2] == c) values_of[piece[3]] = 1
			}
			wholes["*"] = 1
			for (v in parent) {
				split(v, piece, SUBSEP)
				if (piece[1] == t && piece[2] == c) wholes[parent[v]] = 1
			}
			for (whole in wholes) bind_whole(t, m, c, whole)
			for (whole in wholes) delete wholes[whole]
			at[c] = old
		}
	}
}

function does_overlap(t, c, m) { return (t, c, "") in overlap || (t, c, m) in overlap }

function bind_whole(t, m, c, whole, v, name, parts) {
	for (v in values_of)
		if (whole == "*" ? is_top(t, c, v) : (t, c, v) in parent && parent[t, c, v] == whole) parts++
	at[c] = whole
	name = name_of(t, m)
	if (!parts || !whole_is_known(t, m, c, whole, name)) return
	begin(does_overlap(t, c, m) ? "<" : "=")
	term(name, 1)
	for (v in values_of)
		if (whole == "*" ? is_top(t, c, v) : (t, c, v) in parent && parent[t, c, v] == whole) {
			at[c] = v
			term(name_of(t, m), -1)
		}
	end(name " is the sum over " c)
	if (!does_overlap(t, c, m)) return
	for (v in values_of)
		if (whole == "*" ? is_top(t, c, v) : (t, c, v) in parent && parent[t, c, v] == whole) {
			at[c] = v
			begin("<")
			term(name_of(t, m), 1)
			term(name, -1)
			end(name " is no less than its part " v " of " c)
			rests[++n_rests] = name_of(t, m) SUBSEP name
		}
}

# A whole that this table does not show may be shown by another of the same population, or bind two that do not either.
function whole_is_known(t, m, c, whole, name) {
	if ((t, c, whole) in seen_value) return 1
	if (lacks_values(t, m, c)) return 0
	if (name in shown || name in least) return 1
	if (in_tables[populations[t, m]] < 2 || !(name in truth)) return 0
	unlisted(name)
	return 1
}

# Whether another table of the same population has values that this one was not made of (it may be of some rows only).
function lacks_values(t, m, c, v, other, i) {
	for (i = 1; i <= n_tables; i++) {
		other = tables[i]
		if (!((populations[t, m], other) in is_in)) continue
		for (v in seen_value) {
			split(v, piece, SUBSEP)
			if (piece[1] == other && piece[2] == c && piece[3] != "*" && !(piece[3] in values_of) && !(piece[3] in is_whole)) return 1
		}
	}
	return 0
}

function bind_relations(r, t, c, m, k, i, s, done, id, pair) {
	for (r = 1; r <= n_relations; r++) {
		split(relation[r], pair, SUBSEP)
		t = pair[1]
		c = pair[2]
		for (k = 1; k <= n_measures[t]; k++) {
			m = measures[t, k]
			if ((t, m) in only && !index(only[t, m], "," c ",")) continue
			for (i = 1; i <= n_rows[t]; i++) {
				go_to(t, i)
				at[c] = "*"
				id = r SUBSEP name_of(t, m)
				if (id in done) continue
				done[id] = 1
				begin("=")
				for (s = 1; s <= sides[r]; s++) {
					at[c] = substr(side[r, s], 2)
					term(name_of(t, m), side[r, s] ~ /^-/ ? -1 : 1)
				}
				end("the relation of " c " holds")
			}
		}
	}
}

# The denominator of a share: in this row, or where the columns that it is not told by are *.
function denominator(k, t, i, c) {
	if (wide[k] != "")
		for (c = 1; c <= n_keys[t]; c++)
			if (!index("," wide[k] ",", "," key[t, c] ",")) at[key[t, c]] = "*"
	return name_of(t, lower[k])
}

function bind_derived(k, i, t, pair, n, d) {
	for (k = 1; k <= n_derived; k++) {
		split(derived[k], pair, SUBSEP)
		t = pair[1]
		for (i = 1; how[k] != "of" && i <= n_rows[t]; i++) {
			go_to(t, i)
			n = name_of(t, upper[k])
			d = denominator(k, t)
			if (how[k] == "ratio" && !(d in shown) && !(d in least)) unlisted(d)
			if (kinds[t, upper[k]] == "count" && kinds[t, lower[k]] == "count" && how[k] == "ratio") {
				begin("<")
				term(n, 1)
				term(d, -1)
				end(n " are some of " d)
				if (n != d) pairs[++n_pairs] = n SUBSEP d # all of them are all of them: 1 tells nothing
			}
			if (quotient_status[k, i] != "" || quotient[k, i] == "") continue
			begin("=")
			if (how[k] == "less") {
				shown["1"] = truth["1"] = 1
				term(n, 1)
				term(d, -1)
				term("1", -quotient[k, i])
			} else {
				fraction(quotient[k, i])
				term(n, fraction_d)
				term(d, -fraction_n)
			}
			end("the published share of " n)
		}
	}
}

# A denominator that no row has is worked out from any share that is shown with its numerator.
function unlisted(d) {
	least[d] = 0
	most[d] = limit
	measure_of[d] = "count"
}

# The fraction in lowest terms that a decimal stands for, by its continued fraction.
function fraction(x, whole, p0, q0, p, q, swap, y) {
	p0 = 1; q0 = 0; p = int(x); q = 1; y = x - int(x)
	while (y > 1e-12 && (x - p / q > 1e-14 || p / q - x > 1e-14) && q < limit) {
		y = 1 / y
		whole = int(y + 1e-7)
		y = y - whole
		if (y < 0) y = 0
		swap = p; p = whole * p + p0; p0 = swap
		swap = q; q = whole * q + q0; q0 = swap
	}
	fraction_n = p
	fraction_d = q
}

function bind_within(w, t, i, n) {
	for (w = 1; w <= n_within; w++) {
		t = within[w]
		for (i = 1; i <= n_rows[t]; i++) {
			go_to(t, i)
			begin("<")
			term(n = name_of(t, inner[w]), 1)
			term(name_of(t, outer[w]), -1)
			end(n " are some of others")
			pairs[++n_pairs] = n SUBSEP name_of(t, outer[w])
		}
	}
}

function bind_others(b, i, name) {
	for (b = 1; b <= n_binds; b++) {
		name = substr(bound[b, 1], 2)
		if (name !~ /^~/ && !(name in shown) && !(name in least)) continue # not published, which is not that it is 0
		begin(binds[b])
		for (i = 1; i <= bounds[b]; i++) {
			name = substr(bound[b, i], 2)
			if (name ~ /^~/) {
				guessed = 1
				if (!(name in least)) unlisted(name)
			}
			term(name, bound[b, i] ~ /^-/ ? -1 : 1)
		}
		end("line " b " of bind holds")
	}
}

function bind_some(s) {
	for (s = 1; s <= n_some; s++) {
		if (!(some[s] in shown || some[s] in least) || !(whole_of_some[s] in shown || whole_of_some[s] in least)) continue
		begin("<")
		term(some[s], 1)
		term(whole_of_some[s], -1)
		end(some[s] " are some of " whole_of_some[s])
		pairs[++n_pairs] = some[s] SUBSEP whole_of_some[s]
		n_bound++
	}
}

function bind_nested(r, t, c, i, k, m, n, d, pair) {
	for (r = 1; r <= n_nested; r++) {
		split(nested[r], pair, SUBSEP)
		t = pair[1]
		c = pair[2]
		for (k = 1; k <= n_measures[t]; k++) {
			m = measures[t, k]
			for (i = 1; i <= n_rows[t]; i++) {
				go_to(t, i)
				at[c] = small_step[r]
				n = name_of(t, m)
				at[c] = large_step[r]
				d = name_of(t, m)
				begin("<")
				term(n, 1)
				term(d, -1)
				end(n " are some of the step before")
				rests[++n_rests] = n SUBSEP d
			}
		}
	}
}

# Those of before are in the later figure, so what came between is a count of persons too.
function bind_later(l, t, i, k, n, d) {
	for (l = 1; l <= n_later; l++) {
		t = earlier[l]
		for (i = 1; i <= n_rows[t]; i++) {
			go_to(t, i)
			for (k = 1; k <= n_measures[t]; k++) {
				n = name_of(t, measures[t, k])
				d = name_of(later[l], measures[t, k])
				begin("<")
				term(n, 1)
				term(d, -1)
				end(n " are among the later")
				between[++n_between] = n SUBSEP d
			}
		}
	}
}

# ---------------------------------------------------------------- what must not be known

function small(x) { return x < set["min"] && x >= (set["zeros"] == "hide" ? 0 : 1) }

# A secret is a cell, or the difference of two: minus - plus.
function secret(what, plus, minus, width, upwards) {
	if ((plus, minus) in is_secret) return
	is_secret[plus, minus] = 1
	secrets++
	plus_cell[secrets] = plus
	minus_cell[secrets] = minus
	secret_what[secrets] = what
	promised[secrets] = width
	reach[secrets] = upwards
	low[secrets] = limit
	high[secrets] = -1
}

function true_value(name) { return name in judged ? judged[name] : name in truth ? truth[name] : 0 }
function value_in(name) { return name == "" ? 0 : name in shown ? shown[name] : name in least ? world[number[name]] : 0 }

function choose_secrets(name, i, pair, rest_value) {
	for (name in measure_of)
		if (measure_of[name] == "count" && name !~ /^~/ && (name in shown || name in least) && small(true_value(name)) && !is_never(name))
			secret(name, name, "", set["width"])
	for (name in judged) if (name in least && small(judged[name])) secret(name, name, "", set["width"])
	for (i = 1; i <= n_pairs; i++) {
		split(pairs[i], pair, SUBSEP)
		rest_value = true_value(pair[2]) - true_value(pair[1])
		if (small(rest_value) && rest_value > 0 && true_value(pair[1]) > 0 || set["alike"] == "hide" && true_value(pair[2]) > 0 && rest_value == 0)
			secret(pair[2] " - " pair[1], pair[2], pair[1], set["width"])
		if (set["alike"] == "hide" && true_value(pair[2]) > 0 && true_value(pair[1]) == 0)
			secret(pair[1], pair[1], "", set["width"])
	}
	for (i = 1; i <= n_rests; i++) {
		split(rests[i], pair, SUBSEP)
		rest_value = true_value(pair[2]) - true_value(pair[1])
		if (measure_of[pair[2]] == "count" && rest_value > 0 && small(rest_value) && true_value(pair[1]) > 0)
			secret(pair[2] " - " pair[1], pair[2], pair[1], set["width"])
	}
	for (i = 1; i <= n_between; i++) {
		split(between[i], pair, SUBSEP)
		if (measure_of[pair[1]] == "count" && small(true_value(pair[2]) - true_value(pair[1])) && true_value(pair[2]) > true_value(pair[1]))
			secret(pair[2] " - " pair[1], pair[2], pair[1], set["width"])
	}
	for (name in must_reach) if (name in shown || name in least) secret(name, name, "", 1, must_reach[name])
	for (name in of_few) if (name in shown || name in least) secret(name, name, "", 1)
}

# The second largest contributor knows his own part: what he can work out of the largest must be P percent off, to both sides. A sum that few
# contributions dominate must be uncertain enough that they might not.
function largest_of(t, m, name, one, two, left, need, rule, few) {
	left = truth[name] - one - two
	if (100 * left < percent[t, m] * one) need = percent[t, m] * one / 100 - left
	if (split(dominance[t, m], rule, ",") == 2) {
		few = one + (rule[1] == 2 ? two : 0)
		if (100 * few > rule[2] * truth[name] && 100 * few / rule[2] - truth[name] > need) need = 100 * few / rule[2] - truth[name]
	}
	if (need > 0) must_reach[name] = need
}

# ---------------------------------------------------------------- programs

function write_model(i, e, k, n, text) {
	rows_of_model = n_equations + 1
	text = "i " rows_of_model " f\n" # glpsol takes no model without a row
	for (e = 1; e <= n_equations; e++) {
		text = text "i " e (operator[e] == "=" ? " s " : " u ") rest[e] "\n"
		for (k = 1; k <= used_terms[e]; k++) {
			n++
			text = text "a " e " " equation_cell[e, k] " " equation_factor[e, k] "\n"
		}
	}
	for (i = 1; i <= n_cells; i++)
		text = text "j " i " i " (i == known_cell ? "s " true_value(cell[i]) : least[cell[i]] < most[cell[i]] ? "d " least[cell[i]] " " most[cell[i]] : "s " least[cell[i]]) "\n"
	coefficients = n + 0
	model = text
}

# A table that could be the true one, with the secret as small (or great) as it can be, and what it tells. If time is short it may be none.
function solve(direction, s, text, line, field, status, program) {
	text = "p mip " direction " " rows_of_model " " n_cells " " coefficients "\n"
	if (plus_cell[s] in number && !(plus_cell[s] in shown)) text = text "a 0 " number[plus_cell[s]] " 1\n"
	if (minus_cell[s] in number && !(minus_cell[s] in shown)) text = text "a 0 " number[minus_cell[s]] " -1\n"
	program = "glpsol --glp /dev/stdin --cuts --tmlim 10 -w " solution " >" solution ".log"
	printf "%s%se o f\n", text, model | program
	close(program)
	programs++
	while ((getline line <solution) > 0) {
		split(line, field, " ")
		if (field[1] == "s") status = field[5]
		if (field[1] == "j") world[field[2]] = int(field[3] + (field[3] < 0 ? -0.5 : 0.5))
	}
	close(solution)
	if (status != "o") unsure[s] = 1
	if (status == "u") return 0
	if (status != "o" && status != "f") broken("glpsol finds no table: " status)
	if (!possible()) broken("the table that glpsol found is none")
	witness()
}

function possible(e, k, sum) {
	for (k = 1; k <= n_cells; k++)
		if (world[k] < least[cell[k]] || world[k] > most[cell[k]]) return 0
	for (e = 1; e <= n_equations; e++) {
		sum = 0
		for (k = 1; k <= used_terms[e]; k++) sum += equation_factor[e, k] * world[equation_cell[e, k]]
		if (operator[e] == "=" ? sum != rest[e] : sum > rest[e]) return 0
	}
	return 1
}

# Whether all values of the one are among those of the other.
function contains(one, other, n, i, part) {
	n = split(one, part, "|")
	for (i = 2; i <= n; i++) if (!index(other "|", "|" part[i] "|")) return 0
	return population_of(one) == population_of(other)
}

# Who is the only one that a sum of money is about knows it. So does he learn another? Not of what he is in himself: the rules for sums
# are about what the contributors to it know; nor of parts of what is his alone.
function attack_alone(name, s, name_s, old_low, old_high, first) {
	first = programs
	for (name in lone) {
		if (!(name in least) || name in shown) continue
		known_cell = number[name]
		write_model()
		for (s = 1; s <= promised_secrets && programs < first + 200; s++) {
			name_s = plus_cell[s]
			if (measure_of[name_s] != "sum" || !(name_s in least) || name_s in shown || name_s == name) continue
			if (contains(name_s, name) || contains(name, name_s)) continue
			old_low = low[s]
			old_high = high[s]
			low[s] = 10000 * limit
			high[s] = -1
			solve("min", s)
			solve("max", s)
			if (high[s] >= low[s] && !is_kept(s) && !(s in unsure)) {
				breaches++
				report(s, "ALONE " name)
			}
			if (old_low < low[s]) low[s] = old_low
			if (old_high > high[s]) high[s] = old_high
		}
	}
	known_cell = 0
	write_model()
}

# What this table tells of every secret.
function witness(s, x) {
	for (s = 1; s <= secrets; s++) {
		x = value_in(plus_cell[s]) - value_in(minus_cell[s])
		if (x < low[s]) low[s] = x
		if (x > high[s]) high[s] = x
	}
}

function is_kept(s, value) {
	if (high[s] - low[s] < promised[s]) return 0
	if (reach[s] == "") return 1
	value = true_value(plus_cell[s])
	return high[s] >= value + reach[s] && (low[s] <= value - reach[s] || low[s] == 0)
}

# ---------------------------------------------------------------- the attack

function broken(why) {
	print "BROKEN\t" why
	failed = 1
	exit 3
}

function report(s, verdict) {
	print verdict "\t" secret_what[s] "\t" true_value(plus_cell[s]) - true_value(minus_cell[s]) "\t" \
		low[s] ".." high[s] "\t" promised[s] (reach[s] == "" ? "" : " off by " reach[s])
}

END {
	if (failed) exit 3
	if (set["width"] == "") set["width"] = set["min"]
	solution = FILENAME ".solution"
	sort_columns()
	rounding()
	for (i = 1; set["alike"] == "hide" && i <= n_derived; i++) {
		split(derived[i], pair, SUBSEP)
		if (how[i] == "ratio") may_be_none[pair[1], upper[i]] = 1
	}
	for (i = 1; set["alike"] == "hide" && i <= n_within; i++) may_be_none[within[i], inner[i]] = 1
	for (i = 1; set["alike"] == "hide" && i <= n_some; i++) may_be_none[population_of(some[i])] = 1
	for (i = 1; i <= n_tables; i++) read_table(tables[i], true_table[tables[i]], 1)
	for (i = 1; i <= n_tables; i++) read_table(tables[i], published[tables[i]], 0)
	for (name in elsewhere) shown[name] = elsewhere[name]
	for (name in least) if (is_never(name)) shown[name] = 0
	for (name in shown) {
		if (name in least) both_ways++
		if (measure_of[name] && shown[name] != true_value(name)) broken("not as it is in truth: " name)
	}
	for (name in least) {
		if (name in shown) { delete least[name]; continue }
		number_of(name)
		if (true_value(name) < least[name] || true_value(name) > most[name]) broken("the true value of a hidden cell is not possible: " name)
	}
	bind_derived()
	for (i = 1; i <= n_tables; i++)
		for (k = 1; k <= n_measures[tables[i]]; k++) bind_sums(tables[i], measures[tables[i], k])
	bind_relations()
	bind_within()
	bind_nested()
	bind_later()
	bind_others()
	bind_some()
	choose_secrets()
	promised_secrets = secrets
	# What is hidden for another's sake need not be wide, but should not be known exactly.
	for (name in told) if (name in least && !((name, "") in is_secret) && !(name in must_reach)) secret(name, name, "", 1)
	write_model()
	for (i = 1; i <= n_cells; i++) world[i] = true_value(cell[i])
	if (!guessed) {
		if (!possible()) broken("the truth is not among the possible tables")
		witness()
	}
	for (i = 1; i <= secrets; i++) {
		if (!brute && is_kept(i)) continue
		if (n_cells) {
			solve("min", i)
			if (brute || !is_kept(i)) solve("max", i)
		}
		if (high[i] - low[i] - promised[i] < narrowest && i <= promised_secrets && reach[i] == "") narrowest = high[i] - low[i] - promised[i]
	}
	if (brute && n_cells && n_cells <= 12) brute_force()
	attack_alone()
	report_pattern()
	for (i = 1; i <= secrets; i++) {
		if (i in unsure && high[i] - low[i] < promised[i]) undecided++
		else if (i > promised_secrets) {
			if (high[i] == low[i]) { known_exactly++; if (verbose) report(i, "exact") }
		} else if (!is_kept(i)) {
			breaches++
			report(i, "BREACH")
		} else if (verbose) report(i, "kept")
	}
	for (name in told) {
		hidden++
		if (!small(true_value(name))) beside++
	}
	printf "figures\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", hidden, promised_secrets, programs, narrowest, breaches, known_exactly,
		undecided, brute_forced, beside, n_bound
	exit breaches > 0
}
