#!/bin/bash
# Each table of the pipeline arsredovisning, to the last digit, as SQLite computes it from the same raw files by arsredovisning.sql, which cleans,
# chooses and counts without anything of ours: all of it with the threshold 1, of what is published with 5 that which is told. So do the participations that are rejected. COUNTRY says of
# which country (tests/shared.sh).
# shellcheck source=tests/tap.sh disable=SC2094
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"
# Under the sanitizers the same report comes out (sanitized.sh).
case $BUILD in *sanitized) finish && exit ;; esac
data=land
check 'the pipeline runs' annual "${COUNTRY:-small}"

# The columns of the raw files, in their order.
columns() {
	cat <<-END
		forbund forbund_id namn orgnr bildat_datum nedlagt_datum i_drift eftertradare_id samverkansform
		medlemmar forbund_id part medlem_id andel_procent fran till ordinarie ersattare
		forbund_kommun kommun stadsdel forbund_id fran till tidigare_forbund_id prognos_datum
		tilldelning ar samverkansform forbund_id lan tilldelat_stat tilldelat_landsting tilldelat_kommun utfall orsak_oforbrukat
		forbund_ekonomi ar forbund_id budget_admin utfall_admin admin_personal admin_tjanster admin_lokal admin_ovrigt admin_utvardering budget_insatser utfall_insatser status_ekonomi kalla
		sparade_medel ar forbund_id sparade_ingaende sparade_intecknade sparade_utgaende
		ovrig_finansiering ar forbund_id insats_id finansieringskalla esf_roll esf_programomrade belopp
		insatser insats_id namn inriktning typ_individ typ_struktur typ_unga form registreringssatt forebyggande ansvarig_part agare startdatum slutdatum forsta_deltagare status esf alder_min alder_max utvarderare
		insats_malgrupp insats_id malgrupp
		insats_ekonomi insats_id ar budget utfall beviljat ansokt
		insats_forbund insats_id forbund_id andel
		anonyma insats_id ar kon antal startdatum
		volym insats_id ar period kon antal_tillfallen
		medarbetare insats_id ar part antal_medarbetare
		enkat forbund_id fraga svar
		episoder episod_id personnummer kon fodelsear kommun skyddad samtycke samtycke_datum atertaget_datum samtycke_register insats_id start slut avslut registrerad utbildning offtid fore_arbetar fore_arbete_pct fore_subventionerad fore_studerar fore_studie_pct fore_arbetssokande fore_praktik fore_forsorjning efter_arbetar efter_arbete_pct efter_subventionerad efter_studerar efter_studie_pct efter_arbetssokande efter_praktik efter_annan_rehab efter_forsorjning
	END
}

# n / d with 18 decimals, half up, by a long division in two steps, since n * 10^18 has no room in 64 bits: the whole part, then nine decimals twice.
division='(select rtrim(rtrim(printf("%d.%09d%09d", w + (h + l / 1000000000) / 1000000000, (h + l / 1000000000) % 1000000000, l % 1000000000), "0"), ".")'
division=$division' from (select w, h, r * 1000000000 / d + (2 * (r * 1000000000 % d) >= d) as l, d'
division=$division' from (select w, r * 1000000000 / d as h, r * 1000000000 % d as r, d from (select \1 / \2 as w, \1 % \2 as r, \2 as d))) where d > 0)'
division=${division//\"/\'}

imported() {
	for file in "$data"/*.csv; do iconv -f CP1252 -t UTF-8 "$file" >"$(basename "$file")" || return 1; done
	gzip -dc "$data/episoder.csv.gz" >episoder.csv || return 1
	tail -n +2 "$ROOT/pipelines/codes/kommuner.tsv" | tr '\t' ';' >kommuner.csv
	{
		columns | while read -r file names; do
			echo "create table raw_$file (${names// /, });"
			printf '.mode csv\n.separator ;\n.import --skip 1 %s.csv raw_%s\n' "$file" "$file"
		done
		echo 'create table raw_kommuner (kod, namn, lan, fran, till);'
		echo '.import kommuner.csv raw_kommuner'
		echo 'create table parameter (arr integer, fran_dag, till_dag);'
		echo "insert into parameter values (2012, '2012-01-01', '2012-12-31');"
		sed -E "s|SHARE\(([a-z_]+), ([a-z_]+)\)|$division|g" "$ROOT/tests/laws/arsredovisning.sql"
	} >all.sql
	sqlite3 -bail db <all.sql
}
check 'SQLite reads the raw files' imported

# The table as our record stream: tabs, and the order of the keys; without a row SQLite prints no header. Nothing is hidden yet.
agrees() {
	sqlite3 -header -separator "$(printf '\t')" db "select * from tab_$1" >"$1.sql.tsv" || return 1
	[ -s "$1.sql.tsv" ] || { [ "$(wc -l <"one/arsredovisning/2012/tables/$1.tsv")" -eq 1 ] && return; }
	[ -s "$1.sql.tsv" ] && told "$1" 1 one && ! grep -q hidden "one/arsredovisning/2012/tables/$1.tsv"
}
persons=personer,antal,deltaganden,nya,unga,samtycke,registreringar,med_ae,med_stod,flera,arbete,sokande,saers,aven_arbete,arbetar,sena,utan_utbildning,utan_tid
told() { awk -v least="$2" -v counts=$persons -f "$ROOT/tests/laws/protected.awk" "$1.sql.tsv" "$3/arsredovisning/2012/tables/$1.tsv"; }
tables=$(sed -nE 's/^create (view|table) tab_([a-z_]+) as$/\2/p; s/^create view tab_([a-z_]+) as select.*/\1/p' "$ROOT/tests/laws/arsredovisning.sql")
for table in $tables; do
	check "the table $table is what SQL says" agrees "$table"
done

# What is left is made of others that are compared, or tells which rules were broken, which has cases of its own, or of which county it is.
compared() {
	for table in one/arsredovisning/2012/tables/*.tsv; do
		table=$(basename "$table" .tsv)
		case $table in *.quality | skydd | fel_* | flera_deltaganden | filer | registreringsspann | platsen) ;; *) grep -qx "$table" <<<"$tables" || echo "$table: not compared" ;; esac
	done | grep . && return 1
	return 0
}
check 'every table is compared' compared

rejected() {
	sqlite3 db 'select distinct id + 1 from fel order by 1' >lines.sql
	find work -name 'episoder.rejects.tsv' -exec cat {} + >rejects.tsv
	awk -F '\t' '$5 == "fel" { print $2 }' rejects.tsv | sort -nu | diff lines.sql -
}
check 'the rejected rows are those that SQL rejects' rejected

# With a threshold what is told of persons is what SQL says, and no count of them is small.
for table in $(cd site/arsredovisning/2012/tables && grep -l '\.status' -- *.tsv | sed 's/\.tsv$//'); do
	case $table in fel_* | flera_*) continue ;; esac
	check "what is told in $table is what SQL says, and no small count" told "$table" 5 site
done
hides() { [ "$(grep -o hidden site/arsredovisning/2012/tables/*.tsv | wc -l)" -gt 100 ]; }
check 'something is hidden' hides
finish
