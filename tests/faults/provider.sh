#!/bin/sh
# A configuration of OpenSSL that takes every algorithm away. What is computed without them is what it was; what needs them says so, ends with 2
# and leaves nothing. No digest is ever what happened to lie in memory.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
printf 'openssl_conf = i\n[i]\nproviders = p\n[p]\nnull = n\n[n]\nactivate = 1\n' >none.cnf
without() { OPENSSL_CONF=$PWD/none.cnf "$@"; }
printf 'kod\tnamn\n1\tA\n2\tB\n1\tC\n' >t.tsv
printf 'id.nr\tx\nabc\t1\n' >people.tsv
finsam key new --purpose test --output key

takes_away() { ! without openssl dgst -sha256 t.tsv; }
if command -v openssl >/dev/null; then check 'the configuration takes SHA-256 away' takes_away; else skip 'the configuration takes SHA-256 away' 'no openssl'; fi

hands_over() { without finsam handover --party=ak --agreed=period=2025H1 --open=t=t.tsv bundle && (cd bundle && sha256sum -c SHA256SUMS); }
check 'handover: the sums are those of the files' hands_over
receives() { without finsam receive --agreed=period=2025H1 bundle && cp -r bundle other && echo >>other/t.tsv && ends 2 without finsam receive --agreed=period=2025H1 other; }
check 'receive: takes what is whole and refuses what is not' receives

same() { "$@" >with && without "$@" >now && cmp with now; }
check 'aggregate --partial: the same states' same finsam aggregate --by=kod --partial 'n=count()' t.tsv

refuses() { without finsam "$@" >out 2>err; status=$?; cat err; [ $status -eq 2 ] && grep -q 'libcrypto' err && [ ! -s out ]; }
check 'pseudonymise: refuses' refuses pseudonymise --kind text --key key --scope s id.nr=pid people.tsv
makes_no_key() { refuses key new --purpose test --output other.key && [ ! -e other.key ]; }
check 'key new: refuses, and makes no file' makes_no_key

. "$ROOT/tests/pipelines/liten/start.sh"
publishes() { run >said && publication=$(readlink site/liten/2012) && without finsam publish work/liten/2012/plan.json | grep -q '^unchanged' && [ "$(readlink site/liten/2012)" = "$publication" ]; }
check 'publish: the same provenance' publishes
compiles() { finsam pipeline --folder pipelines/liten.yaml ar=2012 >with && without finsam pipeline --folder pipelines/liten.yaml ar=2012 | cmp with -; }
check 'pipeline: the same folder' compiles
stops() { sed -i '$d' data/deltaganden.csv && without run >said; cat said; grep -q 'libcrypto' said && grep -q 'status 2' said && [ "$(readlink site/liten/2012)" = "$publication" ]; }
check 'finsam run: stops where a key is needed, and publishes nothing' stops
settles() { ledger=$(ls work/liten/2012/*.ledger | head -n 1) && same finsam settle "$ledger"; }
check 'settle: the same' settles

finish
