#!/bin/bash
# R-1: a country whose registers meet what was published of those who ended in 2017 and in 2018; each table of pipelines/matchning.yaml to the last digit as SQLite computes it from the raw
# files by matchning.sql; who may not be looked up, was not found or has not two whole years; and what stops a run.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
case $BUILD in *sanitized) finish && exit ;; esac

install -m 600 "$ROOT/tests/test.key" key
sed 's/ar=2012/ar=2018/g; s/ar=2011/ar=2017/g' "$ROOT/pipelines/targets/2012.tsv" >2018.tsv
made() {
	finsam synth --targets 2018.tsv --kommuner "$ROOT/pipelines/codes/kommuner.tsv" --country "$ROOT/pipelines/country" --registers "$ROOT/pipelines/targets/register.tsv" \
		--year 2018 --years 2 --into land
}
check 'a country of 2017 and 2018 with registers' made
# run YEAR REGISTERS [NAME=VALUE]...
run() {
	local year=$1 register=$2
	shift 2
	finsam run "$ROOT/pipelines/matchning.yaml" period="$year" data=land register="$register" register_fran=2012-01-01 register_till="${till:-2023-12-31}" leverans='2017 2018' minsta=5 nyckel=key \
		konstgjorda=true run_date=2020-06-01 "$@"
}

# What SQLite makes of the participations of land and the registers of the folder $2, for those who ended in the year $1.
counted() {
	local file
	rm -f db
	iconv -f CP1252 -t UTF-8 land/insatser.csv >insatser.csv && gzip -dc land/episoder.csv.gz >episoder.csv || return 1
	for file in personer formansperioder; do gzip -dc "$2/$file.csv.gz" >$file.csv || return 1; done
	{
		echo 'create table raw_insatser (insats_id, namn, inriktning, typ_individ, typ_struktur, typ_unga, form, registreringssatt, forebyggande, ansvarig_part, agare, startdatum, slutdatum, forsta, status, esf, alder_min, alder_max, utvarderare);'
		echo 'create table raw_episoder (episod_id, personnummer, kon, fodelsear, kommun, skyddad, samtycke, samtycke_datum, atertaget_datum, samtycke_register, insats_id, start, slut, avslut, registrerad, utbildning, offtid, fore_arbetar, fore_arbete_pct, fore_subventionerad, fore_studerar, fore_studie_pct, fore_arbetssokande, fore_praktik, fore_forsorjning, efter_arbetar, efter_arbete_pct, efter_subventionerad, efter_studerar, efter_studie_pct, efter_arbetssokande, efter_praktik, efter_annan_rehab, efter_forsorjning);'
		echo 'create table raw_personer (personnummer, fran, till, avregistrering);'
		echo 'create table raw_formansperioder (personnummer, forman, fran, till, omfattning);'
		printf '.mode csv\n.separator ;\n'
		for file in insatser episoder personer formansperioder; do echo ".import --skip 1 $file.csv raw_$file"; done
		echo "create index p on raw_personer (personnummer); create table parameter as select $1 as arr, '$1-01-01' as fran, '$1-12-31' as till;"
		cat "$ROOT/tests/laws/matchning.sql"
	} >all.sql
	sqlite3 -bail db <all.sql
}
# asked COLUMNS OF MEASURES: the cells with all their totals; the columns that have totals are told first.
sql() { sqlite3 -separator "$(printf '\t')" db "$1" | sort; }
days() {
	local alder kon
	for alder in "'*'" aldersgrupp; do
		for kon in "'*'" kon; do
			sql "select formansgrupp, $alder, $kon, count(*), sum(fore > 0), sum(fore), sum(efter), sum(case when fore > 0 then efter else 0 end) from person group by 1, 2, 3"
		done
	done | sort
}
net() { for kon in "'*'" kon; do sql "select formansgrupp, $kon, count(*), printf('%.2f', sum(netto_fore) / 100), printf('%.2f', sum(netto_efter) / 100) from person group by 1, 2"; done | sort; }
steps() { for kon in "'*'" kon; do sql "select led, $kon, count(*) from led group by 1, 2"; done | sort; }
moves() {
	local fore efter kon
	for fore in "'*'" fore; do
		for efter in "'*'" efter; do
			for kon in "'*'" kon; do sql "select $fore, $efter, $kon, count(*) from mest group by 1, 2, 3"; done
		done
	done | sort
}
# ours TABLE COLUMN...: these columns of a table of the run, before it was protected.
ours() { local table=$1 && shift && finsam pick "$@" "work/matchning/$year/$table.tsv" | tail -n +2 | sort; }
same() { diff <("$1") <(shift && ours "$@"); }
net_ours() { ours netto_alla formansgrupp kon personer netto_fore netto_efter | awk -F '\t' -v OFS='\t' '{ $4 = sprintf("%.2f", $4); $5 = sprintf("%.2f", $5) } 1'; }
same_net() { diff <(net) <(net_ours); }
steps_ours() { cut -f 1-3 "work/matchning/$year/bortfall.tsv" | tail -n +2 | sort; }
same_steps() { diff <(steps) <(steps_ours); }
# Each is what was published, or published is an error.
meets() { diff - <(sql "select formansgrupp, cast(round(1.0 * (sum(efter) - sum(fore)) / count(*)) as integer) from person where $1 group by 1"); }

agrees() {
	year=$1
	check "$3: of $year SQLite counts" counted "$year" "$2"
	check "$3: of $year the days are those of SQLite" same days dagar_alla formansgrupp aldersgrupp kon personer hade dagar_fore dagar_efter hade_efter
	check "$3: of $year the net days are" same_net
	check "$3: of $year who can be followed is" same_steps
	check "$3: of $year who moved to what is" same moves overgangar forman_fore forman_efter kon antal
}
check 'R-1 of 2017' run 2017 land
agrees 2017 land 'as made'
judged() { reproduce.sh "$ROOT/pipelines/targets/reproduce_$1.tsv" "$ROOT/pipelines/reports/matchning.md" site/matchning/"$1" "$1" >judged && grep -q '^3 agree, 0 differ' judged; }
check 'the report prints what was published of 2017' judged 2017
# Published of all who ended in 2017.
check 'the differences that were published of 2017 are met' meets 1 <<-END
	aktivitetsersattning	2
	sjukersattning	4
	sjukpenning	-10
END
# Of those who had the benefit and ended in 2018.
check 'of 2018 SQLite counts' counted 2018 land
check 'the differences that were published of 2018 are met' meets 'fore > 0' <<-END
	aktivitetsersattning	-4
	sjukersattning	3
	sjukpenning	-11
END

# R-2 of those who ended in both years, in the prices of 2020.
income() {
	gzip -dc land/inkomster.csv.gz >inkomster.csv && tail -n +2 "$ROOT/pipelines/prices/kpi.tsv" | cut -f 1,2 | tr '\t' ';' >kpi.csv && {
		printf 'create table raw_inkomster (personnummer, ar integer, inkomst);\ncreate table raw_kpi (ar integer, kpi real);\n.mode csv\n.separator ;\n.import --skip 1 inkomster.csv raw_inkomster\n.import kpi.csv raw_kpi\n'
		echo "create index i on raw_inkomster (personnummer); create table kohort as select '2017-01-01' as fran, '2018-12-31' as till, 2020 as prisar;"
		cat "$ROOT/tests/laws/inkomst.sql"
	} | sqlite3 -bail db && finsam run "$ROOT/pipelines/inkomst.yaml" period=2018 kohort_fran=2017-01-01 prisar=2020 data=land register=land register_fran=2012-01-01 register_till=2023-12-31 \
		leverans='2017 2018' minsta=5 nyckel=key konstgjorda=true run_date=2024-06-01
}
# What a quarter, half and three quarters have at most: of an even number at that place the mean of the two.
incomes() {
	local alder kon
	for alder in "'*'" aldersgrupp; do
		for kon in "'*'" kon; do
			sql "with r as (select t, $alder as a, $kon as k, kr, row_number() over w as i, count(*) over (partition by t, $alder, $kon) as n from inkomst window w as (partition by t, $alder, $kon order by kr))
				select t, a, k, n, sum(kr), $(quartile 1) , $(quartile 2), $(quartile 3) from r group by 1, 2, 3, 4"
		done
	done | sort
}
quartile() { echo "avg(case when i = (n * $1 + 3) / 4 or (n * $1 % 4 = 0 and i = n * $1 / 4 + 1) then kr end)"; }
incomes_ours() {
	finsam pick relativt_ar aldersgrupp kon personer summa undre median ovre work/inkomst/2018/inkomst_alla.tsv | tail -n +2 |
		awk -F '\t' -v OFS='\t' '{ sub(/^m/, "-", $1); sub(/^[pt]/, "", $1); for (i = 6; i <= 8; i++) $i = sprintf("%.1f", $i) } 1' | sort
}
same_incomes() { diff <(incomes) <(incomes_ours); }
check 'R-2 of 2017 and 2018' income
check 'the incomes are those of SQLite' same_incomes

# V52: what they said beside what registers say.
compared() {
	gzip -dc land/inskrivningar.csv.gz >inskrivningar.csv && gzip -dc land/utbildningar.csv.gz >utbildningar.csv && counted 2017 land && {
		printf 'create table raw_inskrivningar (personnummer, kategori, fran, till);\ncreate table raw_utbildningar (personnummer, ar, kod);\n.mode csv\n.separator ;\n.import --skip 1 inskrivningar.csv raw_inskrivningar\n.import --skip 1 utbildningar.csv raw_utbildningar\n'
		echo "create index i on raw_inskrivningar (personnummer); create index u on raw_utbildningar (personnummer);
			create table sagt as select case kon when 'K' then '2' else '1' end as kon, fore_arbetssokande = 'ja' as sade, utbildning as utb,
			exists (select 1 from raw_inskrivningar i where i.personnummer = slut.personnummer and i.fran <= start and (i.till = '' or i.till >= start)) as inskriven,
			coalesce((select kod from raw_utbildningar u where u.personnummer = slut.personnummer and u.ar <= substr(start, 1, 4) order by u.ar desc limit 1), 'okand') as reg
			from slut where nr = 1 and samtycke_register = 'ja' and personnummer in (select personnummer from raw_personer);"
	} | sqlite3 -bail db && finsam run "$ROOT/pipelines/avstamning.yaml" period=2017 data=land register=land register_fran=2012-01-01 register_till=2023-12-31 \
		leverans='2017 2018' minsta=5 nyckel=key konstgjorda=true run_date=2020-06-01
}
said_and_known() {
	local a b kon
	for a in "'*'" "$1"; do
		for b in "'*'" "$2"; do
			for kon in "'*'" kon; do sql "select $a, $b, $kon, count(*) from sagt group by 1, 2, 3"; done
		done
	done | sort
}
same_said() { diff <(said_and_known sade inskriven) <(finsam pick sagt_sokande inskriven kon antal work/avstamning/2017/sokande.tsv | tail -n +2 | sort); }
same_schooling() { diff <(said_and_known utb reg) <(finsam pick utbildning utbildning_reg kon antal work/avstamning/2017/utbildningsniva.tsv | tail -n +2 | sort); }
check 'what they said in 2017, beside registers' compared
check 'job seekers are those of SQLite' same_said
check 'education is' same_schooling

# Registers as they are: periods that share days with another of the same benefit (V50), or of another of the group; persons who came back, and rows of nobody.
worsened() {
	mkdir -p worse && gzip -dc land/formansperioder.csv.gz | awk -F ';' -v OFS=';' '
		NR > 1 && NR % 40 == 0 && $3 < $4 { print $1, $2, $4, substr($4, 1, 4) + 1 substr($4, 5, 4) "01", 25; v50++ }
		NR > 1 && NR % 30 == 0 && $2 ~ /penning/ { print $1, $2 == "sjukpenning" ? "rehabiliteringspenning" : "sjukpenning", $3, $4, 50 }
		1' | awk -F ';' 'NR == 1 || !seen[$1 ";" $2 ";" $3]++' | gzip >worse/formansperioder.csv.gz &&
		gzip -dc land/personer.csv.gz | awk -F ';' -v OFS=';' 'NR > 1 && NR % 50 == 0 && $3 == "" && $2 < "2016" { print $1, $2, "2016-06-30", "utvandrad"; print $1, "2016-08-01", "", ""; next } NR % 90 != 0 || NR == 1' |
		gzip >worse/personer.csv.gz
}
check 'registers with faults' worsened
check 'R-1 of 2017 from them' run 2017 worse
agrees 2017 worse 'with faults'
# Who was not found is listed by token, and the periods that were left out, for who may see them.
listed() {
	finsam run "$ROOT/pipelines/omatchade.yaml" period=2017 data=land register=worse register_fran=2012-01-01 register_till=2023-12-31 leverans='2017 2018' nyckel=key konstgjorda=true run_date=2020-06-01 || return 1
	[ "$(($(wc -l <work/omatchade/all/omatchade_personer.tsv) - 1))" -eq "$(sql 'select sum(samtyckt and not traff) from foljd')" ] &&
		[ "$(($(wc -l <work/omatchade/all/overlappande_perioder.tsv) - 1))" -eq "$(sql 'select count(*) from dubbel')" ] && [ "$(sql 'select count(*) from dubbel')" -gt 20 ] &&
		! grep -q '[0-9]\{12\}' work/omatchade/all/omatchade_personer.tsv
}
check 'who was not found, and periods that overlap, are listed' listed

refused() { local want=$1 && shift && ! "$@" >said 2>&1 && grep -qF "$want" said; }
till=2019-12-30
check 'a year after that has not ended is not told' refused 'the year after has not ended' run 2018 land
till=2019-12-31
check 'that ended on its last day is' run 2018 land
check 'the report prints what was published of 2018' judged 2018
unset till
check 'too few that are found stop the run' refused 'match' run 2017 land traff=99.9%
finish
