#!/bin/sh
# What a stage says of itself at the end of --help is so: each that is a step of a table is tried on one made-up table, in which n is
# the number of the row, and x a figure of which some are hidden; the compiler of pipelines believes what is said.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

awk 'BEGIN {
	OFS = "\t"; print "n", "id.nr", "kon", "lista", "x", "x.status"
	for (i = 1; i <= 40; i++)
		print i, "t" i, 1 + i % 2, i % 3 ? "a|b" : "c", i % 5 ? (i * 7) % 11 : "", i % 5 ? "" : "hidden"
}' >in.tsv
printf 'kon\tordet\n1\tman\n2\tkvinna\n' >ref.tsv
printf 'n\tid.nr\tkon\tlista\tx\tx.status\n41\tt41\t1\ta\t\thidden\n' >other.tsv
finsam key new --purpose prov --output s.key 2>said || cat said

# try STAGE: the step that is tried, with a column that it makes and one that it takes away.
try() {
	case $1 in
	aggregate) finsam pick n kon in.tsv | finsam aggregate --by kon 'm=count()' ;;
	append) finsam append --with other.tsv in.tsv ;;
	derive) finsam derive 'made=x+1' 'kon=kon*10' in.tsv ;;
	explode) finsam pick n lista in.tsv | finsam explode lista ;;
	ladder) finsam pick n kon lista x in.tsv | finsam derive 'kon=if(n <= 20, "*", concat(kon))' | finsam ladder --merge kon --measures x ;;
	join) finsam join ref.tsv --on kon in.tsv ;;
	longer) finsam derive y=x in.tsv | finsam longer --name slag --value v x y ;;
	order) finsam order x in.tsv ;;
	pick) finsam pick n x=new in.tsv ;;
	protect) finsam pick n kon in.tsv | finsam protect --by n --count kon --min 2 --zeros show ;;
	pseudonymise) finsam pseudonymise --key s.key --scope s --kind text id.nr=new in.tsv ;;
	risk) finsam pick kon lista in.tsv | finsam risk --quasi kon ;;
	spells) finsam derive 'fran=add_days(2012-01-01, n)' 'till=add_days(fran, 40)' in.tsv | finsam spells --split month ;;
	step) finsam step 'made=shift(n)' in.tsv ;;
	unique) finsam unique --on kon --any in.tsv ;;
	where) finsam where 'x > 3' in.tsv ;;
	wider) finsam derive y=x in.tsv | finsam longer --name slag --value v x y | finsam wider --name slag --value v x y:new ;;
	*) echo "no sample of $1 in this test" >&2 && return 1 ;;
	esac
}

# holds FACT: whether out.tsv keeps to it. Columns that the sample names: made, new, kon of derive.
holds() {
	awk -F '\t' -v fact="$1" -v stage="$stage" '
		FNR == 1 { for (i = 1; i <= NF; i++) { if (FNR == NR) from[$i] = i; else to[$i] = i }; next }
		FNR == NR { for (c in from) was[$from["n"], c] = $from[c]; rows++; next }
		{
			n = $to["n"]; times[n]++; out++
			for (c in from) if (!(c in to) || $to[c] != was[n, c]) changed[c]
			if (was[n, "x.status"] == "hidden")
				for (c in to) if (c ~ /^(x|new|made|v)$/ && $to[c] != "") told = 1
		}
		END {
			for (n = 1; n <= rows; n++) { least = n == 1 || times[n] < least ? times[n] : least; most = times[n] > most ? times[n] : most }
			others = 0; for (c in changed) others += c != "kon" && !(stage == "ladder" && c == "id.nr") # it takes none
			if (fact == "keeps rows") exit !(least == 1 && most == 1 && out == rows)
			if (fact == "leaves rows out") exit !(least == 0 && most == 1 && out < rows)
			if (fact == "makes several rows of one") exit !(least >= 1 && most > 1)
			if (fact == "keeps columns") exit others > 0
			if (fact == "makes columns") exit !(("made" in to) && ("kon" in changed || stage != "derive"))
			if (fact == "renames columns") exit !("new" in to)
			if (fact == "keeps what is hidden") exit told
		}' in.tsv out.tsv
}

steps=$(for page in "$ROOT"/docs/man/*.1; do
	stage=${page##*/} stage=${stage%.1}
	finsam "$stage" --help 2>/dev/null | grep -q '^In a pipeline: a step of a table' && echo "$stage"
done)
for stage in $steps; do
	try "$stage" >out.tsv 2>said
	check "$stage is tried" test ! -s said
	finsam "$stage" --help | sed -n 's/^In a pipeline: \(.*\)\.$/\1/p' | tr , '\n' | sed 's/^ //' >facts
	while read -r fact; do
		case $fact in
		keeps\ * | leaves\ rows\ out | makes\ several* | makes\ columns | renames\ columns) check "$stage $fact" holds "$fact" ;;
		esac
	done <facts
done
finish
