# Small worlds for series.sh: rows.tsv (arende, varld, kon, efter, start, slut, and the days from which and until which the register has the row so), truth.tsv
# (varld, kon, efter of the one who withdraws). `moves`: the share of the others who came late, who withdrew and who were corrected.
function status(    u) { u = rand(); return u < 0.35 ? "arbetar" : u < 0.65 ? "soker" : u < 0.85 ? "sjuk" : "studerar" }
function day(from, days) { return strftime("%Y-%m-%d", from + 86400 * int(days * rand()), 1) }
function row(w, id, kon, efter, slut, seen, till) { print "p" w "-" id, "v" w, kon, efter, day(slut - 86400 * 300, 200), strftime("%Y-%m-%d", slut, 1), seen, till > "rows.tsv" }
BEGIN {
	OFS = "\t"
	srand(seed)
	year = mktime("2012 01 01 00 00 00", 1)
	withdrawn = "2013-03-15"
	for (w = 1; w <= worlds; w++) {
		kon = rand() < 0.5 ? "K" : "M"
		efter = status()
		print "v" w, kon, efter > "truth.tsv"
		row(w, "mal", kon, efter, year + 86400 * (31 + int(29 * rand())), "2011-01-01", withdrawn)
		for (i = 1; i < persons; i++) {
			kon = rand() < 0.5 ? "K" : "M"
			efter = status()
			slut = year + 86400 * int(366 * rand())
			u = rand()
			seen = u < moves ? day(slut + 86400 * 30, 500) : "2011-01-01"	# came late
			till = u > 1 - moves ? day(slut, 500) : "9999-12-31"		# withdrew too
			change = u > 1 - 1.7 * moves && u <= 1 - moves ? day(slut, 500) : ""
			row(w, i, kon, efter, slut, seen, change != "" ? change : till)
			if (change != "") row(w, i, kon, status(), slut, change, till)	# was corrected
		}
	}
}
