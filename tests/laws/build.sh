#!/bin/sh
# The Makefile on a project of one stage and one module: what is built once is not built again, and what is new is.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

unset BUILD
mkdir -p small/stages/lib small/include small/bin/stages && cp "$ROOT/Makefile" small && cd small || exit 2
touch bin/finsam bin/stages/step.sh
echo 'int two(void);' >include/two.h
printf '#include "two.h"\nint two(void)\n{\n\treturn 2;\n}\n' >stages/lib/two.c
printf '#include "two.h"\nint main(void)\n{\n\treturn two() - 2;\n}\n' >stages/one.c

made() { make -s LIBS= "$@"; }
# Prints what make would compile.
again() { made -n "$@" all | grep -o '[a-z]*/[a-z/]*\.c$'; }
nothing() { [ -z "$(again "$@")" ] || { again "$@" && return 1; }; }
elsewhere() { made BUILD=other BIN=other/bin all && other/bin/stages/one && nothing BUILD=other BIN=other/bin; }
header() {
	touch -d '+2 seconds' include/two.h
	[ "$(again | sort | tr '\n' ' ')" = 'stages/lib/two.c stages/one.c ' ]
}

check 'a first make builds' made all
check 'what is built runs' bin/stages/one
check 'a second make compiles nothing' nothing
check 'nor in another folder' elsewhere
check 'a new header compiles what includes it' header
check 'make clean leaves no stage' sh -c 'make -s clean && [ ! -e bin/stages/one ] && [ -e bin/stages/step.sh ]'
finish
