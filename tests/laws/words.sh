#!/bin/sh
# What the words for all reports say of one table is of a table and a column that some pipeline beside them has; else a name that was changed would be said to nobody.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

for pipeline in "$ROOT"/pipelines/*.yaml; do
	grep -q '^pipeline:' "$pipeline" || continue
	folder=$(finsam pipeline --headers --today 2013-02-01 --write "$pipeline" 2>>said) || { cat said >&2 && exit 1; }
	for file in "$folder"/*.tsv.json; do
		awk -v name="$(basename "$file" .tsv.json)" '{ while (match($0, /"table":"[^"]*"/)) { table = substr($0, RSTART + 9, RLENGTH - 10); $0 = substr($0, RSTART + RLENGTH) } }
			match($0, /^\{"name":"[^"]*"/) { n++; column[n] = substr($0, 10, RLENGTH - 10) }
			END { for (i = 1; i <= n; i++) print table, column[i] }' "$file"
	done
done >has

awk '/^[a-z]/ { tables = /^tabeller:/ } tables && /^  [a-z_]+:/ { table = $1; sub(/:/, "", table) }
	tables && /^    [a-z_]+:/ { sub(/:.*/, "", $1); print table, $1 }' "$ROOT/pipelines/words.yaml" >said_of
found() { [ "$(wc -l <has)" -gt 200 ] && [ "$(wc -l <said_of)" -gt 50 ]; }
check 'there are tables, and words of them' found
each() { ! grep -vxF -f has said_of; }
check 'each word of a table is of one that there is' each
finish
