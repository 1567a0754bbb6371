#!/bin/sh
# What is counted in parts and put together is what is counted at once, byte for byte: for any split of the records, with
# any keys and totals. Where only numbers of persons are added, it is so when no person is in two parts, and else the
# figure is marked and never too small.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

# A participation a line; one person has several, some fields are missing, one column is a date.
awk 'BEGIN {
	srand(20120101); OFS = "\t"
	print "pid", "kon", "insats", "tid", "start", "belopp", "stod"
	for (i = 1; i <= 2500; i++)
		print "p" int(rand() * 700), (rand() < .03 ? "" : 1 + int(rand() * 2)), "i" int(rand() * 12),
			(rand() < .5 ? "fore" : "efter"),
			(rand() < .2 ? "" : sprintf("20%02d-%02d-%02d", int(rand() * 20), 1 + int(rand() * 12), 1 + int(rand() * 28))),
			(rand() < .1 ? "" : int(rand() * 9000 - 2000) "." (1 + int(rand() * 9))), (rand() < .4 ? "a|b" : "c")
}' >in.tsv
head -n 1 in.tsv >none.tsv

# parts N SEED HOW: part.1.tsv to part.N.tsv, each record in one of them; some may get none. HOW: anyhow, by_person.
parts() {
	rm -f part.*.tsv
	awk -F '\t' -v n="$1" -v seed="$2" -v how="$3" 'BEGIN { srand(seed) }
		NR == 1 { for (i = 1; i <= n; i++) print >("part." i ".tsv"); next }
		{ i = how == "anyhow" ? 1 + int(rand() * rand() * n) : 1 + substr($1, 2) % n; print >("part." i ".tsv") }' in.tsv
}

# merged HOW ARGUMENT...: what the states of all parts come to.
merged() {
	how=$1 states=counts rest=
	shift
	[ "$how" != values ] || states=values
	for file in part.*.tsv; do
		finsam aggregate --partial --distinct $states "$@" "$file" >"state.$file" || return 1
		rest=$rest,state.$file
	done
	finsam aggregate --partial --distinct $states "$@" none.tsv >state.none.tsv &&
		finsam append --with "${rest#,}" state.none.tsv >states.tsv &&
		finsam aggregate --merge --distinct "$how" "$@" states.tsv
}

whole() {
	how=$1
	shift
	finsam aggregate "$@" in.tsv >wanted.tsv && merged "$how" "$@" >got.tsv || return 1
	cmp wanted.tsv got.tsv || { diff wanted.tsv got.tsv | head -n 10 && return 1; }
}

# What a measure is decides what its state is; each of them is here.
all_measures() {
	how=$1 by=$2
	# shellcheck disable=SC2086 # options
	whole "$how" $by 'antal=count()' 'utan=count(missing(belopp))' 'personer=distinct(pid)' 'med=distinct(pid, stod = "c")' \
		'summa=sum(belopp)' 'medel=mean(belopp)' 'minst=min(belopp)' 'sist=max(start)' 'dag=max(add_days(start, 1))' \
		'median=quantile(belopp, 0.5)' 'andel=ratio(utan, antal)' 'del=ratio(med, personer@tid)' 'av_alla=ratio(summa, summa@)'
}

seed=0
for by in '--by tid' '--by kon,tid --totals kon' '--by insats,kon,tid --totals insats,tid' '--by tid,stod,kon --totals tid,stod,kon'; do
	for n in 1 2 5; do
		seed=$((seed + 1))
		parts $n $seed anyhow
		check "$n parts anyhow, with the values: $by" all_measures values "$by"
		parts $n $seed by_person
		check "$n parts by person, with numbers of persons: $by" all_measures disjoint "$by"
	done
done
parts 3 1 anyhow
check 'without keys all is one group, in parts too' whole values 'antal=count()' 'personer=distinct(pid)' 'medel=mean(belopp)'

# What does not find room in memory is counted in parts too, on disk.
awk 'BEGIN { FS = OFS = "\t" } NR == 1 { print; next } { print; $1 = $1 "x"; $4 = "sen"; print; $6 = $6 == "" ? "" : -$6; print }' in.tsv >more.tsv
beyond_memory() {
	set -- "$@" 'antal=count()' 'utan=count(missing(belopp))' 'personer=distinct(pid)' 'med=distinct(pid, stod = "c")' \
		'summa=sum(belopp)' 'medel=mean(belopp)' 'minst=min(belopp)' 'sist=max(start)' 'dag=max(add_days(start, 1))' \
		'median=quantile(belopp, 0.5)' 'tredje=largest(belopp, 3)' 'andel=ratio(utan, antal)' 'del=ratio(med, personer@)' more.tsv
	finsam aggregate "$@" >wanted.tsv && finsam aggregate --memory 1 "$@" >got.tsv && cmp wanted.tsv got.tsv
}
check 'more than memory holds: without keys' beyond_memory
check 'more than memory holds: a group for each person' beyond_memory --by pid,tid
check 'more than memory holds: totals' beyond_memory --by kon,tid,insats --totals kon,insats
check 'more than memory holds: all are totals' beyond_memory --by stod,kon,insats --totals kon,insats,stod
check 'more than memory holds: groups that no record has' beyond_memory --by kon,insats,tid --totals tid --values insats=i3,i99 --values kon=9
same_ratios() {
	set -- --by kon,tid,insats --totals kon 'n=count()' 'p=distinct(pid)' 'a=ratio(n, n@tid,kon)' 'b=ratio(p, p@insats)' more.tsv
	finsam aggregate "$@" >wanted.tsv && finsam aggregate --memory 1 "$@" | cmp wanted.tsv -
}
check 'more than memory holds: denominators of several coarser groups' same_ratios
noise() {
	awk 'BEGIN { FS = OFS = "\t" } NR == 1 { print $0, "pid.key", "row.key"; next }
		{ print $0, substr($1, 2) * 7919 + length($1), NR * 1009 }' more.tsv >noisy.tsv
	set -- --noise --by kon,tid --totals kon 'n=count()' 'p=distinct(pid)' 'q=distinct(pid, stod = "c")' 's=sum(belopp)'
	finsam aggregate "$@" noisy.tsv >wanted.tsv && finsam aggregate --memory 1 "$@" noisy.tsv | cmp wanted.tsv - || return 1
	awk 'BEGIN { FS = OFS = "\t" } NR == 7000 { $8 = 5 } { print }' noisy.tsv >two.tsv
	! finsam aggregate --memory 1 "$@" two.tsv >got.tsv 2>err && grep -q 'one value has two numbers' err
}
check 'more than memory holds: numbers that noise is drawn of' noise

# Where the records lie in the order of the keys, a group is held at a time.
sorted() {
	by=$1
	set -- 'antal=count()' 'personer=distinct(pid)' 'med=distinct(pid, stod = "c")' 'summa=sum(belopp)' 'medel=mean(belopp)' 'minst=min(start)' \
		'median=quantile(belopp, 0.5)' 'tredje=largest(belopp, 3)' 'andel=ratio(med, personer)'
	finsam aggregate --by "$by" "$@" more.tsv >wanted.tsv &&
		echo "$by" | tr , '\n' | xargs sh -c 'finsam order "$@" more.tsv' sh | finsam aggregate --sorted --by "$by" "$@" | cmp wanted.tsv -
}
check 'sorted by person' sorted pid
check 'sorted by several keys, some of them missing' sorted kon,tid,insats
check 'sorted, and each record is a group' sorted pid,start,belopp,insats,kon,tid

# Persons are in several parts, and only their numbers come.
at_most() {
	measures='personer=distinct(pid) antal=count() andel=ratio(personer,antal)'
	# shellcheck disable=SC2086 # a list
	finsam aggregate --by insats,kon --totals insats $measures in.tsv >wanted.tsv &&
		merged at-most --by insats,kon --totals insats $measures >got.tsv || return 1
	paste wanted.tsv got.tsv | awk -F '\t' '
		NR == 1 { if ($9 != "personer.status" || $12 != "andel.status") exit bad = 1; next }
		$1 != $6 || $2 != $7 || $4 != $10 { exit bad = 1 }
		$9 == "" && ($3 != $8 || $5 != $11 || $12 != "") { exit bad = 1 }
		$9 == "at_most" && ($3 > $8 || $12 != "at_most") { exit bad = 1 }
		$9 == "at_most" { marked++; if ($3 < $8) more++ }
		END { exit bad || !marked || !more }'
}
parts 3 7 anyhow
check 'numbers of persons who may be in several parts: never too small, and marked' at_most
parts 1 7 anyhow
only_one() {
	finsam aggregate --by insats 'personer=distinct(pid)' in.tsv | tail -n +2 >wanted.tsv &&
		merged at-most --by insats 'personer=distinct(pid)' | tail -n +2 >got.tsv &&
		sed 's/$/\t/' wanted.tsv | cmp - got.tsv
}
check 'what only one part has is no upper bound' only_one

headers() {
	cp none.tsv part.1.tsv && cp none.tsv part.2.tsv && merged "$@" >got.tsv && finsam aggregate "$2" "$3" "$4" none.tsv | cmp - got.tsv
}
rm -f part.*.tsv
check 'headers alone' headers values --by=kon,tid 'personer=distinct(pid)' 'median=quantile(belopp, 0.5)'
check 'headers alone, without keys' headers disjoint 'antal=count()' 'personer=distinct(pid)' 'summa=sum(belopp)'

finish
