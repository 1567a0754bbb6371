-- The tables of pipelines/arsredovisning.yaml, computed a second time: by SQLite, from the raw files, without anything of ours.
-- Run by arsredovisning-sql.sh, which imports the files (recoded to UTF-8, else as they are) into raw_* and sets parameter (ar, from, till ...).
-- SHARE(n, d) stands for the quotient of two columns with 18 decimals, half up, in canonical form; the script writes the long division out.

-- ---------------------------------------------------------------- what is a valid row

-- Who sent a row at all, whatever became of it.
create table kom as
select 'tilldelning' as fil, cast(ar as integer) as ar, forbund_id as nyckel from raw_tilldelning
union select 'forbund_ekonomi', cast(ar as integer), forbund_id from raw_forbund_ekonomi
union select 'sparade_medel', cast(ar as integer), forbund_id from raw_sparade_medel
union select 'medlemmar', arr, forbund_id || '/' || part from raw_medlemmar, parameter
union select 'insats_ekonomi', cast(ar as integer), insats_id from raw_insats_ekonomi
union select 'medarbetare', cast(ar as integer), insats_id from raw_medarbetare
union select 'volym', cast(ar as integer), insats_id from raw_volym
union select 'anonyma', cast(ar as integer), insats_id from raw_anonyma;

-- The rows of the small files that their rules reject: doubles (the first stays), codes, dates, numbers, what they refer to.
delete from raw_forbund where (nedlagt_datum <> '' and nedlagt_datum < bildat_datum) or rowid not in (select min(rowid) from raw_forbund group by forbund_id);
create table stangd as select forbund_id, nedlagt_datum as dag from raw_forbund where nedlagt_datum <> '';
delete from raw_medlemmar where (till <> '' and till < fran) or part not in ('fk', 'af', 'landsting', 'kommun')
	or (part = 'kommun' and medlem_id not glob '[0-9][0-9][0-9][0-9]') or forbund_id not in (select forbund_id from raw_forbund)
	or rowid not in (select min(rowid) from raw_medlemmar group by forbund_id, part, medlem_id, fran);
create table sen_medlem as select m.rowid as id, forbund_id from raw_medlemmar m join stangd using (forbund_id) where till = '' or till > dag; -- V03
delete from raw_medlemmar where rowid in (select id from sen_medlem);
create table okand_medlem as -- V07
select rowid as id, forbund_id from raw_medlemmar m
where (part = 'kommun' and not exists (select 1 from raw_kommuner k where k.kod = m.medlem_id and (k.fran = '' or k.fran <= m.fran) and (k.till = '' or k.till >= m.fran)))
	or (part = 'landsting' and medlem_id not in (select lan from raw_kommuner));
delete from raw_medlemmar where rowid in (select id from okand_medlem);
delete from raw_forbund_kommun where (till <> '' and till < fran) or (fran = '' and prognos_datum = '') or kommun not in (select kod from raw_kommuner)
	or forbund_id not in (select forbund_id from raw_forbund);
create table sen_kommun as select k.rowid as id, forbund_id from raw_forbund_kommun k join stangd using (forbund_id) where till = '' or till > dag; -- V03
delete from raw_forbund_kommun where rowid in (select id from sen_kommun);
create table dubbel as -- V08
select distinct b.rowid as id, b.forbund_id from raw_forbund_kommun b join raw_forbund_kommun a on a.kommun = b.kommun and a.forbund_id <> b.forbund_id
where a.fran <> '' and b.fran <> '' and (a.stadsdel = '' or b.stadsdel = '' or a.stadsdel = b.stadsdel)
and (a.till = '' or b.fran <= a.till) and (b.till = '' or a.fran <= b.till) and (a.fran < b.fran or (a.fran = b.fran and a.forbund_id < b.forbund_id));
delete from raw_forbund_kommun where rowid in (select id from dubbel);
delete from raw_tilldelning where tilldelat_stat not glob '[0-9]*' or (samverkansform = 'forbund') <> (forbund_id <> '') or (lan <> '') <> (samverkansform = 'tvapart')
	or (lan <> '' and lan not in (select lan from raw_kommuner)) or rowid not in (select min(rowid) from raw_tilldelning group by ar, samverkansform, forbund_id, lan);
delete from raw_forbund_ekonomi where (budget_admin <> '' and budget_admin not glob '[0-9]*') or status_ekonomi not in ('prel', 'slutlig')
	or rowid not in (select min(rowid) from raw_forbund_ekonomi group by ar, forbund_id);
delete from raw_sparade_medel where sparade_ingaende = '' or rowid not in (select min(rowid) from raw_sparade_medel group by ar, forbund_id);
delete from raw_ovrig_finansiering where belopp not glob '[0-9]*' or finansieringskalla not in ('samverkansmedel', 'esf', 'kur', 'annan')
	or (finansieringskalla <> 'esf' and esf_roll || esf_programomrade <> '');
delete from raw_insats_malgrupp where malgrupp not in ('unga', 'unga_ae', 'psykisk_ohalsa', 'komplex', 'arbetslosa_sjukskrivna', 'forsorjningsstod', 'nyanlanda', 'utan_sgi', 'neuropsykiatrisk', 'alla')
	or rowid not in (select min(rowid) from raw_insats_malgrupp group by insats_id, malgrupp);
delete from raw_insats_ekonomi where utfall glob '-*' or rowid not in (select min(rowid) from raw_insats_ekonomi group by insats_id, ar);
delete from raw_insats_forbund where andel = '0' or rowid not in (select min(rowid) from raw_insats_forbund group by insats_id, forbund_id);
delete from raw_anonyma where startdatum <> '' or kon not in ('K', 'M');
delete from raw_volym where antal_tillfallen glob '-*' or period not in ('K1', 'K2', 'K3', 'K4', 'ar') and period not glob '[0-9]*';
delete from raw_medarbetare where antal_medarbetare glob '-*' or rowid not in (select min(rowid) from raw_medarbetare group by insats_id, ar, part);
delete from raw_enkat where svar not in ('1', '2', '3', '4', '5') or rowid not in (select min(rowid) from raw_enkat group by forbund_id, fraga);

create table insatser as
select * from raw_insatser where (slutdatum = '' or slutdatum >= startdatum)
and namn || agare not like '%@%' -- V17
and not (inriktning = 'individ' and typ_struktur <> '') and not (inriktning = 'struktur' and typ_individ <> '')
and not (inriktning = 'struktur' and registreringssatt = 'personuppgifter') -- V19
and not exists (select 1 from raw_insatser f where f.insats_id = raw_insatser.insats_id and f.rowid < raw_insatser.rowid); -- V16

create view malgrupp as select * from raw_insats_malgrupp where insats_id in (select insats_id from insatser);
create view insatsekonomi as
select insats_id, cast(ar as integer) as ar, cast(nullif(utfall, '') as integer) as utfall, cast(nullif(beviljat, '') as integer) as beviljat
from raw_insats_ekonomi where insats_id in (select insats_id from insatser);
create view insatsforbund as select * from raw_insats_forbund where insats_id in (select insats_id from insatser);
create view finansierad as
select *, cast(belopp as integer) as kronor from raw_ovrig_finansiering where insats_id = '' or insats_id in (select insats_id from insatser);
create view anonym as
select insats_id, cast(ar as integer) as ar, case kon when 'K' then '2' else '1' end as kon, cast(antal as integer) as antal
from raw_anonyma where insats_id in (select insats_id from insatser) and antal glob '[1-9]*';
create view volym as
select cast(ar as integer) as ar, cast(antal_tillfallen as integer) as antal from raw_volym where insats_id in (select insats_id from insatser);
create view medarbetare as
select insats_id, part, cast(ar as integer) as ar, cast(antal_medarbetare as integer) as antal
from raw_medarbetare where insats_id in (select insats_id from insatser);

-- Weights 2, 1, 2, 1 ... on the last ten digits of the number; the sum of the digits of the products ends in 0. A made-up number has 80 more in its month.
create table identitet as
with recursive digit(i) as (select 1 union all select i + 1 from digit where i < 10),
bare as (select rowid as id, replace(replace(trim(personnummer), '-', ''), ' ', '') as number from raw_episoder)
select id, number, length(number) = 12 and number not glob '*[^0-9]*'
	and (select sum(p / 10 + p % 10) from (select cast(substr(number, 2 + i, 1) as integer) * (1 + i % 2) as p from digit)) % 10 = 0
	and date(substr(number, 1, 4) || printf('-%02d-%02d', cast(substr(number, 5, 2) as integer) % 80, cast(substr(number, 7, 2) as integer) % 60), '+0 days')
		is substr(number, 1, 4) || printf('-%02d-%02d', cast(substr(number, 5, 2) as integer) % 80, cast(substr(number, 7, 2) as integer) % 60) as valid
from bare;

create table stod_rad as
with recursive lista(id, tidpunkt, rest, kod) as (
	select rowid, 'fore', fore_forsorjning || ',', null from raw_episoder
	union all select rowid, 'efter', efter_forsorjning || ',', null from raw_episoder
	union all select id, tidpunkt, substr(rest, instr(rest, ',') + 1), trim(substr(rest, 1, instr(rest, ',') - 1)) from lista where rest <> '')
select id, tidpunkt, kod, kod in ('sjukpenning', 'sjukersattning', 'aktivitetsersattning', 'akassa', 'aktivitetsstod', 'forsorjningsstod') as offentlig
from lista where kod <> '';

create index stod_rad_id on stod_rad (id, tidpunkt);

-- Everything that makes a row invalid, a line a reason.
create table fel as
with rad as (select rowid as id, * from raw_episoder),
lage as (
	select id, fore_arbetar as arbetar, fore_arbete_pct as arbete_pct, fore_studerar as studerar, fore_studie_pct as studie_pct,
		fore_subventionerad as subventionerad from rad
	union all select id, efter_arbetar, efter_arbete_pct, efter_studerar, efter_studie_pct, efter_subventionerad from rad)
select id, 'type' as regel from rad where date(start, '+0 days') is not start or (slut <> '' and date(slut, '+0 days') is not slut)
union select id, 'code' from rad where utbildning not in ('ingen', 'grundskola', 'gymnasium', 'eftergymnasial', 'okand', '')
union select id, 'code' from rad where offtid not in ('0', '-1', '1-3', '3-10', '10-', 'okand', '')
union select id, 'code' from stod_rad where not offentlig and kod not in ('studiestod', 'annan', 'utan_stod')
union select id, 'identity' from identitet where not valid
union select id, 'foreign-key' from rad where insats_id not in (select insats_id from insatser)
union select id, 'V29' from rad where skyddad = 'ja'
union select id, 'V30' from rad where samtycke <> 'ja'
union select id, 'V31' from rad where samtycke_datum = '' or samtycke_datum > registrerad
union select id, 'V35' from rad where slut <> '' and slut < start
union select id, 'V40' from rad where slut = '' and efter_arbetar || efter_arbete_pct || efter_subventionerad || efter_studerar || efter_studie_pct
	|| efter_arbetssokande || efter_praktik || efter_annan_rehab || efter_forsorjning <> ''
union select id, 'V40' from rad where slut <> '' and (efter_arbetar = '' or efter_studerar = '' or efter_arbetssokande = '')
union select id, 'V41' from lage where arbetar <> '' and (arbetar = 'ja') <> (cast(arbete_pct as integer) > 0)
union select id, 'V41' from lage where studerar <> '' and (studerar = 'ja') <> (cast(studie_pct as integer) > 0)
union select id, 'V42' from lage where subventionerad = 'ja' and arbetar <> 'ja'
union select u.id, 'V44' from stod_rad u join stod_rad o using (id, tidpunkt) where u.kod = 'utan_stod' and o.offentlig
union select id, 'V45' from rad where fore_forsorjning = '' or (slut <> '' and efter_arbetar <> '' and efter_forsorjning = '')
union select id, 'V26' from rad where substr(start, 1, 4) - fodelsear not between 0 and 110;

-- A later row with the number of an earlier, or the same person, insats and start.
create index rad_nummer on raw_episoder (episod_id);
create table tidigare as select r.rowid as id, episod_id, number, insats_id, start from raw_episoder r join identitet i on i.id = r.rowid;
create index tidigare_allt on tidigare (number, insats_id, start, id);
insert into fel select r.rowid, 'unique' from raw_episoder r where exists (select 1 from raw_episoder f where f.episod_id = r.episod_id and f.rowid < r.rowid);
insert into fel select t.id, 'unique-key' from tidigare t
where exists (select 1 from tidigare f where f.number = t.number and f.insats_id = t.insats_id and f.start = t.start and f.id < t.id);

-- ---------------------------------------------------------------- förbund

create table forbund as
select forbund_id, namn as forbund, bildat_datum, nedlagt_datum from raw_forbund where samverkansform = 'forbund';

create view kommun as select kod as kommun, lan from raw_kommuner, parameter where (fran = '' or fran <= till_dag) and (till = '' or till >= till_dag);

create view tab_antal_forbund as
select 'ingang' as dag, count(*) as forbund from forbund, parameter
where bildat_datum < fran_dag and (nedlagt_datum = '' or nedlagt_datum >= date(fran_dag, '-1 day'))
union all
select 'utgang', count(*) from forbund, parameter where bildat_datum <= till_dag and (nedlagt_datum = '' or nedlagt_datum >= till_dag);

create view medlem as
select kommun,
	max(fran <> '' and fran < fran_dag and (till = '' or till >= date(fran_dag, '-1 day'))) as ingang,
	max(fran <> '' and fran <= till_dag and (till = '' or till >= till_dag)) as utgang,
	max(prognos_datum > till_dag) as vantad
from raw_forbund_kommun, parameter group by 1;

create view tab_antal_kommuner as
select *, SHARE(inom, kommuner) as andel from (
	select 'ingang' as dag, count(*) as kommuner, sum(ifnull(ingang, 0)) as inom, sum(not ifnull(ingang, 0)) as utanfor,
		0 as vantade from kommun left join medlem using (kommun)
	union all
	select 'utgang', count(*), sum(ifnull(utgang, 0)), sum(not ifnull(utgang, 0)), sum(not ifnull(utgang, 0) and ifnull(vantad, 0))
	from kommun left join medlem using (kommun));

create view tab_lan as
select *, SHARE(inom, kommuner) as andel from (
	select rad as lan, count(distinct kommun) as kommuner, count(distinct case when forbund_id is not null then kommun end) as inom,
		count(distinct forbund_id) as forbund
	from (select lan, lan as rad from (select distinct lan from kommun) union all select distinct lan, '*' from kommun)
	join kommun using (lan)
	left join (select kommun, forbund_id from raw_forbund_kommun, parameter where fran <> '' and fran <= till_dag and (till = '' or till >= till_dag)) using (kommun)
	group by 1) order by 1;

create view tab_lanslage as select count(*) as lan, sum(forbund = 0) as utan, max(forbund) as flest from tab_lan where lan <> '*';

create view tab_forbundslista as
select forbund, substr(kommun, 1, 2) as lan, kommun, max(cast(julianday(min(case till when '' then till_dag else till end, till_dag)) - julianday(max(fran, fran_dag)) as integer) + 1) as dagar
from raw_forbund_kommun join forbund using (forbund_id), parameter
where fran <> '' and fran <= till_dag and (till = '' or till >= fran_dag) group by 1, 2, 3 order by 1, 2, 3;

create view tab_landstingslista as
select forbund, medlem_id as landsting, max(cast(julianday(min(case till when '' then till_dag else till end, till_dag)) - julianday(max(fran, fran_dag)) as integer) + 1) as dagar
from raw_medlemmar join forbund using (forbund_id), parameter
where part = 'landsting' and fran <= till_dag and (till = '' or till >= fran_dag) group by 1, 2 order by 1, 2;

-- ---------------------------------------------------------------- money

create view formrad as select 'forbund' as samverkansform, 'forbund' as rad union all select 'tvapart', 'tvapart' union all select 'forbund', '*' union all select 'tvapart', '*';

-- Who owes what of the year, or of the year before, and what of it is there.
create view forbundsar as
select forbund_id, forbund, y as ar from forbund, (select arr as y from parameter union select arr - 1 from parameter)
where bildat_datum <= y || '-12-31' and (nedlagt_datum = '' or nedlagt_datum >= y || '-01-01');
create view ska as
select fil, redovisning, ar, forbund_id as nyckel, forbund from forbundsar,
	(select 'tilldelning' as fil, 'tilldelat_stat' as redovisning union select 'tilldelning', 'tilldelat_landsting' union select 'tilldelning', 'tilldelat_kommun'
	union select 'tilldelning', 'utfall' union select 'forbund_ekonomi', 'admin' union select 'forbund_ekonomi', 'insatser'
	union select 'sparade_medel', 'ingaende' union select 'sparade_medel', 'utgaende')
union all select 'medlemmar', 'andel_' || part, ar, forbund_id || '/' || part, forbund from forbundsar, parameter,
	(select 'fk' as part union select 'af' union select 'landsting' union select 'kommun') where ar = arr
union all select 'insats_ekonomi', redovisning, ar, insats_id, null from insatsar, (select 'kostnad' as redovisning union select 'beviljat')
union all select 'medarbetare', 'medarbetare', ar, insats_id, null from arets where inriktning = 'struktur'
union all select 'volym', 'volym', ar, insats_id, null from arets where inriktning = 'individ' and registreringssatt = 'endast_antal'
union all select 'anonyma', 'anonyma', ar, insats_id, null from arets where inriktning = 'individ' and registreringssatt = 'personuppgifter';
create view finns as
select 'tilldelat_stat' as redovisning, cast(ar as integer) as ar, forbund_id as nyckel, tilldelat_stat <> '' as ifyllt from raw_tilldelning
union all select 'tilldelat_landsting', cast(ar as integer), forbund_id, tilldelat_landsting <> '' from raw_tilldelning
union all select 'tilldelat_kommun', cast(ar as integer), forbund_id, tilldelat_kommun <> '' from raw_tilldelning
union all select 'utfall', cast(ar as integer), forbund_id, utfall <> '' from raw_tilldelning
union all select 'admin', cast(ar as integer), forbund_id, utfall_admin <> '' from raw_forbund_ekonomi
union all select 'insatser', cast(ar as integer), forbund_id, utfall_insatser <> '' from raw_forbund_ekonomi
union all select 'ingaende', cast(ar as integer), forbund_id, sparade_ingaende <> '' from raw_sparade_medel
union all select 'utgaende', cast(ar as integer), forbund_id, sparade_utgaende <> '' from raw_sparade_medel
union all select 'andel_' || part, arr, forbund_id || '/' || part, sum(andel_procent = '') = 0 from arsmedlem, parameter group by forbund_id, part
union all select 'kostnad', ar, insats_id, utfall is not null from insatsekonomi
union all select 'beviljat', ar, insats_id, beviljat is not null from insatsekonomi
union all select 'medarbetare', ar, insats_id, 1 from medarbetare
union all select 'volym', cast(ar as integer), insats_id, 1 from raw_volym where insats_id in (select insats_id from insatser)
union all select 'anonyma', ar, insats_id, 1 from anonym;
create view svar as
select fil, s.redovisning, s.ar, s.nyckel, forbund, case when max(ifyllt) then 'redovisat' when count(ifyllt) > 0 then 'tomt'
	when exists (select 1 from kom k where k.fil = s.fil and k.ar = s.ar and k.nyckel = s.nyckel) then 'avvisat' else 'saknas' end as besked
from ska s left join finns f on f.redovisning = s.redovisning and f.ar = s.ar and f.nyckel = s.nyckel group by 1, 2, 3, 4;
create table besked (fil, redovisning, ar integer, nyckel, forbund, besked); -- filled at the end, when all that svar asks for is there
create view borta as select * from besked where besked in ('avvisat', 'saknas');

create view tab_inkomna as
select *, SHARE(redovisat, ska) as andel from (
	select redovisning, count(*) as ska, sum(besked = 'redovisat') as redovisat, sum(besked = 'tomt') as tomt, sum(besked = 'avvisat') as avvisat, sum(besked = 'saknas') as saknas
	from besked, parameter where ar = arr and fil <> 'anonyma' group by 1) order by 1;
create view tab_inkomna_anonyma as select count(*) as ska, sum(besked = 'redovisat') as redovisat, sum(besked = 'avvisat') as avvisat from besked where fil = 'anonyma';
create view tab_ej_inkomna as
select redovisning, coalesce(b.forbund, f.forbund) as forbund, besked, count(*) as antal
from besked b left join insatsforbund i on b.forbund is null and i.insats_id = b.nyckel left join forbund f using (forbund_id), parameter
where ar = arr and besked <> 'redovisat' and fil <> 'anonyma' and coalesce(b.forbund, f.forbund) is not null group by 1, 2, 3 order by 1, 2, 3;

create view medelrad as
select cast(ar as integer) as ar, samverkansform, forbund_id, cast(tilldelat_stat as integer) as stat, cast(nullif(tilldelat_landsting, '') as integer) as landsting,
	cast(nullif(tilldelat_kommun, '') as integer) as kommun, cast(nullif(utfall, '') as integer) as utfall from raw_tilldelning
union all select ar, 'forbund', nyckel, null, null, null, null from borta where redovisning = 'tilldelat_stat';

create view tab_medel as
select *, SHARE(utfall, underlag) as anvant from (
	select ar, rad as samverkansform, sum(stat is not null) as mottagare, sum(stat is null) as saknas, sum(stat) as tilldelat, sum(utfall) as utfall,
		sum(utfall is null) as utan_utfall, sum(case when utfall is not null then stat end) as underlag
	from medelrad join formrad using (samverkansform), parameter where ar in (arr, arr - 1) group by 1, 2) order by 1, 2;

create view kvar as
select case forbund_id when '' then lan else forbund_id end as mottagare, orsak_oforbrukat from raw_tilldelning, parameter
where cast(ar as integer) = arr and cast(utfall as integer) < cast(tilldelat_stat as integer);
create view tab_oforbrukat as
with recursive orsak(mottagare, rest, kod) as (
	select mottagare, orsak_oforbrukat || ',', null from kvar
	union all select mottagare, substr(rest, instr(rest, ',') + 1), trim(substr(rest, 1, instr(rest, ',') - 1)) from orsak where rest <> '')
select '*' as orsak, count(distinct mottagare) as mottagare from kvar having count(*) > 0
union all select case kod when '' then 'ej_angiven' else kod end, count(distinct mottagare) from orsak where kod is not null group by 1 order by 1;

create view tillfort as
select 'stat' as finansiar, forbund_id, stat as belopp from medelrad, parameter where ar = arr and samverkansform = 'forbund'
union all select 'landsting', forbund_id, landsting from medelrad, parameter where ar = arr and samverkansform = 'forbund'
union all select 'kommun', forbund_id, kommun from medelrad, parameter where ar = arr and samverkansform = 'forbund';

create view tab_parter as
select finansiar, belopp, SHARE(belopp, alla) as andel, forbund, saknas from (
	select finansiar, sum(belopp) as belopp, count(distinct forbund_id) as forbund, count(distinct case when belopp is null then forbund_id end) as saknas from tillfort group by 1
	union all select '*', sum(belopp), count(distinct forbund_id), count(distinct case when belopp is null then forbund_id end) from tillfort), (select sum(belopp) as alla from tillfort) order by 1;

create view kostnad as
select cast(ar as integer) as ar, forbund_id, 'admin' as post, nullif(budget_admin, '') as budget, nullif(utfall_admin, '') as utfall, status_ekonomi from raw_forbund_ekonomi, parameter where cast(ar as integer) in (arr, arr - 1)
union all select cast(ar as integer), forbund_id, 'insatser', nullif(budget_insatser, ''), nullif(utfall_insatser, ''), status_ekonomi from raw_forbund_ekonomi, parameter where cast(ar as integer) in (arr, arr - 1)
union all select ar, nyckel, redovisning, null, null, null from borta where fil = 'forbund_ekonomi';

create view tab_ekonomi as
select ar, post, budget, utfall, forbund, saknas, SHARE(utfall, budget) as andel, preliminara from (
	select ar, rad as post, sum(case when utfall is not null then cast(budget as integer) end) as budget, sum(cast(utfall as integer)) as utfall,
		count(distinct forbund_id) as forbund, count(distinct case when utfall is null then forbund_id end) as saknas,
		count(distinct case when status_ekonomi = 'prel' and utfall is not null then forbund_id end) as preliminara
	from kostnad join (select 'admin' as post, 'admin' as rad union all select 'insatser', 'insatser' union all select 'admin', '*' union all select 'insatser', '*') using (post)
	group by 1, 2) order by 1, 2;

create view tab_saknade as
select post, f.forbund, coalesce(b.besked, 'tomt') as besked, sum(cast(budget as integer)) as budget
from kostnad k join forbund f using (forbund_id) left join borta b on fil = 'forbund_ekonomi' and b.redovisning = post and b.ar = k.ar and nyckel = forbund_id, parameter
where utfall is null and k.ar = arr group by 1, 2, 3 order by 1, 2, 3;

create view inriktningrad as
select 'individ' as inriktning, 'individ' as rad union all select 'struktur', 'struktur' union all select 'individ', '*' union all select 'struktur', '*';

create view tab_insatskostnader as
select ar, inriktning, insatser, saknas, utfall, SHARE(utfall, alla) as andel, beviljat, SHARE(beviljat, alla_beviljat) as andel_beviljat, utan_beviljat from (
	select e.ar, rad as inriktning, count(distinct insats_id) as insatser, count(distinct case when utfall is null then insats_id end) as saknas,
		sum(utfall) as utfall, sum(beviljat) as beviljat, count(distinct case when beviljat is null then insats_id end) as utan_beviljat
	from (select insats_id, ar, utfall, beviljat from insatsekonomi union all select nyckel, ar, null, null from borta where redovisning = 'kostnad') e join insatser using (insats_id) join inriktningrad using (inriktning), parameter where e.ar in (arr, arr - 1) group by 1, 2)
join (select ar, sum(utfall) as alla, sum(beviljat) as alla_beviljat from insatsekonomi group by 1) using (ar) order by 1, 2;

create view kalla as
select 'samverkansmedel' as finansieringskalla, sum(cast(nullif(utfall_insatser, '') as integer)) as belopp from raw_forbund_ekonomi, parameter where cast(ar as integer) = arr
union all select finansieringskalla, sum(kronor) from finansierad, parameter where cast(ar as integer) = arr and finansieringskalla <> 'samverkansmedel' group by 1;
create view tab_finansiering as
select finansieringskalla, belopp, SHARE(belopp, alla) as andel from (
	select finansieringskalla, belopp from kalla union all select '*', sum(belopp) from kalla), (select sum(belopp) as alla from kalla) order by 1;

create view esf as select * from finansierad, parameter where ar = arr and finansieringskalla = 'esf';
create view tab_esf as
select '*' as esf_programomrade, '*' as esf_roll, count(distinct nullif(insats_id, '')) as insatser, sum(kronor) as belopp from esf having count(*) > 0
union all select '*', esf_roll, count(distinct nullif(insats_id, '')), sum(kronor) from esf group by 2
union all select esf_programomrade, '*', count(distinct nullif(insats_id, '')), sum(kronor) from esf group by 1
union all select esf_programomrade, esf_roll, count(distinct nullif(insats_id, '')), sum(kronor) from esf group by 1, 2 order by 1, 2;

-- Of a förbund that reported one of the two, neither sum nor share of both is known.
create view adminrad as
select forbund, admin, samverkansmedel, admin + samverkansmedel as forbrukat, case when samverkansmedel is not null then admin end as jamford, utvarderar from (
	select forbund, cast(utfall_admin as integer) as admin, cast(nullif(utfall_insatser, '') as integer) as samverkansmedel, cast(admin_utvardering as integer) > 0 as utvarderar
	from raw_forbund_ekonomi join forbund using (forbund_id), parameter where cast(ar as integer) = arr and utfall_admin <> '');

create view tab_admin as
select storlek, forbund, admin, samverkansmedel, forbrukat, jamford, SHARE(jamford, forbrukat) as andel, utvarderar as med_utvardering from (
	select '*' as storlek, count(*) as forbund, sum(admin) as admin, sum(samverkansmedel) as samverkansmedel, sum(forbrukat) as forbrukat, sum(jamford) as jamford, sum(utvarderar) as utvarderar from adminrad
	union all
	select case when forbrukat is null then 'okand' when forbrukat < 3000000 then '-3' when forbrukat < 6000000 then '3-6' when forbrukat < 12000000 then '6-12' else '12-' end,
		count(*), sum(admin), sum(samverkansmedel), sum(forbrukat), sum(jamford), sum(utvarderar) from adminrad group by 1) order by 1;

create view tab_admin_lista as select forbund, admin, samverkansmedel, forbrukat, jamford, SHARE(jamford, forbrukat) as andel from adminrad order by 1;

create view sparad as
select cast(ar as integer) as ar, cast(sparade_ingaende as integer) as ingaende, cast(nullif(sparade_intecknade, '') as integer) as intecknade, cast(nullif(sparade_utgaende, '') as integer) as utgaende
from raw_sparade_medel union all select ar, null, null, null from borta where redovisning = 'ingaende';
create view tab_sparade as
select ar, count(*) as forbund, sum(ingaende is null) as saknas, sum(utgaende is null) as utan_utgaende, sum(ingaende) as ingaende, sum(intecknade) as intecknade, sum(utgaende) as utgaende
from sparad, parameter where ar in (arr, arr - 1) group by 1 order by 1;

-- ---------------------------------------------------------------- insatser

create table insatsar as
select arr as ar, i.* from insatser i, parameter
where (startdatum <= till_dag and (slutdatum = '' or slutdatum >= fran_dag)) or insats_id in (select insats_id from insatsekonomi where ar = arr and utfall > 0)
union all
select arr - 1, i.* from insatser i, parameter
where (startdatum < fran_dag and (slutdatum = '' or slutdatum >= (arr - 1) || '-01-01')) or insats_id in (select insats_id from insatsekonomi where ar = arr - 1 and utfall > 0);
create view arets as select insatsar.* from insatsar, parameter where ar = arr;

create view tab_antal_insatser as
select ar, inriktning, insatser, SHARE(insatser, alla) as andel, esf, forebyggande, personuppgifter, SHARE(personuppgifter, insatser) as andel_personuppgifter from (
	select ar, rad as inriktning, count(*) as insatser, sum(esf = 'ja') as esf, sum(forebyggande = 'ja') as forebyggande, sum(registreringssatt = 'personuppgifter') as personuppgifter
	from insatsar join inriktningrad using (inriktning) group by 1, 2) join (select ar, count(*) as alla from insatsar group by 1) using (ar) order by 1, 2;

create view tab_malgrupper as
select malgrupp, inriktning, insatser, alla, SHARE(insatser, alla) as andel from (
	select malgrupp, rad as inriktning, count(distinct insats_id) as insatser from arets join malgrupp using (insats_id) join inriktningrad using (inriktning) group by 1, 2
	union all
	select '*', rad, count(distinct insats_id) from arets join malgrupp using (insats_id) join inriktningrad using (inriktning) group by 1, 2)
join (select rad as inriktning, count(*) as alla from arets join inriktningrad using (inriktning) group by 1) using (inriktning) order by 1, 2;

create view tab_typer_individ as
select typ_individ, insatser, SHARE(insatser, alla) as andel from (
	select typ_individ, count(*) as insatser from arets where inriktning = 'individ' and typ_individ <> '' group by 1
	union all select '*', count(*) from arets where inriktning = 'individ' and typ_individ <> ''),
	(select count(*) as alla from arets where inriktning = 'individ' and typ_individ <> '') order by 1;
create view tab_typer_struktur as
select typ_struktur, insatser, SHARE(insatser, alla) as andel from (
	select typ_struktur, count(*) as insatser from arets where inriktning = 'struktur' and typ_struktur <> '' group by 1
	union all select '*', count(*) from arets where inriktning = 'struktur' and typ_struktur <> ''),
	(select count(*) as alla from arets where inriktning = 'struktur' and typ_struktur <> '') order by 1;
create view tab_typer_unga as
select typ_unga, insatser, SHARE(insatser, alla) as andel from (
	select typ_unga, count(*) as insatser from arets where typ_unga <> '' group by 1 union all select '*', count(*) from arets where typ_unga <> ''),
	(select count(*) as alla from arets where typ_unga <> '') order by 1;

create view tab_ansvariga as
select ansvarig_part, insatser, SHARE(insatser, alla) as andel, parter from (
	select ansvarig_part, count(*) as insatser, 1 as parter from arets where ansvarig_part <> '' group by 1
	union all select '*', count(*), count(distinct ansvarig_part) from arets), (select count(*) as alla from arets) order by 1;

create view delad as
select insats_id, forbund_id, forbund, inriktning, registreringssatt from insatsforbund join arets using (insats_id) join forbund using (forbund_id);

create view tab_forbund_inriktning as
select inriktning, forbund, SHARE(forbund, alla) as andel from (
	select rad as inriktning, count(distinct forbund_id) as forbund from delad join inriktningrad using (inriktning) group by 1),
	(select count(distinct forbund_id) as alla from delad) order by 1;

create view tab_personal as
select part, insatser, medarbetare, SHARE(medarbetare, alla) as andel from (
	select part, count(distinct insats_id) as insatser, sum(antal) as medarbetare from medarbetare, parameter where ar = arr group by 1
	union all select '*', count(distinct insats_id), sum(antal) from medarbetare, parameter where ar = arr),
	(select sum(antal) as alla from medarbetare, parameter where ar = arr) order by 1;

create view tab_registreringssatt as
select plats, insatser, personuppgifter, SHARE(personuppgifter, insatser) as andel from (
	select plats, count(*) as insatser, sum(registreringssatt = 'personuppgifter') as personuppgifter
	from delad join (select forbund_id, row_number() over (order by cast(tilldelat_stat as integer) desc, forbund_id) as plats
		from raw_tilldelning, parameter where ar = arr and samverkansform = 'forbund') using (forbund_id)
	where inriktning = 'individ' and plats <= 7 group by 1) order by cast(plats as text);

-- ---------------------------------------------------------------- who took part

create table registrering as
select r.*, r.rowid as id, number as pid, case kon when 'K' then '2' else '1' end as sex, substr(start, 1, 4) - fodelsear as alder,
	case utbildning when '' then 'okand' else utbildning end as niva, case offtid when '' then 'okand' else offtid end as tid_med_stod,
	r.avslut <> 'felregistrering' as ratt, inriktning = 'individ' and registreringssatt = 'personuppgifter' as for_individ,
	start >= startdatum and (slutdatum = '' or start <= slutdatum) as i_tid
from raw_episoder r join identitet i on i.id = r.rowid join insatser using (insats_id)
where r.rowid not in (select id from fel);

create table raknad as
select *, start <= till_dag and (slut = '' or slut >= fran_dag) as aktiv, slut between fran_dag and till_dag as avslutad,
	exists (select 1 from stod_rad s where s.id = registrering.id and tidpunkt = 'fore' and kod = 'aktivitetsersattning') as ae,
	exists (select 1 from stod_rad s where s.id = registrering.id and tidpunkt = 'fore' and offentlig) as offentlig
from registrering, parameter where ratt and for_individ and i_tid;
create index raknad_pid on raknad (pid);

create table person as
select *, alder <= 29 as ung, case when alder <= 29 then '-29' when alder <= 44 then '30-44' else '45-' end as aldersgrupp,
	forsta_start >= fran_dag as ny from (
	select *, row_number() over (partition by pid order by start, cast(episod_id as integer)) as nr,
		(select min(start) from raknad f where f.pid = raknad.pid) as forsta_start,
		count(*) over (partition by pid) as deltaganden
	from raknad where aktiv) where nr = 1;

create view konrad as select '*' as rad, '1' as sex union all select '*', '2' union all select '1', '1' union all select '2', '2';
create view ungrad as select '*' as ungrad, 0 as ung union all select '*', 1 union all select '0', 0 union all select '1', 1;

create view tab_deltagare as
select kon, personer, SHARE(personer, alla) as andel, deltaganden, nya, unga, SHARE(unga, personer) as andel_unga from (
	select rad as kon, count(*) as personer, sum(deltaganden) as deltaganden, sum(ny) as nya, sum(ung) as unga from person join konrad using (sex) group by 1),
	(select count(*) as alla from person) order by 1;

create view aldersrad as select aldersgrupp, rad as kon, count(*) as personer from person join konrad using (sex) group by 1, 2;
create view tab_alder as
select aldersgrupp, kon, personer, SHARE(personer, alla) as andel from (
	select * from aldersrad union all select '*', kon, sum(personer) from aldersrad group by 2)
join (select rad as kon, count(*) as alla from person join konrad using (sex) group by 1) using (kon) order by 1, 2;

create view tab_utbildning as
select ung, utbildning, kon, personer, SHARE(personer, alla) as andel from (
	select ungrad as ung, niva as utbildning, rad as kon, count(*) as personer from person join konrad using (sex) join ungrad using (ung) group by 1, 2, 3)
join (select ungrad as ung, rad as kon, count(*) as alla from person join konrad using (sex) join ungrad using (ung) group by 1, 2) using (ung, kon) order by 1, 2, 3;

create view tab_offentlig_fore as
select ung, kon, personer, med_stod, SHARE(med_stod, personer) as andel from (
	select ungrad as ung, rad as kon, count(*) as personer, sum(offentlig) as med_stod from person join konrad using (sex) join ungrad using (ung) group by 1, 2) order by 1, 2;

create view stodtid as
select case when tid_med_stod in ('-1', '1-3') then 'hogst_3' else 'over_3' end as tid, tid_med_stod as offtid, rad as kon
from person join konrad using (sex) where offentlig and tid_med_stod not in ('0', 'okand');
create view tab_offtid as
select tid, offtid, kon, personer, SHARE(personer, alla) as andel from (
	select tid, offtid, kon, count(*) as personer from stodtid group by 1, 2, 3
	union all select '*', offtid, kon, count(*) from stodtid group by 2, 3
	union all select tid, '*', kon, count(*) from stodtid group by 1, 3
	union all select '*', '*', kon, count(*) from stodtid group by 3)
join (select kon, count(*) as alla from stodtid group by 1) using (kon) order by 1, 2, 3;

create view tab_ae as
select kon, registreringar, med_ae, SHARE(med_ae, registreringar) as andel, personer from (
	select rad as kon, count(*) as registreringar, sum(ae) as med_ae, count(distinct case when ae then pid end) as personer from raknad join konrad using (sex) where aktiv group by 1) order by 1;

-- ---------------------------------------------------------------- how they fared

create table avslutad as
select *, row_number() over (partition by pid order by start, cast(episod_id as integer)) as fran_forsta,
	row_number() over (partition by pid order by slut desc, cast(episod_id as integer) desc) as fran_sista from raknad where avslutad;
create table avslutare as
select pid, sex, alder <= 29 as ung, ae as ae_fore, (select count(*) from avslutad a where a.pid = avslutad.pid) as antal from avslutad where fran_forsta = 1;
create index avslutare_pid on avslutare (pid);

create view tab_avslutade as
select kon, personer, SHARE(personer, alla) as andel, deltaganden, flera, unga from (
	select rad as kon, count(*) as personer, sum(antal) as deltaganden, sum(antal >= 2) as flera, sum(ung) as unga from avslutare join konrad using (sex) group by 1),
	(select count(*) as alla from avslutare) order by 1;

create table lage as
select a.id, p.*, 'fore' as tidpunkt, fore_arbetar = 'ja' as arbetar, fore_studerar = 'ja' as studerar, fore_arbetssokande = 'ja' as arbetssokande,
	fore_subventionerad = 'ja' as subventionerad, null as annan_rehab from avslutad a join avslutare p using (pid) where fran_forsta = 1
union all
select a.id, p.*, 'efter', efter_arbetar = 'ja', efter_studerar = 'ja', efter_arbetssokande = 'ja', efter_subventionerad = 'ja', efter_annan_rehab = 'ja'
from avslutad a join avslutare p using (pid) where fran_sista = 1;

create table sysselsatt as
select pid, sex, ung, tidpunkt, 'arbetssokande' as sysselsattning, arbetssokande as har from lage
union all select pid, sex, ung, tidpunkt, 'arbetar', arbetar from lage
union all select pid, sex, ung, tidpunkt, 'studerar', studerar from lage
union all select pid, sex, ung, tidpunkt, 'arbetar_eller_studerar', arbetar or studerar from lage
union all select pid, sex, ung, tidpunkt, 'arbetar_och_studerar', arbetar and studerar from lage
union all select pid, sex, ung, tidpunkt, 'ingen', not (arbetar or studerar or arbetssokande) from lage;

create table tab_sysselsattning as
select *, SHARE(antal, personer) as andel from (
	select tidpunkt, ungrad as ung, rad as kon, sysselsattning, count(*) as personer, sum(har) as antal
	from sysselsatt join konrad using (sex) join ungrad using (ung) group by 1, 2, 3, 4) order by 1, 2, 3, 4;

create view tab_forandringar as
select f.ung, f.kon, f.sysselsattning, f.personer, f.andel as fore, e.andel as efter,
	case when d like '%.%' then rtrim(rtrim(d, '0'), '.') else d end as forandring
from (select f.*, decimal_sub(e.andel, f.andel) as d from tab_sysselsattning f join tab_sysselsattning e using (ung, kon, sysselsattning) where f.tidpunkt = 'fore' and e.tidpunkt = 'efter') f
join tab_sysselsattning e using (ung, kon, sysselsattning) where e.tidpunkt = 'efter' order by 1, 2, 3;

create view tab_arbetssokande_fore as
select *, SHARE(antal, personer) as andel from (
	select tidpunkt, rad as kon, sysselsattning, count(*) as personer, sum(har) as antal from sysselsatt join konrad using (sex)
	where pid in (select pid from lage where tidpunkt = 'fore' and arbetssokande) group by 1, 2, 3) order by 1, 2, 3;

create view tab_subventionerade as
select *, SHARE(antal, arbetar) as andel from (
	select tidpunkt, rad as kon, sum(arbetar) as arbetar, sum(subventionerad) as antal from lage join konrad using (sex) where arbetar group by 1, 2) order by 1, 2;

create view tab_annan_rehab as
select kon, personer, antal, SHARE(antal, personer) as andel, aven_arbete from (
	select rad as kon, count(*) as personer, sum(annan_rehab) as antal, sum(annan_rehab and (arbetar or studerar)) as aven_arbete
	from lage join konrad using (sex) where tidpunkt = 'efter' group by 1) order by 1;

create view tab_forsorjning as
select tidpunkt, ung, kon, forsorjning, antal, alla as personer, SHARE(antal, alla) as andel from (
	select tidpunkt, ungrad as ung, rad as kon, case when kod in ('sjukersattning', 'aktivitetsersattning') then 'saers' else kod end as forsorjning, count(distinct pid) as antal
	from lage join stod_rad using (id, tidpunkt) join konrad using (sex) join ungrad using (ung) group by 1, 2, 3, 4)
join (select tidpunkt, ungrad as ung, rad as kon, count(*) as alla from lage join konrad using (sex) join ungrad using (ung) group by 1, 2, 3) using (tidpunkt, ung, kon)
order by 1, 2, 3, 4;

create view tab_ae_avslutade as
select tidpunkt, kon, personer, arbete as arbetar_eller_studerar, SHARE(arbete, personer) as andel_arbete, saers, SHARE(saers, personer) as andel_saers from (
	select tidpunkt, rad as kon, count(*) as personer, sum(arbetar or studerar) as arbete,
		sum(exists (select 1 from stod_rad s where s.id = lage.id and s.tidpunkt = lage.tidpunkt and kod in ('sjukersattning', 'aktivitetsersattning'))) as saers
	from lage join konrad using (sex) where ae_fore group by 1, 2) order by 1, 2;

create view tab_enkatsvar as
with svar(svar) as (values ('1'), ('2'), ('3'), ('4'), ('5'))
select svar, svarande, forbund, SHARE(forbund, svarande) as andel from (
	select svar, (select count(*) from raw_enkat where fraga = 'prioritet_ae') as svarande, (select count(*) from raw_enkat e where fraga = 'prioritet_ae' and e.svar = svar.svar) as forbund from svar);

-- ---------------------------------------------------------------- how many

create view anonyma_kon as select rad as kon, sum(antal) as antal from anonym join (select rad, sex as kon from konrad) using (kon), parameter where ar = arr group by 1;

create view tab_led as
with grund as (select kon, personer as samtycke, deltaganden, ifnull(antal, 0) as anonyma, (select sum(antal) from volym, parameter where ar = arr) as volym,
	(select personer from tab_avslutade a where a.kon = d.kon) as avslutade from tab_deltagare d left join anonyma_kon using (kon))
select led, kon, antal from (
	select kon, 'medverkat' as led, samtycke + anonyma + volym as antal from grund where kon = '*'
	union all select kon, 'tillfallen', deltaganden + anonyma + volym from grund where kon = '*'
	union all select kon, 'volym', volym from grund where kon = '*'
	union all select kon, 'uppfoljda', samtycke + anonyma from grund
	union all select kon, 'samtycke', samtycke from grund
	union all select kon, 'avslutade', avslutade from grund where avslutade is not null)
order by led, kon;

create view nyrad as
select 'samtycke' as grupp, sex, count(*) as antal from person where ny group by 2
union all select 'anonyma', k.sex, ifnull((select sum(antal) from anonym, parameter where ar = arr and kon = k.sex), 0) from (select distinct sex from person where ny) k;
create view nysumma as
select grupp, rad as kon, sum(antal) as antal from (select grupp, sex, antal from nyrad union all select '*', sex, antal from nyrad) join konrad using (sex) group by 1, 2;
create view tab_nya as
select n.grupp, n.kon, n.antal, SHARE(antal, av_kon) as andel, SHARE(antal, av_grupp) as andel_kon from (
	select n.*, k.antal as av_kon, g.antal as av_grupp from nysumma n join nysumma k on k.grupp = '*' and k.kon = n.kon join nysumma g on g.grupp = n.grupp and g.kon = '*') n order by 1, 2;

-- ---------------------------------------------------------------- controls

create view tab_per_deltagande as
select tidpunkt, kon, deltaganden, arbete, SHARE(arbete, deltaganden) as andel_arbete, sokande, SHARE(sokande, deltaganden) as andel_sokande,
	forsorjningsstod, SHARE(forsorjningsstod, deltaganden) as andel_forsorjningsstod, utan_stod, SHARE(utan_stod, deltaganden) as andel_utan_stod from (
	select tidpunkt, rad as kon, count(*) as deltaganden, sum(arbete) as arbete, sum(sokande) as sokande,
		sum(exists (select 1 from stod_rad s where s.id = l.id and s.tidpunkt = l.tidpunkt and kod = 'forsorjningsstod')) as forsorjningsstod,
		sum(exists (select 1 from stod_rad s where s.id = l.id and s.tidpunkt = l.tidpunkt and kod = 'utan_stod')) as utan_stod
	from (select id, sex, 'fore' as tidpunkt, fore_arbetar = 'ja' or fore_studerar = 'ja' as arbete, fore_arbetssokande = 'ja' as sokande from avslutad
		union all select id, sex, 'efter', efter_arbetar = 'ja' or efter_studerar = 'ja', efter_arbetssokande = 'ja' from avslutad) l
	join konrad using (sex) group by 1, 2) order by 1, 2;

create view tab_bortfall as
select steg, rad as kon, count(*) as deltaganden, count(distinct pid) as personer from (
	select '1_giltig' as steg, pid, sex from registrering
	union all select '2_ratt', pid, sex from registrering where ratt
	union all select '3_individ', pid, sex from registrering where ratt and for_individ
	union all select '4_inom', pid, sex from raknad
	union all select '5_avslutad', pid, sex from raknad where avslutad)
join konrad using (sex) group by 1, 2 order by 1, 2;

create table sen as
select insats_id, sex, cast(julianday(registrerad) - julianday(start) as integer) as dagar, niva = 'okand' as utan_utbildning, tid_med_stod = 'okand' as utan_tid from raknad where aktiv;

-- The quantile p of n values in order: value j + 1 if n * p is not whole (j its whole part), else the mean of j and j + 1; p in tenths.
create view fullstandig as
select rad as kon, dagar, utan_utbildning, utan_tid, row_number() over (partition by rad order by dagar) as nr, count(*) over (partition by rad) as n from sen join konrad using (sex);
create view tab_fullstandighet as
select kon, deltaganden, median, nionde, sena, SHARE(sena, deltaganden) as andel_sena, utan_utbildning, SHARE(utan_utbildning, deltaganden) as andel_utan_utbildning,
	utan_tid, SHARE(utan_tid, deltaganden) as andel_utan_tid from (
	select kon, count(*) as deltaganden,
		rtrim(rtrim(printf('%.1f', avg(case when nr in ((5 * n + 9) / 10, (5 * n) / 10 + 1) then dagar end)), '0'), '.') as median,
		rtrim(rtrim(printf('%.1f', avg(case when nr in ((9 * n + 9) / 10, (9 * n) / 10 + 1) then dagar end)), '0'), '.') as nionde,
		sum(dagar > 30) as sena, sum(utan_utbildning) as utan_utbildning, sum(utan_tid) as utan_tid from fullstandig group by 1) order by 1;

create view fullstandig_forbund as
select forbund, dagar, utan_utbildning, utan_tid, row_number() over (partition by forbund order by dagar) as nr, count(*) over (partition by forbund) as n
from sen join insatsforbund using (insats_id) join forbund using (forbund_id);
create view tab_fullstandighet_forbund as
select forbund, deltaganden, median, sena, SHARE(sena, deltaganden) as andel_sena, utan_utbildning, SHARE(utan_utbildning, deltaganden) as andel_utan_utbildning,
	utan_tid, SHARE(utan_tid, deltaganden) as andel_utan_tid from (
	select forbund, count(*) as deltaganden,
		rtrim(rtrim(printf('%.1f', avg(case when nr in ((5 * n + 9) / 10, (5 * n) / 10 + 1) then dagar end)), '0'), '.') as median,
		sum(dagar > 30) as sena, sum(utan_utbildning) as utan_utbildning, sum(utan_tid) as utan_tid from fullstandig_forbund group by 1) order by 1;

create view tab_tackning_forbund as
select forbund, insatser, personuppgifter, SHARE(personuppgifter, insatser) as andel, tomma, nya, samtycke, SHARE(samtycke, nya) as samtyckesgrad from (
	select forbund, count(*) as insatser, sum(registreringssatt = 'personuppgifter') as personuppgifter,
		sum(registreringssatt = 'personuppgifter' and insats_id not in (select insats_id from sen)) as tomma,
		sum(samtycke + anonyma) as nya, sum(samtycke) as samtycke
	from (select *, (select count(*) from person p where ny and p.insats_id = delad.insats_id) as samtycke,
		(select ifnull(sum(antal), 0) from anonym a, parameter where a.insats_id = delad.insats_id and ar = arr) as anonyma from delad where inriktning = 'individ') group by 1) order by 1;

-- ---------------------------------------------------------------- rules over several files

create table raw_rows as -- as they were before the rules over several files, for what those reject
select 'medlemmar' as fil, forbund_id, count(*) as rader from sen_medlem group by 2 union all select 'forbund_kommun', forbund_id, count(*) from sen_kommun group by 2;
create view tab_flera_avvisade as
select * from (select 'V03' as regel, fil, forbund, sum(rader) as rader from raw_rows join forbund using (forbund_id) group by 2, 3
	union all select 'V07', 'medlemmar', forbund, count(*) from okand_medlem join forbund using (forbund_id) group by 3
	union all select 'V08', 'forbund_kommun', forbund, count(*) from dubbel join forbund using (forbund_id) group by 3) order by 1, 2, 3;

create view part_rad as select 'stat' as part, 'fk' as kod, 50 as ska union all select 'stat', 'af', 50 union all select 'landsting', 'landsting', 25 union all select 'kommun', 'kommun', 25;
create view arsmedlem as
select m.* from raw_medlemmar m left join stangd s using (forbund_id), parameter
where m.fran <= min(coalesce(s.dag, till_dag), till_dag) and (m.till = '' or m.till >= min(coalesce(s.dag, till_dag), till_dag));
create view tab_flera_parter as
select * from (
	select 'V05' as regel, forbund, p.part as styrelsepart, cast(round(sum(cast(replace(andel_procent, ',', '.') as real))) as integer) as har, ska
	from arsmedlem m join part_rad p on p.kod = m.part join forbund using (forbund_id), parameter
	where bildat_datum <= till_dag and (nedlagt_datum = '' or nedlagt_datum >= fran_dag) group by forbund, p.part having sum(andel_procent = '') = 0 and har <> ska
	union all select 'V06', forbund, kod, coalesce(sum(case when m.part is null then 0 when kod = 'kommun' then cast(ordinarie as integer) else 1 end), 0) as har, 1
	from forbund f join part_rad p left join arsmedlem m on m.forbund_id = f.forbund_id and m.part = p.kod, parameter
	where bildat_datum <= till_dag and (nedlagt_datum = '' or nedlagt_datum >= fran_dag) group by forbund, kod having har < 1)
order by 1, 2, 3;

create view betalt as select insats_id, cast(ar as integer) as ar, sum(kronor) as andras from finansierad where insats_id <> '' and finansieringskalla <> 'samverkansmedel' group by 1, 2;
create view summa as -- in hundredths of a krona times a percent, so whole
select forbund_id, e.ar, count(*) as insatser, sum((utfall - coalesce(andras, 0)) * cast(round(cast(replace(andel, ',', '.') as real) * 100) as integer)) as delar
from insatsekonomi e left join betalt using (insats_id, ar) join insatsforbund using (insats_id) group by 1, 2 having sum(utfall is null) = 0;
create view konto as
select forbund, a.ar, cast(s.sparade_ingaende as integer) as ingaende, cast(nullif(s.sparade_utgaende, '') as integer) as utgaende,
	cast(nullif(t.utfall, '') as integer) + cast(nullif(tilldelat_landsting, '') as integer) + cast(nullif(tilldelat_kommun, '') as integer) as tillfort,
	cast(nullif(utfall_admin, '') as integer) + cast(nullif(utfall_insatser, '') as integer) as anvant, cast(nullif(utfall_insatser, '') as integer) as insatsutfall,
	cast(nullif(fore.sparade_utgaende, '') as integer) as fore, (2 * delar + 10000) / 20000 as summa, insatser
from forbund f join (select arr as ar from parameter union select arr - 1 from parameter) a
left join raw_sparade_medel s on s.forbund_id = f.forbund_id and cast(s.ar as integer) = a.ar
left join raw_sparade_medel fore on fore.forbund_id = f.forbund_id and cast(fore.ar as integer) = a.ar - 1
left join raw_tilldelning t on t.forbund_id = f.forbund_id and cast(t.ar as integer) = a.ar and t.samverkansform = 'forbund'
left join raw_forbund_ekonomi e on e.forbund_id = f.forbund_id and cast(e.ar as integer) = a.ar
left join summa on summa.forbund_id = f.forbund_id and summa.ar = a.ar;
create view tab_flera_konton as
select * from (
	select 'V10' as regel, forbund, ar, anvant as redovisat, ingaende + tillfort as beraknat, anvant - ingaende - tillfort as skillnad from konto where anvant > ingaende + tillfort
	union all select 'V12', forbund, ar, insatsutfall, summa, insatsutfall - summa from konto where abs(insatsutfall - summa) > insatser
	union all select 'V13', forbund, ar, ingaende, fore, ingaende - fore from konto where ingaende <> fore
	union all select 'V14', forbund, ar, utgaende, ingaende + tillfort - anvant, utgaende - ingaende - tillfort + anvant from konto where utgaende <> ingaende + tillfort - anvant)
order by 1, 2, 3;

create view tab_flera_insatser as
select * from (
	select 'V15' as regel, insats_id, har, utfall as ska
	from (select insats_id, sum(kronor) as har, sum(finansieringskalla = 'samverkansmedel') as hela from finansierad, parameter where insats_id <> '' and cast(ar as integer) = arr group by 1)
	join insatsekonomi using (insats_id), parameter where ar = arr and (har > utfall or (hela > 0 and har < utfall))
	union all select 'V21', insats_id, cast(round(sum(cast(replace(andel, ',', '.') as real))) as integer) as har, 100 from insatsforbund group by 2 having har <> 100)
order by 1, 2;

create view fynd as
select regel, rader from tab_flera_avvisade union all select regel, 1 from tab_flera_parter union all select regel, 1 from tab_flera_konton union all select regel, 1 from tab_flera_insatser;
create view tab_flera_regler as
with r(regel) as (values ('V03'), ('V05'), ('V06'), ('V07'), ('V08'), ('V10'), ('V12'), ('V13'), ('V14'), ('V15'), ('V18'), ('V21'))
select case when regel in ('V03', 'V07', 'V08', 'V18') then 'fel' else 'varning' end as allvar, regel, regel as atgard, coalesce(sum(rader), 0) as fynd from r left join fynd using (regel) group by 2 order by 1, 2;

insert into besked select * from svar;
