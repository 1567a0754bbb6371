#!/bin/bash
# The publication of forandring, attacked by a reader who knows what its headings mean (protect/published.sh).
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"
# shellcheck source=tests/laws/protect/published.sh
. "$ROOT/tests/laws/protect/published.sh"
# shellcheck disable=SC2034 # published.sh reads it
run=forandring/2025

check 'the pipeline runs' forandring

known() {
	printf '%s\n' 'min 5' 'zeros show' 'alike show'
	occupations '' episoder sysselsattning_alla sysselsattning_alla
	table per_episod tidpunkt,kon
	echo 'count per_episod episoder deltaganden kon
count per_episod antal per_episod:antal
ratio per_episod andel antal episoder'
	steps led registreringar
	table nya kon
	for m in registreringar samtycke anonyma nya; do echo "count nya $m nya:$m"; done
	echo 'ratio nya andel_anonyma anonyma nya'
	for kon in 1 2; do echo "bind = +nya:nya|kon=$kon -nya:anonyma|kon=$kon -nya:samtycke|kon=$kon"; done
	kinds ''
	supports ''
}
check 'all its tables together tell of nobody' attacked known
finish
