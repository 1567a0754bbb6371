#!/bin/bash
# The schemas of pipelines/schemas/sus and register: each rule has a severity, a message in both languages and a case in tests/pipelines/regler that shows
# it broken and kept; docs/rules.md tells of each V-rule once, and of those in the schemas with their severity; a column may be called by its
# title, its name or any alias, in the encoding of the schema; and the rows that the cases start from are without fault.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
schemas=("$ROOT"/pipelines/schemas/{sus,register}/*.yaml) cases=$ROOT/tests/pipelines/regler

# SCHEMA ID SEVERITY of each rule; "incomplete" where something lacks.
rules() {
	awk '
		function done() { if (id != "") print schema, id, sv && en && severity != "" ? severity : "incomplete" }
		FNR == 1 { done(); id = ""; schema = FILENAME; gsub(/.*\/|\.yaml$/, "", schema) }
		/^    - id: / { done(); id = $3; severity = ""; sv = en = 0 }
		/^      severity: / { severity = $2 }
		/^        sv: ./ { sv = 1 }
		/^        en: ./ { en = 1 }
		END { done() }' "${schemas[@]}"
}

schema_of() { find "$ROOT/pipelines/schemas/sus" "$ROOT/pipelines/schemas/register" -name "$1.yaml"; }

# The K-th spelling of each field that must be there: 0 its name, 1 its title, then its aliases; the name where there are no more.
header() {
	sed -n '/^fields:/,/^finsam:/p' "$(schema_of "$1")" | sed -z 's/,\n */, /g' | sed -n '/^  - {name: /p' | awk -v k="$2" '
		/optional: true/ { next }
		{
			name = $0; sub(/^  - {name: /, "", name); sub(/,.*/, "", name)
			title = $0; sub(/.*, title: /, "", title); sub(/, (type|finsam): .*/, "", title)
			n = 0
			if (match($0, /aliases: \[[^]]*\]/)) n = split(substr($0, RSTART + 10, RLENGTH - 11), alias, /, */)
			spelt = k == 0 ? name : k == 1 ? title : k - 1 <= n ? alias[k - 1] : name
			gsub(/"/, "", spelt)
			printf "%s%s", NR == 1 || first == "" ? "" : ";", spelt
			first = 1
		}
		END { print "" }'
}

check_file() {
	local schema=$1 file=$2 references
	mapfile -t references < <(sed -n 's/.*resource: \([a-z_]*\).*/--reference=\1=\1.tsv/p' "$(schema_of "$schema")" | sort -u)
	finsam validate --schema "$(schema_of "$schema")" --reference-date 2012-12-31 --allow-synthetic "${references[@]}" "$file"
}

in_encoding() {
	iconv -f UTF-8 -t "$(sed -n 's/^  encoding: //p' "$(schema_of "$1")")"
}

spelt_so() {
	header "$1" "$2" | in_encoding "$1" >header.csv && check_file "$1" header.csv >got && head -n 1 wanted | cmp - got
}

without_fault() {
	{ header "$1" 1 && sed 's/#/1/g; 1d' "$cases/good/$1.csv"; } | in_encoding "$1" | gzip >good.csv.gz
	check_file "$1" good.csv.gz >got 2>said
	cat said
	[ ! -s said ] && [ "$(wc -l <got)" -eq 2 ]
}

has_case() {
	grep -qE "rule.sh\" $1 ('?|'[^']*\|)$2(\|[^']*)?'?$" "$cases"/*/cmd
}

# The golden of a case: what passes is told nothing, what fails is told something and counted.
shows_both() {
	awk '/^[a-z]+\.csv$/ { part = $1; next }
		/^  row/ { told[part]++ }
		/^  0 rejected$/ { none[part] = 1 }
		part == "fails.csv" && /^  [^ ]+, (fel|varning), [1-9]/ { counted = 1 }
		END { exit !(!told["passes.csv"] && none["passes.csv"] && told["fails.csv"] && counted) }' "$1/out"
}

# The table of docs/rules.md has each number once, in order.
all_numbers() {
	sed -n 's/^| \(V[0-9]*\) .*/\1/p' "$ROOT/docs/rules.md" >numbers
	seq -f 'V%02.0f' 1 70 | diff - numbers
}

printf 'forbund_id\nNB\n' >forbund.tsv
printf 'insats_id\nNB-01\n' >insatser.tsv
for file in "${schemas[@]}"; do
	schema=$(basename "$file" .yaml)
	header "$schema" 0 >names.csv
	check_file "$schema" names.csv >wanted
	for k in 1 2 3 4; do
		check "$schema: columns by spelling $k" spelt_so "$schema" "$k"
	done
	check "$schema: the row that cases start from is without fault" without_fault "$schema"
done
while read -r schema rule severity; do
	check "$schema: $rule is complete" [ "$severity" != incomplete ]
	check "$schema: $rule has a case" has_case "$schema" "$rule"
	check "$schema: $rule stands in docs/rules.md" grep -qE "^\| \`?$rule\`? \| $severity \|.*\`$schema\`" "$ROOT/docs/rules.md"
done < <(rules)
for case in "$cases"/*/cmd; do
	case=$(dirname "$case")
	check "$(basename "$case") shows the rule kept and broken" shows_both "$case"
done
# A rule over several files is told of where it is broken, and only there.
told_when_broken() {
	local case
	for case in "$ROOT/tests/pipelines/regler-flera/$1"*/out; do
		awk -v rule="$1" '/^(holds|broken)$/ { part = $1; next } $1 == rule { told[part]++ } END { exit !(told["broken"] && !told["holds"]) }' "$case" && return 0
	done
	return 1
}
several() { sed -n '/^rules:/,/^[a-z]*:$/s/^  \(V[0-9]*\):.*/\1/p' "$ROOT"/pipelines/grund/*.yaml | sort -u; }
# What stands of a rule under `rules:`, in all parts.
stands() { awk -v rule="$1" '/^[a-z]/ { in_rules = $1 == "rules:"; in_rule = 0 } in_rules && /^  [A-Z]/ { in_rule = index($0, "  " rule ":") == 1 } in_rule' "$ROOT"/pipelines/grund/*.yaml; }
says_in_both() { stands "$1" | grep -q 'message: {sv: ".*", en: ".*"}' && stands "$1" | grep -qE 'severity: (error|warning)'; }
while read -r rule; do
	check "$rule has a case over several files" told_when_broken "$rule"
	check "$rule says what it asks for" says_in_both "$rule"
	check "$rule has a name" grep -q "^$rule	" "$ROOT/pipelines/codes/regler.tsv"
done < <(several)
check 'there are rules over several files' [ "$(several | wc -l)" -ge 13 ]

# Whatever validate can call a rule has a name in the list that the report on quality goes by.
all_named() {
	{
		rules | cut -d ' ' -f 2
		sed -n 's/^    \[FAULT_[A-Z_]*\] = {"\([a-z-]*\)",.*/\1/p' "$ROOT/stages/lib/validate/fault_names.c"
		sed -n 's/^    \[IDENTITY_[A-Z_]*\] = {"\([a-z-]*\)",.*/identity-\1/p' "$ROOT/stages/lib/identity.c"
	} | grep -v identity-valid | sort -u >used
	cut -f 1 "$ROOT/pipelines/codes/regler.tsv" | sort >named
	[ "$(wc -l <used)" -gt 60 ] && comm -23 used named | grep . && return 1
	return 0
}
check 'every rule has a name' all_named
check 'docs/rules.md has every V-rule once, in order' all_numbers
# Whoever is told that something is wrong is told how to mend it: each message of a schema or of a rule over several files has its `mend`, in both languages, and
# so has each rule that every schema has.
without_advice() {
	find "$ROOT/pipelines" -name '*.yaml' | sort | while read -r file; do
		awk '
			function done() { if (told && !(sv && en)) print FILENAME ":" told ": no advice in both languages" }
			/message:/ { done(); told = FNR; mending = sv = en = 0 }
			/mend:/ { mending = 1; sub(/.*mend:/, "") }
			mending && /sv: ./ { sv = 1 }
			mending && /en: ./ { en = 1 }
			/^ *- id:/ { mending = 0 }
			END { done() }' "$file"
	done
	awk '/^enum fault \{/ { inside = 1; next } inside && /FAULT_[A-Z_0-9]+/ { match($0, /FAULT_[A-Z_0-9]+/); print substr($0, RSTART, RLENGTH) } inside && /}/ { exit }' "$ROOT/include/validate/fault_names.h" | grep -v -e FAULT_IDENTITY |
		while read -r fault; do sed -n '/ advice\[FAULTS\]/,/^};/p' "$ROOT/stages/lib/validate/fault_names.c" | grep -qF "[$fault] =" || echo "$fault: no advice"; done
	sed -n 's/^	\(IDENTITY_[A-Z_]*\),.*/\1/p' "$ROOT/include/identity.h" | grep -vx IDENTITY_VALID |
		while read -r reason; do sed -n '/ identity_advice\[/,/^};/p' "$ROOT/stages/lib/validate/fault_names.c" | grep -qF "[$reason] =" || echo "$reason: no advice"; done
}
all_advised() { without_advice >lacking; [ ! -s lacking ] || { cat lacking && return 1; }; }
check 'every rule says how to mend what broke it' all_advised
finish
