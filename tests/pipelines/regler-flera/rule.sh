# shellcheck shell=sh
# rule.sh TABLE RULE FILE EDIT [LOSER]...: the table of the annual report that tells of RULE, from the small country of regler-flera/land, where every rule holds, and again
# after sed's EDIT of its FILE.csv, which breaks the rule. LOSERS are tables that a rejected row was in: how many rows each has before and after.
# The files of `da` in the current folder, if any, are an earlier delivery.
#
# What is made while every rule holds is made once for all cases, each of which goes on in a copy.
table=$1 rule=$2 file=$3 edit=$4
shift 4
land=$ROOT/tests/pipelines/regler-flera/land here=$PWD
shared=${SHARED:-$PWD/shared}/$(basename "$BUILD")/regler

# The tables, in the current folder; its first argument is the earlier delivery, or empty.
made() {
	work=$(finsam pipeline --write "$ROOT/pipelines/arsredovisning.yaml" minsta=5 period=2012 data=land nyckel=key konstgjorda=true run_date=2013-02-22 \
		${1:+forra="$1"} 2>/dev/null)
	shift
	make -s -f "$work/makefile" "$@" 2>&1
}

started() { mkdir "$1" && cp -r "$land" "$1/land" && gzip -n "$1/land/episoder.csv" && finsam key new --purpose test --output "$1/key"; }

tell() {
	echo "$1"
	awk -F '\t' -v rule="$rule" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "regel") c = i } NR == 1 || $c == rule { print "  " $0 }' "$work/$table.tsv"
	shift
	for loser; do
		echo "  $loser: $(($(wc -l <"$work/$loser.tsv") - 1)) rows"
	done
}

mkdir -p "${shared%/*}"
(
	flock 9
	[ -e "$shared/key" ] || started "$shared" || exit
	cd "$shared" && made '' "$table" "$@" && cp -a . "$here"
) 9>"$shared.lock" || exit
made "${FORRA-}" "$table" "$@"
tell holds "$@"
plain=$land/$file.csv
sed "$edit" "$plain" >edited
cmp -s "$plain" edited && echo 'the edit changes nothing'
if [ "$file" = episoder ]; then gzip -nc edited >land/episoder.csv.gz; else cp edited "land/$file.csv"; fi
made "${FORRA-}" "$table" "$@"
tell broken "$@"
