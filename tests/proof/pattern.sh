#!/bin/sh
# Who knows the program and runs it again learns nothing of what it chose to hide, when there is a key (pattern.c); without one he does, or the
# attacker would be none. PATTERNS=N tables, of which each is tried with KEYS=N keys; 1000 take some ten
# minutes. Who tries few keys misses tables that come out the same, and takes for known what is not: with 400 he errs more often than with 2000.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
tables=${PATTERNS:-300}

# figure NAME FILE
figure() { tr '\t' '\n' <"$2" | sed -n "/^$1\$/{n;p}"; }

failed=
pattern public "$tables" >public.tsv || failed=public.tsv
pattern keyed "$tables" "${KEYS:-2000}" >keyed.tsv || failed=keyed.tsv
[ -z "$failed" ] || cat "$failed"

learns() { [ $((100 * $(figure closer public.tsv))) -gt $((15 * $(figure secrets public.tsv))) ] && [ "$(figure exact public.tsv)" -gt 0 ]; }
check 'the control: without a key over 15 percent are closer than promised' learns
exactly() { [ "$(figure exact keyed.tsv)" -eq 0 ]; }
check 'with a key none is known exactly' exactly
closer() { [ $((100 * $(figure closer keyed.tsv))) -lt "$(figure secrets keyed.tsv)" ]; }
check 'and under 1 percent are closer than promised' closer
refused() { [ "$(figure refused public.tsv)$(figure refused keyed.tsv)" = 00 ]; }
check 'each table can be protected' refused

awk -F '\t' '{ for (i = 2; i < NF; i += 2) f[$i] = $(i + 1)
	printf "# %s: %d tables, %d left out (more than 1500 fit); of %d secrets %d are known exactly, %d closer than promised, %d known to be small; %.1f figures " \
		"are hidden beside the small ones in a table; %d runs of the program, %d tables given up\n", $1, f["tables"], f["skipped"],
		f["secrets"], f["exact"], f["closer"], f["known to be small"], f["beside"] / f["tables"], f["runs"], f["given up"] }' public.tsv keyed.tsv
finish
