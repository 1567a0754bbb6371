#!/bin/sh
# participants.sh ROWS: registrations for benchmarks on standard output, foreign CSV (semicolons, 14 columns, one field
# in a hundred quoted, about 116 bytes a row). The same bytes every time. Identities can never be issued (month + 80).
rows=${1:?number of rows}
exec awk -v rows="$rows" '
function draw(n) { seed = (seed * 69069 + 12345) % 4294967296; return int(seed / 65536) % n }
function identity(    d, i, x, sum) {
	d = sprintf("%02d%02d%02d%03d", 50 + draw(45), 81 + draw(12), 1 + draw(28), 1 + draw(999))
	sum = 0
	for (i = 1; i <= 9; i++) {
		x = substr(d, i, 1) * (i % 2 ? 2 : 1)
		sum += x > 9 ? x - 9 : x
	}
	return "19" d (10 - sum % 10) % 10
}
function day(from, span) { return sprintf("%04d-%02d-%02d", from + draw(span), 1 + draw(12), 1 + draw(28)) }
BEGIN {
	seed = 1
	split("sjukpenning,forsorjningsstod,aktivitetsersattning,akassa,utan_stod,studiestod,annan", source, ",")
	split("grundskola,gymnasium,eftergymnasial,ingen,okand", school, ",")
	split("Rehabkoordinator i \303\226stra,Steget vidare,Unga in,Gr\303\266na v\303\244gen", name, ",")
	print "episod_id;personnummer;kon;insats_id;namn;kommun;start;slut;utbildning;forsorjning;arbetar;arbete_pct;belopp;registrerad"
	for (i = 1; i <= rows; i++) {
		work = draw(4) == 0
		n = name[1 + draw(4)]
		if (draw(100) < 14) n = "\"" n "; f\303\266rst\303\244rkt\""
		printf "e%07d;%s;%d;i%03d;%s;%04d;%s;%s;%s;%s;%d;%s;%d,%02d;%s\n", i, identity(), 1 + draw(2), draw(870), n,
			114 + draw(2400), day(2009, 3), day(2012, 2), school[1 + draw(5)], source[1 + draw(7)], work,
			work ? 25 * (1 + draw(4)) : "", draw(90000), draw(100), day(2009, 4)
	}
}'
