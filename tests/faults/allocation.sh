#!/bin/bash
# Every program, with no memory for one thing after the other: each place in the program and its libraries that asks for memory is refused once
# (allocation.c), and then that place and all that come after it. The program may do without, and all is as it should be; or it ends with 2, says
# why, and leaves nothing that looks whole. No crash, no other result. Places are told apart by the three functions that led there; with
# ALLOCATION_DEPTH=50 by all of them, which takes ten times as long.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
case $BUILD in
*sanitized*)
	skip 'allocations that fail' 'the sanitizers have an allocator of their own'
	finish
	exit
	;;
esac
shim=$BUILD/faults/allocation.so programs=$(dirname "$(command -v finsam)")/stages
export ALLOCATION_DEPTH=${ALLOCATION_DEPTH:-3} FINSAM_LEDGER=ledger

# What the programs read. What they write is their standard output and what lies in the folder into.
printf 'id.nr\tk\tn\tdag\tord\nx1\ta\t1\t2024-01-02\tp|q\nx2\tb\t2.5\t2024-02-03\t\nx1\ta\t3\t\tr\n' >people.tsv
sed 's/id.nr/nr/' people.tsv >rows.tsv
printf 'k\tnamn\na\tAlfa\nb\tBeta\n' >side.tsv
gzip -c rows.tsv >rows.gz
printf 'gor\tkon\tpersoner\n*\t1\t40\na\t1\t20\nb\t1\t3\nc\t1\t17\n*\t2\t30\na\t2\t16\nb\t2\t4\nc\t2\t10\n*\t*\t70\na\t*\t36\nb\t*\t7\nc\t*\t27\n' >table.tsv
printf 'a;b;c\n1;x;2024-01-02\n2;"y ""z""";\n3;x;2024-01-04\n' >in.csv
printf 'kod\nx\ny "z"\n' >codes.csv
cat >schema.yaml <<'END'
fields:
  - {name: a, type: integer, constraints: {required: true, unique: true, minimum: 1}}
  - {name: b, type: string, constraints: {pattern: "[xyz \"]*"}}
  - {name: c, type: date, constraints: {minimum: "2020-01-01"}}
primaryKey: a
dialect: {delimiter: ";"}
END
cat >report.md <<'END'
---
titel: Vad de gör
period: "2012"
kalla: Register
population: Deltagare
tabeller:
  t:
    galler: deltagare
    matt: {personer: antal}
---
## Vad de gör

En tabell och en [länk](#vad-de-gor).[^n]

| x | y |
|---|--:|
| 1 | 2 |

```tabell
{id: a, tabell: t, titel: Antal, rader: gor, kolumner: kon, matt: personer}
```

```diagram
{tabell: t, titel: Staplar, rader: gor, kolumner: kon, matt: personer, urval: {kon: ["1", "2"]}}
```

[^n]: En not.
END
cp -r "$ROOT/tests/pipelines/liten/pipelines" "$ROOT/tests/pipelines/liten/data" .
finsam key new --purpose test --output nyckel
(umask 077 && cp nyckel key)
(unset FINSAM_LEDGER && sed 's|site/|into/|' pipelines/liten.yaml >pipelines/p.yaml && finsam run pipelines/p.yaml ar=2012 --keep >said 2>&1) || cat said
(unset FINSAM_LEDGER && finsam handover --party ak --agreed period=2025H1 --open t=side.tsv bundle) || exit
mkdir old && touch -d 2020-01-01 old/lock old

fresh() {
	rm -rf into ledger
	mkdir into
}

# Every file that was made, but what a publication keeps under another name until it is whole.
made() {
	(cd into && find . -type l -printf '%p %l\n' && find . -type f ! -path '*.versions/try.*' ! -name ledger.jsonl -print0 | sort -z | xargs -0 -r sha256sum)
}

# In a folder that is filled under another name, what a try left is no harm: the next one removes it.
left() {
	find into -mindepth 1 ! -type d ! -path '*.versions/*' ! -path '*.try.*' ! -path 'into/tables/*'
}

# A new key is another each time, and settle keeps no ledger.
same_files() { [ "${program##*/}" = key ] || cmp -s made.now made.right; }
whole_ledger() { [ "${program##*/}" = settle ] || [ "$(wc -l <ledger)" -eq 2 ]; }

run_without() {
	local number=$1 status
	shift
	fresh
	ALLOCATION_FAILS=$number LD_PRELOAD=$shim "$@" >got 2>err
	status=$?
	case $status in
	0)
		cmp -s got right && made >made.now && same_files && whole_ledger && return
		echo "allocation $number: status 0, but what came is not right: $(cat err)"
		;;
	1)
		grep -q 'is published all the same' err && made >made.now && cmp -s made.now made.right && return
		echo "allocation $number: status 1: $(head -c 300 err)"
		;;
	2)
		[ -s err ] && [ -z "$(left)" ] && return
		echo "allocation $number: status 2, but it said \"$(cat err)\" and left $(left)"
		;;
	*) echo "allocation $number: status $status: $(head -c 300 err)" ;;
	esac
	return 1
}

# survives PROGRAM OPERAND...
survives() {
	local program=$programs/$1 number ends=0
	shift
	fresh
	"$program" "$@" >right 2>err || { echo "status $? where nothing is wrong" && cat err && return 1; }
	made >made.right
	fresh
	rm -f places
	ALLOCATION_LIST=places LD_PRELOAD=$shim "$program" "$@" >got 2>err
	[ -s places ] || { echo 'nothing asked for memory' && return 1; }
	for number in $(cat places) 1+ 10+ 40+; do
		run_without "$number" "$program" "$@" || ends=1
	done
	wc -l <places
	return $ends
}

each() { check "$1: $2" survives "$1" "${@:3}"; }
each where 'records' 'k = "a" and n > 0 and matches(ord, "^p")' rows.tsv --output into/out
each where 'a file that is packed' true rows.gz
each derive 'a column' 'd=days(dag, dag)' rows.tsv --output into/out
each pick 'columns' k n rows.tsv
each explode 'a list' ord rows.tsv
each longer 'columns' --name vad --value varde k n rows.tsv
each wider 'rows' --name k --value n --lacking a b rows.tsv
each order 'records' dag n:number rows.tsv --output into/out
each join 'a reference' side.tsv --on k rows.tsv --output into/out
each append 'two tables' --with rows.tsv rows.tsv
each append 'named tables' --as fil --lacking k a=rows.tsv b=rows.tsv
each unique 'the first of each' --on k --first dag,n --missing last --any rows.tsv
each aggregate 'figures' --by k --totals k 'antal=count()' 'nr=distinct(nr)' 'm=quantile(n,0.5)' 's=sum(n)' rows.tsv --output into/out
each aggregate 'states' --by k --partial 'antal=count()' rows.tsv --output into/out
each pseudonymise 'identifiers' --kind text --key key --scope s id.nr=pid people.tsv --output into/out
each key 'a new one' new --purpose test --output into/key
each validate 'a file' --schema schema.yaml --rejects into/rejects --report into/report in.csv --output into/out
each protect 'a table' --min 5 --zeros show --by gor,kon --count personer --explain into/explain table.tsv --output into/out
each look 'records' --width 40 people.tsv
each look 'the columns' --profile --min 2 --output into/out people.tsv
each render 'a page' --template report.md --table t=table.tsv --as html --date 2013-03-05 --output into/out
each render 'a text' --template report.md --table t=table.tsv --as text --date 2013-03-05
each risk 'records' --quasi k,dag rows.tsv
each handover 'a bundle' --party ak --agreed period=2025H1 --open t=side.tsv into/bundle
each receive 'a bundle' --agreed period=2025H1 bundle
each pipeline 'a makefile' pipelines/liten.yaml ar=2012
each publish 'a run' work/liten/2012/plan.json
each settle 'a ledger' work/liten/2012/per_insats.tsv.ledger
each purge 'a folder' --older-than 1 old

finish
