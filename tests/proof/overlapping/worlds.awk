# Small worlds for overlapping.sh: first.tsv and second.tsv (varld, id.person, kon, efter, manad), truth.tsv (varld, kon, efter of the one who withdraws).
# moves: the share of the others who came late, and of those who withdrew too. Each person ended in some month; the one who withdraws ended in February, so that a month, a quarter, a half-year and the year tell of him.
function status(    u) { u = rand(); return u < 0.35 ? "arbetar" : u < 0.65 ? "soker" : u < 0.85 ? "sjuk" : "studerar" }
function row(file, w, id, kon, efter, month) { printf "%d\tp%d-%s\t%s\t%s\t%d\n", w, w, id, kon, efter, month > file }
BEGIN {
	srand(seed)
	for (i = 1; i <= 2; i++) print "varld\tid.person\tkon\tefter\tmanad" > (i == 1 ? "first.tsv" : "second.tsv")
	print "varld\tkon\tefter" > "truth.tsv"
	for (w = 1; w <= worlds; w++) {
		kon = rand() < 0.5 ? "K" : "M"; efter = status()
		printf "%d\t%s\t%s\n", w, kon, efter > "truth.tsv"
		row("first.tsv", w, "mal", kon, efter, 2)
		for (i = 1; i < persons; i++) {
			kon = rand() < 0.5 ? "K" : "M"; efter = status(); month = 1 + int(12 * rand()); u = rand()
			if (u >= moves) row("first.tsv", w, i, kon, efter, month)	# the others came late
			if (u >= 1 - moves) continue						# withdrew too
			if (u >= 1 - 1.7 * moves) efter = status()					# was corrected
			row("second.tsv", w, i, kon, efter, month)
		}
	}
}
