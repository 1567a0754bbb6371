#!/bin/sh
# What `make install` puts in place works from any folder, and `make uninstall` leaves nothing of
# it.
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

pages() {
	find "$ROOT/docs/man" -name '*.1' -printf 'finsam-%f\n' | sed 's/^finsam-finsam\.1$/finsam.1/' | sort >wanted
	find prefix/share/man/man1 -type f -printf '%f\n' | sort | diff wanted -
}
check 'the manual pages are there, as finsam-NAME' pages
places() { [ "$(find prefix -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | tr '\n' ' ')" = 'bin libexec share ' ]; }
check 'nothing is outside bin, libexec, share' places
# On the PATH, bin adds one name and hides none.
one_name() { [ "$(ls prefix/bin)" = finsam ] && [ "$(git -C "$ROOT" ls-files bin | grep -v /stages/)" = bin/finsam ]; }
check 'in bin lies only finsam' one_name
check 'make uninstall' made uninstall
nothing() { [ -z "$(find prefix ! -type d -o -name '*finsam*')" ]; }
check 'nothing is left' nothing
finish
