#!/bin/sh
# What must hold for all data, tried on data made with a fixed seed: nothing is lost, doubled or
# invented, and order does not matter.
# shellcheck source=tests/tap.sh disable=SC2094
. "$ROOT/tests/tap.sh"
tab=$(printf '\t')

# A participation a line; one in nine has no end, codes are multiple choice in code order.
awk 'BEGIN {
	srand(20040101); OFS = "\t"
	print "rad", "pid", "kon", "insats_id", "start", "slut", "belopp", "stod"
	split("akassa aktivitetsstod forsorjningsstod studiestod", code, " ")
	for (i = 1; i <= 3000; i++) {
		year = 2020 + int(rand() * 4); stod = ""
		for (k = 1; k <= 4; k++) if (rand() < .35) stod = stod (stod == "" ? "" : "|") code[k]
		start = sprintf("%d-%02d-%02d", year, 1 + int(rand() * 12), 1 + int(rand() * 28))
		slut = rand() < .11 ? "" : sprintf("%d-%02d-%02d", year + 1, 1 + int(rand() * 12), 1 + int(rand() * 28))
		print i, "p" int(rand() * 900), 1 + int(rand() * 2), "i" int(rand() * 30), start, slut,
			(rand() < .05 ? "" : int(rand() * 100000) "." (1 + int(rand() * 9))), stod
	}
}' >in.tsv
awk 'BEGIN { OFS = "\t"; print "insats_id", "inriktning"
	for (i = 0; i < 24; i++) print "i" i, i % 3 ? "individ" : "struktur" }' >insatser.tsv
head -n 1 in.tsv >header.tsv
records() { tail -n +2 "$@"; }
same() { diff "$1" "$2" >differs || { head -n 10 differs | sed 's/\t/ | /g' && return 1; }; }
sorted() { records "$1" | sort; }
shuffled() {
	head -n 1 in.tsv
	records in.tsv | awk -v seed="$1" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' | sort -g | cut -f 2-
}

# ---------------------------------------------------------------- nothing is lost or doubled

partition() {
	finsam where "$1" in.tsv >yes.tsv && finsam where --invert "$1" in.tsv >no.tsv || return 1
	{ records yes.tsv && records no.tsv; } | sort >both
	sorted in.tsv >all
	same all both && [ "$(wc -l <yes.tsv)" -gt 1 ] && [ "$(wc -l <no.tsv)" -gt 1 ]
}
for condition in 'slut >= 2022-01-01' 'missing(slut)' 'has(stod, "akassa")' 'belopp > 50000' 'kon = "1" and start < 2021-07-01' \
	'days(start, slut) > 200 or belopp < 1000'; do
	check "where and where --invert part the stream: $condition" partition "$condition"
done

join_partition() {
	finsam join insatser.tsv --on insats_id --kind inner in.tsv | finsam pick --drop inriktning >inner.tsv &&
		finsam join insatser.tsv --on insats_id --kind anti in.tsv >anti.tsv &&
		finsam join insatser.tsv --on insats_id --kind semi in.tsv >semi.tsv &&
		finsam join insatser.tsv --on insats_id in.tsv | finsam pick --drop inriktning >left.tsv || return 1
	{ records inner.tsv && records anti.tsv; } | sort >both
	sorted in.tsv >all
	same all both && same inner.tsv semi.tsv && same in.tsv left.tsv && [ "$(wc -l <anti.tsv)" -gt 1 ]
}
check 'join: inner and anti part the input, semi keeps what inner keeps, left keeps all' join_partition

ledger_counts() {
	rm -f ledger
	FINSAM_LEDGER=ledger FINSAM_STEP=t.1 finsam where 'belopp > 50000' in.tsv >x.tsv || return 1
	awk -F '"event":' '/"end"/ {
		split($0, r, "\"records\":"); print r[2] + 0, r[3] + 0, r[4] + 0 }' ledger >counts
	read -r read written aside <counts
	[ "$read" -eq 3000 ] && [ "$read" -eq $((written + aside)) ] && [ "$written" -eq $(($(wc -l <x.tsv) - 1)) ]
}
check 'ledger: records in are records out and records set aside' ledger_counts

# ---------------------------------------------------------------- what goes round comes round

round() {
	sh -c "$1" <in.tsv >out.tsv && same in.tsv out.tsv
}
check 'pick of every column is the stream itself' round "finsam pick $(head -n 1 in.tsv | tr '\t' ' ')"
check 'pick turned round twice is the stream itself' round \
	"finsam pick $(head -n 1 in.tsv | tr '\t' '\n' | tac | tr '\n' ' ') | finsam pick $(head -n 1 in.tsv | tr '\t' ' ')"
check 'a column renamed and named back' round 'finsam pick rad pid=p kon insats_id start slut belopp stod |
	finsam pick rad p=pid kon insats_id start slut belopp stod'
check 'derive of a column, and without it again' round 'finsam derive "d=days(start, slut)" | finsam pick --drop d'
check 'derive of a column from itself' round 'finsam derive belopp=belopp start=start'
check 'longer, and wider by the same words' round 'finsam longer --name nar fore:start=dag,kon=k efter:slut=dag,belopp=k |
	finsam wider --name nar fore:start=dag,kon=k efter:slut=dag,belopp=k | finsam pick rad pid kon insats_id start slut belopp stod'
check 'longer, mixed up, and wider in order' round 'finsam longer --name nar --value dag start slut | finsam order stod dag | finsam order rad |
	finsam wider --sorted --name nar --value dag start slut | finsam order rad:number | finsam pick rad pid kon insats_id start slut belopp stod'
check 'where true' round 'finsam where true'
check 'order by the number of the row, after order by another column' round \
	'finsam order belopp:number:reverse | finsam order rad:number'
check 'a stream in gzip is the stream' sh -c 'gzip -c in.tsv | finsam where true | cmp - in.tsv'

order_sorts() {
	finsam order pid start:reverse in.tsv >ours.tsv || return 1
	{ cat header.tsv && records in.tsv | sort -s -t "$tab" -k 2,2 -k 5,5r; } >sorts.tsv
	same sorts.tsv ours.tsv
}
check 'order does what sort does' order_sorts

# Texts with common beginnings and any letters, numbers of every sign and length, days; all of them missing now and then.
awk 'BEGIN {
	srand(7); OFS = "\t"; print "text", "n", "dag", "rad"
	split("a ab abc abcdefgh abcdefghi \303\245 \303\245a Z ~ abcdefghabcdefgh", word, " ")
	for (i = 1; i <= 20000; i++) {
		whole = int(exp(rand() * 30)); decimals = rand() < .5 ? "" : "." int(rand() * 1000)
		n = (rand() < .3 ? "-" : "") sprintf("%.0f", whole) decimals
		print (rand() < .1 ? "" : word[1 + int(rand() * 10)] (rand() < .5 ? word[1 + int(rand() * 10)] : "")), (rand() < .1 ? "" : n),
			sprintf("20%02d-%02d-%02d", int(rand() * 20), 1 + int(rand() * 12), 1 + int(rand() * 28)), i
	}
}' >texts.tsv
order_is_sort() {
	keys=$1
	shift
	{ head -n 1 texts.tsv && records texts.tsv | sort -s -t "$tab" "$@"; } >sorts.tsv &&
		for memory in 16K 1M 256M; do
			# shellcheck disable=SC2086 # several columns
			finsam order $keys --memory $memory texts.tsv >ours.tsv && same sorts.tsv ours.tsv || return 1
		done
}
check 'order is sort, in memory and through files: text' order_is_sort text -k 1,1
check 'order is sort, in memory and through files: text in reverse, days' order_is_sort 'text:reverse dag' -k 1,1r -k 3,3
check 'order is sort, in memory and through files: numbers' order_is_sort n:number -k 2,2g -k 2,2n
check 'order is sort, in memory and through files: days in reverse, numbers in reverse, text' order_is_sort \
	'dag:reverse n:number:reverse text' -k 3,3r -k 2,2gr -k 2,2nr -k 1,1

explode_counts() {
	finsam explode stod in.tsv >exploded.tsv || return 1
	wanted=$(records in.tsv | awk -F '\t' '{ n += $8 == "" ? 1 : gsub(/\|/, "", $8) + 1 } END { print n }')
	[ $(($(wc -l <exploded.tsv) - 1)) -eq "$wanted" ] &&
		finsam aggregate --by stod antal=count\(\) exploded.tsv | tail -n +2 >counted.tsv &&
		records in.tsv | cut -f 8 | tr '|' '\n' | sort | uniq -c | awk '{ print $2 == "" ? "" : $2 "\t" $1 }' | sed '/^$/d' >uniq.tsv &&
		grep -v "^$tab" counted.tsv >named.tsv && same uniq.tsv named.tsv
}
check 'explode and count is tr and uniq' explode_counts

longer_counts() {
	finsam longer --name tidpunkt fore:start=dag efter:slut=dag in.tsv >long.tsv || return 1
	[ "$(wc -l <long.tsv)" -eq 6001 ] || return 1
	finsam where 'tidpunkt = "fore"' long.tsv | finsam pick rad pid kon insats_id dag=start belopp stod >start.tsv
	finsam pick rad pid kon insats_id start belopp stod in.tsv | cmp - start.tsv
}
check 'longer writes each record once for each row, and nothing else' longer_counts

# ---------------------------------------------------------------- aggregate

measures='antal=count() utan=count(missing(belopp)) personer=distinct(pid) summa=sum(belopp)
	medel=mean(belopp) minst=min(belopp) mest=max(belopp) median=quantile(belopp,0.5) andel=ratio(utan,antal)'
aggregated() {
	# shellcheck disable=SC2086 # a list of measures
	finsam aggregate --by kon,insats_id --totals kon,insats_id $measures "$1"
}
order_does_not_matter() {
	aggregated in.tsv >first.tsv || return 1
	for seed in 1 2 3 4 5; do
		shuffled $seed | aggregated - >again.tsv && same first.tsv again.tsv || return 1
	done
}
check 'aggregate: the order of the records does not matter' order_does_not_matter

totals_are_wholes() {
	# shellcheck disable=SC2086 # a list of measures
	finsam aggregate --by insats_id $measures in.tsv | records | sort >alone.tsv &&
		finsam where 'kon = "*" and insats_id != "*"' first.tsv | finsam pick --drop kon | records | sort >total.tsv &&
		[ -s alone.tsv ] && same alone.tsv total.tsv
}
check 'aggregate: a total is what the table without that key says' totals_are_wholes

awk_agrees() {
	finsam aggregate --by kon 'antal=count()' 'summa=sum(belopp)' 'mest=max(belopp)' in.tsv | records >ours.tsv &&
		records in.tsv | awk -F '\t' '
			{ n[$3]++ }
			$7 != "" { split($7, p, "."); s[$3] += p[1] * 10 + p[2]; if ($7 + 0 > m[$3] + 0) m[$3] = $7 }
			END {
				for (k in n) {
					sum = s[k] % 10 ? sprintf("%d.%d", int(s[k] / 10), s[k] % 10) : s[k] / 10
					printf "%s\t%d\t%s\t%s\n", k, n[k], sum, m[k]
				}
			}' |
		sort >awks.tsv && same awks.tsv ours.tsv
}
check 'aggregate: counts, sums and largest are those of awk' awk_agrees

# The first of each person by start and row is what sort and awk keep; whatever the order of the input, and of sorted input too.
unique_keeps() {
	{ cat header.tsv && records in.tsv | sort -t "$tab" -k 2,2 -k 5,5 -k 1,1n | awk -F '\t' '!met[$2]++'; } >sorts.tsv
	finsam unique --on pid --first start,rad in.tsv >ours.tsv || return 1
	awk -F '\t' 'NR == FNR { keep[$0]; next } !met[$2]++ { print $2 }' sorts.tsv in.tsv >came &&
		cut -f 2 ours.tsv | same came - || return 1
	for seed in 1 2; do
		shuffled $seed | finsam unique --on pid --first start,rad | finsam order pid | same sorts.tsv - || return 1
		shuffled $seed | finsam order pid | finsam unique --sorted --on pid --first start,rad | same sorts.tsv - || return 1
	done
}
check 'unique keeps the first of each person, as sort and awk do, whatever the order' unique_keeps

unique_is_a_set() {
	{ cat header.tsv && { records in.tsv && records in.tsv; } | sort; } >twice.tsv
	{ cat header.tsv && sorted in.tsv; } >once.tsv
	finsam unique --on rad twice.tsv | same once.tsv -
}
check 'unique leaves of equal records one' unique_is_a_set

# ---------------------------------------------------------------- only a header

for call in 'where kon=1' 'derive n=kon+1' 'pick kon' 'explode stod' 'longer start slut --value dag --name vad' 'order start' 'unique --on pid --first start' \
	'wider --name kon --value stod 1:man 2:kvinna' \
	'join insatser.tsv --on insats_id' 'aggregate --by kon n=count()' 'pseudonymise --key key --scope test id.pnr=pid'; do
	case $call in
	pseudonymise*) head=id.pnr ;;
	*) head=$(cat header.tsv) ;;
	esac
	[ -e key ] || finsam key new --purpose test --output key
	# shellcheck disable=SC2016 # $1 and $2 belong to the inner shell
	check "a header alone goes through ${call%% *}" sh -c \
		'printf "%s\n" "$1" | finsam $2 >out && [ "$(wc -l <out)" -eq 1 ]' - "$head" "$call"
	check "no bytes at all end ${call%% *} with status 2" ends 2 sh -c \
		"finsam $(echo "$call" | sed 's/[()]/\\&/g') </dev/null"
done

# ---------------------------------------------------------------- pseudonyms

tokens() {
	awk 'BEGIN { print "id.pnr"; for (i = 0; i < 400; i++) print "x" i % 250 }' >people.tsv
	finsam pseudonymise --kind text --key key --scope a id.pnr=pid people.tsv | records >a1 &&
		finsam pseudonymise --kind text --key key --scope a id.pnr=pid people.tsv | records >a2 &&
		finsam pseudonymise --kind text --key key --scope b id.pnr=pid people.tsv | records >b || return 1
	cmp a1 a2 && [ "$(sort -u a1 | wc -l)" -eq 250 ] && [ "$(sort -u b | wc -l)" -eq 250 ] &&
		[ -z "$(sort -u a1 >ua && sort -u b | comm -12 ua -)" ] &&
		[ "$(records people.tsv | paste - a1 | sort -u | wc -l)" -eq 250 ]
}
check 'pseudonymise: one token a person in a scope, and no token of it in another' tokens

# ---------------------------------------------------------------- the tools that are there

check 'awk writes what a stage reads' sh -c "finsam where 'kon = \"1\"' in.tsv >s.tsv &&
	awk -F '\t' -v OFS='\t' 'NR == 1 || \$3 == 1' in.tsv | finsam where true | cmp - s.tsv"
check 'sort writes what a stage reads' sh -c "
	{ head -n 1 in.tsv; tail -n +2 in.tsv | sort -t '$tab' -k 5,5; } | finsam aggregate --by kon n=count\(\) >s.tsv &&
	finsam aggregate --by kon n=count\(\) in.tsv | cmp - s.tsv"
check 'Miller reads and writes our streams, escapes too' sh -c '
	printf "a\tb\nen\\\\ttab\ten\\\\nrad\nett\\\\\\\\streck\t\n" >e.tsv &&
	mlr --tsv cat e.tsv >m.tsv && cmp e.tsv m.tsv && finsam where true m.tsv | cmp - e.tsv'
check 'Miller counts as aggregate counts' sh -c "
	mlr --tsv count-distinct -f kon then sort -f kon in.tsv >m.tsv &&
	finsam aggregate --by kon count=count\(\) in.tsv | cmp - m.tsv"

analyst() {
	finsam where 'slut >= 2022-01-01' in.tsv |
		finsam derive 'dagar=days(start, slut)' 'ar=year(slut)' |
		finsam join insatser.tsv --on insats_id --kind inner |
		finsam explode stod |
		finsam aggregate --by ar,inriktning,stod 'personer=distinct(pid)' 'dagar=mean(dagar)' |
		finsam order personer:number:reverse |
		head -n 4 >answer
	[ "$(wc -l <answer)" -eq 4 ] && [ "$(head -n 1 answer)" = "ar${tab}inriktning${tab}stod${tab}personer${tab}dagar" ]
}
check 'a question of one line, through six stages' analyst

finish
