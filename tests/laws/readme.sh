#!/bin/bash
# Each command line in a ```sh block of README.md and docs/tutorial.md is run as it stands, in a copy of the project. A
# command of make is asked only whether its target is there (-n), because this test runs under one of them; `make demo` is
# run, since what follows it in the README reads its data.
set -u
cd "$(mktemp -d)" || exit 1
folder=$PWD
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
(cd "$ROOT" && tar -cf - --exclude=./.build --exclude=./.git --exclude=./site --exclude=./work .) | tar -xf -
n=0

# run FILE LINE: runs one command, and says so in TAP.
run() {
	local file=$1 line=$2 command=$2
	n=$((n + 1))
	case $line in
	git\ clone* | cd\ * | sudo\ *)
		echo "ok $n - $file: $line # SKIP needs a network or root"
		return
		;;
	make\ demo) command='bin/demo.sh' ;;
	make*) command="make -n ${line#make}" ;;
	esac
	if bash -o pipefail -c "$command" >said 2>&1 </dev/null; then
		echo "ok $n - $file: $line"
	else
		echo "not ok $n - $file: $line"
		sed 's/^/# /' said
	fi
}

for file in README.md docs/tutorial.md; do
	while IFS= read -r line; do
		run "$file" "$line"
	done < <(awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside && !/^#/ && NF {
		if (sub(/\\$/, "")) { held = held $0; next }
		print held $0; held = "" }' "$ROOT/$file")
done
echo "1..$n"
