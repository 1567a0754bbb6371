# protected.awk: holds a published table (the second file) against the true one (the first, without status columns).
#
# Every figure that is told is the true one; one that is hidden is empty, and no count of `counts` (names with commas) from 1 to
# least - 1 is told. Rows are matched by their place. Prints what differs; the exit status is 1 if anything does.
BEGIN { FS = "\t"; n = split(counts, name, ","); for (i = 1; i <= n; i++) is_count[name[i]] = 1 }
function wrong(text) { print FILENAME ":" FNR ": " text; failed = 1 }
NR == FNR { truth[FNR] = $0; rows = FNR; next }
FNR == 1 {
	columns = split(truth[1], header, "\t")
	for (i = 1; i <= NF; i++)
		at[$i] = i
	for (i = 1; i <= NF; i++)
		others += $i !~ /\.status$/
	if (others != columns)
		wrong("other columns than " truth[1])
	for (i = 1; i <= columns; i++)
		if (!(header[i] in at))
			wrong("no column " header[i])
	next
}
{
	split(truth[FNR], true_value, "\t")
	for (i = 1; i <= columns; i++) {
		value = $at[header[i]]
		status = (header[i] ".status") in at ? $at[header[i] ".status"] : ""
		small = is_count[header[i]] && true_value[i] + 0 > 0 && true_value[i] + 0 < least
		if (status == "hidden" ? value != "" : value "" != true_value[i] "")
			wrong(header[i] " is not what it should be")
		else if (small && status != "hidden")
			wrong(header[i] " is small and told")
		hidden += status == "hidden"
		told += status != "hidden"
	}
}
END {
	if (FNR != rows)
		wrong(FNR " rows, not " rows)
	if (told == 0)
		wrong("nothing is told")
	exit failed
}
