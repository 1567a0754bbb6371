# lost: what of the figures of a publication a method leaves. Arguments: what protect was given for what is published as it is (an option a line), the same by the
# method, and the folder where its tables lie (-v), FOLDER/GROUP.TABLE.tsv; the true ones lie where the first options say, under -v truth. -v tables: only these.
# Prints NAME TAB NUMBER: figures; as they are; changed; hidden; bound (over 95, under 5); unsure; impossible (no such column); of counts and shares
# that changed, and of shares of fewer than 100 (few): how many, sum and most they are off; of sums that hold in truth: how many hold, do not, can not be seen; sum and most they are off.
function option(line, name) { return index(line, "--" name "=") == 1 ? substr(line, length(name) + 4) : "" }
function rest(text, sign) { return substr(text, index(text, sign) + 1) }
function until(text, sign) { return index(text, sign) ? substr(text, 1, index(text, sign) - 1) : text }
function size(x) { return x < 0 ? -x : x }

FNR == 1 { file++ }
file == 1 && (text = option($0, "table")) != "" { path[until(text, "=")] = rest(text, "=") }
file == 1 && (text = option($0, "by")) != "" { by[until(text, ":")] = rest(text, ":") }
file == 1 && (text = option($0, "withhold")) != "" { t = until(text, ":"); text = rest(text, ":"); inside[t, until(text, ":")] = inside[t, until(text, ":")] "," rest(text, ":") "," }
file == 1 && (text = option($0, "class")) != "" { t = until(text, ":"); text = until(rest(text, ":"), "="); inside[t, until(text, ":")] = inside[t, until(text, ":")] "," rest(text, ":") "," }
file == 1 && ((text = option($0, "count")) != "" || (text = option($0, "derived")) != "") {
	t = until(text, ":"); m = rest(text, ":"); base = rest(m, "="); m = until(until(m, "="), "@")
	if ((t, m) in kind) next
	kind[t, m] = option($0, "count") != "" ? "count" : "derived"
	measure[t, ++measures[t]] = m
	spread[t, m] = index(until(rest(text, ":"), "="), "@") > 0
	if (kind[t, m] == "derived" && index(base, "/")) made_of[t, m] = rest(base, "/")
}
file == 2 && (text = option($0, "table")) != "" { wanted[until(text, "=")] }
file == 3 && (text = option($0, "table")) != "" { given[until(text, "=")] }

# The table: value[WHAT, ROW, COLUMN]; the rows of the truth in key[].
function read(what, t, from,    line, n, field, name, i, k, keys, column, row, keep) {
	if ((getline line <from) <= 0) return 0
	n = split(line, name, "\t")
	for (i = 1; i <= n; i++) { at[name[i]] = i; has[what, t, name[i]] }
	k = split(by[t], keys, ",")
	while ((getline line <from) > 0) {
		split(line, field, "\t")
		row = t
		keep = 1
		for (i = 1; i <= k; i++) {
			row = row "\t" field[at[keys[i]]]
			if ((t, keys[i]) in inside && index(inside[t, keys[i]], "," field[at[keys[i]]] ",")) keep = 0
		}
		if (!keep) continue
		if (what == "true") list[t, ++rows[t]] = row
		there[what, row]
		for (i = 1; i <= n; i++) value[what, row, name[i]] = field[i]
	}
	close(from)
	for (i in at) delete at[i]
	return 1
}

# The total of which the row is a part by its i-th key.
function total_of(row, i,    part, n, k, text) {
	n = split(row, part, "\t")
	if (part[i + 1] == "*") return ""
	part[i + 1] = "*"
	for (k = 1; k <= n; k++) text = text (k > 1 ? "\t" : "") part[k]
	return text
}

# How many a share is of; of a share whose base stands in no row, many.
function base_of(t, m, row,    d, columns, part, keys, n, i, text) {
	d = made_of[t, m]
	columns = index(d, "@") ? "," rest(d, "@") "," : ""
	n = split(by[t], keys, ",")
	split(row, part, "\t")
	text = t
	for (i = 1; i <= n; i++) text = text "\t" (index(d, "@") && !index(columns, "," keys[i] ",") ? "*" : part[i + 1])
	return ("true", text) in there ? value["true", text, until(d, "@")] : 1000
}

function add(name, by_what) { result[name] += by_what }
function off(name, by_what) {
	add(name, 1)
	add(name " off", by_what)
	if (by_what > result[name " most"]) result[name " most"] = by_what
}

function figure(t, m, row,    x, y, status) {
	x = value["true", row, m]
	if (x == "") return
	add("figures", 1)
	if (kind[t, m] == "derived" && m !~ /^andel/) add("others", 1)
	if (!(t in given) || !(("told", t, m) in has)) { add("impossible", 1); return }
	if (!(("told", row) in there)) { y = 0; status = kind[t, m] == "count" ? "perturbed" : "unsure" }
	else { y = value["told", row, m]; status = value["told", row, m ".status"] }
	if (status == "hidden" || status == "unsure") { add(status, 1); return }
	if (status == "over" || status == "under") { add("bound", 1); return }
	add(status == "" ? "as they are" : "changed", 1)
	if (status == "") return
	off(kind[t, m] == "count" ? "counts" : "shares", size(y - x) * (kind[t, m] == "count" ? 1 : 100))
	if (kind[t, m] == "derived" && base_of(t, m, row) < 100) off("few", size(y - x) * 100)
}

function sums(t, m, i, k,    j, row, total, n, keys, known, s, told, parts, sum, unseen, y) {
	for (j = 1; j <= rows[t]; j++) {
		row = list[t, j]
		total = total_of(row, i)
		if (total == "" || !(("true", total) in there)) continue
		parts[total]++
		sum[total] += value["true", row, m]
		if (("told", row) in there && value["told", row, m ".status"] == "hidden") unseen[total]
		told[total] += ("told", row) in there ? value["told", row, m] : 0
	}
	for (total in parts) {
		if (parts[total] < 2 || sum[total] != value["true", total, m]) continue
		if (total in unseen || value["told", total, m ".status"] == "hidden") { add("sums unseen", 1); continue }
		y = value["told", total, m] - told[total]
		if (y == 0) add("sums hold", 1)
		else off("sums broken", size(y))
	}
}

END {
	for (t in wanted) {
		if (!(t in path) || !read("true", t, truth "/" path[t])) { print "no table " t >"/dev/stderr"; exit 1 }
		if (t in given && !read("told", t, folder "." t ".tsv")) { print "no table " folder "." t >"/dev/stderr"; exit 1 }
		for (i = 1; i <= measures[t]; i++) {
			m = measure[t, i]
			for (j = 1; j <= rows[t]; j++) if (!index(out, "," t ":" m ",")) figure(t, m, list[t, j])
			n = split(by[t], keys, ",")
			for (k = 1; k <= n; k++) if (kind[t, m] == "count" && !spread[t, m] && t in given && ("told", t, m) in has) sums(t, m, k)
		}
	}
	for (name in result) print name "\t" result[name]
}
