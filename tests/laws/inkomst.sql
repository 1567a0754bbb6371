-- R-2, computed a second time by SQLite from the raw files: after matchning.sql, with raw_inkomster, raw_kpi (ar, kpi) and kohort (fran, till, prisar).
create table ikohort as
select * from (select personnummer as pid, case kon when 'K' then '2' else '1' end as kon, samtycke_register = 'ja' as samtyckt, cast(substr(e.slut, 1, 4) as integer) as slutar,
	case when substr(start, 1, 4) - fodelsear <= 29 then '-29' when substr(start, 1, 4) - fodelsear <= 44 then '30-44' else '45-' end as aldersgrupp,
	row_number() over (partition by personnummer order by e.slut desc, cast(episod_id as integer) desc) as nr
from raw_episoder e join raw_insatser i using (insats_id), kohort k
where avslut <> 'felregistrering' and inriktning = 'individ' and registreringssatt = 'personuppgifter' and start >= startdatum and (slutdatum = '' or start <= slutdatum)
and e.slut between k.fran and k.till) where nr = 1;
-- Hundreds of kronor in the prices of one year, half up; the indexes have two decimals.
create table inkomst as
select pid, kon, aldersgrupp, a.ar - slutar as t, 100 * ((2 * cast(inkomst as integer) * cast(round(b.kpi * 100) as integer) + 100 * cast(round(a.kpi * 100) as integer)) / (200 * cast(round(a.kpi * 100) as integer))) as kr
from raw_inkomster join ikohort on pid = personnummer and samtyckt and pid in (select personnummer from raw_personer)
join raw_kpi a on a.ar = raw_inkomster.ar join raw_kpi b on b.ar = (select prisar from kohort) where a.ar - slutar between -3 and 5;
delete from inkomst where pid not in (select pid from inkomst group by pid having count(*) = 9);
