#!/bin/bash
# run.sh [ROWS [RUNS]]: times finsam against what is installed, in turn (A B A B ...), and prints medians of processor time
# and ratios. Nothing is asserted: machines are noisy. Jobs are those of docs/speed.md; the made files stay in DIR (default
# .build/bench) for the next call. Peak memory is each stage's own word in its ledger.
set -eu
rows=${1:-1000000} runs=${2:-5}
root=$(cd "$(dirname "$0")/../.." && pwd)
dir=${DIR:-$root/.build/bench}
PATH=$root/bin:$PATH
export LC_ALL=C
mkdir -p "$dir"
cd "$dir"

make_files() {
	[ -s "participants-$rows.csv" ] || "$root/tests/bench/participants.sh" "$rows" >"participants-$rows.csv"
	ln -sf "participants-$rows.csv" participants.csv
	head -n 1 participants.csv | tr ';' '\n' | awk '
		BEGIN { print "dialect: {delimiter: \";\"}\nfields:" }
		{ print "  - {name: " $0 ", type: string" ($0 == "personnummer" ? ", finsam: {not_identity: made up to be measured}" : "") "}" }' >text.yaml
	sed 's/not_identity: made up to be measured/class: identifier/' text.yaml >identity.yaml
	finsam validate --schema text.yaml participants.csv >participants.tsv
	finsam validate --schema identity.yaml participants.csv >identities.tsv
	awk 'BEGIN { print "insats_id\tinriktning\tlan"
		for (i = 0; i < 870; i++) printf "i%03d\t%s\t%02d\n", i, i % 3 ? "individ" : "struktur", i % 21 + 1 }' >insatser.tsv
	[ -e bench.key ] || finsam key new --purpose bench --output bench.key
}

# Microseconds of a processor, of all programs of the command: what else the machine does is not in them.
seconds() {
	local TIMEFORMAT='%3U %3S'
	{ time bash -c "$1" >/dev/null 2>said; } 2>&1 | awk '{ printf "%d\n", ($1 + $2) * 1000000 }'
}

median() {
	sort -n | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)] }'
}

# job NAME OURS PEER COMMAND [PEER COMMAND]...
job() {
	local name=$1 ours=$2 i k
	shift 2
	local -a peer=() command=()
	while [ $# -gt 0 ]; do
		if command -v "${2%% *}" >/dev/null; then
			peer+=("$1") command+=("$2")
		fi
		shift 2
	done
	rm -f times.*
	for ((i = 0; i < runs; i++)); do
		seconds "$ours" >>times.ours
		for k in "${!peer[@]}"; do
			[ "$i" -ge 3 ] || seconds "${command[$k]}" >>"times.$k"
		done
	done
	local mine other
	mine=$(median <times.ours)
	printf '%-28s finsam %8.3f s' "$name" "${mine}e-6"
	for k in "${!peer[@]}"; do
		other=$(median <"times.$k")
		printf '   %s %8.3f s (%.1fx)' "${peer[$k]}" "${other}e-6" "$(echo "$other $mine" | awk '{ print $1 / $2 }')"
	done
	echo
	rm -f ledger
	FINSAM_LEDGER=ledger bash -c "$ours" >/dev/null
	sed -n 's/.*"event":"end".*"stage":"\([a-z]*\)".*"peak_kib":\([0-9]*\).*/\1 \2/p' ledger |
		awk '{ printf "    %-14s peak memory %.1f MiB\n", $1, $2 / 1024 }'
}

make_files
echo "$rows rows, $(wc -c <participants.csv) bytes of CSV, medians of $runs runs in turn"
job 'J1 CSV to record stream' 'finsam validate --schema text.yaml participants.csv' \
	mlr "mlr --icsv --ifs ';' --otsv cat participants.csv" \
	csvcut "csvcut -d ';' -c 1-14 participants.csv"
job 'J1 in a pipe' 'cat participants.csv | finsam validate --schema text.yaml | cat'
job 'J3 date range, 6 columns' \
	"finsam where 'slut >= 2012-01-01 and slut <= 2012-12-31' participants.tsv | finsam pick episod_id personnummer kon kommun start slut" \
	mawk "mawk -F'\\t' -v OFS='\\t' 'NR == 1 || (\$8 >= \"2012-01-01\" && \$8 <= \"2012-12-31\") { print \$1, \$2, \$3, \$6, \$7, \$8 }' participants.tsv" \
	mlr "mlr --tsv filter '\$slut >= \"2012-01-01\" && \$slut <= \"2012-12-31\"' then cut -o -f episod_id,personnummer,kon,kommun,start,slut participants.tsv"
job 'J4 three keys, distinct' \
	"finsam aggregate --by kommun,utbildning,kon 'antal=count()' 'medel=mean(arbete_pct)' 'personer=distinct(personnummer)' participants.tsv" \
	mlr "mlr --tsv stats1 -a count,mean,distinct_count -f arbete_pct,personnummer -g kommun,utbildning,kon participants.tsv"
job 'J5 join with 870 records' 'finsam join insatser.tsv --on insats_id participants.tsv' \
	mawk "mawk -F'\\t' -v OFS='\\t' 'NR == FNR { x[\$1] = \$2 OFS \$3; next } { print \$0, x[\$4] }' insatser.tsv participants.tsv" \
	mlr 'mlr --tsv join --ul --np --lp l --rp r -j insats_id -f insatser.tsv then cat participants.tsv'
job 'JP pseudonymise' 'finsam pseudonymise --key bench.key --scope bench --allow-synthetic id.personnummer=pid identities.tsv' \
	perl "perl -MDigest::SHA=hmac_sha256 -F'\\t' -lane 'if (\$. > 1) { \$F[1] = substr(unpack(\"H*\", hmac_sha256(\$F[1], \"key\")), 0, 26) } print join \"\\t\", @F' identities.tsv"
