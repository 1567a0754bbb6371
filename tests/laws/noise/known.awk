# known: what the solution tells. Files: asked (a set a line), the solution, edition, world, set and true count. Prints how many figures there are, how many
# are known exactly, how many are 1 to 4, how many of those are known to be, how many bounds are wrong, and the width of all together.
FNR == 1 { file++ }
file == 1 { asked[FNR] = $0; n = FNR; next }
file == 2 { if ($2 ~ /^[hl][0-9]+$/) bound[$2] = $4; next }
$1 == "true" && $2 == world { counted[$3] = $4 }
END {
	for (i = 1; i <= n; i++) {
		low = bound["l" i]; high = bound["h" i]; x = counted[asked[i]] + 0
		least = int(low); if (least < low - 1e-6) least++
		most = int(high + 1e-6)
		figures++
		exact += least == most
		small += x > 0 && x < 5
		told += x > 0 && x < 5 && least > 0 && most < 5
		wrong += x < least || x > most
		width += most - least
	}
	print figures, exact + 0, small + 0, told + 0, wrong + 0, width + 0
}
