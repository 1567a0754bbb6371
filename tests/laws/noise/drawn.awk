# drawn: the mean, the variance and the largest step of what is published of each count, held against the table of transitions, and no number
# that must not be there. Files: the transitions; count, published. -v off: so much is added to every fifth (a control).
FNR == 1 { file++ }
file == 1 {
	if (FNR == 1) next
	if ($1 != last) { before = 0; last = $1 }
	chance = ($3 - before) / 4294967296; before = $3
	mean[$1] += chance * $2; square[$1] += chance * $2 * $2; fourth[$1] += chance * ($2 - $1) ^ 4
	rows = $1
	next
}
{
	row = $1 > rows ? rows : $1
	step = $2 - $1 + (off && FNR % 5 == 0 ? off : 0)
	n[$1]++; sum[$1] += step; squares[$1] += step * step
	if ((step < 0 ? -step : step) > 7 || ($2 > 0 && $2 < 5) || ($1 == 0 && $2 > 0)) { bad++; print "count " $1 ": " $2 }
}
END {
	for (count in n) {
		row = count + 0 > rows ? rows : count
		variance = square[row] - mean[row] ^ 2
		if (variance == 0) continue
		far = (sum[count] / n[count]) / sqrt(variance / n[count])
		wide = (squares[count] / n[count] - variance) / sqrt((fourth[row] - variance ^ 2) / n[count] + 1e-12)
		if (variance == 6 || fourth[row] - variance ^ 2 < 1e-9) wide = squares[count] / n[count] - variance > 0.1
		printf "count %d: mean %+.4f, variance %.3f of %.3f\n", count, sum[count] / n[count], squares[count] / n[count], variance
		if (far > 4.5 || far < -4.5 || wide > 4.5 || wide < -4.5) bad++
	}
	exit bad > 0
}
