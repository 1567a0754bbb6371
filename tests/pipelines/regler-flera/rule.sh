# shellcheck shell=sh
# rule.sh TABLE RULE FILE EDIT [LOSER]...: the table of the annual report that tells of RULE, from the small country of regler-flera/land, where every rule holds, and again
# after sed's EDIT of its FILE.csv, which breaks the rule. LOSERS are tables that a rejected row was in: how many rows each has before and after.
# The files of `da` in the current folder, if any, are an earlier delivery.
table=$1 rule=$2 file=$3 edit=$4
shift 4
land=$ROOT/tests/pipelines/regler-flera/land
finsam key new --purpose test --output key

made() {
	work=$(finsam pipeline --write --work "work-$1" "$ROOT/pipelines/arsredovisning.yaml" minsta=5 ar=2012 data="$1" nyckel=key konstgjorda=true run_date=2013-02-22 \
		${2:+forra="$2"} 2>/dev/null)
	shift 2
	make -s -f "$work/makefile" "$@" 2>&1
}

cp -r "$land" holds
cp -r "$land" broken
sed "$edit" "$land/$file.csv" >"broken/$file.csv"
cmp -s "$land/$file.csv" "broken/$file.csv" && echo 'the edit changes nothing'
gzip -n holds/episoder.csv broken/episoder.csv
for country in holds broken; do
	echo "$country"
	made $country "${FORRA-}" "$table" "$@"
	awk -F '\t' -v rule="$rule" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "regel") c = i } NR == 1 || $c == rule { print "  " $0 }' "$work/$table.tsv"
	for loser in "$@"; do
		echo "  $loser: $(($(wc -l <"$work/$loser.tsv") - 1)) rows"
	done
done
