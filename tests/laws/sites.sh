#!/bin/sh
# A pipeline that is cut between parties and their förbund gives what it gives in one place. From records under pseudonyms,
# and from states: byte for byte. From protected tables: where no cell was hidden and nobody is at two parties; else the
# figure is hidden, or marked and never too small.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

finsam key new --purpose sites --output key >/dev/null || exit 1

# people FILE SEED SHARED: registrations at the parties a, b and c; with SHARED some persons are at two of them.
people() {
	mkdir -p "$1/a" "$1/b" "$1/c" "$1/alla"
	awk -v to="$1" -v seed="$2" -v shared="$3" '
		function check(digits,    i, n, sum) {
			for (i = 1; i <= 9; i++) { n = substr(digits, i, 1) * (i % 2 ? 2 : 1); sum += n > 9 ? n - 9 : n }
			return (10 - sum % 10) % 10
		}
		function row(party, person, i) {
			line = number[person] ";" sex[person] ";" sprintf("2024-%02d-%02d", 1 + i % 12, 1 + i % 28) ";" int(rand() * 300) ";" int(rand() * 1.4)
			print line >(to "/" party "/rader.csv"); print line >(to "/alla/rader.csv")
		}
		BEGIN {
			srand(seed); split("a b c", name, " ")
			for (p = 1; p <= 3; p++) print "personnummer;kon;start;dagar;arbetar" >(to "/" name[p] "/rader.csv")
			print "personnummer;kon;start;dagar;arbetar" >(to "/alla/rader.csv")
			for (i = 1; i <= 240; i++) {
				digits = sprintf("%02d%02d%02d%03d", 50 + int(i / 5), 81 + i % 12, 1 + i % 28, 100 + i)
				number[i] = "19" digits check(digits); sex[i] = i % 2 ? "M" : "K"
				row(name[1 + i % 3], i, i); if (i % 7 == 0) row(name[1 + i % 3], i, i + 5)
				if (shared && i % 5 == 0) row(name[1 + (i + 1) % 3], i, i + 2)
			}
		}'
}
people apart 1 0
people together 2 1

cat >schema.yaml <<'END'
dialect: {delimiter: ";"}
fieldsMatch: equal
uniqueKeys: [[personnummer, start]]
fields:
  - {name: personnummer, type: string, finsam: {type: identitet, class: identifier}}
  - {name: kon, type: string}
  - {name: start, type: date}
  - {name: dagar, type: integer}
  - {name: arbetar, type: integer}
END
measures='personer=distinct(pid), "arbetar=distinct(pid, arbetar = 1)", "andel=ratio(arbetar, personer)", dagar=sum(dagar)'
beginning() {
	cat <<END
pipeline: $1
parameters: {data: {type: path, required: true, site: party}, minsta: {type: integer, required: true}}
sites: {party: {}, forbund: {sees: pseudonymous}, national: {}}
handover: {to: "out/$1/\${party}", period: "2024", parties: [a, b, c]}
sources:
  rader: {file: "\${data}/rader.csv", schema: schema.yaml, site: party, allow-synthetic: true}
publish: {to: "site/$1", tables: [tabell]}
END
}
{
	beginning records
	cat <<END
tables:
  personer:
    from: rader
    crosses: pseudonymous
    through:
      - pseudonymise: {key: key, scope: gemensam, allow-synthetic: true, args: id.personnummer=pid}
  tabell:
    site: forbund
    from: personer
    through:
      - aggregate: {by: kon, totals: kon, args: [$measures]}
protect:
  skydd: {min: "\${minsta}", zeros: show, alike: show, tables: {tabell: {largest: {dagar: "-"}}}}
END
} >records.yaml
{
	beginning states
	cat <<END
tables:
  hos:
    from: rader
    crosses: pseudonymous
    through:
      - pseudonymise: {key: key, scope: gemensam, allow-synthetic: true, args: id.personnummer=pid}
      - aggregate: {partial: true, distinct: values, by: kon, totals: kon, args: [$measures]}
  tabell:
    site: forbund
    from: hos
    through:
      - aggregate: {merge: true, distinct: values, by: kon, totals: kon, args: [$measures]}
protect:
  skydd: {min: "\${minsta}", zeros: show, alike: show, tables: {tabell: {largest: {dagar: "-"}}}}
END
} >states.yaml
for how in disjoint at-most; do
	{
		beginning "$how"
		cat <<END
tables:
  hos:
    from: rader
    through:
      - pseudonymise: {key: key, scope: gemensam, allow-synthetic: true, args: id.personnummer=pid}
      - aggregate: {by: kon, totals: kon, args: [$measures]}
  tabell:
    site: forbund
    from: hos.protected
    through:
      - aggregate: {merge: true, distinct: $how, by: kon, totals: kon, args: [$measures]}
protect:
  skydd: {min: "\${minsta}", zeros: show, alike: show, tables: {hos: {largest: {dagar: "-"}}}}
END
	} >"$how.yaml"
done

# cut PIPELINE DATA MINSTA: what the förbund publishes, in cut.tsv; and the same in one place, in one.tsv.
cut_and_one() {
	rm -rf out site work
	for party in a b c; do
		finsam run "./$1.yaml" site=party party=$party data="$2/$party" minsta="$3" || return 1
	done
	finsam run "./$1.yaml" site=forbund bundles="out/$1" minsta="$3" && cp "site/$1/tables/tabell.tsv" cut.tsv || return 1
	rm -rf site && finsam run "./$1.yaml" party=alla data="$2/alla" minsta="$3" && cp "site/$1/tables/tabell.tsv" one.tsv
}
same() {
	cut_and_one "$@" || return 1
	cmp one.tsv cut.tsv || { diff one.tsv cut.tsv && return 1; }
}
check 'records under pseudonyms: the same as in one place, also where persons are at two parties' same records together 5
check 'and nothing is lost when figures are hidden' same records together 40
check 'states: the same as in one place' same states together 5
check 'protected tables, nobody at two parties, nothing hidden: the same as in one place' same disjoint apart 2
nothing_hidden() { ! grep -q hidden cut.tsv && [ "$(wc -l <cut.tsv)" -eq 4 ]; }
check 'nothing was hidden there' nothing_hidden

# Where persons may be at two parties each number of them is marked, and it is never less than the true one.
marked() {
	cut_and_one at-most together 2 || return 1
	paste one.tsv cut.tsv | awk -F '\t' '
		NR == 1 { for (i = 1; i <= NF; i++) at[i] = $i; next }
		NR > 1 && ($11 < $2 || $12 != "at_most" || $13 < $4 || $14 != "at_most" || $16 != "missing") { bad = 1 }
		$11 > $2 { more = 1 }
		END { exit bad || !more }' || { paste one.tsv cut.tsv && return 1; }
}
check 'protected tables, persons at two parties: upper bounds, and said to be' marked

# What one party hides is hidden in the sum, and nowhere else.
coarser() {
	cut_and_one disjoint apart 27 || return 1
	cat cut.tsv
	grep -q hidden cut.tsv && paste one.tsv cut.tsv | awk -F '\t' '
		NR > 1 { for (i = 2; i <= 8; i += 2) if ($(i + 9 + 1) != "hidden" && $i != $(i + 9)) bad = 1 }
		END { exit bad }'
}
check 'protected tables, some cells hidden: hidden in the sum, the others exact' coarser

# Three sites: what is a bound at the förbund is one in the nation; one förbund has one party, whose figures are exact.
{
	# shellcheck disable=SC2016 # a parameter of the pipeline
	beginning three | sed 's/, parties: .*/, parties: "${parter}"}/; s/^parameters: {/&parter: {default: a, site: forbund}, /'
	cat <<END
tables:
  hos:
    from: rader
    through:
      - pseudonymise: {key: key, scope: gemensam, allow-synthetic: true, args: id.personnummer=pid}
      - aggregate: {by: kon, totals: kon, args: [$measures]}
  samlat:
    site: forbund
    from: hos.protected
    through:
      - aggregate: {merge: true, distinct: at-most, by: kon, totals: kon, args: [$measures]}
  tabell:
    site: national
    from: samlat
    through:
      - aggregate: {merge: true, distinct: disjoint, by: kon, totals: kon, args: [$measures]}
protect:
  skydd: {min: "\${minsta}", zeros: show, alike: show, tables: {hos: {largest: {dagar: "-"}}}}
END
} >three.yaml
three_sites() {
	rm -rf out site work in && mkdir -p in/ett in/tva in/riket
	for party in a b c; do
		finsam run ./three.yaml site=party party=$party data=together/$party minsta=2 || return 1
	done
	cp -r out/three/a out/three/b in/ett && cp -r out/three/c in/tva
	finsam run ./three.yaml site=forbund party=ett parter=a,b bundles=in/ett minsta=2 &&
		finsam run ./three.yaml site=forbund party=tva parter=c bundles=in/tva minsta=2 || return 1
	cp -r out/three/ett out/three/tva in/riket
	finsam run ./three.yaml site=national parter=ett,tva bundles=in/riket minsta=2 && cp site/three/tables/tabell.tsv cut.tsv &&
		rm -rf site && finsam run ./three.yaml party=alla data=together/alla minsta=2 || return 1
	paste site/three/tables/tabell.tsv cut.tsv out/three/tva/samlat.tsv | awk -F '\t' '
		NR > 1 && ($11 < $2 || $12 != "at_most" || $16 != "missing" || $17 < $8 || $21 != "" || $25 != "") { bad = 1 }
		END { exit bad || NR != 4 }' || { paste site/three/tables/tabell.tsv cut.tsv out/three/tva/samlat.tsv && return 1; }
}
check 'three sites: bounds stay bounds, and what is exact stays exact' three_sites

# ---------------------------------------------------------------- what neither side may have otherwise

refused() {
	wanted=$1
	shift
	"$@" >out.said 2>&1
	if [ $? -ne 2 ] || ! grep -q "$wanted" out.said; then cat out.said && return 1; fi
}
rm -rf out work site
for party in a b c; do finsam run ./records.yaml site=party party=$party data=apart/$party minsta=5 || exit 1; done
forbund() { finsam run "./${1:-records}.yaml" site=forbund bundles=out/records minsta="${2:-5}"; }
check 'as they were handed over' forbund
sed 's/scope: gemensam/scope: annan/' records.yaml >scope.yaml
check 'another scope' refused 'scope: annan is agreed' forbund scope
cp schema.yaml schema.old && sed -i 's/name: arbetar, type: integer/name: arbetar, type: string/' schema.yaml
check 'another version of the schema' refused 'schema.rader: .* is agreed' forbund
mv schema.old schema.yaml
sed 's/period: "2024"/period: "2025"/' records.yaml >period.yaml
check 'another period' refused 'period: 2025 is agreed' forbund period
sed 's/totals: kon/totals: kon /; s/pid\]/pid, kon=kon]/; s/id.personnummer=pid}/[id.personnummer=pid]}/' records.yaml >steps.yaml
check 'other steps' refused 'steps.personer: .* is agreed' forbund steps
sed -i 's/1/2/' out/records/b/personer.tsv
check 'a byte that was changed' refused 'changed since it was handed over' forbund
rm -r out/records/b && mv key first && finsam key new --purpose sites --output key >/dev/null || exit 1
finsam run ./records.yaml site=party party=b data=apart/b minsta=5 || exit 1
check 'pseudonyms of another key' refused 'different keys' forbund
rm -r out/records/b && mv -f first key
check 'a party that has not delivered' refused 'nothing came from b' forbund
for party in a b c; do finsam run ./disjoint.yaml site=party party=$party data=apart/$party minsta=5 || exit 1; done
check 'another threshold' refused 'minsta: 6 is agreed' finsam run ./disjoint.yaml site=forbund bundles=out/disjoint minsta=6
check 'the delivery of another pipeline' refused 'agreed' finsam run ./disjoint.yaml site=forbund bundles=out/records minsta=5

finish
