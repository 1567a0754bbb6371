# persons_after: everybody who ended in a förbund: the förbund, the token, 1, what they did afterwards, all that is known, the cells of fore and efter that count them. Files: those
# at their first, and at their last participation that ended.
BEGIN { OFS = "\t" }
FNR == 1 { file++; for (i in at) delete at[i]; for (i = 1; i <= NF; i++) at[$i] = i; next }
function f(name) { return $at[name] }
function cells(table, works, seeks,    text, k, kon) {
	for (k = 0; k < 2; k++) {
		kon = k ? "*" : f("kon")
		text = text " " table ":personer:" kon (works ? " " table ":arbete:" kon : "") (seeks ? " " table ":sokande:" kon : "")
	}
	return text
}
{
	id = f("forbund") OFS f("pid"); when = file == 1 ? "fore" : "efter"
	works = f(when "_arbetar") == 1 || f(when "_studerar") == 1; seeks = f(when "_arbetssokande") == 1
}
file == 1 { who[id] = f("kon") works seeks; of[id] = cells("fore", works, seeks) }
file == 2 { who[id] = who[id] works seeks; after[id] = works seeks; of[id] = of[id] cells("efter", works, seeks) }
END { for (id in who) print id, 1, after[id], who[id], substr(of[id], 2) }
