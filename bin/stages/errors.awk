# errors.awk: the text of finsam errors, of code lists (rules, files, answers, figures), titles of columns, and the lists of what is wrong, mended and missing.
# Input is in bytes (LC_ALL=C); widths are counted in characters.

function plain(field) {
	gsub(/\\t|\\n|\\r/, " ", field)
	gsub(/\\\\/, "\\", field)
	return field
}

function width(text,    copy) {
	copy = text
	gsub(/[\200-\277]/, "", copy)
	return length(copy)
}

# A label, and after it the text in lines of at most 78 characters.
function tell(label, text,    n, word, i, line, indent) {
	indent = "            "
	n = split(text, word, " ")
	line = sprintf("    %-8s", label)
	# Of letters with two bytes printf counts both.
	while (width(line) < 12) line = line " "
	for (i = 1; i <= n; i++) {
		if (width(line) + 1 + width(word[i]) > 78 && line !~ /^ *$/ && width(line) > 12) {
			print line
			line = indent
		}
		line = line (line ~ / $/ ? "" : " ") word[i]
	}
	print line
}

function heading(text,    rule) {
	rule = text
	gsub(/[\200-\277]/, "", rule)
	gsub(/./, "-", rule)
	print ""
	print text
	print rule
}

function name_of(list, code) { return (list, code) in label ? label[list, code] : code }

# What the file calls its columns.
function columns(file, said,    n, part, i, all) {
	n = split(said, part, ", ")
	for (i = 1; i <= n; i++) all = all (i > 1 ? ", " : "") ((file, part[i]) in title ? title[file, part[i]] : part[i])
	return all
}

function base(path) { sub(/.*\//, "", path); return path }

# Where a row is.
function place(i,    text) {
	if (at["rad", i] == "") return at["nyckel", i]
	text = "rad " at["rad", i]
	if (at["nyckel", i] != "" && at["nyckel", i] !~ /\*\*\*/) text = text " (" at["nyckel", i] ")"
	return text
}

# The rows of a group in the order of the list.
function group(first, last,    i, j, k, where, same, news) {
	for (i = first; i <= last; i++) {
		if (done[i]) continue
		where = ""
		same = news = 0
		for (j = i; j <= last; j++)
			if (!done[j] && at["regel", j] == at["regel", i] && at["kolumn", j] == at["kolumn", i] && at["fel", j] == at["fel", i] && at["fil", j] == at["fil", i] && at["sedan", j] == at["sedan", i]) {
				done[j] = 1
				same++
				news += at["ny", j] == 1
				where = where (where == "" ? "" : "; ") place(j)
			}
		print ""
		print "  " name_of("regler", at["regel", i]) (at["kolumn", i] == "" ? "" : ": " columns(at["fil", i], at["kolumn", i])) (at["allvar", i] == "varning" ? " (varning)" : "") (before == "" ? "" : at["ny", i] == 1 ? ", nytt" : ", sedan " at["sedan", i])
		tell("Fel:", sentence(at["fel", i]))
		if (at["atgard", i] != "") tell("Rätta:", at["atgard", i])
		tell("Var:", (at["kalla", i] == "" ? name_of("fil", at["fil", i]) : base(at["kalla", i])) ", " where)
	}
}

function insats(i) { return at["insats", i] == "" ? "Förbundet" : at["insats", i] }

# All of one förbund: its own rows first, then insats by insats, the one with the oldest fault first.
function forbund(first, last,    i, n, start, oldest, j, k, order, key) {
	n = 0
	for (i = first; i <= last; i++)
		if (i == first || insats(i) != insats(i - 1)) {
			start[++n] = i
			oldest[n] = at["sedan", i]
			order[n] = n
		}
	start[n + 1] = last + 1
	for (j = 2; j <= n; j++) {
		key = order[j]
		for (k = j - 1; k >= 1 && at["insats", start[order[k]]] != "" && oldest[order[k]] > oldest[key]; k--) order[k + 1] = order[k]
		order[k + 1] = key
	}
	for (j = 1; j <= n; j++) {
		heading(insats(start[order[j]]))
		group(start[order[j]], start[order[j] + 1] - 1)
	}
}

function short(i) { return name_of("regler", at["regel", i]) ", " name_of("fil", at["fil", i]) (at["rad", i] == "" && at["nyckel", i] == "" ? "" : ", " place(i)) }

FNR == 1 {
	file = FILENAME
	sub(/.*\//, "", file)
	sub(/\.tsv$/, "", file)
	if (file != "titles") { for (c = 1; c <= NF; c++) column[c] = $c; next }
}
file == "titles" { title[$1, $2] = $3; next }
file == "regler" || file == "fil" || file == "besked" || file == "redovisning" { label[file, $1] = $2; next }
{
	i = ++n
	for (c = 1; c <= NF; c++) at[column[c], i] = plain($c)
	if (!(file in from)) from[file] = i
	till[file] = i
	count[file]++
	news += file == "fel" && at["ny", i] == 1
}

END {
	print "Fellista" (whose == "" ? "" : " för " whose) ", " today
	print ""
	print "Att rätta: " count["fel"] + 0 (before == "" ? "" : ", varav " news (news == 1 ? " ny" : " nya") " sedan " before) ". " (before == "" ? "" : "Rättat sedan dess: " count["rattat"] + 0 ". ") "Inte inkommet: " count["saknas"] + 0 "."
	print "Rader med fel räknas inte; rader med varning räknas. Rätta i källan, och lämna filen igen."
	for (i = from["fel"]; i && i <= till["fel"]; i = j) {
		for (j = i; j <= till["fel"] && at["forbund", j] == at["forbund", i]; j++);
		if (whose == "") { print ""; print ""; print (at["forbund", i] == "" ? "Utan känt förbund" : at["forbund", i]) }
		forbund(i, j - 1)
	}
	if (count["rattat"]) {
		heading("Rättat sedan " before)
		for (i = from["rattat"]; i <= till["rattat"]; i++) print "  " (whose == "" && at["forbund", i] != "" ? at["forbund", i] ", " : "") insats(i) ": " short(i)
	}
	if (count["saknas"]) {
		heading("Inte inkommet")
		for (i = from["saknas"]; i <= till["saknas"]; i++)
			print "  " (whose == "" && at["forbund", i] != "" ? at["forbund", i] ", " : "") insats(i) ": " name_of("fil", at["fil", i]) (at["uppgift", i] == "" ? "" : ", " name_of("redovisning", at["uppgift", i])) ": " name_of("besked", at["besked", i])
	}
	if (!count["fel"] && !count["saknas"]) { print ""; print "Inget är fel, och inget saknas." }
}

# A text that begins as a sentence.
function sentence(text,    first) {
	first = substr(text, 1, 1)
	if (first ~ /[a-z]/) return toupper(first) substr(text, 2)
	return text
}
