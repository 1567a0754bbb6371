#!/bin/sh
# The pipeline forandring as a person runs it: once, again, after a change, and in another folder.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

cp -r "$ROOT/pipelines" p
install -m 600 "$ROOT/tests/test.key" key
run() { finsam run p/forandring.yaml minsta=1 period=2025 nyckel=key konstgjorda=true fel=20 run_date=2026-02-01; }
made() { find work -name '*.ledger' -newer stamp -printf '%f\n' | sed 's/\.tsv\.ledger$//' | sort | tr '\n' ' '; }

checked() { finsam check p/forandring.yaml minsta=1 period=2025 nyckel=key run_date=2026-02-01; }
check 'check finds nothing wrong, without data' checked
check 'check leaves nothing behind' sh -c '! [ -e site ]'
check 'a first run' run

whole() {
	for file in forandring.sv.html forandring.en.html forandring.sv.txt forandring.en.txt forandring.sv.csv provenance.json datapackage.json \
		tables/sysselsattning.tsv tables/kvalitet.tsv; do
		[ -s site/forandring/2025/$file ] || { echo "no $file" && return 1; }
	done
	! grep -rE '(^|	)id\.|[a-z2-7]{26}' site/forandring/2025/tables
}
check 'the publication is whole' whole

# On a terminal; in cron there is nobody to tell.
says_nothing() {
	script -qec "finsam run p/forandring.yaml minsta=1 period=2025 nyckel=key konstgjorda=true fel=20 run_date=2026-02-01" /dev/null >said &&
		grep -q 'nothing to do' said && ! grep -q records said
}
check 'a second run has nothing to do, and says so' says_nothing

touched() {
	touch stamp && sleep .1 && touch p/data/forandring/forbund.csv && run >said 2>&1 || return 1
	[ -z "$(made)" ] || { made && return 1; }
}
check 'a source that is only touched makes nothing again' touched

renamed() {
	touch stamp && sleep .1 && sed -i 's/Kugghjulet/Kugghjulen/' p/data/forandring/insatser.csv && run >said 2>&1 || return 1
	made >said && cat said && echo
	for table in insatser deltaganden registreringar insatsoversikt; do grep -qw $table said || return 1; done
	for table in forbund nya_anonyma sysselsattning; do ! grep -qw $table said || return 1; done
}
check 'a source that is changed remakes what reads it, and not what does not' renamed
cp "$ROOT/pipelines/data/forandring/insatser.csv" p/data/forandring/ && run >/dev/null 2>&1

elsewhere() {
	mkdir -p far/away && cp -r p key far/away/ && cd far/away && find p -exec touch -d 2001-02-03 {} + || return 1
	TZ=Asia/Tokyo run >/dev/null 2>&1 || return 1
	diff -r site/forandring/2025/ ../../site/forandring/2025/
}
check 'in another folder, from older files, the publication is the same byte for byte' elsewhere

same_figures() {
	for form in html txt csv; do echo $form
		# The share that sought work after, of all: one figure in every form.
		grep -q '32' site/forandring/2025/forandring.sv.$form || return 1
	done
	grep -q 'nappt 32.*procent' site/forandring/2025/forandring.sv.txt && grep -q 'under 32.*per' site/forandring/2025/forandring.en.txt
}
check 'the figures of the report are those of the tables' same_figures

private() { [ -z "$(find work -type f -perm /077)" ] && [ "$(stat -c %a work/forandring/*/)" = 700 ]; }
check 'the work folder is only for its owner' private
people() { ! find work -name 'deltaganden.tsv' -o -name 'registreringar.tsv' -o -name 'lage.tsv' | grep .; }
check 'tables of persons are gone after the run' people
finish
