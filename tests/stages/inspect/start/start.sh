# A work folder with a group of two tables, as a run leaves it, one table that is protected by itself, an open one; and what is published now.
mkdir -p work site/p/tables
printf 'kon\tpersoner\tarbetar\tandel\n*\t20\t9\t0.45\n1\t13\t6\t0.461538461538461538\n2\t7\t3\t0.428571428571428571\n3\t0\t0\t\n' >work/t.tsv
printf 'kon\tbelopp\n*\t900\n1\t500\n2\t400\n' >work/u.tsv
printf 'kon\tpersoner\tpersoner.status\tarbetar\tarbetar.status\tandel\tandel.status\n*\t20\t\t9\t\t0.45\t\n1\t13\t\t\thidden\t\thidden\n2\t7\t\t\thidden\t\thidden\n3\t0\t\t0\t\t\t\n' >work/g.t.tsv
printf 'kon\tbelopp\tbelopp.status\n*\t900\t\n1\t500\t\n2\t400\t\n' >work/g.u.tsv
printf 'uppgift\tvarde\nmin\t5\n' >work/g.tsv
printf 'tabell\trad\tnyckel\tmatt\tregel\tminst\tmest\nt\t3\tkon=1\tarbetar\tanother'"'"'s sake\t5\t8\nt\t3\tkon=1\tandel\tmade of: another'"'"'s sake\t\t\nt\t4\tkon=2\tarbetar\tsmall\t1\t4\nt\t4\tkon=2\tandel\tmade of: small\t\t\n' >work/g.explain.tsv
printf 'kon\tn\tn.status\n*\t15\trounded\n1\t15\trounded\n' >work/v.tsv
printf 'dag\tforbund\n2012-12-31\t80\n' >work/o.tsv
cp work/g.t.tsv site/p/tables/t.tsv && sed 's/80/81/' work/o.tsv >site/p/tables/o.tsv
start() { printf '{"event":"start","id":"1","step":"%s.1","stage":"%s","version":"0.1.0","arguments":[%s],"time":"2026-11-30T19:00:00Z"}\n' "$1" "$2" "$3"; }
start g protect '"--min=5","--width=3","--zeros=show","--alike=hide","--table=t=work/t.tsv","--by=t:kon","--count=t:personer=p[kon=1]","--count=t:arbetar@kon=q","--derived=t:andel=arbetar/personer","--table=u=work/u.tsv","--by=u:kon","--sum=u:belopp=antal","--record=x"' >work/g.tsv.ledger
start v protect '"--min=5","--zeros=show","--method=round","--base=3","--by=kon","--count=n"' >work/v.tsv.ledger
start o aggregate '"--by=dag","forbund=count()"' >work/o.tsv.ledger
table() { printf '{"name":"%s","file":"work/%s.tsv","level":"%s","published":%s%s}' "$1" "$2" "$3" "$4" "${5:+,\"key\":\"$5\"}"; }
printf '{"pipeline":"p","path":"p.yaml","work":"work","publish":"site/p","targets":[%s,%s,%s,%s]}\n' \
	"{\"name\":\"g\",\"kind\":\"group\",\"files\":[],\"outputs\":[$(table g g open true),$(table t g.t protected true kon),$(table u.protected g.u protected false kon),$(table g.explain g.explain aggregate false)],\"steps\":[]}" \
	"{\"name\":\"v\",\"kind\":\"table\",\"files\":[],\"outputs\":[$(table v v protected true kon)],\"steps\":[]}" \
	"{\"name\":\"o\",\"kind\":\"table\",\"files\":[],\"outputs\":[$(table o o open true dag)],\"steps\":[]}" \
	"{\"name\":\"n\",\"kind\":\"table\",\"files\":[],\"outputs\":[$(table n n protected true)],\"of\":[\"work/g.u.tsv.id\"],\"steps\":[]}" >work/plan.json
printf 'kon\tbelopp\n*\t900\n' >work/n.tsv && start n pick '"kon"' >work/n.tsv.ledger
inspect() { finsam inspect --into into "$@" work/plan.json; }
