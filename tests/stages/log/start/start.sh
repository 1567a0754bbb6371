# A work folder as a run leaves it, its log, and words to see it without times, users and chains.
mkdir -p work/x/2012/review
table() { printf '{"name":"%s","file":"work/x/2012/%s.tsv","level":"%s","published":false}' "$1" "$1" "$2"; }
printf '{"pipeline":"x","path":"x.yaml","work":"work/x/2012","publish":"site/2012","targets":[{"name":"p","kind":"source","files":[],"outputs":[%s,%s,%s],"steps":[]},{"name":"s","kind":"table","files":[],"outputs":[%s],"steps":[]},{"name":"v","kind":"table","files":[],"outputs":[%s],"steps":[]}]}\n' \
	"$(table p clear)" "$(table p.quality open)" "$(table p.rejects clear)" "$(table s aggregate)" "$(table v protected)" >work/x/2012/plan.json
for t in p s v; do echo ledger $t >work/x/2012/$t.tsv.ledger && printf 'a\n1\n' >work/x/2012/$t.tsv && echo id $t >work/x/2012/$t.tsv.id; done
printf 'a\n1\n' | tee work/x/2012/p.rejects.tsv work/x/2012/p.quality.tsv work/x/2012/review/celler.tsv >work/x/2012/p.tsv.try.7
add() { finsam log --add "$@" work/log.tsv; }
seen() { finsam log "$@" | cut -f 4-8; }
add run --of work/x/2012 --status begun
