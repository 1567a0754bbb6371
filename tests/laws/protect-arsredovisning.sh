#!/bin/bash
# The publication of arsredovisning for a small country, attacked by a reader who knows what its headings mean (protect/published.sh, protect/report.sh).
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/laws/protect/published.sh
. "$ROOT/tests/laws/protect/published.sh"
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"
# shellcheck source=tests/laws/protect/report.sh
. "$ROOT/tests/laws/protect/report.sh"
# Under the sanitizers the same report comes out (sanitized.sh).
case $BUILD in *sanitized) finish && exit ;; esac
# shellcheck disable=SC2034 # published.sh reads it
run=arsredovisning/2012

check 'the pipeline runs' annual small

known() { known_of_report 5 3; }
check 'all its tables together tell of nobody' attacked known
# A tie of cells that are not there binds nothing.
bound() { [ "$(awk -F '\t' '$1 == "figures" { print $NF }' learnt)" -ge 80 ]; }
check 'and who is some of whom was known of them' bound

finish
