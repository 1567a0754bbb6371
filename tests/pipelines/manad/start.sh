# For the cases beside this folder: the pipeline manad in the current folder, and words to let nights pass.
cp -r "$ROOT/tests/pipelines/manad/pipelines" .
mkdir in

# delivery MONTH FÖRBUND...: a file with a row for each.
delivery() {
	file=in/$1.csv && shift
	printf '%s\n' forbund "$@" >"$file"
}

# night DAY [ARGUMENT]...: finsam monthly in that night, with all that it says.
night() {
	finsam monthly --today "$@" >said 2>&1
	status=$?
	sed "s|$PWD|HERE|; s/(there are: .*)/(there are: ...)/" said
	[ $status = 0 ] || echo "status $status"
}

published() { ls site 2>/dev/null | grep -v versions | tr '\n' ' '; echo; }
