# without: a table without those who left. Files: lines WORLD CELL AMOUNT (a CELL is TABLE:MEASURE:VALUES); the table. -v world, table, by. Of nobody no noise is drawn.
FNR == 1 { file++ }
file == 1 { if ($1 == world) gone[$2] += $3; next }
FNR == 1 { for (i = 1; i <= NF; i++) { name[i] = $i; at[$i] = i }; keys = split(by, key, ","); print; next }
{
	row = ""
	for (i = 1; i <= keys; i++) row = row (i > 1 ? "," : "") $at[key[i]]
	for (i = 1; i <= NF; i++) {
		if (!((table ":" name[i] ":" row) in gone)) continue
		$i -= gone[table ":" name[i] ":" row]
		if ($i == 0 && (name[i] ".key") in at) $at[name[i] ".key"] = 0
	}
	print
}
