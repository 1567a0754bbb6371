#!/bin/sh
# What `make install` puts in place works from any folder, and `make uninstall` leaves nothing of it.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

built=$(dirname "$(command -v finsam)")
made() { make -s -C "$ROOT" BUILD="$BUILD" BIN="$built" PREFIX="$PWD/prefix" "$@"; }
installed() { PATH=$PWD/prefix/bin:/usr/bin:/bin "$@"; }
mkdir elsewhere

check 'make install' made install
check 'the dispatcher lists the stages' installed sh -c 'cd elsewhere && finsam --help | grep -q "^ *where "'
check 'a stage runs' installed sh -c 'cd elsewhere && printf "a\n1\n2\n" | finsam where "a = 2" | grep -qx 2'
check 'a pipeline is found and checked' installed sh -c 'cd elsewhere && finsam check forandring ar=2025 nyckel=key'
check 'each stage has its manual page' sh -c 'for page in "$ROOT"/docs/man/*.1; do
	name=finsam-$(basename "$page"); [ -s "prefix/share/man/man1/${name#finsam-finsam-}" ] || [ -s "prefix/share/man/man1/$name" ] || { [ "$name" = finsam-finsam.1 ] && [ -s prefix/share/man/man1/finsam.1 ]; } || exit 1; done'
check 'nothing is outside bin, libexec, share' sh -c '[ "$(ls prefix | tr "\n" " ")" = "bin libexec share " ]'
check 'make uninstall' made uninstall
check 'nothing is left' sh -c '[ -z "$(find prefix -type f -o -type l)" ] && [ -z "$(find prefix -name "*finsam*")" ]'
finish
