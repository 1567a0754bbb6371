-- The tables of pipelines/forandring.yaml, computed a second time: by SQLite, from the raw files,
-- without anything of ours. Run by forandring-sql.sh, which imports the files (recoded to UTF-8,
-- else as they are) into raw_* and sets parameter.

-- parameter (ar, reference_year) has one row.

-- A share with 18 decimals, half up, in canonical form: a long division in two steps, since n *
-- 10^18 has no room in 64 bits. The whole part is n / d; each step gives nine decimals.
create view division as
with step1 as (select n, d, n / d as whole, (n % d) * 1000000000 as rest from fraction),
step2 as (select n, d, whole, rest / d as high, (rest % d) * 1000000000 as rest from step1),
step3 as (select n, d, whole, high, rest / d + (2 * (rest % d) >= d) as low from step2),
carry as (select n, d, whole, high + low / 1000000000 as high, low % 1000000000 as low from step3)
select n, d, rtrim(rtrim(printf('%d.%09d%09d', whole + high / 1000000000, high % 1000000000, low), '0'), '.') as share from carry;
create table fraction (n integer, d integer, primary key (n, d));
insert into fraction
with recursive k(i) as (select 0 union all select i + 1 from k where i < 250)
select n.i, d.i from k n, k d where d.i > 0 and n.i <= d.i;

-- ---------------------------------------------------------------- what is a valid row

create view insats as
select line, insats_id, forbund_id, inriktning, registreringssatt, startdatum, nullif(slutdatum, '') as slutdatum,
	cast(replace(replace(replace(budget, ' ', ''), char(160), ''), ',', '') as integer) as ore
from (select rowid + 1 as line, * from raw_insatser)
where (slutdatum = '' or slutdatum >= startdatum) -- V35
and not (inriktning = 'struktur' and registreringssatt = 'personuppgifter'); -- V19

-- V46 and the forms of the fields.
create view anonym as
select insats_id, cast(ar as integer) as ar, case kon when 'K' then '2' else '1' end as kon, cast(antal as integer) as antal
from raw_anonyma
where kon in ('K', 'M') and antal glob '[1-9]*' and slut = '' and insats_id in (select insats_id from insats);

create view identity_text as
select rowid as id, replace(replace(trim(personnummer), '-', ''), ' ', '') as bare from raw_deltaganden;

create view identity_long as
select id, case length(bare)
	when 12 then bare
	when 10 then (case when 2000 + cast(substr(bare, 1, 2) as integer) <= reference_year then '20' else '19' end) || bare
	end as number
from identity_text, parameter;

-- Weights 2, 1, 2, 1 ... on the last ten digits; the sum of the digits of the products ends in 0.
create view identity_checked as
with recursive digit(i) as (select 1 union all select i + 1 from digit where i < 10)
select id, number, (select sum(p / 10 + p % 10) from
	(select cast(substr(number, 2 + i, 1) as integer) * (1 + i % 2) as p from digit)) % 10 = 0 as luhn,
	cast(substr(number, 5, 2) as integer) % 80 as month,
	cast(substr(number, 7, 2) as integer) % 60 as day
from identity_long;

create view identity as
select id, number, number is not null and number not glob '*[^0-9]*' and luhn
	and date(substr(number, 1, 4) || printf('-%02d-%02d', month, day), '+0 days')
		is substr(number, 1, 4) || printf('-%02d-%02d', month, day) as valid
from identity_checked;

create view ja as select 'ja' as raw, 1 as value union all select 'nej', 0;
create view kod as
select 'utbildning' as lista, value as kod from json_each('["ingen","grundskola","gymnasium","eftergymnasial","okand"]')
union all select 'avslut', value from json_each('["enligt_plan","arbete_studier","annan_rehab","avbruten_egen",
	"samtycke_atertaget","flytt","sjukdom","felregistrering","annat","okand"]')
union all select 'forsorjning', value from json_each('["sjukpenning","sjukersattning","aktivitetsersattning","akassa",
	"aktivitetsstod","forsorjningsstod","studiestod","annan","utan_stod"]');

-- One row a code of the lists in fore_forsorjning and efter_forsorjning.
create table forsorjning_rad as
with recursive lista(id, tidpunkt, rest, kod) as (
	select rowid, 'fore', fore_forsorjning || ',', null from raw_deltaganden
	union all select rowid, 'efter', efter_forsorjning || ',', null from raw_deltaganden
	union all select id, tidpunkt, substr(rest, instr(rest, ',') + 1), trim(substr(rest, 1, instr(rest, ',') - 1))
	from lista where rest <> '')
select id, tidpunkt, kod from lista where kod <> '';

-- Everything that makes a row invalid, a line a reason. A ragged row is found by its last field,
-- which is then null.
create table fel as
with rad as (select rowid as id, * from raw_deltaganden),
hel as (select * from rad where efter_forsorjning is not null),
lage as (
	select id, 'fore' as tidpunkt, fore_arbetar as arbetar, fore_arbete_pct as arbete_pct, fore_studerar as studerar,
		fore_studie_pct as studie_pct, fore_subventionerad as subventionerad from hel
	union all
	select id, 'efter', efter_arbetar, efter_arbete_pct, efter_studerar, efter_studie_pct, efter_subventionerad from hel)
select id, 'ragged' as regel from rad where efter_forsorjning is null
union select id, 'start' from hel where date(start, '+0 days') is not start
union select id, 'slut' from hel where slut <> '' and date(slut, '+0 days') is not slut
union select id, 'V35' from hel where date(start, '+0 days') is start and date(slut, '+0 days') is slut and slut < start
union select id, 'utbildning' from hel where utbildning not in (select kod from kod where lista = 'utbildning')
union select id, 'avslut' from hel where avslut <> '' and avslut not in (select kod from kod where lista = 'avslut')
union select id, 'V22' from hel join identity using (id) where not valid
union select id, 'V34' from hel where exists (select 1 from hel first where first.episod_id = hel.episod_id and first.id < hel.id)
union select id, 'V34' from hel join identity i using (id) where exists (
	select 1 from hel first join identity using (id) where first.id < hel.id
	and number = i.number and first.insats_id = hel.insats_id and first.start = hel.start)
union select id, 'V16' from hel where insats_id not in (select insats_id from insats)
union select id, 'V30' from hel where samtycke <> 'ja'
union select id, 'V31' from hel where samtycke = 'ja' and (samtycke_datum = '' or samtycke_datum > registrerad)
union select id, 'V40' from hel where (slut = '') <> (efter_arbetar = '')
union select id, 'V41' from lage where arbetar <> '' and (arbetar = 'ja') <> (cast(replace(arbete_pct, ',', '.') as real) > 0)
union select id, 'V41' from lage where studerar <> '' and (studerar = 'ja') <> (cast(replace(studie_pct, ',', '.') as real) > 0)
union select id, 'V42' from lage where arbetar <> 'ja' and subventionerad = 'ja'
union select id, 'V44' from forsorjning_rad u join forsorjning_rad o using (id, tidpunkt)
	where u.kod = 'utan_stod' and o.kod not in ('utan_stod', 'studiestod')
union select id, 'forsorjning' from forsorjning_rad where kod not in (select kod from kod where lista = 'forsorjning')
union select id, 'V45' from hel where fore_forsorjning = '' or (slut <> '' and efter_forsorjning = '' and efter_arbetar <> '');

-- ---------------------------------------------------------------- populations

-- The steps from a valid row to P-AVSL; each is inside the one before it.
create table registrering as
select r.rowid as id, i.number as pid, case r.kon when 'K' then '2' else '1' end as kon, r.*,
	1 as steg_1_giltig,
	avslut <> 'felregistrering' as steg_2_ratt,
	avslut <> 'felregistrering' and s.inriktning = 'individ' and s.registreringssatt = 'personuppgifter' as steg_3_individ,
	avslut <> 'felregistrering' and s.inriktning = 'individ' and s.registreringssatt = 'personuppgifter'
		and start >= s.startdatum and (s.slutdatum is null or start <= s.slutdatum) as steg_4_inom
from raw_deltaganden r join identity i on i.id = r.rowid join insats s using (insats_id)
where r.rowid not in (select id from fel);

create table avslutad as
select *, row_number() over (partition by pid order by start, cast(episod_id as integer)) as from_first,
	row_number() over (partition by pid order by slut desc, cast(episod_id as integer) desc) as from_last
from registrering, parameter
where steg_4_inom and slut between ar || '-01-01' and ar || '-12-31';

-- A person's state before the first and after the last episode that ended in the year.
create table lage as
select id, pid, kon, 'fore' as tidpunkt, fore_arbetar = 'ja' as arbetar, fore_studerar = 'ja' as studerar,
	fore_arbetssokande = 'ja' as arbetssokande from avslutad where from_first = 1
union all
select id, pid, kon, 'efter', efter_arbetar = 'ja', efter_studerar = 'ja', efter_arbetssokande = 'ja'
from avslutad where from_last = 1;

create table sysselsatt as
select pid, kon, tidpunkt, 'arbetssokande' as sysselsattning, arbetssokande as ar from lage
union all select pid, kon, tidpunkt, 'arbetar', arbetar from lage
union all select pid, kon, tidpunkt, 'studerar', studerar from lage
union all select pid, kon, tidpunkt, 'arbetar_eller_studerar', arbetar or studerar from lage
union all select pid, kon, tidpunkt, 'arbetar_och_studerar', arbetar and studerar from lage
union all select pid, kon, tidpunkt, 'ingen', not (arbetar or studerar or arbetssokande) from lage;

create table forsorjd as
select distinct pid, kon, tidpunkt, kod from lage join forsorjning_rad using (id, tidpunkt);

create view konrad as select '*' as rad, '1' as kon union all select '*', '2' union all select '1', '1' union all select '2', '2';

-- ---------------------------------------------------------------- the tables, as the pipeline publishes them

create view tab_sysselsattning as
select tidpunkt, rad as kon, sysselsattning, personer, antal, share as andel
from (select tidpunkt, rad, sysselsattning, count(*) as personer, sum(ar) as antal
	from sysselsatt join konrad using (kon) group by 1, 2, 3) join division on n = antal and d = personer
order by 1, 2, 3;

create view tab_forsorjning as
select tidpunkt, rad as kon, kod as forsorjning, antal, personer, share as andel
from (select tidpunkt, rad, kod, count(distinct pid) as antal from forsorjd join konrad using (kon) group by 1, 2, 3)
join (select tidpunkt, rad, count(distinct pid) as personer from lage join konrad using (kon) group by 1, 2) using (tidpunkt, rad)
join division on n = antal and d = personer
order by 1, 2, 3;

create view tab_arbetssokande_fore as
select tidpunkt, rad as kon, sysselsattning, personer, antal, share as andel
from (select tidpunkt, rad, sysselsattning, count(*) as personer, sum(ar) as antal
	from sysselsatt join konrad using (kon)
	where pid in (select pid from lage where tidpunkt = 'fore' and arbetssokande) group by 1, 2, 3)
join division on n = antal and d = personer
order by 1, 2, 3;

create view tab_avslutade as
select rad as kon, count(*) as personer, sum(episoder) as episoder, sum(episoder >= 2) as flera
from (select pid, kon, episoder from lage join (select pid, count(*) as episoder from avslutad group by 1) using (pid)
	where tidpunkt = 'fore') join konrad using (kon)
group by 1 order by 1;

create view tab_per_episod as
select tidpunkt, rad as kon, episoder, antal, share as andel
from (select tidpunkt, rad, count(*) as episoder, sum(ar) as antal from (
		select 'fore' as tidpunkt, kon, fore_arbetar = 'ja' or fore_studerar = 'ja' as ar from avslutad
		union all select 'efter', kon, efter_arbetar = 'ja' or efter_studerar = 'ja' from avslutad)
	join konrad using (kon) group by 1, 2) join division on n = antal and d = episoder
order by 1, 2;

create view tab_nya as
select rad as kon, registreringar, samtycke, anonyma, samtycke + anonyma as nya, share as andel_anonyma
from (select rad, count(*) as registreringar, count(distinct pid) as samtycke
	from registrering join konrad using (kon), parameter
	where steg_4_inom and start between ar || '-01-01' and ar || '-12-31' group by 1)
join (select rad, sum(antal) as anonyma from anonym join konrad using (kon), parameter where anonym.ar = parameter.ar group by 1)
	using (rad)
join division on n = anonyma and d = samtycke + anonyma
order by 1;

create view tab_led as
select steg, rad as kon, count(*) as registreringar, count(distinct pid) as personer
from (
	select '1_giltig' as steg, pid, kon from registrering where steg_1_giltig
	union all select '2_ratt', pid, kon from registrering where steg_2_ratt
	union all select '3_individ', pid, kon from registrering where steg_3_individ
	union all select '4_inom', pid, kon from registrering where steg_4_inom
	union all select '5_avslutad', pid, kon from avslutad)
join konrad using (kon)
group by 1, 2 order by 1, 2;

create view tab_insatsoversikt as
select rad as forbund_id, inriktning, count(*) as insatser, sum(registreringssatt = 'personuppgifter') as med_personuppgifter,
	rtrim(rtrim(printf('%d.%02d', sum(ore) / 100, sum(ore) % 100), '0'), '.') as budget
from insats join (select forbund_id, forbund_id as rad from insats union select forbund_id, '*' from insats) using (forbund_id), parameter
where startdatum <= ar || '-12-31' and (slutdatum is null or slutdatum >= ar || '-01-01')
group by 1, 2 order by 1, 2;
