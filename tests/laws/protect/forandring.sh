# shellcheck shell=bash
# forandring.sh: what a reader of forandring knows of its tables, for published.sh: known_of_forandring prints it, set apart by blanks.

known_of_forandring() {
	local kon time
	printf '%s\n' 'min 5' 'zeros show' 'alike show'
	occupations '' episoder sysselsattning_alla sysselsattning_alla
	table per_episod tidpunkt,kon
	echo 'count per_episod episoder deltaganden kon
count per_episod antal per_episod:antal
ratio per_episod andel antal episoder'
	steps led registreringar
	table nya kon
	for m in registreringar samtycke anonyma nya; do echo "count nya $m nya:$m"; done
	echo 'ratio nya andel_anonyma anonyma nya'
	for kon in 1 2; do echo "bind = +nya:nya|kon=$kon -nya:anonyma|kon=$kon -nya:samtycke|kon=$kon"; done
	# A person has a registration or more, and was at some participation what the first and the last say.
	echo 'within nya samtycke registreringar'
	for kon in 1 2; do
		for time in fore efter; do
			echo "some sysselsatta|kon=$kon|sysselsattning=arbetar_eller_studerar|tidpunkt=$time per_episod:antal|kon=$kon|tidpunkt=$time"
		done
		echo "some nya:registreringar|kon=$kon led:deltaganden|kon=$kon|steg=4_inom
some nya:samtycke|kon=$kon led:personer|kon=$kon|steg=4_inom"
	done
	kinds ''
	supports ''
}
