# For the cases beside this folder: the pipeline upplagor in the current folder, with 60 persons and a key, and words to run it.
cp -r "$ROOT/tests/pipelines/upplagor/pipelines" .
cp "$ROOT/pipelines/noise/d7v3m5.tsv" pipelines
install -m 600 "$ROOT/tests/test.key" nyckel

# persons FROM TILL [WORK]: a row of each, who works if so many of the remainders of their numbers by four are below WORK.
persons() {
	for i in $(seq "$1" "$2"); do
		echo "p$i,$([ $((i % 2)) = 0 ] && echo K || echo M),$([ $((i / 2 % 2)) = 0 ] && echo norr || echo syd),$((i / 4 % 4 < ${3:-2})),"
	done
}

# data PERSONS...: the source, of what the arguments print.
data() { { echo arende,kon,ort,arbetar,anteckning && cat; } >personer.csv; }

# on DAY [ARGUMENT]...: a run of that day, with its messages and what it says in the end.
on() {
	FINSAM_VERBOSE=1 finsam run upplagor period=2012 run_date="$@" 2>&1 || echo "status $?"
}

# All bytes that are published.
bytes() { (cd -P site/01/2012 && find . -type f | LC_ALL=C sort | xargs sha256sum); }

# another FILE: another key than nyckel, the same each time.
another() { (umask 077 && sed 's/^key-id: .*/key-id: annan/; s/^key: 0001/key: ff01/' "$ROOT/tests/test.key" >"$1"); }
