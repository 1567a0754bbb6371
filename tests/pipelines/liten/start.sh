# For the cases beside this folder: the pipeline liten in the current folder, with a key, and words to run it.
cp -r "$ROOT/tests/pipelines/liten/pipelines" "$ROOT/tests/pipelines/liten/data" .
finsam key new --purpose 'a test' --output nyckel
export FINSAM_VERBOSE=1

# A run, with its messages.
run() {
	finsam run liten ar=2012 --jobs 1 "$@" 2>&1 || echo "status $?"
}

# The names of the steps that ran.
steps() {
	FINSAM_SHOW=1 run "$@" | sed -n 's/^  \(.*\) \.\.\.$/\1/p' | sort | tr '\n' ' '
	echo
}
