-- One month, from the files as they came: what the monthly report of each förbund counts before it is protected, and that of the country. @from and @till are its days, @quarter
-- the last quarter that had ended by then, @year its year.
create view namn as select "Förbunds-id" id, Namn forbund, Bildat bildat, Nedlagt nedlagt from forbund where Samverkansform = 'forbund';
create view hos as select "Insats-id" insats, f.id, f.forbund from insats_forbund i join namn f on f.id = i."Förbunds-id";
create view stangd as select insats, max(nedlagt) dag from hos join namn using (id) group by insats having count(nullif(nedlagt, '')) = count(*);

create view deltagande as
select e.rowid nr, "Insats-id" insats, case e."Kön" when 'K' then '2' else '1' end kon, e.Startdatum start, e.Slutdatum slut
from episoder e join insatser i using ("Insats-id") left join stangd s on s.insats = i."Insats-id"
where e.Avslutsorsak <> 'felregistrering' and i.Inriktning = 'individ' and i."Registreringssätt" = 'personuppgifter' and e.Startdatum >= i.Startdatum
	and (i.Slutdatum = '' or e.Startdatum <= i.Slutdatum) and (s.dag is null or e.Startdatum <= s.dag)
	and e.Startdatum <= '@till' and (e.Slutdatum = '' or e.Slutdatum >= '@from');
create view vilka as select '*' v, nr, insats, start, slut from deltagande union all select kon, nr, insats, start, slut from deltagande;
create view anvisning as
select a.rowid nr, "Insats-id" insats, case "Kön" when 'K' then '2' else '1' end kon, Anvisad anvisad, Svarsdatum svar from anvisningar a;
create view hanvisade as select '*' v, * from anvisning union all select kon, * from anvisning;

create view senast as
select * from forbund_kvartal k where "År" = '@year' and Kvartal <= '@quarter' and "Inlämnad" =
	(select max("Inlämnad") from forbund_kvartal a where a."Förbunds-id" = k."Förbunds-id" and a."År" = k."År" and a.Kvartal = k.Kvartal and a.Kostnadspost = k.Kostnadspost);
create view hittills as
select n.forbund, Kostnadspost post, Budget * 1 budget, case when Kvartal = '@quarter' and "Utfall hittills" <> '' then "Utfall hittills" * 1 end utfall,
	case when Kvartal = '@quarter' and "Prognos för året" <> '' then "Prognos för året" * 1 end prognos
from senast k join namn n on n.id = k."Förbunds-id"
where Kvartal = (select max(Kvartal) from senast a where a."Förbunds-id" = k."Förbunds-id" and a.Kostnadspost = k.Kostnadspost);
create view poster as select '*' p, * from hittills union all select post, * from hittills;

create view arets as
select "Insats-id" id, Namn || ' (' || "Insats-id" || ')' namn from insatser i
where Startdatum <= '@till' and ((Startdatum <= '@year-12-31' and (Slutdatum = '' or Slutdatum >= '@year-01-01'))
	or exists (select 1 from insats_ekonomi e where e."Insats-id" = i."Insats-id" and e."År" = '@year' and e.Utfall * 1 > 0));
create view skulder as
select n.forbund, n.forbund vem, k.Kvartal rad, k."Utfall hittills" utfall, k."Prognos för året" prognos
from namn n join (select 'admin' post union select 'insatser') left join senast k on k."Förbunds-id" = n.id and k.Kostnadspost = post and k.Kvartal = '@quarter'
where n.bildat <= '@year-12-31' and (n.nedlagt = '' or n.nedlagt >= '@year-01-01')
union all
select h.forbund, a.namn, k.Kvartal, k."Utfall hittills", k."Prognos för året"
from arets a join hos h on h.insats = a.id left join insats_kvartal k on k."Insats-id" = a.id and k."År" = '@year' and k.Kvartal = '@quarter' and k."Inlämnad" =
	(select max("Inlämnad") from insats_kvartal b where b."Insats-id" = a.id and b."År" = k."År" and b.Kvartal = k.Kvartal);
create view uppgifter as
select forbund, vem, 'utfall_hittills' uppgift, case when rad is null then 'saknas' when utfall = '' then 'tomt' else 'redovisat' end besked from skulder union all
select forbund, vem, 'prognos', case when rad is null then 'saknas' when prognos = '' then 'tomt' else 'redovisat' end from skulder;

.once deltaganden
select h.forbund, v, count(*), sum(start >= '@from'), sum(slut between '@from' and '@till') from vilka join hos h using (insats) group by 1, 2 order by 1, 2;
.once anvisade_nu
select h.forbund, v, count(*) from hanvisade join hos h using (insats) where anvisad between '@from' and '@till' group by 1, 2 order by 1, 2;
.once vantar
select h.forbund, v, count(*) from hanvisade join hos h using (insats) where anvisad <= '@till' and (svar = '' or svar > '@till') group by 1, 2 order by 1, 2;
.once pengar
select forbund, p, sum(budget), case when count(utfall) = count(*) then sum(utfall) end, case when count(prognos) = count(*) then sum(prognos) end,
	case when count(prognos) = count(*) then sum(prognos) - sum(budget) end from poster group by 1, 2 order by 1, 2;
.once saknas
select forbund, vem, uppgift, besked, count(*) from uppgifter where besked <> 'redovisat' group by 1, 2, 3, 4 order by 1, 2, 3, 4;

-- The country, where a participation counts once; and how often it counts again, in the second förbund of its insats.
.once riket
select v, count(*), sum(start >= '@from'), sum(slut between '@from' and '@till') from vilka group by 1 order by 1;
.once flera
select v, count(*), sum(start >= '@from'), sum(slut between '@from' and '@till') from vilka
join (select insats, count(*) - 1 fler from hos group by 1) x using (insats) join (select 1 n union select 2 union select 3 union select 4) on n <= fler group by 1 order by 1;
