# persons_annual: everybody who ended, with the cells of the five tables that count them: WORLD-less lines 1, what they did afterwards, all that is known, cells;
# and the token first. Files: deltagande-p-samt.tsv, lage.tsv.
BEGIN { OFS = "\t" }
FNR == 1 { file++; for (i in at) delete at[i]; for (i = 1; i <= NF; i++) at[$i] = i; next }
function f(name) { return $at[name] }
# The cells of a measure by ung, something and kon, each in its place or *.
function cross(head, values_before, young, middle, kon, all_of_middle,    y, k, m, text) {
	for (y = 0; y < 2; y++) for (k = 0; k < 2; k++) for (m = 0; m <= all_of_middle; m++)
		text = text " " head ":" values_before (y ? "*" : young) (middle == "" ? "" : "," (m ? "*" : middle)) "," (k ? "*" : kon)
	return text
}
file == 1 {
	known[f("pid")] = f("aldersgrupp") "," f("utbildning") "," f("offentlig")
	cells[f("pid")] = cross("alder:personer", "", f("ung"), f("aldersgrupp"), f("kon"), 1) cross("utbildning:personer", "", f("ung"), f("utbildning"), f("kon"), 0) \
		cross("offentlig_fore:personer", "", f("ung"), "", f("kon"), 0) (f("offentlig") ? cross("offentlig_fore:med_stod", "", f("ung"), "", f("kon"), 0) : "")
	next
}
# By time, ung, kon, and what; each in its place or *.
function of_time(head, what,    y, k, text) {
	for (y = 0; y < 2; y++) for (k = 0; k < 2; k++) text = text " " head ":" f("tidpunkt") "," (y ? "*" : f("ung")) "," (k ? "*" : f("kon")) "," what
	return text
}
{
	pid = f("pid")
	if (!(pid in known)) next
	text = ""
	works = f("arbetar"); studies = f("studerar"); seeks = f("arbetssokande")
	if (works) text = text of_time("sysselsattning:antal", "arbetar")
	if (studies) text = text of_time("sysselsattning:antal", "studerar")
	if (seeks) text = text of_time("sysselsattning:antal", "arbetssokande")
	if (works || studies) text = text of_time("sysselsattning:antal", "arbetar_eller_studerar")
	if (works && studies) text = text of_time("sysselsattning:antal", "arbetar_och_studerar")
	if (!works && !studies && !seeks) text = text of_time("sysselsattning:antal", "ingen")
	n = split(f("forsorjning"), what, "|")
	for (i = 1; i <= n; i++) text = text of_time("forsorjning:antal", what[i])
	cells[pid] = cells[pid] text
	known[pid] = known[pid] "," f("kon") "," f("ung") "," f("tidpunkt") ":" works studies seeks ":" f("forsorjning")
	if (f("tidpunkt") == "efter") after[pid] = "k" works studies seeks
	times[pid]++
}
END { for (pid in times) if (times[pid] == 2) print pid, 1, after[pid], known[pid], substr(cells[pid], 2) }
