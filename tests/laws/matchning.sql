-- The tables of pipelines/matchning.yaml, computed a second time by SQLite from the raw files. Run by matchning.sh, which imports them and sets parameter (arr, fran, till).

-- One year earlier and later; a leap day has the day before.
create table ar_skift as select distinct dag,
	case substr(dag, 6) when '02-29' then (substr(dag, 1, 4) - 1) || '-02-28' else date(dag, '-1 years') end as innan,
	case substr(dag, 6) when '02-29' then (substr(dag, 1, 4) + 1) || '-02-28' else date(dag, '+1 years') end as sedan
from (select start as dag from raw_episoder union select slut from raw_episoder where slut <> '');

-- V51: the last that ended, of those that count.
create table slut as
select *, row_number() over (partition by personnummer order by e.slut desc, cast(episod_id as integer) desc) as nr
from raw_episoder e join raw_insatser i using (insats_id), parameter
where avslut <> 'felregistrering' and inriktning = 'individ' and registreringssatt = 'personuppgifter' and start >= startdatum and (slutdatum = '' or start <= slutdatum)
and e.slut between parameter.fran and parameter.till;
create table ett as
select personnummer as pid, case kon when 'K' then '2' else '1' end as kon, samtycke_register = 'ja' as samtyckt,
	case when substr(start, 1, 4) - fodelsear <= 29 then '-29' when substr(start, 1, 4) - fodelsear <= 44 then '30-44' else '45-' end as aldersgrupp,
	a.innan as fore_fran, date(start, '-1 days') as fore_till, date(slut.slut, '+1 days') as efter_fran, b.sedan as efter_till
from slut join ar_skift a on a.dag = start join ar_skift b on b.dag = slut.slut where nr = 1;
create table foljd as
select *, samtyckt and exists (select 1 from raw_personer p where p.personnummer = pid) as traff,
	samtyckt and exists (select 1 from raw_personer p where p.personnummer = pid and p.fran <= fore_fran and (p.till = '' or p.till >= efter_till)) as hel
from ett;

-- V50: who overlaps with one that began earlier leaves. Then each day once in a group, whatever is paid for it.
create table period as
select rowid as id, personnummer as pid, forman, fran, till, omfattning, case forman when 'rehabiliteringspenning' then 'sjukpenning' else forman end as formansgrupp
from raw_formansperioder where personnummer in (select pid from foljd where hel);
create index period_pid on period (pid, forman);
create table dubbel as
select a.id from period a where exists (select 1 from period b where b.pid = a.pid and b.forman = a.forman and b.fran < a.fran and b.till >= a.fran);
create table del as
select pid, formansgrupp, ar, max(fran, ar_fran) as fran, min(till, ar_till) as till, omfattning from period
join (select pid, 'fore' as ar, fore_fran as ar_fran, fore_till as ar_till from foljd where hel union all select pid, 'efter', efter_fran, efter_till from foljd where hel) using (pid)
where id not in (select id from dubbel) and fran <= ar_till and till >= ar_fran;
create table dagar as
select pid, formansgrupp, ar, sum(max(0, julianday(till) - max(julianday(fran), coalesce(julianday(innan), 0) + 1) + 1)) as brutto, sum((julianday(till) - julianday(fran) + 1) * omfattning) as netto
from (select *, max(till) over (partition by pid, formansgrupp, ar order by fran, till rows between unbounded preceding and 1 preceding) as innan from del)
group by 1, 2, 3;
create table person as
select f.pid, f.kon, f.aldersgrupp, g.formansgrupp,
	cast(coalesce(b.brutto, 0) as integer) as fore, cast(coalesce(e.brutto, 0) as integer) as efter, coalesce(b.netto, 0) as netto_fore, coalesce(e.netto, 0) as netto_efter
from foljd f, (select 'sjukpenning' as formansgrupp union select 'sjukersattning' union select 'aktivitetsersattning') g
left join dagar b on b.pid = f.pid and b.formansgrupp = g.formansgrupp and b.ar = 'fore'
left join dagar e on e.pid = f.pid and e.formansgrupp = g.formansgrupp and e.ar = 'efter' where f.hel;

create view led as select '1_avslutade' as led, kon from foljd union all select '2_samtyckt', kon from foljd where samtyckt
union all select '3_traff', kon from foljd where traff union all select '4_hela', kon from foljd where hel;
-- What each mostly had; of as many days, the group that stands first: sjukpenning, sjukersattning, aktivitetsersattning, which is their order backwards.
create table mest as
select b.kon, case when b.fore = 0 then 'ingen' else b.formansgrupp end as fore, case when e.efter = 0 then 'ingen' else e.formansgrupp end as efter
from (select *, row_number() over (partition by pid order by fore desc, formansgrupp desc) as nr from person) b
join (select *, row_number() over (partition by pid order by efter desc, formansgrupp desc) as nr from person) e on e.pid = b.pid and e.nr = 1 where b.nr = 1;
