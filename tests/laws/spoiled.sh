#!/bin/bash
# Files that were cut, saved in another encoding, or have two columns in each other's place: of each source with a schema in pipelines/schemas/sus nothing is read wrong in silence. A row that is
# kept and is none of the whole file's has a message; where nobody can know (two amounts that changed places), the two columns stand in spoiled.tsv. The next source is tried by itself.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
schemas=$ROOT/pipelines/schemas/sus
finsam synth --targets "$ROOT/pipelines/targets/2012.tsv" --into land >/dev/null

# clean NAME FILE: the rows that are kept, sorted, in `got`, and what was said in `said`.
clean() {
	local references=() of
	for of in forbund insatser; do
		if grep -q "resource: $of," "$schemas/$1.yaml"; then references+=("--reference=$of=$of.tsv"); fi
	done
	finsam validate --schema "$schemas/$1.yaml" --max-rejects 100% --reference-date 2012-12-31 --allow-synthetic "${references[@]}" "$2" >kept 2>said
	ended=$?
	sort kept >got
}
open() { gzip -dcf "$1" | sed -n '1,200p'; }
for name in forbund insatser; do clean $name "land/$name.csv" && cp kept $name.tsv; done

# silent: a row was kept that is none of the whole file's, and nothing was said that was not said of that.
silent() { [ $ended -lt 2 ] && sed 's/^validate: bad/validate: whole/' said | cmp -s - told && [ -n "$(comm -13 whole got)" ]; }
tell() { silent && echo "$1" >>silent.tsv; }

try() {
	local name=$1 file=$2 size last i columns
	open "$file" >whole.csv
	clean "$name" whole.csv && mv got whole && cp said told
	[ "$(wc -l <whole)" -gt 1 ] || { echo "$name: no row of it is kept" && cat said && return; }
	# Cut in the middle of a row, and before the last byte of its last field.
	size=$(wc -c <whole.csv) last=$(tail -n 1 whole.csv | wc -c)
	for i in $((size / 2)) $((size - last / 2)) $((size - 2)) $((size - 3)); do head -c "$i" whole.csv >bad.csv && clean "$name" bad.csv && tell "$name	cut"; done
	# In the other encoding, and in one of two bytes a character.
	if grep -q 'encoding: windows-1252' "$schemas/$name.yaml"; then set -- windows-1252 utf-8; else set -- utf-8 windows-1252; fi
	for i in "$2" utf-16; do iconv -f "$1" -t "$i" whole.csv >bad.csv && clean "$name" bad.csv && tell "$name	$i"; done
	# A column in the place of the next: with its header it is the same file; without, the fields are wrong.
	columns=$(head -n 1 whole.csv | tr -cd ';' | wc -c)
	for i in $(seq 1 "$columns"); do
		swap 1 "$i" && clean "$name" bad.csv && { cmp -s got whole || echo "$name: column $i is not found by its name"; }
		swap 2 "$i" && clean "$name" bad.csv && tell "$name	$(head -n 1 whole.csv | iconv -f "$1" -t utf-8 | cut -d ';' -f "$i-$((i + 1))")"
	done
	tried=$((tried + 1))
}
swap() { LC_ALL=C awk -F ';' -v OFS=';' -v from="$1" -v i="$2" 'NR >= from && !/"/ { x = $i; $i = $(i + 1); $(i + 1) = x } { print }' whole.csv >bad.csv; }

tried=0 wanted=0
: >silent.tsv
for schema in "$schemas"/*.yaml; do
	wanted=$((wanted + 1)) name=$(basename "$schema" .yaml)
	for file in land/"$name".csv land/"$name".csv.gz; do [ ! -e "$file" ] || try "$name" "$file"; done
done >faults 2>&1
check 'each source is there, has rows, and has its columns by their names' [ ! -s faults ] || cat faults
check 'each schema was tried' [ "$tried" = "$wanted" ]
known() { cut -f 1,2 "$ROOT/tests/laws/spoiled.tsv" | diff - silent.tsv; }
check 'what is read wrong in silence is what nobody can know' known
finish
