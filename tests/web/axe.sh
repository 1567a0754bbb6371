#!/bin/sh
# A page is read by axe-core in Chromium, wide and on a telephone, with its tables opened: nothing may be found, and nothing may be wider
# than the screen. Needs Chromium and node; what node needs is put in place by
#	make web
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
NODE_PATH=$ROOT/.build/web/node_modules
export NODE_PATH
if ! node -e 'require("axe-core"); require("puppeteer-core")' 2>.said || [ -z "$chromium" ]; then
	skip 'pages are accessible' 'needs node, axe-core, puppeteer-core and Chromium'
	finish
	exit
fi

pages() {
	cp "$ROOT"/tests/stages/render/a-page-of-html/* . &&
		finsam render --template r.md --table t=t.tsv --codes kon=kon.tsv --codes tidpunkt=tid.tsv --as html --output sv.html &&
		sed 's/^titel:/sprak: en\ntitel:/' r.md >en.md &&
		finsam render --template en.md --table t=t.tsv --codes kon=kon.tsv --codes tidpunkt=tid.tsv --as html --output en.html
}
check 'pages are made' pages
check 'axe-core finds nothing' node "$ROOT/tests/web/axe.js" "$chromium" "$PWD/sv.html" "$PWD/en.html"

finish
