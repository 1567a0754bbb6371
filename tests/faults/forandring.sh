#!/bin/sh
# What goes wrong with files, disks and processes while the pipeline forandring runs. Each time: a
# message that says what, the status that it should have, and the publication that was there is
# still there, byte for byte.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

cp -r "$ROOT/pipelines" p
# To protect takes the most of the time, and has nothing to do with what goes wrong here.
data=p/data/forandring
finsam key new --purpose test --output key
run() { finsam run "$@" p/forandring.yaml minsta=1 period=2025 nyckel=key konstgjorda=true run_date=2026-02-01; }
publication() { readlink site/forandring/2025 && cd site/forandring/2025/ && find . -type f -exec sha256sum {} + | sort -k 2; }

# A first publication, from the rows that nothing is wrong with.
first() {
	run fel=20 >said 2>&1 || { cat said && return 1; }
	for name in insatser deltaganden; do
		mlr --tsv --headerless-csv-output cut -f fel_rad work/forandring/*/$name.rejects.tsv | sort -un | sed 's/$/d/' >bad.sed
		sed -i -f bad.sed $data/$name.csv
	done
	mlr --tsv --headerless-csv-output cut -f fel_rad work/forandring/*/anonyma.rejects.tsv | sort -un | sed 's/$/d/' >bad.sed
	gzip -dc $data/anonyma.csv.gz | sed -f bad.sed | gzip -n >x.gz && mv x.gz $data/anonyma.csv.gz
	run || return 1
	cp -r p clean
	(publication) >before && [ -s before ]
}
check 'a first publication, no row rejected' first

secret() { [ -s site/forandring/2025/provenance.json ] && ! grep -rqF -e "$(sha256sum <key | cut -c 1-64)" -e "$(sed -n "s/^key: //p" key)" site/; }
check 'neither the key nor a hash of it lies beside the publication' secret

# refused STATUS TEXT COMMAND: the run ends so, says so, and the old publication stands. Then the
# files are as they were.
refused() {
	wanted=$1 text=$2
	shift 2
	"$@" >said 2>&1
	status=$?
	(publication) >after
	rm -rf p && cp -r clean p
	[ $status -eq "$wanted" ] || { echo "status $status, not $wanted" && cat said && return 1; }
	grep -qF -e "$text" said || { echo "no \"$text\" in:" && cat said && return 1; }
	diff before after && ! find site -name '*.aside.*' | grep .
}

people=$data/deltaganden.csv

cut -d ';' -f 1-4,6- $people >x && mv x $people
check 'a column is missing' refused 2 'insats_id' run

sed '1s/Samtycke;Samtyckesdatum/Samtyckesdatum;Samtycke/' $people >x && mv x $people
check 'two columns stand under each other'\''s names' refused 2 'deltaganden.csv: 113 of 113 rows rejected' run

sed '20s/;[^;]*$//' $people >x && mv x $people
check 'one row is ragged' refused 2 'deltaganden.csv: 1 of 113 rows rejected' run

sed '20s/;ja;/;"ja;/' $people >x && mv x $people
check 'a quote is left open' refused 2 'deltaganden.csv:20' run

sed -i 's/encoding: windows-1252/encoding: utf-8/' p/schemas/deltaganden.yaml
iconv -f CP1252 -t UTF-8 $people | sed '20s/nej/n\xe4j/' >x && mv x $people
check 'a byte of Latin-1 among UTF-8' refused 2 'deltaganden.csv: 1 of 113 rows rejected' run

head -c 9000 $people >x && mv x $people
check 'a file is cut in the middle, and no tolerance covers that' refused 2 'the file is cut: it ends in the middle of a row' run fel=50%

: >$people
check 'a file is empty' refused 2 'deltaganden.csv' run

: >$people
passing_over() { MAKEFLAGS=i run; }
check 'a file is empty, and the environment tells make to pass over failures' refused 2 'deltaganden.csv' passing_over

head -c 60 $data/anonyma.csv.gz >x && mv x $data/anonyma.csv.gz
check 'a gz is cut in the middle' refused 2 'anonyma.csv.gz' run

rm $people
check 'a file is not there' refused 2 'deltaganden.csv' run

full() { (trap '' XFSZ && ulimit -f 4 && run); }
echo >>$people
touch $people
check 'the disk is full' refused 2 'File too large' full

# A chain whose third program is killed by the system in the middle of its work.
cp -r "$(dirname "$(command -v finsam)")" killed
mv killed/stages/longer killed/stages/longer.real
# shellcheck disable=SC2016 # for the new script
printf '#!/bin/sh\ncase $* in --help) exec "$0.real" --help ;; esac\nhead -c 2000 >/dev/null\nkill -9 $$\n' >killed/stages/longer
chmod +x killed/stages/longer
neighbour() { env PATH="$PWD/killed:$PATH" finsam run p/forandring.yaml minsta=1 period=2025 nyckel=key konstgjorda=true run_date=2026-02-01; }
sed -i '30d' $people
check 'a neighbour is killed' refused 2 'the stage before failed' neighbour

# The whole run is killed, at ten moments, while it makes something new; what is published is old or
# new, and always whole.
moments() {
	sed -i '30d' $people
	for ms in 05 10 15 20 30 40 50 60 80 99; do
		setsid finsam run p/forandring.yaml minsta=1 period=2025 nyckel=key konstgjorda=true run_date=2026-02-01 >/dev/null 2>&1 &
		sleep 0.$ms
		kill -9 -- -$! 2>/dev/null
		wait $! 2>/dev/null
		[ -e site/forandring/2025/provenance.json ] || { echo "after 0.$ms s: no publication" && return 1; }
		(publication) >after
		# Killed after the new one was in its place: then the next run finds nothing to do.
		cmp -s before after || { cp after new && run && (publication) >after && cmp new after; } || return 1
	done
	run || return 1
	(publication) >after
	! cmp -s before after
}
check 'a run that is killed at any moment leaves a whole publication, and the next run finishes' moments

two() {
	old=$(readlink site/forandring/2025 | tr -cd '0-9' | cut -c 5-)
	sed -i '31d' $people
	run >one 2>&1 &
	run >other 2>&1
	status=$?
	wait $! && [ $status -eq 0 ] && [ "$(readlink site/forandring/2025)" = "2025.versions/$((old + 1))/publication" ]
}
check 'of two runs at once the second waits, and makes no version of its own' two

leaves() {
	sed -i '32d' $people
	run >one 2>&1 &
	sleep .1
	run --no-wait >other 2>&1
	status=$?
	wait $! && [ $status -eq 2 ] && [ -s other ]
}
check 'with --no-wait the second leaves at once' leaves

finish
