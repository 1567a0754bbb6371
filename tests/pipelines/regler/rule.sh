# shellcheck shell=sh
# rule.sh SCHEMA RULE: validates passes.csv and fails.csv of the current folder by SCHEMA.yaml of pipelines/schemas (sus or register) and prints what a case
# officer is told of which row, in Swedish; how many rows were taken; and how the report counts and words RULE (a regular expression) in English.
#
# The two files hold only the columns that matter; the others come from the one row of good/SCHEMA.csv, where # stands for the number of the
# row. There are the förbund NB and SS, and the insatser NB-01, NB-02 and SS-01.
schema=$1 rule=$2
sus=$(find "$ROOT/pipelines/schemas/sus" "$ROOT/pipelines/schemas/register" -name "$schema.yaml")

printf 'forbund_id\nNB\nSS\n' >forbund.tsv
printf 'insats_id\nNB-01\nNB-02\nSS-01\n' >insatser.tsv
references=$(sed -n 's/.*resource: \([a-z_]*\).*/--reference=\1=\1.tsv/p' "$sus" | sort -u)

# The columns of the good row, its values replaced by those of the file, and then what else the file has.
whole() {
	awk -F';' '
		NR == 1 { columns = split($0, column); next }
		NR == 2 { split($0, usual); next }
		FNR == 1 {
			for (i = 1; i <= NF; i++) at[$i] = i
			for (i = 1; i <= columns; i++) given[column[i]] = 1
			for (i = 1; i <= NF; i++) if (!($i in given)) column[++columns] = $i
			for (i = 1; i <= columns; i++) printf "%s%s", column[i], i < columns ? ";" : "\n"
			next
		}
		{
			for (i = 1; i <= columns; i++) {
				value = column[i] in at ? $(at[column[i]]) : usual[i]
				gsub(/#/, FNR - 1, value)
				printf "%s%s", value, i < columns ? ";" : "\n"
			}
		}' "$ROOT/tests/pipelines/regler/good/$schema.csv" "$1"
}

for file in passes.csv fails.csv; do
	echo "$file"
	whole $file >whole.csv
	for lang in sv en; do
		# shellcheck disable=SC2086 # no blanks in them
		finsam validate --schema "$sus" --encoding utf-8 --reference-date 2012-12-31 --allow-synthetic --max-rejects 100% \
			--report $lang.tsv --lang $lang $references whole.csv >/dev/null 2>$lang.err || { cat $lang.err && exit 1; }
	done
	sed 's/^validate: whole.csv:\([0-9]*\): /\1 /' sv.err |
		awk '{ line = $1; sub(/^[0-9]+ /, ""); print "  row " line - 1 ": " $0 }'
	awk -F'\t' -v rule="$rule" '
		$1 == "rows-accepted" { print "  " $4 " accepted" }
		$1 == "rows-rejected" { print "  " $4 " rejected" }
		$1 ~ "^(" rule ")$" { print "  " $1 ", " $3 ", " $4 ": " $5 }' en.tsv
done
