# Makes up the loans, cards and visitors of a library that does not exist, the same with any awk: awk -v into=FOLDER -f made-up.awk
# The files beside it are these, with gzip -n.

# A number from 0 up to, not including, n: the minimal standard generator, which no awk rounds.
function chance(n) {
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * n)
}

# The name of one of "name:weight name:weight ...".
function drawn(of,   part, pair, i, n, sum, at) {
	n = split(of, part, " ")
	for (i = 1; i <= n; i++) {
		split(part[i], pair, ":")
		sum += pair[2]
	}
	at = chance(sum)
	for (i = 1; i <= n; i++) {
		split(part[i], pair, ":")
		at -= pair[2]
		if (at < 0)
			return pair[1]
	}
}

# The date of a day of 2025, from 1.
function date(day,   m, length_of, n) {
	n = split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
	for (m = 1; m < n && day > length_of[m]; m++)
		day -= length_of[m]
	return sprintf("2025-%02d-%02d", m, day)
}

function card(n) { return sprintf("BK-%05d", 10000 + n * 37) }

BEGIN {
	seed = 20250701
	cards = into "/lanekort.csv"
	loans = into "/utlan.csv"
	visits = into "/besok.csv"
	print "Lånekort;Födelseår" >cards
	print "Lån;Lånekort;Filial;Utlånad;Återlämnad;Medium" >loans
	print "Filial;Datum;Besök" >visits

	persons = 900
	for (p = 0; p < persons; p++) {
		born[p] = 2025 - drawn("4:40 7:110 10:90 14:60 17:45 25:90 34:140 42:120 51:80 60:70 68:80 76:60 85:20")
		home[p] = drawn("stad:46 norra:24 hamn:16 skog:10 buss:4")
		since[p] = drawn("1:62 60:10 91:8 105:7 125:6 150:7")
		keen[p] = 1 + chance(8)
		print card(p) ";" born[p] >cards
	}
	for (day = 2; day <= 181; day++)
		for (i = 0; i < 46; i++) {
			p = chance(persons)
			if (day < since[p] || chance(8) >= keen[p])
				continue
			age = 2025 - born[p]
			medium = age < 13 ? drawn("bok:82 ljud:7 film:6 spel:5") : age < 20 ? drawn("bok:58 ljud:12 film:8 spel:20 tidning:2") : \
				age < 65 ? drawn("bok:66 ljud:18 film:8 tidning:6 spel:2") : drawn("bok:70 ljud:14 film:5 tidning:11")
			back = day + 5 + chance(22) + (chance(9) == 0 ? 12 : 0)
			at = chance(10) == 0 ? "stad" : home[p]
			of = card(p)
			number++
			# What goes wrong at a desk: a branch that there is not, a day that comes back before it goes out, no card.
			wrong = chance(240)
			if (wrong == 0)
				at = "centrum"
			else if (wrong == 1)
				back = day - 3
			else if (wrong == 2)
				of = ""
			print 40000 + number ";" of ";" at ";" date(day) ";" (back <= 181 && back > 0 ? date(back) : "") ";" medium >loans
		}
	for (day = 2; day <= 181; day++) {
		weekday = (day + 1) % 7
		if (weekday == 6)
			continue
		print "stad;" date(day) ";" 90 + chance(70) >visits
		print "norra;" date(day) ";" 35 + chance(40) >visits
		print "hamn;" date(day) ";" 20 + chance(30) >visits
		if (weekday < 5)
			print "skog;" date(day) ";" 8 + chance(16) >visits
		if (weekday == 1 || weekday == 3)
			print "buss;" date(day) ";" 4 + chance(12) >visits
	}
}
