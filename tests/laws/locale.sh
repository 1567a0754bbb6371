#!/bin/sh
# A sample of the cases of the stages, and all of those that sort or read numbers, pass in a Swedish locale too, where sorting,
# letters and decimal signs are others: nothing of ours asks the locale.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

swedish() {
	set -- "$ROOT/tests/run" --build "$BUILD:$(dirname "$(command -v finsam)")"
	export TEST_LOCALE=sv_SE.UTF-8 LOCPATH="$PWD"
	"$@" --sample 8 stages/ && "$@" stages/order/ number letter decimal
}
# Once is enough: under the sanitizers the same cases run in C.
if [ "$BUILD" != "$ROOT/.build" ]; then
	:
elif localedef -i sv_SE -f UTF-8 ./sv_SE.UTF-8 >said 2>&1 || [ -e sv_SE.UTF-8/LC_COLLATE ]; then
	check 'the cases of the stages pass in sv_SE.UTF-8' swedish
else
	skip 'the cases of the stages pass in sv_SE.UTF-8' "localedef: $(tail -n 1 said)"
fi
finish
