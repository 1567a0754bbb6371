#!/bin/bash
# country: makes up the registers of a country, and its annual report of 2012 from them (make reproduce).
set -eu
unset CDPATH
cd "$(dirname "$0")/.."
key=work/country.key data=work/country targets=pipelines/targets/2012.tsv

mkdir -p work && chmod 700 work
[ -e "$key" ] || bin/finsam key new --purpose 'demonstration on made-up data' --output "$key"
if [ ! -e "$data/made" ] || [ bin/synth -nt "$data/made" ] || [ "$targets" -nt "$data/made" ]; then
	bin/finsam synth --targets "$targets" --into "$data" --errors 1
	touch "$data/made"
fi
bin/finsam run arsredovisning ar=2012 data="$data" nyckel="$key" konstgjorda=true fel=5%
