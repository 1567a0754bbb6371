# worlds: made-up persons of many small worlds that have nothing to do with each other, with what they did and lived of before and after. -v kind=left: one of
# each is in the first edition only; came: in the second only; corrected: did another thing afterwards than the first said; -v more: so many
# others left too. Writes first.tsv, second.tsv and truth.tsv (the one who is looked for).
function draw(chances,    n, part, u, i) {
	n = split(chances, part, " ")
	u = rand()
	for (i = 1; i < n && u >= part[i]; i++) u -= part[i]
	return i
}
BEGIN {
	srand(seed)
	OFS = "\t"
	print "id.person", "varld", "kon", "alder", "fore", "efter", "stodfore", "stodefter" >"first.tsv"
	print "id.person", "varld", "kon", "alder", "fore", "efter", "stodfore", "stodefter" >"second.tsv"
	split("0.35 0.15 0.3 0.2|0.2 0.4 0.2 0.2|0.3 0.1 0.4 0.2|0.2 0.1 0.2 0.5", afterwards, "|")
	split("0.6 0.25 0.15|0.2 0.6 0.2|0.2 0.3 0.5", support, "|")
	for (world = 1; world <= worlds; world++)
		for (person = 1; person <= persons; person++) {
			kon = draw("0.58 0.42"); alder = draw("0.35 0.4 0.25"); fore = draw("0.15 0.1 0.4 0.35"); efter = draw(afterwards[fore])
			stodfore = draw("0.5 0.3 0.2"); stodefter = draw(support[stodfore])
			about = kon OFS alder OFS fore
			name = world "." person OFS world
			later = kind == "corrected" && person == 1 ? 1 + (efter + int(rand() * 3)) % 4 : efter
			if (person == 1) print world, kon, alder, fore, later, stodfore, stodefter >"truth.tsv"
			if (!(kind == "came" && person == 1)) print name, about, efter, stodfore, stodefter >"first.tsv"
			if (!(kind == "left" && person <= 1 + more)) print name, about, later, stodfore, stodefter >"second.tsv"
		}
}
