# program: a linear program in which each set of a world (by sex, before and after, one or two of them) is as small, and as large, as all published numbers of
# the edition allow: a copy of all unknown counts for each of these questions, so that one solution answers them all.
# Files: the transitions; edition, world, set, count. -v world=N, -v how=noise, or primary: counts of 1 to 4 are hidden, and nothing beside them.
FNR == 1 { file++ }
file == 1 {
	if (FNR == 1) next
	if (!(($2) in least) || $1 < least[$2]) least[$2] = $1
	if (!(($2) in most) || $1 > most[$2]) most[$2] = $1
	rows = $1
	next
}
$2 == world && $3 !~ /alder|stod/ && $1 == (how == "noise" ? "first" : "true") { published[$3] = $4 }

# The counts that may lie behind a published number; beyond the last row steps are those of the last.
function from(number) { return how != "noise" ? (number > 0 && number < 5 ? 1 : number) : number > rows + 7 ? number - 7 : number in least ? least[number] : 0 }
function to(number) { return how != "noise" ? (number > 0 && number < 5 ? 4 : number) : number >= 5 ? number + 7 : most[number] }

# The counts of a copy that make up a set, "KEYS:VALUES".
function terms(set, copy,    part, key, value, n, i, kon, fore, efter, text, fits) {
	split(set, part, ":")
	n = split(part[1], key, "_")
	split(part[2], value, ",")
	for (kon = 1; kon <= 2; kon++) for (fore = 1; fore <= 4; fore++) for (efter = 1; efter <= 4; efter++) {
		fits = 1
		for (i = 1; i <= n; i++) fits = fits && (key[i] == "kon" ? kon : key[i] == "fore" ? fore : efter) == value[i]
		if (fits) text = text (text == "" ? "" : " + ") "y" copy "_" kon fore efter
	}
	return text
}

END {
	for (one = 1; one <= 2; one++) {
		sets[++n] = "kon:" one
		for (other = 1; other <= 4; other++) { sets[++n] = "kon_fore:" one "," other; sets[++n] = "kon_efter:" one "," other }
	}
	for (one = 1; one <= 4; one++) {
		sets[++n] = "fore:" one
		sets[++n] = "efter:" one
		for (other = 1; other <= 4; other++) sets[++n] = "fore_efter:" one "," other
	}
	print "Maximize"
	for (i = 1; i <= n; i++) printf " + h%d - l%d\n", i, i
	print "Subject To"
	for (i = 1; i <= n; i++) {
		print sets[i] >"asked"
		printf "%s - h%d = 0\n%s - l%d = 0\n", terms(sets[i], i "h"), i, terms(sets[i], i "l"), i
		for (k = 1; k <= n; k++) for (end = 1; end <= 2; end++) {
			text = terms(sets[k], i (end == 1 ? "h" : "l"))
			printf "%s >= %d\n%s <= %d\n", text, from(published[sets[k]] + 0), text, to(published[sets[k]] + 0)
		}
	}
	print "End"
}
