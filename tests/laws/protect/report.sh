# shellcheck shell=bash
# report.sh: what a reader of the annual report knows of its tables, for published.sh: known_of_report MIN WIDTH prints it, set apart by blanks.

# Those of a table that was protected with more keys or rows than are told: FILE COLUMN VALUE, without the column.
rows_of() {
	awk -F '\t' -v OFS='\t' -v column="$2" -v value="$3" 'NR == 1 { for (k = 1; k <= NF; k++) if ($k == column) at = k }
		NR == 1 || $at == value { line = ""
			for (k = 1; k <= NF; k++) if (k != at) line = line (line == "" ? "" : OFS) $k
			print line }' "work/$run/$1.tsv" >"true.$1.$2.tsv"
	echo "true.$1.$2.tsv"
}

# Who is counted where: A are some of B, by sex and in all.
some() {
	for sex in '' '|kon=1' '|kon=2'; do echo "some ${1//@/$sex} ${2//@/$sex}"; done
}

who() {
	table deltagare kon
	table alder aldersgrupp,kon "$(rows_of alder-inside ung '*')"
	table utbildning ung,utbildning,kon
	table offentlig_fore ung,kon
	table offtid tid,offtid,kon
	table ae kon
	table fullstandighet kon
	table nya grupp,kon "$(rows_of deltagargrupper ny 1)"
	for t in deltagare alder utbildning offentlig_fore; do echo "count $t personer samt"; done
	echo 'count deltagare deltaganden aktiv
count deltagare nya deltagare:nya
count deltagare unga deltagare:unga
ratio deltagare andel_unga unga personer
ratio alder andel personer personer kon
ratio utbildning andel personer personer ung,kon
count offentlig_fore med_stod med_stod
ratio offentlig_fore andel med_stod personer
count offtid personer offtid
ratio offtid andel personer personer kon
count ae registreringar aktiv
count ae med_ae ae:med
count ae personer ae:personer
ratio ae andel med_ae registreringar
count fullstandighet deltaganden aktiv
count nya antal nya
ratio nya andel antal antal kon
ratio nya andel_kon antal antal grupp
of fullstandighet median deltaganden
of fullstandighet nionde deltaganden'
	for m in sena utan_utbildning utan_tid; do
		echo "count fullstandighet $m fullstandighet:$m
ratio fullstandighet andel_$m $m deltaganden"
	done
	for sex in '|kon=1' '|kon=2'; do
		echo "bind = +deltagare:unga$sex -samt|aldersgrupp=-29$sex
bind = +nya|grupp=samtycke$sex -deltagare:nya$sex
bind = +deltagare:unga$sex -samt$sex|ung=1"
	done
	some deltagare:nya@ samt@
	some deltagare:unga@ samt@
	some samt@ aktiv@
	some samt@ 'bortfall:personer@|steg=4_inom'
	some samt@ 'bortfall:deltaganden@|steg=4_inom'
	some aktiv@ 'bortfall:deltaganden@|steg=4_inom'
	some med_stod@ samt@
	some offtid@ med_stod@
	some offtid@ samt@
	some ae:med@ aktiv@
	some ae:personer@ ae:med@
	some ae:personer@ samt@
}

fared() {
	table per_deltagande tidpunkt,kon
	table ae_avslutade tidpunkt,kon
	table subventionerade tidpunkt,kon
	table annan_rehab kon
	echo 'count avslutade unga avslutade:unga
count per_deltagande deltaganden deltaganden kon
count ae_avslutade personer ae_avslutade kon
count ae_avslutade arbetar_eller_studerar ae_avslutade:arbete
ratio ae_avslutade andel_arbete arbetar_eller_studerar personer
count ae_avslutade saers ae_avslutade:saers
ratio ae_avslutade andel_saers saers personer
count subventionerade arbetar subventionerade:arbetar
count subventionerade antal subventionerade:antal
ratio subventionerade andel antal arbetar
count annan_rehab personer personer
count annan_rehab antal annan_rehab:antal
count annan_rehab aven_arbete annan_rehab:aven
ratio annan_rehab andel antal personer
within annan_rehab aven_arbete antal'
	for m in arbete sokande forsorjningsstod utan_stod; do
		echo "count per_deltagande $m per_deltagande:$m
ratio per_deltagande andel_$m $m deltaganden"
	done
	for kon in 1 2; do
		echo "bind = +avslutade:unga|kon=$kon -personer|kon=$kon|ung=1"
		for time in fore efter; do
			echo "bind = +subventionerade:arbetar|kon=$kon|tidpunkt=$time -sysselsatta|kon=$kon|sysselsattning=arbetar|tidpunkt=$time|ung=0 -sysselsatta|kon=$kon|sysselsattning=arbetar|tidpunkt=$time|ung=1"
		done
	done
	some personer@ samt@
	some deltaganden@ aktiv@
	some ae_avslutade@ ae:personer@
	some annan_rehab:aven@ 'sysselsatta@|sysselsattning=arbetar_eller_studerar|tidpunkt=efter'
	some ae_avslutade@ 'stod|forsorjning=saers@|tidpunkt=fore'
	for time in fore efter; do
		some "ae_avslutade:saers@|tidpunkt=$time" "stod|forsorjning=saers@|tidpunkt=$time"
		some "ae_avslutade:arbete@|tidpunkt=$time" "sysselsatta@|sysselsattning=arbetar_eller_studerar|tidpunkt=$time"
		some "sysselsatta@|sysselsattning=arbetar_eller_studerar|tidpunkt=$time" "per_deltagande:arbete@|tidpunkt=$time"
		some "sysselsatta@|sysselsattning=arbetssokande|tidpunkt=$time" "per_deltagande:sokande@|tidpunkt=$time"
		for stod in forsorjningsstod utan_stod; do
			some "stod|forsorjning=$stod@|tidpunkt=$time" "per_deltagande:$stod@|tidpunkt=$time"
		done
	done
}

known_of_report() {
	printf '%s\n' "min $1" "width $2" 'zeros show' 'alike show'
	occupations ,ung deltaganden sysselsattning_ung sysselsattning_sokte
	steps bortfall deltaganden
	who
	fared
	kinds '|ung=0' '|ung=1'
	supports '|ung=0' '|ung=1'
}
