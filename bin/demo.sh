#!/bin/sh
# demo: builds finsam, makes a report from the made-up data of pipelines/data, and says where it
# lies and what it says.
set -eu
unset CDPATH
cd "$(dirname "$0")/.."
key=work/forandring.key

say() { echo "demo: $*" >&2; }

say building
make -s -j"$(nproc)" all
if [ ! -e "$key" ]; then
	say making a key for the pseudonyms
	mkdir -p -m 700 work
	bin/finsam key new --purpose 'demonstration on made-up data' --output "$key"
fi
say 'running the pipeline: read, check, pseudonymise, select, join, count, write'
before=$(readlink site/forandring/2025 || :)
bin/finsam run forandring ar=2025 nyckel="$key" konstgjorda=true fel=20

[ "$(readlink site/forandring/2025)" != "$before" ] || say 'nothing to do: the report was made from these data before'
report=site/forandring/2025/forandring.sv
sed -n '/^Sammanfattning/,/^Hur siffrorna/{/^Hur siffrorna/!p}' "$report.txt"
echo "The report, of made-up data: $PWD/$report.html (English: forandring.en.html; tables: site/forandring/2025/tables)"
