#!/bin/sh
# deps: the Debian packages that finsam is built with (and, with --tests, tested with). Installs
# those that are missing if it may (as root, or by sudo that asks for no password); else prints the
# one line to run and fails.
# shellcheck disable=SC2086 # lists of words are meant to be split
set -eu

needed='gcc make libc6-dev libcsv-dev libyaml-dev libjansson-dev libutf8proc-dev zlib1g-dev libssl-dev libpcre2-dev libxxhash-dev
libcmark-gfm-dev libcmark-gfm-extensions-dev libglpk-dev libxlsxwriter-dev'
tests='libcmocka-dev glpk-utils valgrind sqlite3 miller gawk mawk clang libclang-rt-dev clang-format cppcheck shellcheck
git man-db groff-base locales procps openssl graphviz chromium python3 unzip'

case ${1-} in
--tests) needed="$needed $tests" ;;
'') ;;
-h | --help) echo 'Usage: bin/stages/deps.sh [--tests]; installs the Debian packages that are missing, if it may' && exit ;;
*) echo 'Usage: bin/stages/deps.sh [--tests]' >&2 && exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null; then
	echo "deps: not a Debian system: see that these are installed:" $needed >&2
	exit 0
fi
missing=
for package in $needed; do
	dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
		missing="$missing $package"
done
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then
	as_root=
elif sudo -n true 2>/dev/null; then
	as_root='sudo -n'
else
	echo "deps: packages are missing; run this once: sudo $install" >&2
	exit 1
fi
echo "deps: installing$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The lists may be old or absent on a new machine: try as it is, then after an update.
export DEBIAN_FRONTEND=noninteractive
$as_root $install >"$log" 2>&1 ||
	{ $as_root apt-get update && $as_root $install; } >"$log" 2>&1 ||
	{ cat "$log" >&2 && echo "deps: could not install; run: sudo $install" >&2 && exit 1; }
