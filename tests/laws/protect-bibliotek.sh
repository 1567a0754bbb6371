#!/bin/bash
# The publication of the example, attacked by a reader who knows what its headings mean (protect/published.sh); then of a smaller
# library, and with a model that lacks a tie.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/laws/protect/published.sh
. "$ROOT/tests/laws/protect/published.sh"
# shellcheck disable=SC2034 # published.sh reads it
run=bibliotek/2025Q2
cp -r "$ROOT/pipelines/exempel" . && cp -r exempel/data all && install -m 600 "$ROOT/tests/test.key" key

ran() { finsam run exempel/bibliotek.yaml period=2025Q2 nyckel=key minsta=5 run_date=2025-08-01; }
check 'the pipeline runs' ran

# What is told of the door and of a loan gives the loans.
hidden_alike() {
	awk -F '\t' -v OFS='\t' 'FNR == 1 { for (k = 1; k <= NF; k++) at[FNR == NR, $k] = k; next }
		FNR == NR { lan[$1, $2] = $at[1, "lan.status"]; next } $at[0, "besok_per_lan.status"] != lan[$1, $2] { exit 1 }' \
		"site/$run/tables/per_filial.tsv" "site/$run/tables/per_lan.tsv"
}
check 'where the loans are hidden, so are visits per loan' hidden_alike

known() {
	printf '%s\n' 'min 5' 'zeros show' 'alike show'
	table per_filial filial,manad
	table per_medium medium,aldersgrupp
	table sena filial
	table lantagare aldersgrupp
	for t in per_filial per_medium; do
		echo "count $t lan lan
count $t lantagare lantagare
within $t lantagare lan"
	done
	echo 'overlap per_filial filial lantagare
overlap per_filial manad lantagare
overlap per_medium medium lantagare
count sena lan ater
count sena sena sena
within sena sena lan
ratio sena andel_sena sena lan
some ater lan
count lantagare personer lantagare
count lantagare nya nya
within lantagare nya personer
ratio lantagare andel_nya nya personer'
	for filial in stad norra hamn skog buss; do echo "some ater|filial=$filial lan|filial=$filial"; done
}
check 'all its tables together tell of nobody' attacked known 8

# Each N-th loan: the smaller a library, the more there is to hide.
every() {
	gzip -dc all/utlan.csv.gz | awk -v n="$1" 'NR == 1 || NR % n == 0' | gzip -n >exempel/data/utlan.csv.gz && ran
}
few() { every 5 && attacked known 30; }
check 'nor do those of a small library' few

# Age is the same in all loans of a person, so its groups add up, and anybody knows it; the model need not say so.
forgotten() { sed -i 's/of: person, //' exempel/bibliotek.yaml && every 28 && attacked known 30; }
check 'that a dimension is of the person is reckoned with, though the model forgets it' forgotten

# Were it said that they do not add up, the attacker would find it out (without a key, by which other figures are hidden by chance).
denied() {
	# shellcheck disable=SC2016 # the pipeline has its own $
	sed -i '/^  key: "\${nyckel}"$/d; /^  period: "\${period}"$/d; s/^protect:$/&\n  tables: {per_filial: {overlap: [filial@lantagare, manad@lantagare]}, per_medium: {overlap: [medium@lantagare, aldersgrupp@lantagare]}, sena: {}, lantagare: {}}/' exempel/bibliotek.yaml && every 28 ||
		return 1
	attacked known 30
	[ $? -eq 1 ] && grep -q '^BREACH.lantagare|aldersgrupp=' learnt
}
check 'and what is denied by hand is found out' denied
finish
