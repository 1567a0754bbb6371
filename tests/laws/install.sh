#!/bin/sh
# What `make install` puts in place works from any folder, and `make uninstall` leaves nothing of
# it.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

built=$(dirname "$(command -v finsam)")
made() { make -s -C "$ROOT" BUILD="$BUILD" BIN="$built" PREFIX="$PWD/prefix" "$@"; }
# DESTDIR and PREFIX as a packager has them, and with what a shell would take for something else.
packed() { make -s -C "$ROOT" BUILD="$BUILD" BIN="$built" DESTDIR="$PWD/it's a root" PREFIX="/usr/fin sam" "$@"; }
installed() { PATH=$PWD/prefix/bin:/usr/bin:/bin "$@"; }
mkdir elsewhere

check 'make install' made install
check 'the dispatcher lists the stages' installed sh -c 'cd elsewhere && finsam --help | grep -q "^ *where "'
check 'a stage runs' installed sh -c 'cd elsewhere && printf "a\n1\n2\n" | finsam where "a = 2" | grep -qx 2'
documents() { installed finsam help schemas | head -n 1 | grep -qx '# Schemas' && installed finsam help handover.md | grep -q '^# ' && installed finsam help where | grep -q where; }
check 'documents and manual pages are shown' documents
# The links of the documents lead to what is there.
followed() {
	find prefix/share/doc/finsam -name '*.md' | while read -r page; do
		grep -oE '\]\([^)#:]+\)' "$page" | sed 's/^](//; s/)$//' | while read -r link; do
			[ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
		done
	done >broken
	[ ! -s broken ] || { cat broken && return 1; }
}
check 'links in the documents can be followed' followed
licence() { cmp prefix/share/doc/finsam/LICENSE "$ROOT/LICENSE" && cmp prefix/share/doc/finsam/CHANGELOG.md "$ROOT/CHANGELOG.md"; }
check 'licence and changes are there' licence
# The line of the README as cron runs it (crontab(5)): five fields of time; up to a % that has no \ before it; by /bin/sh, with little around it.
cron_line() { awk '/^```crontab$/ { inside = 1; next } inside { sub(/^([^ ]+ +)([^ ]+ +)([^ ]+ +)([^ ]+ +)([^ ]+ +)/, ""); print; exit }' "$ROOT/README.md"; }
cron() {
	mkdir -p srv/in && cp "$ROOT"/pipelines/data/forandring/* srv/in && installed finsam key new --purpose cron --output my.key || return 1
	line=$(cron_line | sed 's/\([^\\]\)%.*/\1/' | sed "s|/srv/finsam|$PWD/srv|; s|/usr/local/bin/finsam|$PWD/prefix/bin/finsam|; s|/etc/finsam/my.key|$PWD/my.key|; s|monthly |monthly --today 2026-02-22 |; s|fel=0.02|fel=0.3 konstgjorda=true|")
	env -i HOME="$PWD" LOGNAME=cron SHELL=/bin/sh PATH=/usr/bin:/bin /bin/sh -c "$line" >mail 2>&1 || { cat mail && return 1; }
	[ ! -s mail ] || { cat mail && return 1; }
	[ -e srv/site/forandring/2025/provenance.json ]
}
check 'the line for cron in the README works, says nothing, and is of the last whole year' cron
check 'a pipeline is found and checked' installed sh -c 'cd elsewhere && finsam check forandring period=2025 nyckel=key'

pages() {
	find "$ROOT/docs/man" -name '*.1' -printf 'finsam-%f\n' | sed 's/^finsam-finsam\.1$/finsam.1/' | sort >wanted
	find prefix/share/man/man1 -type f -printf '%f\n' | sort | diff wanted -
}
check 'the manual pages are there, as finsam-NAME' pages
places() { [ "$(find prefix -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | tr '\n' ' ')" = 'bin lib libexec share ' ] && [ "$(cd prefix/lib && find . -type f -printf '%h\n' | sort -u)" = ./systemd/system ]; }
check 'nothing is outside bin, libexec, share, and the units of systemd' places
# As root has them: of a folder that is there, with the program where they say.
units() {
	command -v systemd-analyze >/dev/null || return 0
	mkdir units && cp prefix/lib/systemd/system/* units && ! grep -l @PREFIX@ units/* || return 1
	sed '/^Documentation=/d' -i units/*
	systemd-analyze verify "units/finsam-monthly@srv.service" "units/finsam-monthly@srv.timer" "units/finsam-letter@srv.service" >verified 2>&1
	[ ! -s verified ] || { cat verified && return 1; }
	for measure in ProtectSystem=strict NoNewPrivileges=yes UMask=0077 PrivateNetwork=yes ReadWritePaths=/%I Persistent=yes; do
		grep -qxF $measure units/finsam-monthly@* || { echo "no $measure" && return 1; }
	done
}
check 'the units of systemd are in order' units
# The line for cron in docs/monthly.md, as cron runs it.
monthly_line() { awk '/^```crontab$/ { inside = 1; next } inside { sub(/^([^ ]+ +)([^ ]+ +)([^ ]+ +)([^ ]+ +)([^ ]+ +)/, ""); print; exit }' "$ROOT/docs/monthly.md"; }
monthly() {
	mkdir -p srv/pipelines && printf 'forandring data=in nyckel=%s minsta=5 fel=0.3 konstgjorda=true\n' "$PWD/my.key" >srv/monthly.list && rm -r srv/site
	line=$(monthly_line | sed "s|/srv/finsam|$PWD/srv|; s|/usr/local/bin/finsam|$PWD/prefix/bin/finsam|; s|monthly |monthly --today 2026-02-22 |")
	env -i HOME="$PWD" LOGNAME=cron SHELL=/bin/sh PATH=/usr/bin:/bin /bin/sh -c "$line" >mail 2>&1 || { cat mail && return 1; }
	[ ! -s mail ] || { cat mail && return 1; }
	[ -e srv/site/forandring/2025/provenance.json ]
}
check 'the line for cron in docs/monthly.md makes what is due, and says nothing' monthly
# On the PATH, bin adds one name and hides none.
one_name() { [ "$(ls prefix/bin)" = finsam ] && [ "$(git -C "$ROOT" ls-files bin | grep -v /stages/)" = bin/finsam ]; }
check 'in bin lies only finsam' one_name
blanks() {
	packed install && (cd elsewhere && "../it's a root/usr/fin sam/bin/finsam" check forandring period=2025 nyckel=key) && packed uninstall && [ -z "$(find "it's a root" ! -type d)" ]
}
check 'DESTDIR and a PREFIX with blanks' blanks
check 'make uninstall' made uninstall
nothing() { [ -z "$(find prefix ! -type d -o -name '*finsam*')" ]; }
check 'nothing is left' nothing
finish
