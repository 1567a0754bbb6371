# shellcheck shell=sh
# shared.sh: reports that several tests look at, made once for all of them.
#
# A test that sources this and says `forandring` has in its folder key, work and site: the changes of 2025 by the deliveries beside a copy of
# the pipeline in p, with the threshold 5. One that says `annual small` or `annual whole` has the annual report of 2012: land (the deliveries), key, work, site
# (published with the threshold 5) and one (the same, published with 1, so that nothing of it is hidden). `annual_run FOLDER` with further
# arguments makes it again, of the deliveries in FOLDER.
#
# small: the country of tests/pipelines/arsredovisning-of-a-small-country. whole: that of `make demo`, made up to meet the figures
# printed for that year, with rows of all its files wrong.

annual_run() {
	annual_data=$1
	shift
	finsam run "$ROOT/pipelines/arsredovisning.yaml" period=2012 data="$annual_data" nyckel=key konstgjorda=true run_date=2013-02-22 fel=50% "$@"
}

annual_make() {
	install -m 600 "$ROOT/tests/test.key" key || return
	case $1 in
	small) cp -r "$ROOT/tests/pipelines/arsredovisning-of-a-small-country/data" land ;;
	whole) finsam synth --targets "$ROOT/pipelines/targets/2012.tsv" --into land --errors 1 ;;
	esac || return
	# Under the sanitizers the report is made once, and compared with the other.
	case $BUILD in *sanitized) ;; *) annual_run land minsta=1 && cp -a site one ;; esac && annual_run land minsta=5 && touch made
}

forandring_make() {
	cp -r "$ROOT/pipelines" p && install -m 600 "$ROOT/tests/test.key" key &&
		finsam run p/forandring.yaml minsta=5 period=2025 nyckel=key konstgjorda=true fel=20 run_date=2026-02-01 && touch made
}

# made_once NAME COMMAND...: what the command makes in an empty folder, in this one.
made_once() {
	shared_in=${SHARED:-$PWD/shared}/$(basename "$BUILD") shared_name=$1
	shift
	mkdir -p "$shared_in"
	(
		flock 9
		[ -e "$shared_in/$shared_name/made" ] || { mkdir "$shared_in/$shared_name" && cd "$shared_in/$shared_name" && "$@" >said 2>&1; } ||
			{ cat "$shared_in/$shared_name/said" && exit 1; }
	) 9>"$shared_in/$shared_name.lock" && cp -a "$shared_in/$shared_name/." .
}

annual() { made_once "$1" annual_make "$1"; }
forandring() { made_once forandring forandring_make; }
