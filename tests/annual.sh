# shellcheck shell=sh
# annual.sh: annual reports of 2012 that several tests look at, made once for all of them. A test that sources this and says
# `annual small` or `annual whole` has in its folder: land (the deliveries), key, work, site (published with the threshold 5) and one (the
# same, published with 1, so that nothing of it is hidden). `annual_run FOLDER` with further arguments makes it again, of the deliveries in FOLDER.
#
# small: the country of tests/pipelines/arsredovisning-of-a-small-country. whole: that of `make demo`, made up to meet the figures
# printed for that year, with rows of all its files wrong.

annual_run() {
	annual_data=$1
	shift
	finsam run "$ROOT/pipelines/arsredovisning.yaml" period=2012 data="$annual_data" nyckel=key konstgjorda=true run_date=2013-02-22 fel=50% "$@"
}

annual_make() {
	finsam key new --purpose test --output key || return
	case $1 in
	small) cp -r "$ROOT/tests/pipelines/arsredovisning-of-a-small-country/data" land ;;
	whole) finsam synth --targets "$ROOT/pipelines/targets/2012.tsv" --into land --errors 1 ;;
	esac || return
	# Under the sanitizers the report is made once, and compared with the other.
	case $BUILD in *sanitized) ;; *) annual_run land minsta=1 && cp -a site one ;; esac && annual_run land minsta=5 && touch made
}

annual() {
	annual_of=${SHARED:-$PWD/shared}/$(basename "$BUILD")
	mkdir -p "$annual_of"
	(
		flock 9
		[ -e "$annual_of/$1/made" ] || { mkdir "$annual_of/$1" && cd "$annual_of/$1" && annual_make "$1" >said 2>&1; } ||
			{ cat "$annual_of/$1/said" && exit 1; }
	) 9>"$annual_of/$1.lock" && cp -a "$annual_of/$1/." .
}
