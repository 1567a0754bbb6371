#!/bin/sh
# The annual report of a small country is the same byte for byte when the programs that make it are built with the sanitizers, so what other tests
# find of it, they find of both. Each has a key of its own, and the other was published once before.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
# shellcheck source=tests/shared.sh
. "$ROOT/tests/shared.sh"

without_key() { sed 's/"key_id":"[a-z0-9-]*"//' "$1/provenance.json"; }
same() {
	plain=$SHARED/.build/small/site/arsredovisning/2012/ ours=site/arsredovisning/2012/
	without_key "$plain" >plain.json && without_key "$ours" >ours.json && [ -s ours.json ] && diff plain.json ours.json &&
		diff -r -x provenance.json -x revisions.tsv "$plain" "$ours"
}
case $BUILD in
*sanitized)
	check 'the annual report, by programs with sanitizers' annual small
	(mkdir plain && cd plain && BUILD=$ROOT/.build PATH=$ROOT/bin/stages:$ROOT/bin:$PATH annual small) || exit
	check 'is the same' same
	;;
esac
finish
