#!/bin/bash
# Three methods side by side: the annual report and a förbund's quarter and year of the made-up country, with small figures hidden, rounded, and with noise. What is lost
# of the figures, what a reader of one publication and of two can work out, and what a board reads. Prints the tables of docs/disclosure.md, and says
# where the page has others; with WRITE=1 it writes them there. LEAVERS=N persons leave, one at a time.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
made=$ROOT/tests/proof/disclosure transitions=$ROOT/pipelines/noise/d7v3m5.tsv page=$ROOT/docs/disclosure.md leavers=${LEAVERS:-20}
association='Samordningsförbundet Drakhult'
(umask 077 && printf 'key-id: prov\ncreated: 2012-01-01\npurpose: test\nkey: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >key)

# ---------------------------------------------------------------- what is published

# published FOLDER PIPELINE OPTION...: run with persons kept, in a folder of its own.
published() {
	mkdir -p "$1" || return
	(
		cd "$1" && pipeline=$2 && shift 2 &&
			finsam run --keep "../$pipeline" data=../land nyckel=../key konstgjorda=true run_date=2013-02-22 fel=5% minsta=5 "$@"
	) >"$1.said" 2>&1 || { cat "$1.said" && return 1; }
}

# The pipelines, and with the method as a parameter.
pipelines() {
	for folder in shipped keyed three noisy; do cp -r "$ROOT/pipelines" $folder || return; done
	# shellcheck disable=SC2016 # ${...} is the pipeline's
	sed -i 's/^    min: "${minsta}"$/&\n    key: "${nyckel}"\n    period: "${period}"/' keyed/arsredovisning.yaml
	sed -i -f "$made/methods.sed" three/arsredovisning.yaml noisy/arsredovisning.yaml && sed -i -f "$made/noise.sed" noisy/arsredovisning.yaml &&
		sed -i -f "$made/each.sed" noisy/efter.yaml
}

publications() {
	published annual.suppress shipped/arsredovisning.yaml period=2012 && published annual.keyed keyed/arsredovisning.yaml period=2012 &&
		published annual.round three/arsredovisning.yaml period=2012 metod=round || return
	for method in suppress round noise; do
		published "quarter.$method" shipped/kvartal.yaml period=2012Q4 leverans='2011 2012' "metod=$method" "forbund=$association" &&
			published "after.$method" shipped/efter.yaml period=2012 "metod=$method" "forbund=$association" || return
	done
	for edition in '' 2; do
		published "annual.noise$edition" noisy/arsredovisning.yaml period=2012 metod=noise "upplaga=${edition:-1}" &&
			published "all.noise$edition" noisy/efter.yaml period=2012 metod=noise "forbund=*" "upplaga=${edition:-1}" || return
	done
}

# What protect was given, an option a line: protect of this folder says it.
# shellcheck disable=SC2016 # those of the script
mkdir -p bin && printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"$ARGUMENTS"\n' >bin/protect && chmod +x bin/protect
arguments() {
	here=$PWD
	for publication in annual.{suppress,keyed,round,noise,noise2} {quarter,after}.{suppress,round,noise} all.noise{,2}; do
		(
			group=protection
			case $publication in annual*) group=skydd ;; esac
			cd "$publication" && set -- work/*/*/"$group.tsv.sh" || exit
			# shellcheck disable=SC2034 # the script reads them
			BIN=$here/bin OUT=$here/$publication.out ARGUMENTS=$here/$publication.options
			export ARGUMENTS
			# shellcheck source=/dev/null # written by finsam pipeline
			. "$1" && run && echo "${1%.tsv.sh}" >"$here/$publication.group"
		) || return
	done
}

# ---------------------------------------------------------------- what is lost, what a board reads

# lost PUBLICATION TRUE WANTED: figures.PUBLICATION.
lost() {
	awk -v truth="$2" -v folder="$1/$(cat "$1.group")" -v out=,forsorjning:andel,forsorjning:personer, -f "$made/lost.awk" "$2.options" "$3.options" "$1.options" >"figures.$1"
}
of() { awk -F '\t' -v name="$2" '$1 == name { x = $2 } END { print x + 0 }' "figures.$1"; }

# columns TITLE FUNCTION PUBLICATION...: a row of a table.
columns() {
	printf '| %s |' "$1"
	ask=$2
	shift 2
	for publication; do printf ' %s |' "$($ask "$publication")"; done
	echo
}
quotient() { awk -v a="$1" -v b="$2" -v scale="${3:-1}" -v digits="${4:-1}" 'BEGIN { if (b == 0) print "–"; else printf "%." digits "f\n", scale * a / b }'; }
percent() { echo "$(of "$1" "$2"), $(quotient "$(of "$1" "$2")" "$(of "$1" figures)" 100 0) %"; }
exact() { percent "$1" 'as they are'; }
changed() { percent "$1" changed; }
not_told() { awk -v n="$(($(of "$1" hidden) + $(of "$1" unsure)))" -v all="$(of "$1" figures)" 'BEGIN { printf "%d, %.0f %%\n", n, 100 * n / all }'; }
bounds() { of "$1" bound; }
impossible() { percent "$1" impossible; }
most() { awk -v x="$(of "$1" "$2")" -v d="$3" 'BEGIN { printf "%." d "f\n", x }'; }
counts_off() { [ "$(of "$1" counts)" = 0 ] && echo '0' || echo "$(quotient "$(of "$1" 'counts off')" "$(of "$1" counts)") ($(most "$1" 'counts most' 0))"; }
shares_off() { [ "$(of "$1" shares)" = 0 ] && echo '0' || echo "$(quotient "$(of "$1" 'shares off')" "$(of "$1" shares)") ($(most "$1" 'shares most' 0))"; }
few_off() { [ "$(of "$1" few)" = 0 ] && echo '–' || echo "$(quotient "$(of "$1" 'few off')" "$(of "$1" few)") ($(most "$1" 'few most' 0))"; }
sums() { echo "$(of "$1" 'sums hold'), $(of "$1" 'sums broken'), $(of "$1" 'sums unseen')"; }
sums_off() { [ "$(of "$1" 'sums broken')" = 0 ] && echo '0' || echo "$(quotient "$(of "$1" 'sums broken off')" "$(of "$1" 'sums broken')") ($(most "$1" 'sums broken most' 0))"; }

loss_rows() {
	columns 'told as they are' exact "$@"
	columns 'told, but changed' changed "$@"
	columns 'not told (hidden, or too unsure)' not_told "$@"
	columns 'told as "over 95" or "under 5" percent' bounds "$@"
	columns 'can not be made by the method' impossible "$@"
	columns 'a count is off by, mean (most)' counts_off "$@"
	columns 'a share is off by, points, mean (most)' shares_off "$@"
	columns 'of them shares of fewer than 100' few_off "$@"
	columns 'sums that add up, that do not, that nobody can check' sums "$@"
	columns 'those that do not are off by, mean (most)' sums_off "$@"
}

# cell PUBLICATION TABLE ROW MEASURE: what is told, as a board reads it; of the true publication what is so.
cell() {
	awk -F '\t' -v row="$3" -v m="$4" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(row, want, " "); next }
		{
			for (i = 1; i <= n; i++) { split(want[i], part, "="); if ($at[part[1]] != part[2]) next }
			x = $at[m]; s = (m ".status") in at ? $at[m ".status"] : ""
			if (m ~ /^andel/) x = x == "" ? "" : sprintf("%.0f %%", int(100 * x + 0.5))
			print s == "hidden" ? "x" : s == "unsure" ? "~" : s == "over" ? "over " x : s == "under" ? "under " x : x
			found = 1
		}
		END { if (!found) print "0" }' "$1/$2.tsv"
}
# reads FILE PUBLICATION...: lines NAME, table, row, measure; the true figure first.
reads() {
	list=$1 truth=$2
	shift 2
	while IFS=$'\t' read -r name table row measure; do
		printf '| %s | %s |' "$name" "$(cell "$(dirname "$truth/$(cat "$truth.group")")" "$table" "$row" "$measure")"
		for publication; do printf ' %s |' "$(cell "$(dirname "$publication/$(cat "$publication.group")")" "$(basename "$(cat "$publication.group")").$table" "$row" "$measure")"; done
		echo
	done <"$list"
}

# ---------------------------------------------------------------- one publication

# one PUBLICATION KNOWN: a linear program over all its tables asks for each count of 1 to 4 how small and how large it can be; learnt.PUBLICATION has a line each.
one() {
	rm -f rows asked
	around=4
	[ "$(awk -F '\t' '$1 == "not_to_the_nearest" { print $2 }' "$1/$(cat "$1.group").tsv")" -gt 0 ] 2>/dev/null && around=9
	awk -v truth="$1" -v folder="$1/$(cat "$1.group")" -v around=$around -f "$made/bounds.awk" "$2.options" "$1.options" "$transitions" || return
	[ -e asked ] || : >asked
	LC_ALL=C sort -k 5 asked | while read -r variable low high count _; do
		if [ "$variable" != - ]; then
			for way in Minimize Maximize; do
				{ echo $way && echo "obj: $variable" && cat rows; } >program.lp
				glpsol --lp program.lp -o solution >solver && ! grep -q 'NO .*FEASIBLE' solver || exit
				awk '/^Objective:/ { print $4 }' solution
			done >ends
			low=$(sed -n 1p ends) high=$(sed -n 2p ends)
		fi
		echo "$low $high $count"
	done | awk '{ low = int($1 - 1e-6) + ($1 > 1e-6 && int($1 - 1e-6) < $1 - 1e-6); high = int($2 + 1e-6); if ($3 < low || $3 > high) { print "wrong" >"/dev/stderr"; exit 1 } print low, high, $3 }' >"learnt.$1"
}
asked() { awk 'END { print NR }' "learnt.$1"; }
known() { awk '$1 == $2 { n++ } END { print n + 0 }' "learnt.$1"; }
few() { awk '$1 > 0 && $2 < 5 { n++ } END { print n + 0 }' "learnt.$1"; }
below() { awk '$2 < 5 { n++ } END { print n + 0 }' "learnt.$1"; }
width() { awk '{ w = $2 - $1 > 99 ? 99 : $2 - $1; if (NR == 1 || w < least) least = w; sum += w } END { if (NR) printf "%.0f (%d)\n", sum / NR, least; else print "–" }' "learnt.$1"; }
learnt_rows() {
	columns 'counts of 1 to 4 that there are' asked "$@"
	columns 'known exactly' known "$@"
	columns 'known to be 1 to 4' few "$@"
	columns 'known to be less than 5' below "$@"
	columns 'how far apart the ends are (99 for more), mean (least)' width "$@"
}

# ---------------------------------------------------------------- two publications

# Five tables of the annual report, by themselves. FOLDER OPTION...
tables_of_five() {
	mkdir -p "$2" || return
	from=$(dirname "$1/$(cat "$1.group")") drop=personer,andel
	[ "$1" = annual.suppress ] || drop=personer,personer.key,andel
	finsam pick --drop andel "$from/alder-inside.tsv" >"$2/alder.tsv" && finsam pick --drop andel "$from/utbildning.tsv" >"$2/utbildning.tsv" &&
		finsam pick --drop andel "$from/offentlig_fore.tsv" >"$2/offentlig_fore.tsv" && finsam pick --drop "$drop" "$from/sysselsattning_ung.tsv" | grep -v "	k_[01]*	" >"$2/sysselsattning.tsv" &&
		if [ "$1" = annual.suppress ]; then finsam pick --drop personer,andel "$from/forsorjning.tsv"; else cat "$from/forsorjning.tsv"; fi >"$2/forsorjning.tsv"
}
five_options() {
	printf '%s\n' --by=alder:ung,aldersgrupp,kon --count=alder:personer=samt --by=utbildning:ung,utbildning,kon --count=utbildning:personer=samt --by=offentlig_fore:ung,kon \
		--count=offentlig_fore:personer=samt --count=offentlig_fore:med_stod --by=sysselsattning:tidpunkt,ung,kon,sysselsattning --count=sysselsattning:antal \
		--by=forsorjning:tidpunkt,ung,kon,forsorjning --count=forsorjning:antal
}
# Those of what they did who ended; that some are some of others is kept of the shares.
after_options() {
	sed -n -e '/^--by=/p; /^--count=/p; /^--part=/p; /^--untied=/p' -e 's,^--derived=\([^=]*:\)[^=]*=\([a-z_]*\)/\([a-z_]*\)$,--part=\1\2=\3,p' after.suppress.options
}

# protected METHOD OPTIONS FROM TO EDITION [OPTION...]
protected() {
	readarray -t options <"$2"
	for file in "$3"/*.tsv; do
		table=${file##*/}
		options+=(--table="${table%.tsv}=$file")
	done
	rm -rf "$4"
	case $1 in
	suppress) finsam protect --min 5 --zeros show --alike show --into "$4" "${options[@]}" "${@:6}" ;;
	round) finsam protect --method round --base 5 --min 5 --zeros show --alike show --into "$4" "${options[@]}" "${@:6}" ;;
	noise) finsam protect --method noise --transitions "$transitions" --key key --period 2012 --edition "$5" --min 5 --into "$4" "${options[@]}" "${@:6}" ;;
	exact) cp -r "$3" "$4" ;;
	esac
}
told() { awk -v edition="$1" -v world="$2" -v truth="$3" -v told="$4" -f "$made/told.awk" "$5"; }

# without WORLD FROM TO OPTIONS: the tables without those who left.
without() {
	mkdir -p "$3"
	for file in "$2"/*.tsv; do
		table=$(basename "$file" .tsv)
		awk -F '\t' -v OFS='\t' -v world="$1" -v table="$table" -v by="$(sed -n "s/^--by=$table://p" "$4")" -f "$made/without.awk" gone "$file" >"$3/$table.tsv"
	done
}

# annual_moved METHOD MORE: the first edition once, and one of each leaver; moved.annual.METHOD.MORE.
annual_moved() {
	keyed=$1
	[ "$1" = noise ] || keyed=suppress
	extra=(--unit riket)
	[ "$1" = noise ] || extra=(--part offentlig_fore:med_stod=personer --overlap sysselsattning:sysselsattning@antal --untied sysselsattning --overlap forsorjning:forsorjning@antal --untied forsorjning)
	[ "$1" != suppress ] || extra+=(--width 3)
	protected "$1" five.options "five.$keyed" told.1 2012-1 "${extra[@]}" || return
	told 1 - "five.$keyed" told.1 five.options >cells
	[ "$1" != noise ] || keyed=noise2
	awk -F '\t' -v OFS='\t' -v n="$leavers" -v more="$2" '{ line[NR] = $0 } END {
		step = int(NR / n)
		for (w = 1; w <= n; w++) for (k = 0; k <= more; k++) { split(line[1 + ((w - 1) * step + k * 331) % NR], f, "\t"); c = split(f[5], cell, " "); for (i = 1; i <= c; i++) print w, cell[i], 1; if (!k) print w, f[3], f[4] >"left" } }' persons.annual >gone
	for world in $(seq "$leavers"); do
		rm -rf second && without "$world" "five.$keyed" second five.options && protected "$1" five.options second told.2 2012-2 "${extra[@]}" || return
		told 2 "$world" second told.2 five.options >>cells
	done
	cut -f 2- persons.annual >persons
	awk -F '\t' -v method="$1" -v more="$2" -f "$made/moved.awk" "$transitions" persons left cells >"moved.annual.$1.$2"
}

# The tables of each förbund, by its place in the list, in FOLDER/N.
by_association() {
	from=$(dirname "$1/$(cat "$1.group")")
	for table in fore efter; do
		awk -F '\t' -v OFS='\t' -v to="$2" -v table="$table" 'function pick(k, text) { for (k = 1; k <= n; k++) text = text (k > 1 ? OFS : "") $keep[k]; return text }
			NR == FNR { place[$1] = NR; next }
			FNR == 1 { for (i = 1; i <= NF; i++) { if ($i == "forbund") f = i; else if ($i !~ /^andel/) keep[++n] = i } head = pick(); next }
			$f in place { file = to "/" place[$f] "/" table ".tsv"; if (!(file in open)) { print head >file; open[file] } print pick() >file; }' associations "$from/$table.tsv"
	done
}
associations() {
	from=$(dirname "all.noise/$(cat all.noise.group)")
	finsam join --on insats_id --kind inner --cardinality n:m "$from/insatsforbund.tsv" "$from/deltagande-p-slut.tsv" >ended || return
	finsam unique --on pid,forbund --first start,episod_id ended >first && finsam unique --on pid,forbund --last slut,episod_id ended >last || return
	awk -F '\t' -f "$made/persons_after.awk" first last | LC_ALL=C sort >persons.after
	cut -f 1 persons.after | uniq >associations
	mkdir -p $(seq -f 'true/%g' "$(wc -l <associations)") $(seq -f 'true2/%g' "$(wc -l <associations)")
	by_association all.noise true && by_association all.noise2 true2
}

# without_keys FROM TO: the tables without what noise is drawn of.
without_keys() {
	rm -rf "$2" && mkdir "$2"
	for table in fore efter; do
		awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i !~ /[.]key$/) keep[++n] = i } { text = $keep[1]; for (k = 2; k <= n; k++) text = text OFS $keep[k]; print text }' "$1/$table.tsv" >"$2/$table.tsv"
	done
}

# after_moved METHOD: of each förbund as many leave, one at a time, that all are LEAVERS or more.
after_moved() {
	after_options >after.options
	case $1 in noise | exact) sed -i '/^--part/d; /^--untied/d' after.options ;; esac
	: >cells
	awk -F '\t' -v OFS='\t' -v n="$((leavers / $(wc -l <associations) + 1))" '$1 != was { place++; turn = 0; was = $1 } turn++ < n {
		w = place "." turn; print w, $4, $5 >"left"; c = split($6, cell, " "); for (i = 1; i <= c; i++) print w, cell[i], 1 }' persons.after >gone
	# He knows how many of the country did what, by the annual report.
	awk -F '\t' -v OFS='\t' '{ n[$4 OFS $5 OFS $6]++ } END { for (k in n) print n[k], k }' persons.after | LC_ALL=C sort >persons
	while IFS=$'\t' read -r world _; do
		n=${world%.*} from=true/${world%.*} next=true2/${world%.*} extra=(--unit "${world%.*}")
		[ "$1" = noise ] || { extra=() && without_keys "true/$n" plain && from=plain next=plain; }
		rm -rf second && without "$world" "$next" second after.options && protected "$1" after.options "$from" told.1 2012-1 "${extra[@]}" && protected "$1" after.options second told.2 2012-2 "${extra[@]}" || return
		told 1 "$world" "$from" told.1 after.options >>cells && told 2 "$world" second told.2 after.options >>cells
	done <left
	awk -F '\t' -v method="$1" -f "$made/moved.awk" "$transitions" persons left cells >"moved.after.$1.0" &&
		awk -F '\t' -v method="$1" -v known=1 -f "$made/moved.awk" "$transitions" persons left cells >"moved.after.$1.known"
}

# ---------------------------------------------------------------- the tables of the page

moved() { [ -e "moved.$1" ] && cut -f "$2" "moved.$1"; }
moved_row() {
	printf '| %s | %s |' "$1" "$(moved "$2" 1)"
	for k in 2 3 4 5 6; do printf ' %s |' "$(moved "$2" $k)"; done
	echo
}
moved_head='| between the two editions | worlds | guessing is right | he is right | sure and right | sure and wrong | right in all |
| --- | --- | --- | --- | --- | --- | --- |'

tables() {
	echo '<!-- tests/proof/disclosure.sh: annual -->'
	printf '| figures: %s | hidden | hidden, with a key | rounded to 5 | noise |\n| --- | --- | --- | --- | --- |\n' "$(of annual.suppress figures)"
	loss_rows annual.{suppress,keyed,round,noise}
	learnt_rows annual.{suppress,keyed,round,noise}
	for report in quarter after; do
		echo "<!-- tests/proof/disclosure.sh: $report -->"
		printf '| figures: %s | hidden, with a key | rounded to 5 | noise |\n| --- | --- | --- | --- |\n' "$(of $report.suppress figures)"
		loss_rows $report.{suppress,round,noise}
		learnt_rows $report.{suppress,round,noise}
	done
	echo '<!-- tests/proof/disclosure.sh: two annual reports -->'
	echo "$moved_head"
	moved_row 'exact figures (control), one left' annual.exact.0
	moved_row 'hidden, one left' annual.suppress.0
	moved_row 'rounded to 5, one left' annual.round.0
	moved_row 'noise, one left' annual.noise.0
	moved_row 'hidden, 20 left' annual.suppress.19
	moved_row 'rounded to 5, 20 left' annual.round.19
	moved_row 'noise, 20 left' annual.noise.19
	echo '<!-- tests/proof/disclosure.sh: two editions -->'
	echo "$moved_head"
	moved_row 'exact figures (control), one left' after.exact.0
	for known in 0 known; do
		more=
		[ $known = 0 ] || more=', who knows every count before'
		moved_row "hidden, one left$more" after.suppress.$known
		moved_row "rounded to 5, one left$more" after.round.$known
		moved_row "noise, one left$more" after.noise.$known
	done
	echo '<!-- tests/proof/disclosure.sh: reads annual -->'
	printf '| | in truth | hidden | hidden, with a key | rounded to 5 | noise |\n| --- | --- | --- | --- | --- | --- |\n'
	reads "$made/annual.tsv" annual.suppress annual.{suppress,keyed,round,noise}
	for report in quarter after; do
		echo "<!-- tests/proof/disclosure.sh: reads $report -->"
		printf '| | in truth | hidden, with a key | rounded to 5 | noise |\n| --- | --- | --- | --- | --- |\n'
		reads "$made/$report.tsv" $report.suppress $report.{suppress,round,noise}
	done
	echo '<!-- end -->'
}

# The tables between the marks of the page are the ones that were measured; with WRITE they become it.
written() {
	awk 'NR == FNR { if (/^<!-- /) name = $0; else table[name] = table[name] $0 "\n"; next }
		/^<!-- end -->/ { inside = 0 }
		!inside { print }
		$0 in table { printf "%s", table[$0]; inside = 1; used++ }
		END { if (used != 8) exit 1 }' printed "$page" >page.new || { echo 'the page has not all the marks' && return 1; }
}
as_page() {
	written || return
	[ -z "${WRITE-}" ] || cp page.new "$page"
	diff "$page" page.new
}

check 'a country is made up' finsam synth --targets "$ROOT/pipelines/targets/2012.tsv" --into land --errors 1 --years 2
check 'the pipelines take another method' pipelines
check 'each publication is made' publications
check 'and what protect was given is known' arguments
for publication in annual.{suppress,keyed,round,noise}; do
	check "$publication: what is lost" lost "$publication" annual.suppress annual.round
	check "$publication: what can be worked out" one "$publication" annual.suppress
done
for publication in {quarter,after}.{suppress,round,noise}; do
	check "$publication: what is lost" lost "$publication" "${publication%.*}.suppress" "${publication%.*}.suppress"
	check "$publication: what can be worked out" one "$publication" "${publication%.*}.suppress"
done
none_known() { for publication in annual.{suppress,keyed,round,noise} {quarter,after}.{suppress,round,noise}; do [ "$(known "$publication")" = 0 ] || { echo "$publication" && return 1; }; done; }
check 'no count of 1 to 4 is known exactly' none_known

five_options >five.options
from=$(dirname "annual.suppress/$(cat annual.suppress.group)")
everybody() { awk -F '\t' -f "$made/persons_annual.awk" "$from/deltagande-p-samt.tsv" "$from/lage.tsv" | LC_ALL=C sort >persons.annual && [ -s persons.annual ]; }
check 'everybody who ended is known with the cells that count them' everybody
for publication in suppress noise noise2; do check "five tables of annual.$publication" tables_of_five annual.$publication five.$publication; done
for method in exact suppress round noise; do check "two annual reports, one left: $method" annual_moved $method 0; done
for method in suppress round noise; do check "two annual reports, 20 left: $method" annual_moved $method 19; done
check 'those of each förbund are known' associations
for method in exact suppress round noise; do check "two editions of a förbund's year, one left: $method" after_moved $method; done
# An attacker who never succeeds proves nothing.
tells() { [ "$(moved "$1" 3)" -ge "$2" ] && [ "$(moved "$1" 4)" -ge "$2" ]; }
for publication in annual after; do check "control: exact figures tell, $publication" tells $publication.exact.0 90; done
unsure() { [ "$(moved "$1" 4)" -le 2 ]; }
check 'hardly anybody is sure by two editions with noise' unsure after.noise.0
tables >printed
check 'docs/disclosure.md has these tables (WRITE=1 writes them)' as_page
finish
