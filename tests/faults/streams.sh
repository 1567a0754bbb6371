#!/bin/sh
# Every stage that reads a stream meets what goes wrong between programs: a full disk, a reader that
# leaves, a writer that dies, a file that was cut, bytes that are not UTF-8, reads of a few bytes,
# signals. None of it may look like success, or change what is right.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

awk 'BEGIN { OFS = "\t"; print "rad", "pid", "kon", "start", "slut", "stod", "insats_id"
	for (i = 1; i <= 20000; i++) print i, "p" i % 700, 1 + i % 2, "2024-01-" 10 + i % 20, i % 9 ? "2024-03-" 10 + i % 20 : "",
		i % 3 ? "akassa|studiestod" : "", "i" i % 30 }' >in.tsv
awk 'BEGIN { OFS = "\t"; print "insats_id", "inriktning"
	for (i = 0; i < 30; i++) print "i" i, i % 3 ? "individ" : "struktur" }' >insatser.tsv
{ printf 'id.pnr\trad\n' && awk 'BEGIN { for (i = 1; i <= 20000; i++) print "x" i "\t" i }'; } >people.tsv
finsam key new --purpose test --output key

size=$(wc -c <in.tsv)
head -c $((size - 3)) in.tsv >cut.tsv
{ head -n 500 in.tsv && printf '501\tp\t1\t2024-01-10\t\t\tB\345tsman\n'; } >latin1.tsv
{ head -n 500 in.tsv && printf '501\tp\t1\n'; } >ragged.tsv
gzip -c in.tsv >whole.gz
head -c $(($(wc -c <whole.gz) / 2)) whole.gz >cut.gz

# The whole of a call, for the shell: stage, and what it does with the stream.
calls='where#kon = "1"
derive#d=days(start, slut)
pick#rad kon
explode#stod
longer#--name nar --value dag start slut
wider#--name kon --value stod --lacking 1:man 2:kvinna
order#slut rad:number:reverse
join#insatser.tsv --on insats_id
look#--rows all
unique#--on rad,kon --last start
aggregate#--by rad,kon n=count() d=distinct(pid)
pseudonymise#--kind text --key key --scope s id.pnr=pid'

echo "$calls" >calls
while IFS='#' read -r stage rest; do
	case $stage in
	where | derive) set -- "$stage" "$rest" ;;
	*)
		# shellcheck disable=SC2086 # operands without blanks
		set -- "$stage" $rest
		;;
	esac
	input=in.tsv
	[ "$stage" != pseudonymise ] || input=people.tsv
	finsam "$@" <"$input" >right.tsv 2>/dev/null || { check "$stage: does its work" false; continue; }

	full() { finsam "$@" <"$input" >/dev/full; }
	check "$stage: a full disk is status 2" ends 2 full "$@"
	check "$stage: a full disk is said" says 'No space left' full "$@"

	leave() {
		{ finsam "$@" <"$input"; echo $? >code; } 2>err | head -n 1 >/dev/null
		cat err code
		[ ! -s err ] && grep -qx '0\|141' code
	}
	check "$stage: a reader that leaves ends it quietly" leave "$@"

	if [ "$stage" != pseudonymise ]; then
		for broken in cut.tsv:'the stream is cut' latin1.tsv:'not UTF-8' \
			ragged.tsv:'fields where the header has' cut.gz:'gzip data end'; do
			broke() { finsam "$@" <"${broken%%:*}" >/dev/null; }
			check "$stage: ${broken%%:*} is status 2" ends 2 broke "$@"
			check "$stage: ${broken%%:*} is said" says "${broken#*:}" broke "$@"
		done
	fi
	says_line() { finsam "$@" <latin1.tsv 2>&1 >/dev/null | grep -q 'stdin:501: '; }
	[ "$stage" = pseudonymise ] || check "$stage: the line of bytes that are not UTF-8 is said" says_line "$@"

	dribble() {
		head -c 60000 "$input" | sed '$d' >some.tsv && finsam "$@" <some.tsv >some.right &&
			dd if=some.tsv bs=7 status=none | finsam "$@" | cmp - some.right
	}
	check "$stage: reads of seven bytes give the same" dribble "$@"

	stopped() {
		{ sed 200q "$input" && sleep .3 && sed 1,200d "$input"; } | finsam "$@" >slow.tsv &
		for _ in 1 2 3 4 5; do
			sleep .05
			kill -STOP $! && kill -CONT $! && kill -WINCH $!
		done 2>/dev/null
		wait $! && cmp slow.tsv right.tsv
	}
	check "$stage: signals that mean nothing change nothing" stopped "$@"

	aside() {
		echo old >kept.tsv
		(ulimit -f 8 && trap '' XFSZ && finsam "$@" --output kept.tsv <"$input") 2>err
		[ $? -eq 2 ] && [ "$(cat kept.tsv)" = old ] && [ -s err ] && [ -z "$(find . -name '*.aside.*')" ]
	}
	check "$stage: no room for --output leaves the old file and nothing beside it" aside "$@"

	killed() {
		echo old >kept.tsv
		mkfifo pipe
		finsam "$@" --output kept.tsv <pipe &
		{ sed 100q "$input" && kill -TERM $! && sleep .1; } >pipe
		wait $!
		code=$?
		rm pipe
		[ $code -eq 143 ] && [ "$(cat kept.tsv)" = old ] && [ -z "$(find . -name '*.aside.*')" ]
	}
	check "$stage: ended by a signal, the old file stays and nothing beside it" killed "$@"
done <calls

# A neighbour that is killed cuts the stream, perhaps between two records where nobody can see it:
# the ledger can.
neighbour() {
	rm -f ledger
	export FINSAM_LEDGER=ledger
	mkfifo pipe
	FINSAM_STEP=t.1 finsam where true <pipe 2>/dev/null >half &
	victim=$!
	{ cat in.tsv && kill -9 $victim; } >pipe 2>/dev/null
	wait $victim
	FINSAM_STEP=t.2 finsam where true <half >rest.tsv
	unset FINSAM_LEDGER
	ends 1 finsam settle ledger
}
check 'settle: a neighbour that was killed is found in the ledger' neighbour

two_writers() {
	for _ in 1 2 3 4; do finsam order rad:number:reverse in.tsv --output same.tsv & done
	wait
	finsam order rad:number:reverse in.tsv | cmp - same.tsv && [ -z "$(find . -name '*.aside.*')" ]
}
check 'four writers of one file at once leave one whole file' two_writers

finish
