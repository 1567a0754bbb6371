#!/bin/sh
# The annual report of a small country is the same byte for byte when the programs that make it are built with the sanitizers, so what other tests
# find of it, they find of both.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/annual.sh
. "$ROOT/tests/annual.sh"

same() { diff -r "$SHARED/.build/small/site/arsredovisning/2012/" site/arsredovisning/2012/; }
case $BUILD in
*sanitized)
	check 'the annual report, by programs with sanitizers' annual small
	(mkdir plain && cd plain && BUILD=$ROOT/.build PATH=$ROOT/bin/stages:$ROOT/bin:$PATH annual small) || exit
	check 'is the same' same
	;;
esac
finish
