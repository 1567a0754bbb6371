#!/bin/sh
# registers: makes up a country of 2017 and 2018 with its registers, matches those who ended with them, and holds the change of benefit days against what was published of each of the two years.
set -eu
case ${1-} in
'') ;;
*)
	echo 'Usage: bin/stages/registers.sh; makes up registers in work/registers and R-1 of 2017 and 2018 in site/matchning'
	case $1 in -h | --help) exit ;; *) exit 2 ;; esac
	;;
esac
unset CDPATH
cd "$(dirname "$0")/../.."
key=work/demo.key data=work/registers

mkdir -p -m 700 work
[ -e "$key" ] || bin/finsam key new --purpose 'demonstration on made-up data' --output "$key"
if [ -n "$(find bin/stages/synth pipelines/targets pipelines/country -newer "$data/made" 2>/dev/null || echo none)" ]; then
	# A country like that of 2012, of which much was printed, in the years that registers were matched with.
	sed 's/ar=2012/ar=2018/g; s/ar=2011/ar=2017/g' pipelines/targets/2012.tsv >work/registers.targets.tsv
	bin/finsam synth --targets work/registers.targets.tsv --kommuner pipelines/codes/kommuner.tsv --country pipelines/country --registers pipelines/targets/register.tsv --year 2018 --years 2 --into "$data"
	touch "$data/made"
fi
for year in 2017 2018; do
	bin/finsam run matchning minsta=5 period=$year data="$data" register="$data" register_fran=2012-01-01 register_till=2023-12-31 leverans='2017 2018' nyckel="$key" konstgjorda=true run_date=$((year + 2))-06-01
	bin/stages/reproduce.sh pipelines/targets/reproduce_$year.tsv pipelines/reports/matchning.md site/matchning/$year $year
done
