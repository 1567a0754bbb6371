# As docs/handover.md tells it: each party in a folder of its own, then the förbund.
G=$ROOT/pipelines/gemensam.yaml
for part in kommunen regionen; do
	mkdir $part && (cd $part && install -m 600 "$ROOT/tests/test.key" nyckel &&
		finsam run "$G" site=party party=$part period=2025H1 minsta=5 nyckel=nyckel konstgjorda=true)
done
mkdir -p forbundet/in && cp -r kommunen/handover/* regionen/handover/* forbundet/in && cd forbundet || exit
finsam run "$G" site=forbund bundles=in period=2025H1 minsta=5 && cat site/gemensam/2025H1/gemensam.sv.txt
# Which bundles it was stands in the publication.
grep -o '"bundles":"kommunen sha256:' site/gemensam/2025H1/provenance.json
# Nothing at the förbund holds an identity of anybody, or a pseudonym.
cut -d ';' -f 1 "$ROOT"/pipelines/data/gemensam/*/deltagare.csv | grep '^[0-9]' | sort -u >../identities
[ "$(wc -l <../identities)" -gt 100 ] && ! grep -rqF -f ../identities . && ! grep -rqE '[a-z2-7]{26}' --include='*.tsv' . && echo 'no person here'
# What came in as figures has no persons that can be counted, and may tell anything.
grep -oE '"(method|tells|sources|uncounted)":"[^"]*"' work/gemensam/*/plan.json | grep -v ':""' | cut -d : -f 1-2
# The second time nothing is done; without the bundles, nothing is published.
finsam run "$G" site=forbund bundles=in period=2025H1 minsta=5
rm -r in/gemensam-2025H1-regionen && finsam run "$G" site=forbund bundles=in period=2025H1 minsta=5
