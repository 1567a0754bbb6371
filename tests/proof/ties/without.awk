# without: a pipeline's file without its tie number n: of: person; at, within; of: a population (its conditions are written out instead); an item of part,
# count, derived, overlap, never. With n=0 the last line is how many there are; with say=1 only what is taken away.
#
#	awk -v n=3 [-v say=1] -f without.awk FILE

# The line without what the pattern matches, `start` characters of it kept.
function try(pattern, instead, from, at) {
	from = 1
	while (match(substr(line, from), pattern)) {
		at = from + RSTART - 1
		if (++ties == n) {
			taken = substr(line, at, RLENGTH)
			out = substr(line, 1, at - 1) instead substr(line, at + RLENGTH)
		}
		from = at + RLENGTH
	}
}

# All conditions of a population and of those that it is of.
function all_of(name) {
	return of[name] == "" ? where[name] : where[name] == "" ? all_of(of[name]) : all_of(of[name]) == "" ? where[name] : all_of(of[name]) " and " where[name]
}

function population(name, rest) {
	if (match(line, /of: P-[A-Z]+/)) of[name] = substr(line, RSTART + 4, RLENGTH - 4)
	if (match(line, /where: [^,}]+/)) where[name] = substr(line, RSTART + 7, RLENGTH - 7)
	if (of[name] == "" || ++ties != n) return
	taken = "of: " of[name] " of " name
	rest = line
	sub(/of: P-[A-Z]+(, )?/, "", rest)
	sub(/where: [^,}]+(, )?/, "", rest)
	out = all_of(name) == "" ? rest : substr(rest, 1, index(rest, "{")) "where: " all_of(name) (rest ~ /\{ *\}/ ? "" : ", ") substr(rest, index(rest, "{") + 1)
}

# Items of what stands in the line: KEY: {A: B, ...} or KEY: [A, ...].
function items(key, open, close_, start, text, n_items, list, i, kept, k) {
	if (!match(line, key ": \\" open "[^" close_ "]*\\" close_)) return
	start = RSTART
	text = substr(line, start + length(key) + 3, RLENGTH - length(key) - 4)
	rest_of_line = substr(line, start + RLENGTH)
	# A comma outside of quotes and brackets ends an item.
	n_items = cut(text, list)
	for (i = 1; i <= n_items; i++) {
		if (++ties != n) continue
		kept = ""
		for (k = 1; k <= n_items; k++) if (k != i) kept = kept (kept == "" ? "" : ", ") list[k]
		taken = key ": " list[i]
		out = substr(line, 1, start - 1) key ": " open kept close_ rest_of_line
	}
}

function cut(text, list, i, c, quoted, depth, k) {
	k = 1
	list[1] = ""
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\"") quoted = !quoted
		if (!quoted && c ~ /[[{(]/) depth++
		if (!quoted && c ~ /[])}]/) depth--
		if (c == "," && !quoted && !depth) list[++k] = ""
		else if (!(c == " " && list[k] == "")) list[k] = list[k] c
	}
	return k
}

{
	line = out = $0
	sub(/ +#.*/, "", line)
	ties_before = ties
	try("of: person(, )?", "")
	try(", at: [a-z]+", "")
	try("\\{at: [a-z]+\\}", "{}")
	try(", within: [a-z_]+", "")
	if (line ~ /^ +P-[A-Z]+: \{/) population(substr(line, match(line, /P-/), index(line, ":") - match(line, /P-/)))
	items("part", "[", "]")
	items("part", "{", "}")
	items("count", "{", "}")
	items("derived", "{", "}")
	items("overlap", "[", "]")
	if (n != 0 && !say) print out
	if (say && n > ties_before && n <= ties) print "line " NR ", " taken
}

END { if (n == 0) print ties + 0 }
