# shellcheck shell=sh
# tap.sh: the results of a script in TAP. A script sources it, says `check "what must hold"
# COMMAND...` for each thing, `skip` for what can not be tried here, and ends with `finish`. The
# current folder is a scratch folder; $ROOT is the project.
tap_count=0

check() {
	tap_what=$1
	shift
	tap_count=$((tap_count + 1))
	if "$@" >.said 2>&1; then
		echo "ok $tap_count - $tap_what"
	else
		echo "not ok $tap_count - $tap_what"
		head -n 100 .said | sed 's/^/# /'
	fi
}

skip() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

finish() {
	echo "1..$tap_count"
}

# ends STATUS COMMAND...: true if the command ends with that status; says so if not.
ends() {
	tap_wanted=$1
	shift
	"$@"
	tap_status=$?
	[ $tap_status -eq "$tap_wanted" ] || { echo "status $tap_status, not $tap_wanted" && return 1; }
}

# says TEXT COMMAND...: true if the command's standard error holds the text.
says() {
	tap_text=$1
	shift
	"$@" 2>.err >/dev/null
	grep -qF -e "$tap_text" .err || { echo "no \"$tap_text\" in:" && cat .err && return 1; }
}
