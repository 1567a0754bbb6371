#!/bin/bash
# The publication of forandring, attacked by a reader who knows what its headings mean (protect/published.sh).
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"
# shellcheck source=tests/laws/protect/published.sh
. "$ROOT/tests/laws/protect/published.sh"
# shellcheck source=tests/laws/protect/forandring.sh
. "$ROOT/tests/laws/protect/forandring.sh"
# shellcheck disable=SC2034 # published.sh reads it
run=forandring/2025

check 'the pipeline runs' forandring

check 'all its tables together tell of nobody' attacked known_of_forandring

# An attacker who never succeeds proves nothing: without the tie of persons to their registrations he learns of some (make proof takes each tie away).
untied() { mkdir untied && cd untied && FILES=forandring.yaml TIES=4 "$ROOT/tests/proof/ties.sh" >said; status=$?; cat said; cd .. && [ $status -eq 0 ] && grep -q 'part: samtycke=registreringar: found' untied/said; }
check 'a tie that is taken away is missed' untied
finish
