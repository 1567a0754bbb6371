#!/bin/sh
# shellcheck disable=SC2154,SC2034 # programs, wrong, compile... are those of finsam, which reads this file
# review.sh: what a run would publish, for who decides: finsam review. Read by finsam.

# The tables of inspect as the report pipelines/reports/granskning.md lays them out, in both languages and forms.
write_review() {
	reports=$folder/review
	made_up=$(grep -ls '"made_up":true' "$folder"/*.id | head -n 1)
	[ -z "$made_up" ] || set -- "$@" --origin "${made_up%.id}"
	for table in tabeller regler undantag upplagor installningar oppna celler; do set -- "$@" --table "$table=$reports/$table.tsv"; done
	for form in html text; do
		[ $form = html ] && ending=html || ending=txt
		for language in sv en; do
			"$programs/render" --template "$shared/reports/granskning.md" --codes "visas=$shared/codes/visas.tsv" --as "$form" --lang "$language" \
				--set "pipeline=$pipeline" --set "nyckel=${folder##*/}" "$@" --output "$reports/granskning.$language.$ending" || return 2
		done
	done
}

take_review() {
	case $1 in
	--exception | --approved) exceptions="$exceptions $(word "$1=$2")" ;;
	*) set_option "$@" ;;
	esac
}

review() {
	lang=sv name='' exceptions=''
	read_options review take_review one_name "$@"
	eval "set -- $parameters"
	case $lang in sv | en) ;; *) wrong "--lang: sv or en" ;; esac
	must_be_jobs
	find_pipeline "$name"
	umask 077
	folder=$(compile --claim -- "$file" "$@") || exit 2
	pipeline=${folder%/*} pipeline=${pipeline##*/}
	lock
	note review begun
	compile --write -- "$file" "$@" >/dev/null || exit 2
	"$programs/pipeline" --look "$folder" || exit 2
	make -s -j"$jobs" -f "$folder/makefile" tables reports >"$folder/review.said" 2>&1
	status=$?
	without_make <"$folder/review.said" >&2
	rm -f "$folder/review.said"
	[ $status -eq 0 ] || { make -s -f "$folder/makefile" tidy && wrong "$pipeline: there is nothing to review, see above"; }
	eval "set -- $exceptions"
	"$programs/inspect" --into "$folder/review" "$@" "$folder/plan.json" && set -- && write_review
	status=$?
	make -s -f "$folder/makefile" tidy && [ $status -eq 0 ] || exit 2
	note review made
	cat "$folder/review/granskning.$lang.txt"
	printf 'finsam: not for publication; the page: %s\n' "$folder/review/granskning.$lang.html" >&2
}
