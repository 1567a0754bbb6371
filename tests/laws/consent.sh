#!/bin/bash
# Without consent nothing of a person counts: a participation whose consent is withdrawn or missing, or whose person is protected, leaves the
# same tables and the same revisions as one that was never delivered, in every run that comes after, whatever year it is of. Registers are
# joined only for those who agreed to that.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"
tab=$'\t'
finsam key new --purpose test --output key
country=$ROOT/tests/pipelines/arsredovisning-of-a-small-country/data

# With the threshold 1 every figure is seen.
run() { (cd "$1" && finsam run "$ROOT/pipelines/$2.yaml" period="$3" data=data nyckel=../key konstgjorda=true minsta=1 fel=50% run_date=2027-01-15 2>&1); }

# The figures: all tables but those that count rows of the delivery, and what of them was revised.
figures() {
	(cd "$1/site/$2/$3" && for file in tables/*.tsv; do
		case $file in *quality* | */skydd.tsv | */kvalitet.tsv | */filer.tsv | */fel_*) continue ;; esac
		echo "== $file" && cat "$file"
	done && grep -v -e quality -e "^skydd" -e "^kvalitet" -e '^filer' -e '^fel_' revisions.tsv)
}

# In FOLDER, line N of a file becomes what the awk program makes of it.
change() {
	local file=$1/data/$2 line=$3 program=$4
	case $file in
	*.gz) zcat "$file" | awk -F ';' -v OFS=';' "NR == $line { $program } { print }" | gzip -n >x && mv x "$file" ;;
	*) awk -F ';' -v OFS=';' "NR == $line { $program } { print }" "$file" >x && mv x "$file" ;;
	esac
}

# The same publication first; then one delivery marks a row, another lacks it, which is made once for all marks of that row.
same() {
	local pipeline=$1 year=$2 file=$3 line=$4 program=$5 without=gone.$1.$4
	rm -rf marked && cp -r --preserve=timestamps first marked
	change marked "$file" "$line" "$program"
	run marked "$pipeline" "$year" || return 1
	if [ ! -e "$without" ]; then
		rm -rf gone && cp -r --preserve=timestamps first gone
		change gone "$file" "$line" next
		run gone "$pipeline" "$year" && figures gone "$pipeline" "$year" >"$without" || return 1
	fi
	figures first "$pipeline" "$year" >before
	figures marked "$pipeline" "$year" >one
	! diff -q before one >/dev/null && diff one "$without"
}

# ---------------------------------------------------------------- forandring

mkdir -p first && cp -r "$ROOT/pipelines/data/forandring" first/data
first() { run first forandring 2025 && [ -s first/site/forandring/2025/provenance.json ]; }
check 'a first publication' first
# The first row in order whose insats ended in the year, and whose person has no other one.
rejected=$(cut -f 2 first/work/forandring/2025/deltaganden.rejects.tsv | sed 1d | sort -u | tr '\n' ' ')
line=$(awk -F ';' -v rejected=" $rejected" 'NR > 1 && $7 ~ /^2025/ && $6 ~ /^202[45]/ && index(rejected, " " NR " ") == 0 { print NR; exit }' first/data/deltaganden.csv)
number=$(sed -n "${line}p" first/data/deltaganden.csv | cut -d ';' -f 2 | tr -d -c 0-9)

# shellcheck disable=SC2016 # awk has its own $
check 'withdrawn is as if it had not been delivered' same forandring 2025 deltaganden.csv "$line" '$8 = "atertaget"'

revised() { [ "$(grep -c "${tab}ny, sen eller rättad registrering, eller återtaget samtycke / a new" marked/site/forandring/2025/revisions.tsv)" -gt 0 ] &&
	! sed 1d marked/site/forandring/2025/revisions.tsv | grep -v -e återtaget -e "${tab}$"; }
check 'the revisions say what it may be, and not that it was' revised

untraced() {
	printf 'id.nr\n%s\n' "$number" | finsam pseudonymise --key key --scope forandring-2025 --allow-synthetic --reference-date 2025-12-31 id.nr=pid |
		sed 1d >token
	! grep -rlF -e "$(cat token)" -e "${number: -10:6}-${number: -4}" -e "${number: -10}" marked/site marked/work
}
check 'no file of the run has the number or the token of the person' untraced

# shellcheck disable=SC2016
check 'no consent is as if it had not been delivered' same forandring 2025 deltaganden.csv "$line" '$8 = "nej"'

anonymous() {
	rm -rf marked && cp -r first marked
	zcat marked/data/anonyma.csv.gz | awk -F ';' -v OFS=';' 'NR == 2 { $5 = "2025-06-30" } { print }' | gzip -n >x && mv x marked/data/anonyma.csv.gz
	run marked forandring 2025 || return 1
	[ "$(awk -F '\t' '$1 == "V46" { print $4 }' marked/work/forandring/2025/anonyma.quality.tsv)" -eq \
		$(("$(awk -F '\t' '$1 == "V46" { print $4 }' first/work/forandring/2025/anonyma.quality.tsv)" + 1)) ]
}
check 'an anonymous row with an end is rejected' anonymous

# ---------------------------------------------------------------- the annual report

# Under the sanitizers the same report comes out (sanitized.sh).
case $BUILD in
*sanitized) ;;
*)
	rm -rf first && mkdir first
	annual_first() { (cd first && annual small && rm -rf site && mv land data) && run first arsredovisning 2012; }
	check 'a first annual report' annual_first
	column() { zcat first/data/episoder.csv.gz | head -n 1 | tr ';' '\n' | grep -nxF "$1" | cut -d : -f 1; }
	rejected=$(cut -f 2 first/work/arsredovisning/2012/episoder.rejects.tsv | sed 1d | sort -u | tr '\n' ' ')
	line=$(zcat first/data/episoder.csv.gz | awk -F ';' -v rejected=" $rejected" -v end="$(column Slutdatum)" 'NR > 1 && $end ~ /^2012/ && index(rejected, " " NR " ") == 0 { print NR; exit }')
	check 'V32: withdrawn, by the day alone' same arsredovisning 2012 episoder.csv.gz "$line" "\$$(column 'Samtycket återtaget') = \"2026-11-30\""
	check 'V29: protected' same arsredovisning 2012 episoder.csv.gz "$line" "\$$(column 'Skyddade personuppgifter') = \"ja\""
	;;
esac

# ---------------------------------------------------------------- registers

mkdir register && cd register || exit
cat >p.yaml <<'END'
pipeline: register
parameters: {nyckel: {type: path, default: ../key}}
sources:
  personer: {file: personer.csv, schema: personer.schema.yaml, allow-synthetic: true}
  dagar: {file: dagar.csv, schema: dagar.schema.yaml, allow-synthetic: true}
tables:
  samtyckta:
    from: personer
    through:
      - where: samtycke_register = 1
      - pseudonymise: {key: "${nyckel}", scope: register, allow-synthetic: true, args: id.personnummer=pid}
  forman:
    from: dagar
    through:
      - pseudonymise: {key: "${nyckel}", scope: register, allow-synthetic: true, args: id.personnummer=pid}
  matchade:
    keep: true
    from: samtyckta
    through:
      - join: {args: "@forman", on: pid, kind: inner}
  summa:
    from: matchade
    through:
      - aggregate: {by: kon, args: ["personer=distinct(pid)"]}
      - protect: {min: 1, zeros: show}
publish: {to: site/register, tables: [summa]}
END
printf 'fields:\n  - {name: personnummer, type: string, finsam: {type: identitet, class: identifier}}\n  - {name: kon}\n  - {name: samtycke_register, type: boolean}\n' >personer.schema.yaml
printf 'fields:\n  - {name: personnummer, type: string, finsam: {type: identitet, class: identifier}}\n  - {name: dagar, type: integer}\n' >dagar.schema.yaml
zcat "$country/episoder.csv.gz" | cut -d ';' -f 2 | sed 1d | tr -d - | grep -E '^[0-9]{12}$' | sort -u | head -n 40 >numbers
awk 'BEGIN { print "personnummer,kon,samtycke_register" } { print $1 "," (NR % 2 ? "K" : "M") "," (NR % 4 == 0 ? "" : NR % 4 == 1 ? "true" : "false") }' numbers >personer.csv
awk 'BEGIN { print "personnummer,dagar" } { print $1 "," 1000 + NR }' numbers >dagar.csv
cd .. || exit

consenting() {
	(cd register && finsam run ./p.yaml run_date=2013-01-01) || return 1
	tables=register/work/register/all
	[ "$(wc -l <register/numbers)" -eq 40 ] && [ "$(sed 1d $tables/matchade.tsv | wc -l)" -eq 10 ] || return 1
	awk -F , '$3 == "true" { print $1 }' register/personer.csv | sed '1i id.nr' |
		finsam pseudonymise --key key --scope register --allow-synthetic id.nr=pid | sed 1d | sort >wanted
	sed 1d $tables/matchade.tsv | tr '\t' '\n' | grep -E '^[a-z2-7]{26}$' | sort | diff wanted -
}
check 'V33: who did not say yes, or said nothing, is joined to no register' consenting

finish
