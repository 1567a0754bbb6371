#!/bin/bash
# The publication of arsredovisning for a small country, attacked by a reader who knows what its headings mean (protect/published.sh).
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/laws/protect/published.sh
. "$ROOT/tests/laws/protect/published.sh"
# shellcheck source=tests/annual.sh
. "$ROOT/tests/annual.sh"
# Under the sanitizers the same report comes out (sanitized.sh).
case $BUILD in *sanitized) finish && exit ;; esac
# shellcheck disable=SC2034 # published.sh reads it
run=arsredovisning/2012

check 'the pipeline runs' annual small

known() {
	printf '%s\n' 'min 5' 'width 3' 'zeros show' 'alike show'
	occupations ,ung deltaganden sysselsattning_ung sysselsattning_sokte
	echo 'count avslutade unga avslutade:unga'
	for kon in 1 2; do echo "bind = +avslutade:unga|kon=$kon -personer|kon=$kon|ung=1"; done
	steps bortfall deltaganden
	table subventionerade tidpunkt,kon
	echo 'count subventionerade arbetar subventionerade:arbetar
count subventionerade antal subventionerade:antal
ratio subventionerade andel antal arbetar'
	table annan_rehab kon
	echo 'count annan_rehab personer personer
count annan_rehab antal annan_rehab:antal
count annan_rehab aven_arbete annan_rehab:aven
ratio annan_rehab andel antal personer
within annan_rehab aven_arbete antal'
	for kon in 1 2; do
		for time in fore efter; do
			echo "bind = +subventionerade:arbetar|kon=$kon|tidpunkt=$time -sysselsatta|kon=$kon|sysselsattning=arbetar|tidpunkt=$time|ung=0 -sysselsatta|kon=$kon|sysselsattning=arbetar|tidpunkt=$time|ung=1"
		done
	done
	kinds '|ung=0' '|ung=1'
	supports '|ung=0' '|ung=1'
}
check 'all its tables together tell of nobody' attacked known
finish
