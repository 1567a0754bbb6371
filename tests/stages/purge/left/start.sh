# For the cases beside this folder: what runs have left. Each thing has a day of its own in March 2020.
umask 022
mkdir -p -m 700 work/x work/x/2012 work/x/2013 && mkdir -p site/2012.versions/1/publication site/2012.versions/2/publication site/2012.versions/try.77/publication bundle

out() { printf '{"name":"%s","file":"work/x/2012/%s.tsv","level":"%s","published":false}' "$1" "$1" "$2"; }
target() { printf '{"name":"%s","kind":"%s","files":[],"outputs":[%s],"steps":[]}' "$1" "$2" "$3"; }
printf '{"pipeline":"x","path":"x.yaml","work":"work/x/2012","publish":"site/2012","targets":[%s,%s,%s]}\n' \
	"$(target p source "$(out p clear),$(out p.quality open),$(out p.rejects clear)")" \
	"$(target t table "$(out t pseudonymous)")" "$(target s table "$(out s aggregate)")" >work/x/2012/plan.json
for file in p.tsv p.quality.tsv p.rejects.tsv t.tsv s.tsv t.tsv.id t.tsv.try.99 lock makefile; do echo "$file" >work/x/2012/$file; done
for file in u.tsv lock makefile; do echo "$file" >work/x/2013/$file; done
package() { printf '{"resources":[{"name":"a","finsam":{"level":"open"}},{"name":"b","finsam":{"level":"%s"}}]}\n' "$1"; }
for n in 1 2 try.77; do
	package aggregate >site/2012.versions/$n/publication/datapackage.json
	echo "{\"version\":\"$n\"}" >site/2012.versions/$n/publication/provenance.json
done
ln -s 2012.versions/2/publication site/2012
package pseudonymous >bundle/datapackage.json && echo rows >bundle/b.tsv
echo delivered >in.csv

dated() { find "$2" -exec touch -h -d "2020-03-$1" {} +; }
dated 20 work/x/2012 && dated 10 work/x/2013 && dated 15 site && dated 05 bundle && dated 01 in.csv
dated 18 work/x/2012/p.tsv && dated 02 work/x/2012/p.rejects.tsv

purge() { finsam purge --today 2020-03-31 "$@"; }
without_time() { sed -E '2,$s/^....-..-..T..:..:..Z/(time)/; 2,$s/[0-9a-f]{64}$/(chain)/' "$1"; }
