#!/bin/sh
# Each table of the pipeline forandring, to the last digit, as SQLite computes it from the same raw
# files by forandring.sql, which cleans, chooses and counts without anything of ours: all of it with the threshold 1, of what is published
# with 5 that which is told. So do the rows that are rejected.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"
data=$ROOT/pipelines/data/forandring

ran() {
	install -m 600 "$ROOT/tests/test.key" key &&
		finsam run "$ROOT/pipelines/forandring.yaml" minsta=1 period=2025 nyckel=key konstgjorda=true fel=20 run_date=2026-02-01
}
check 'the pipeline runs' ran

imported() {
	for file in forbund insatser deltaganden; do iconv -f CP1252 -t UTF-8 "$data/$file.csv" >$file.csv || return 1; done
	gzip -dc "$data/anonyma.csv.gz" | iconv -f CP1252 -t UTF-8 >anonyma.csv || return 1
	# SQLite takes a NULL for what a ragged row lacks, and says so; forandring.sql counts on it.
	sqlite3 -bail db 2>sqlite.err <<-END
		create table raw_insatser (insats_id, namn, forbund_id, inriktning, registreringssatt, startdatum, slutdatum, budget);
		create table raw_deltaganden (episod_id, personnummer, kon, fodelsear, insats_id, start, slut, samtycke, samtycke_datum,
			registrerad, utbildning, avslut,
			fore_arbetar, fore_arbete_pct, fore_studerar, fore_studie_pct, fore_arbetssokande, fore_praktik,
			fore_subventionerad, fore_forsorjning,
			efter_arbetar, efter_arbete_pct, efter_studerar, efter_studie_pct, efter_arbetssokande, efter_praktik,
			efter_subventionerad, efter_annan_rehab, efter_forsorjning);
		create table raw_anonyma (insats_id, ar, kon, antal, slut);
		create table parameter (ar, reference_year);
		insert into parameter values (2025, 2025);
		.mode csv
		.separator ;
		.import --skip 1 insatser.csv raw_insatser
		.import --skip 1 deltaganden.csv raw_deltaganden
		.import --skip 1 anonyma.csv raw_anonyma
		.read $ROOT/tests/laws/forandring.sql
	END
	[ "$(grep -c . sqlite.err)" -eq 1 ] || { cat sqlite.err && return 1; }
}
check 'SQLite reads the raw files' imported

# The table as our record stream: tabs, and the order of the keys.
computed() {
	[ -s "$1.sql.tsv" ] || sqlite3 -header -separator "$(printf '\t')" db "select * from tab_$1" >"$1.sql.tsv" && [ -s "$1.sql.tsv" ]
}
told() { computed "$1" && awk -v least="$2" -v counts=$persons -f "$ROOT/tests/laws/protected.awk" "$1.sql.tsv" "site/forandring/2025/tables/$1.tsv"; }
agrees() { told "$1" 1 && ! grep -q hidden "site/forandring/2025/tables/$1.tsv"; }
persons=personer,antal,registreringar,samtycke,anonyma,nya,episoder,flera
tables='sysselsattning forsorjning arbetssokande_fore avslutade per_episod nya led insatsoversikt'
for table in $tables; do
	check "the table $table is what SQL says" agrees "$table"
done
mkdir one && mv key work site one
check 'the pipeline runs with a threshold' forandring
for table in ${tables% *}; do
	check "what is told in $table is what SQL says, and no small count" told "$table" 5
done

rejected() {
	sqlite3 db 'select distinct id + 1 from fel order by 1' >lines.sql
	find work -name 'deltaganden.rejects.tsv' -exec cat {} + >rejects.tsv
	awk -F '\t' '$5 == "fel" { print $2 }' rejects.tsv | sort -nu | diff lines.sql -
}
check 'the rejected rows are those that SQL rejects' rejected

# All that the run left behind, searched for every identity in the data, in each form it may have.
canaries() {
	sqlite3 db 'select number from identity where number is not null' >numbers
	[ "$(wc -l <numbers)" -gt 80 ] || return 1
	awk '{ s = substr($0, 3); print; print s; print substr($0, 1, 8) "-" substr($0, 9); print substr(s, 1, 6) "-" substr(s, 7) }' numbers >forms
	find site work one -type f ! -name '*.rejects.tsv' -exec grep -lF -f forms {} + | sed 's/^/identity in: /'
	[ -z "$(find site work one -type f -exec grep -lF -f forms {} +)" ]
}
check 'no identity is in anything that the run left' canaries

# Who can list what a file of small numbers may hold would try them all against its hash.
unsealed() {
	for file in deltaganden.csv anonyma.csv.gz; do ! grep -rqF "$(sha256sum <"$data/$file" | cut -c 1-64)" site/forandring/2025/ || return 1; done
	grep -qF "$(sha256sum <"$data/insatser.csv" | cut -c 1-64)" site/forandring/2025/provenance.json
}
check 'no hash of a file of persons is published' unsealed
finish
