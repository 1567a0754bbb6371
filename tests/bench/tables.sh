#!/bin/sh
# tables.sh AREAS AGES GROUPS [MEAN]: a table of counts with all its totals on standard output, for benchmarks of protect:
# records in sorted order, * for a total, GROUPS 1 for a table of two keys. Areas are as unlike in size as municipalities are;
# MEAN is about what an inner cell holds (10). The same bytes every time.
areas=${1:?number of areas} ages=${2:?number of ages} groups=${3:?number of groups} mean=${4:-10}
exec awk -v areas="$areas" -v ages="$ages" -v groups="$groups" -v mean="$mean" '
function draw() { seed = (seed * 69069 + 12345) % 4294967296; return seed / 4294967296 }
function label(i, n) { return i == n ? "*" : sprintf("%03d", i + 1) }
BEGIN {
	seed = 1
	OFS = "\t"
	for (a = 0; a < areas; a++) {
		size = mean * exp(2.4 * (draw() + draw() + draw() - 1.5))
		for (b = 0; b < ages; b++)
			for (c = 0; c < groups; c++) {
				count = int(size * (0.3 + 1.4 * draw()) + draw())
				for (i = 0; i < 8; i++)
					sum[i % 2 ? areas : a, int(i / 2) % 2 ? ages : b, i > 3 ? groups : c] += count
			}
	}
	print "kommun", "alder" (groups > 1 ? "\tgrupp" : ""), "personer"
	for (a = -1; a < areas; a++)
		for (b = -1; b < ages; b++)
			for (c = -1; c < groups; c++) {
				x = a < 0 ? areas : a; y = b < 0 ? ages : b; z = c < 0 ? groups : c
				if (groups > 1) print label(x, areas), label(y, ages), label(z, groups), sum[x, y, z]
				else if (c < 0) print label(x, areas), label(y, ages), sum[x, y, z]
			}
}'
