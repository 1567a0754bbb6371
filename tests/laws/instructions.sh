#!/bin/sh
# No stage takes more than a twentieth more instructions for a byte than tests/bench/instructions.tsv says. Who makes one faster,
# or knows why it must be slower, writes the figures anew: tests/bench/instructions.sh >figures && mv figures
# tests/bench/instructions.tsv.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

what='instructions for a byte are at most a twentieth more than they were'
# Other builds are of other instructions.
if [ "$BUILD" != "$ROOT/.build" ]; then
	:
elif ! valgrind --version >/dev/null 2>&1; then
	skip "$what" 'there is no valgrind'
else
	"$ROOT/tests/bench/instructions.sh" "$ROOT/tests/bench/instructions.tsv" >said 2>&1
	case $? in
	77) skip "$what" "$(tail -n 1 said)" ;;
	0) check "$what" true ;;
	*) check "$what" sh -c 'cat said; false' ;;
	esac
fi
finish
