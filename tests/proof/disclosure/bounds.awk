# bounds: all that a reader of one publication knows, as the rows of a linear program, and the counts of 1 to 4, which he asks for. Arguments: what is known of the
# tables (the options of protect, by the method that hides), the options by the method, and the table of transitions; -v truth, folder as of lost.awk;
# -v base of rounding, -v around how far a figure may be from what it was rounded to. Writes `rows` (from Subject To) and `asked` (a variable, true count and name a line).
function option(line, name) { return index(line, "--" name "=") == 1 ? substr(line, length(name) + 4) : "" }
function rest(text, sign) { return substr(text, index(text, sign) + length(sign)) }
function until(text, sign) { return index(text, sign) ? substr(text, 1, index(text, sign) - 1) : text }

FNR == 1 { file++ }
file == 1 && (text = option($0, "part")) != "" { part[++parts] = text }
file == 1 && (text = option($0, "derived")) != "" && text ~ /\// { ratio[++ratios] = text }
file == 2 && (text = option($0, "table")) != "" { t = until(text, "="); table[++tables] = t; path[t] = rest(text, "="); known_table[t] }
file == 2 && (text = option($0, "by")) != "" { by[until(text, ":")] = rest(text, ":") }
file == 2 && (text = option($0, "method")) != "" { method = text }
file == 2 && (text = option($0, "withhold")) != "" { t = until(text, ":"); text = rest(text, ":"); inside[t, until(text, ":")] = inside[t, until(text, ":")] "," rest(text, ":") "," }
file == 2 && (text = option($0, "class")) != "" { t = until(text, ":"); text = until(rest(text, ":"), "="); inside[t, until(text, ":")] = inside[t, until(text, ":")] "," rest(text, ":") "," }
file == 2 && (text = option($0, "count")) != "" {
	t = until(text, ":"); m = rest(text, ":")
	population = index(m, "=") ? rest(m, "=") : t ":" until(m, "@")
	m = until(m, "=")
	columns = index(m, "@") ? "," rest(m, "@") "," : ""
	m = until(m, "@")
	measure[t, ++measures[t]] = m
	only[t, m] = columns
	values = ""
	if (match(population, /\[[^][]*\]$/)) { values = substr(population, RSTART + 1, RLENGTH - 2); population = substr(population, 1, RSTART - 1) }
	of[t, m] = population; with[t, m] = values
}
file == 3 && FNR > 1 { if (!(($2) in least) || $1 < least[$2]) least[$2] = $1; if (!(($2) in most) || $1 > most[$2]) most[$2] = $1; last = $1 }

# The cell of a count in a row, whose key values are in now[]: its population and the values that are not *, in order.
function cell(t, m,    n, i, k, text, list, pair, name) {
	for (i in sorted) delete sorted[i]
	n = 0
	k = split(by[t], list, ",")
	for (i = 1; i <= k; i++)
		if (now[list[i]] != "*" && (only[t, m] == "" || index(only[t, m], "," list[i] ","))) n = put(list[i] "=" now[list[i]], n)
	k = split(with[t, m], list, ",")
	for (i = 1; i <= k; i++) n = put(list[i], n)
	name = of[t, m]
	for (i = 1; i <= n; i++) name = name "|" sorted[i]
	return name
}
function put(text, n,    i) {
	for (i = n; i >= 1 && sorted[i] > text; i--) sorted[i + 1] = sorted[i]
	sorted[i + 1] = text
	return n + 1
}
function place(t, row,    n, i, list, field) {
	n = split(by[t], list, ",")
	split(row, field, "\t")
	for (i = 1; i <= n; i++) now[list[i]] = field[i]
}
function here(t,    n, i, list, text) {
	n = split(by[t], list, ",")
	for (i = 1; i <= n; i++) text = text (i > 1 ? "\t" : "") now[list[i]]
	return text
}

function read(what, t, from,    line, n, name, field, at, i, k, keys, row) {
	if ((getline line <from) <= 0) { print "no table " from >"/dev/stderr"; exit 1 }
	n = split(line, name, "\t")
	for (i = 1; i <= n; i++) at[name[i]] = i
	k = split(by[t], keys, ",")
	while ((getline line <from) > 0) {
		split(line, field, "\t")
		row = ""
		for (i = 1; i <= k; i++) row = row (i > 1 ? "\t" : "") field[at[keys[i]]]
		there[what, t, row]
		if (what == "true") list_of[t, ++rows[t]] = row
		for (i = 1; i <= measures[t]; i++) {
			value[what, t, row, measure[t, i]] = field[at[measure[t, i]]]
			if (what == "told") status[t, row, measure[t, i]] = field[at[measure[t, i] ".status"]]
		}
	}
	close(from)
}

# What the published number of a cell leaves. A row that noise left out is 0 published.
function bound(name, t, row, m,    x, low, high, s) {
	x = value["told", t, row, m] + 0
	s = status[t, row, m]
	if (s == "hidden") { low = 1; high = 100000 }
	else if (method == "noise") {
		low = x in least ? least[x] : x
		high = x in most ? most[x] : x
		if (x > last - 7) { low = x - 7 > low && !(x in least) ? x - 7 : x - 7 < low || x > last ? x - 7 : low; high = x + 7 }
	} else if (method == "round") { low = x - around; high = x + around }
	else low = high = x
	if (low < 0) low = 0
	if (!(name in lowest) || low > lowest[name]) lowest[name] = low
	if (!(name in highest) || high < highest[name]) highest[name] = high
}

function is_inside(t,    n, i, list) {
	n = split(by[t], list, ",")
	for (i = 1; i <= n; i++) if ((t, list[i]) in inside && index(inside[t, list[i]], "," now[list[i]] ",")) return 1
	return 0
}

# A row of the program: terms with their factors, which are 0, or at most 0; what is known stands on the right.
function begin() { n_terms = 0; right = 0; text_of = "" }
function term(name, factor) {
	if (!(name in lowest)) { lowest[name] = 0; highest[name] = 100000; true_of[name] = "" }
	if (lowest[name] == highest[name]) { right -= factor * lowest[name]; return }
	if (!(name in number)) { number[name] = ++variables; name_of[variables] = name }
	text_of = text_of (factor < 0 ? " - " : " + ") "x" number[name]
	n_terms++
}
function end(sign) {
	if (n_terms && !((text_of sign right) in written)) { written[text_of sign right]; print text_of " " sign " " right >"rows" }
}

function sums(t, m, i,    j, row, k, list, total, sum, n, text, line) {
	split(by[t], list, ",")
	for (j = 1; j <= rows[t]; j++) {
		row = list_of[t, j]
		place(t, row)
		if (now[list[i]] == "*") continue
		line = cell(t, m)
		now[list[i]] = "*"
		total = here(t)
		if (!(("true", t, total) in there)) continue
		n[total]++
		sum[total] += value["true", t, row, m]
		text[total, n[total]] = line
	}
	for (total in n) {
		if (sum[total] != value["true", t, total, m]) continue
		place(t, total)
		begin()
		term(cell(t, m), 1)
		for (k = 1; k <= n[total]; k++) term(text[total, k], -1)
		end("=")
	}
}

function at_most(some, whole) {
	if (some == whole) return
	begin(); term(some, 1); term(whole, -1); end("<=")
}

function values_of(text, to,    n, i, list) {
	for (i in to) delete to[i]
	if (!match(text, /\[[^][]*\]$/)) return text
	n = split(substr(text, RSTART + 1, RLENGTH - 2), list, ",")
	for (i = 1; i <= n; i++) to[until(list[i], "=")] = rest(list[i], "=")
	return substr(text, 1, RSTART - 1)
}

# T:c[k=v]=T2:c2@columns[k=v]
function bind(text,    t, some, whole, t2, columns, j, n, list, i, ok, name, c) {
	t = until(text, ":")
	text = rest(text, ":")
	if (match(text, /^[a-z_0-9]+(\[[^][]*\])?=/) == 0) return
	some = values_of(substr(text, 1, RLENGTH - 1), mine)
	whole = values_of(substr(text, RLENGTH + 1), theirs)
	t2 = index(whole, ":") ? until(whole, ":") : t
	whole = index(whole, ":") ? rest(whole, ":") : whole
	columns = index(whole, "@") ? "," rest(whole, "@") "," : ""
	whole = until(whole, "@")
	if (!(t in known_table) || !(t2 in known_table) || !((t, some) in of) || !((t2, whole) in of)) return
	n = split(by[t2], list, ",")
	for (j = 1; j <= rows[t]; j++) {
		place(t, list_of[t, j])
		ok = 1
		for (c in mine) if (now[c] != mine[c]) ok = 0
		if (!ok) continue
		name = cell(t, some)
		for (i = 1; i <= n; i++) {
			c = list[i]
			if (c in theirs) now[c] = theirs[c]
			else if (!index("," by[t] ",", "," c ",") || columns != "" && !index(columns, "," c ",") || (c in mine)) now[c] = "*"
		}
		if (("true", t2, here(t2)) in there) at_most(name, cell(t2, whole))
	}
}

END {
	print "Subject To" >"rows"
	for (a = 1; a <= tables; a++) {
		t = table[a]
		read("true", t, truth "/" path[t])
		read("told", t, folder "." t ".tsv")
		for (j = 1; j <= rows[t]; j++) {
			place(t, list_of[t, j])
			for (i = 1; i <= measures[t]; i++) {
				name = cell(t, measure[t, i])
				true_of[name] = value["true", t, list_of[t, j], measure[t, i]]
				if (!is_inside(t)) { bound(name, t, list_of[t, j], measure[t, i]); shown[name] }
			}
		}
	}
	for (a = 1; a <= tables; a++) {
		t = table[a]
		n = split(by[t], keys, ",")
		for (i = 1; i <= measures[t]; i++)
			for (k = 1; k <= n; k++) if (only[t, measure[t, i]] == "") sums(t, measure[t, i], k)
	}
	for (a = 1; a <= parts; a++) bind(part[a])
	for (a = 1; a <= ratios; a++) {
		text = rest(ratio[a], ":")
		if (rest(text, "=") !~ /@/) bind(until(ratio[a], ":") ":" until(rest(text, "="), "/") "=" rest(rest(text, "="), "/"))
	}
	print "Bounds" >"rows"
	for (i = 1; i <= variables; i++) print lowest[name_of[i]] " <= x" i " <= " highest[name_of[i]] >"rows"
	print "End" >"rows"
	for (name in shown) {
		if (true_of[name] < lowest[name] || true_of[name] > highest[name]) { print "the truth is not possible: " name " " true_of[name] " " lowest[name] ".." highest[name] >"/dev/stderr"; failed = 1 }
		if (true_of[name] > 0 && true_of[name] < 5)
			print (name in number ? "x" number[name] : "-"), lowest[name], highest[name], true_of[name], name >"asked"
	}
	close("asked")
	exit failed
}
