#!/bin/bash
# docs/features.md has each feature once, in words of a state, with a file and a test that are there where it says that something works; the sums above are those of the rows.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
page=$ROOT/docs/features.md

# ID STATE FILE TEST LACKS, with tabs.
# shellcheck disable=SC2016 # the signs are of Markdown
features() { sed -n 's/^| \(S[0-9][0-9]\.[0-9]*\) | [^|]* | \([a-z]*\) | \(`\([^`]*\)`\)\{0,1\} *| \(`\([^`]*\)`\)\{0,1\} *| \(.*\) *|$/\1\t\2\t\4\t\6\t\7/p' "$page"; }
features >rows
check 'there are 409' [ "$(wc -l <rows)" = 409 ]
once() { cut -f 1 rows | sort | uniq -d | grep . && return 1 || return 0; }
check 'each stands once' once
# Of each system they are numbered from 1 on, without a hole.
numbered() { cut -f 1 rows | tr . '\t' | sort -k 1,1 -k 2,2n | awk -F '\t' '$1 != last { n = 0; last = $1; systems++ } $2 != ++n { print $1 "." n " is not there"; bad = 1 } END { if (systems != 60) { print systems " systems"; bad = 1 } exit bad }'; }
check 'none is left out' numbered
states() { awk -F '\t' '$2 !~ /^(works|part|no|fact)$/ || ($2 == "part") != ($5 ~ /[a-z]/) || ($2 ~ /^(works|part)$/) != ($3 != "" && $4 != "") { print; bad = 1 } END { exit bad }' rows; }
check 'each has a state; what works has its file and test, and what lacks is said of a part alone' states
there() { awk -F '\t' '{ print $3; print $4 }' rows | grep . | sort -u | while read -r path; do [ -e "$ROOT/$path" ] || echo "$path"; done >absent; [ ! -s absent ] || { cat absent && return 1; }; }
check 'the files and tests are there' there
sums() { awk -F '\t' '{ n[$2]++ } END { printf "| all | %d | %d | %d | %d | %d |\n", n["works"], n["part"], n["no"], n["fact"], NR }' rows | grep -qxFf - "$page"; }
check 'the sums are those of the rows' sums
finish
