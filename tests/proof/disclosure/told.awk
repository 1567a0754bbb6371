# told: the cells of tables, a line each: EDITION WORLD TABLE:MEASURE:VALUES, the true count, what is published, its status. Arguments: the options of protect, a
# line each; -v edition, world; -v truth and told, the folders, which have TABLE.tsv. A row that is not published is a published 0.
function option(line, name) { return index(line, "--" name "=") == 1 ? substr(line, length(name) + 4) : "" }
function until(text, sign) { return index(text, sign) ? substr(text, 1, index(text, sign) - 1) : text }
(text = option($0, "by")) != "" { t = until(text, ":"); table[++tables] = t; by[t] = substr(text, length(t) + 2) }
(text = option($0, "count")) != "" { t = until(text, ":"); text = until(until(substr(text, length(t) + 2), "="), "@"); measure[t, ++measures[t]] = text }
function read(t, file, is_true,    line, n, name, at, field, i, k, keys, row) {
	if ((getline line <file) <= 0) { print "no table " file >"/dev/stderr"; exit 1 }
	n = split(line, name, "\t")
	for (i = 1; i <= n; i++) at[name[i]] = i
	k = split(by[t], keys, ",")
	while ((getline line <file) > 0) {
		split(line, field, "\t")
		row = ""
		for (i = 1; i <= k; i++) row = row (i > 1 ? "," : "") field[at[keys[i]]]
		for (i = 1; i <= measures[t]; i++) {
			if (is_true) { cell = t ":" measure[t, i] ":" row; order[++cells] = cell; count[cell] = field[at[measure[t, i]]] }
			else { number[t ":" measure[t, i] ":" row] = field[at[measure[t, i]]]; status[t ":" measure[t, i] ":" row] = field[at[measure[t, i] ".status"]] }
		}
	}
	close(file)
}
END {
	for (i = 1; i <= tables; i++) { read(table[i], truth "/" table[i] ".tsv", 1); read(table[i], told "/" table[i] ".tsv", 0) }
	for (i = 1; i <= cells; i++) {
		c = order[i]
		print edition "\t" world "\t" c "\t" count[c] "\t" (c in number ? number[c] : 0) "\t" status[c]
	}
}
