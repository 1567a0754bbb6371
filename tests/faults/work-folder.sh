#!/bin/bash
# The work folder, where records of persons lie: whose it may be, what its modes are whatever the umask, and what becomes of the
# stamps in it when the disk is full, when a run is killed, and when a source changes there and back.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/pipelines/liten/start.sh
. "$ROOT/tests/pipelines/liten/start.sh"
folder=work/liten/2012

again() {
	chmod -R u+rwx work site 2>/dev/null
	rm -rf work site site.* tmp ./*.said
	cp "$ROOT"/tests/pipelines/liten/data/* data
}

# refused TEXT [OPTION]...: the run says so, ends with status 2 and makes nothing.
refused() {
	text=$1
	shift
	finsam run liten ar=2012 "$@" >said 2>&1
	status=$?
	{ [ $status -eq 2 ] && grep -qF -e "$text" said && [ ! -e site ]; } || { echo "status $status" && cat said && return 1; }
}

# ---------------------------------------------------------------- modes

private() {
	again
	{ (umask "$1" && run >said) && grep -q published said; } || { cat said && return 1; }
	(find work -type d ! -perm 700 && find work -type f ! -perm 600) | tee open
	[ ! -s open ]
}
for mask in 000 022 077 777; do
	check "with umask $mask all in the work folder is private" private $mask
done
checked() { (umask 777 && finsam check liten); }
check 'check works with umask 777' checked

# ---------------------------------------------------------------- others' hands

open_to() { again && mkdir -p "$folder" && chmod "$2" "$1" && refused "others may write in $1 (mode $2)"; }
for mode in 0770 0777 0720 0702 1777; do
	check "a work folder of mode $mode is refused" open_to "$folder" $mode
done
for above in work work/liten; do
	for mode in 0770 0707; do
		check "$above of mode $mode is refused" open_to $above $mode
	done
done
sticky() { again && mkdir -m 1777 tmp && run --work tmp/eget >said && grep -q published said; }
check 'a work folder in one like /tmp is taken' sticky
sticky_itself() { again && mkdir -m 1777 tmp && run --work tmp >said && grep -q published said && [ "$(stat -c %a tmp/liten tmp/liten/2012)" = "700
700" ]; }
check 'and one that is as /tmp itself' sticky_itself
linked() { again && mkdir -p annan work && ln -s ../annan work/liten && run >said && grep -q published said; }
check 'a link of our own is followed' linked
no_folder() { again && mkdir -p work && echo x >work/liten && refused 'work/liten'; }
check 'a file in the way is said' no_folder

if [ "$(id -u)" -eq 0 ]; then
	owned() { again && mkdir -p "$folder" && chown 65534 "$1" && refused "$1 belongs to another user"; }
	for name in work work/liten "$folder"; do
		check "$name of another user is refused" owned $name
	done
	planted() { again && mkdir -p annan && mkdir -m 1777 tmp && ln -s ../annan tmp/eget && chown -h 65534 tmp/eget && refused 'tmp/eget is a link that another user made' --work tmp/eget; }
	check 'a link that another user made is refused' planted
else
	skip 'folders of another user are refused' 'only root can make them'
fi

# ---------------------------------------------------------------- the stamps

# With no room for a byte the look fails, and nothing of what it found is lost.
no_room() {
	again
	{ run >said && sed -i s/Bron/Bryn/ data/insatser.csv; } || return 1
	(trap '' XFSZ && ulimit -f 0 && finsam pipeline --look "$folder") && return 1
	(trap '' XFSZ && ulimit -f 0 && finsam run liten ar=2012) && return 1
	run && grep -q Bryn site/liten/2012/tables/oversikt.tsv
}
check 'a disk that is full when stamps are written is no success, and the next run reads the source' no_room

# Killed at every system call of the look that changes something: the next run makes what there is to make.
killed() {
	for call in $1; do
		for nth in 1 2; do
			again
			{ run >said && sed -i s/Bron/Bryn/ data/insatser.csv && sed -i 's/2011-12-31/2012-01-31/' data/deltaganden.csv; } || return 1
			strace -qq -o /dev/null -e trace="$call" -e inject="$call:signal=KILL:when=$nth" "$(command -v pipeline)" --look "$folder" 2>/dev/null || :
			run >said 2>&1
			{ grep -q Bryn site/liten/2012/tables/oversikt.tsv && grep -q 'Bryn.2' site/liten/2012/tables/per_insats.tsv; } || { echo "killed at $call $nth" && cat said && return 1; }
		done
	done
}
if strace -qq -o /dev/null true 2>/dev/null; then
	check 'a look that is killed anywhere hides no change' killed 'utimensat fsync rename'
else
	skip 'a look that is killed anywhere hides no change' 'no strace here'
fi

# A source that was another one while the step read it, and is itself again when the next run looks: the result is of neither moment.
there_and_back() {
	again
	cp data/insatser.csv first
	cat >runner <<'END'
#!/bin/sh
case $1 in
*insatser*) sed s/Bron/Bryn/ first >data/insatser.csv && step.sh "$@" && cp first data/insatser.csv && kill -9 "$PPID" ;;
*) exec step.sh "$@" ;;
esac
END
	chmod +x runner
	run --runner ./runner >said 2>&1
	run >said 2>&1
	grep -q Bron site/liten/2012/tables/oversikt.tsv || { cat said && return 1; }
}
check 'a source that changed there and back in a run that was killed is read again' there_and_back

# The clock goes backward: what is made then is older than what it is made of.
backward() {
	again
	run >said || return 1
	find "$folder" -type f ! -name '*.ledger' ! -name published -exec touch -d '+1 hour' {} +
	find "$folder" -name '*.ledger' -exec touch -d '+2 hours' {} +
	touch -d '+3 hours' "$folder/published"
	sed -i s/Bron/Bryn/ data/insatser.csv
	for _ in 1 2 3; do run >said 2>&1; done
	grep -q Bryn site/liten/2012/tables/oversikt.tsv || { cat said && return 1; }
}
check 'a clock that went backward leaves nothing old for long' backward

# Of two runs at once, the second waits; what they make is of the source that lies there.
two() {
	again
	run >one 2>&1 &
	sed -i s/Bron/Bryn/ data/insatser.csv
	run >other 2>&1
	wait $!
	run >said 2>&1
	grep -q Bryn site/liten/2012/tables/oversikt.tsv && [ ! -e "$folder/run" ]
}
check 'two runs at once while a source changes' two

# A signal in the middle of a range ends all of it.
range_ends() {
	again
	# shellcheck disable=SC2016 # a parameter of the pipeline
	sed -i 's/ar: {type: year, required: true}/ar: {type: period, unit: year}/; s|{file: "${data}/insatser.csv"|{command: "touch started.${ar}; sleep 50"|' pipelines/liten.yaml
	setsid env --default-signal=INT finsam run liten ar=2012..2014 >said 2>&1 &
	while [ ! -e started.2012 ]; do sleep 0.02; done
	kill -INT -- -$!
	wait $!
	status=$?
	ls started.*
	[ $status -ne 0 ] && [ ! -e started.2013 ]
}
check 'Ctrl-C ends a range of periods' range_ends
finish
