#!/bin/bash
# Each command line in a ```sh block of README.md, docs/tutorial.md, docs/handover.md and docs/officer.md, docs/monthly.md is run as it stands, in a copy of the project, one after the other.
# Of `make` it is only asked whether the target is there, since this test runs under it; but the demonstration is made, without building.
# A line that ends in \ or | goes on in the next. The tutorial's files are saved where it says.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# It runs what lies in bin, which is built without sanitizers.
case $BUILD in *sanitized) finish && exit ;; esac
set -o pipefail

commands() {
	awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 }
		inside && !/^#/ && NF { if (sub(/\\$/, "") || /\|$/) held = held $0 " "; else { print held $0; held = "" } }' "$1"
}

# The files that a page has one save: each block after a text "as `work/PATH`" that is no command.
saved() {
	awk 'inside && $0 == fence { inside = 0; if (writes) close(to); if (writes) to = ""; next }
		inside { if (writes) print >to; next }
		match($0, /`work\/[^`]*`:$/) { to = substr($0, RSTART + 1, RLENGTH - 3) }
		/^```+[a-z]+$/ {
			fence = language = $0; sub(/[a-z]+$/, "", fence); sub(/^`+/, "", language); inside = 1; writes = language != "sh" && to != ""
			if (writes) { folder = to; sub(/\/[^\/]*$/, "", folder); system("mkdir -p " folder) }
		}' "$1"
}

run() {
	case $1 in
	"make demo") make -n demo && bin/stages/demo.sh ;;
	make*) make -n "${1#make }" ;;
	*) bash -o pipefail -c "$1" </dev/null ;;
	esac
}

(cd "$ROOT" && tar -cf - --exclude=./.build --exclude=./.git --exclude=./site --exclude=./work .) | tar -xf -
mkdir -p work/own && chmod 700 work work/own
saved docs/tutorial.md
export PATH="$PWD/bin:$PATH"
for page in README.md docs/tutorial.md docs/handover.md docs/officer.md docs/monthly.md; do
	while IFS= read -r command; do
		check "$page: $command" run "$command"
	done < <(commands "$page")
done
finish
