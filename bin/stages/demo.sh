#!/bin/sh
# demo: makes up the registers of a country and its annual report of 2012 from them, and says what
# the report says and where it lies. `make demo` builds first.
set -eu
case ${1-} in
'') ;;
*)
	echo 'Usage: bin/stages/demo.sh; makes up the registers of a country in work/demo and its annual report in site/arsredovisning/2012'
	case $1 in -h | --help) exit ;; *) exit 2 ;; esac
	;;
esac
unset CDPATH
cd "$(dirname "$0")/../.."
key=work/demo.key data=work/demo targets=pipelines/targets/2012.tsv site=site/arsredovisning/2012

say() { echo "demo: $*" >&2; }

mkdir -p -m 700 work
if [ ! -e "$key" ]; then
	say making a key for the pseudonyms
	bin/finsam key new --purpose 'demonstration on made-up data' --output "$key"
fi
if [ -n "$(find bin/stages/synth "$targets" pipelines/country -newer "$data/made" 2>/dev/null || echo none)" ]; then
	say 'making up a country that meets the figures printed for 2012, with some rows of it wrong'
	bin/finsam synth --targets "$targets" --into "$data" --errors 1
	touch "$data/made"
fi
say 'running the pipeline: read, check, pseudonymise, select, join, count, write'
before=$(readlink "$site" || :)
bin/finsam run arsredovisning minsta=5 period=2012 data="$data" nyckel="$key" konstgjorda=true fel=5%

[ "$(readlink "$site")" != "$before" ] || say 'nothing to do: the report was made from these data before'
sed -n '/^Sammanfattning/,/^Så är rapporten/{/^Så är rapporten/!p}' "$site/arsredovisning.sv.txt"
cat <<END
The report, of made-up data: $PWD/$site/arsredovisning.sv.html (English: arsredovisning.en.html)
The quality of what it is made from: $site/kvalitet.sv.html; its tables: $site/tables; what went in: $site/provenance.json
Each figure that was printed for that year, beside the one computed: make reproduce
END
