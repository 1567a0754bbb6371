#!/bin/sh
# The attacker of protect.sh is tried on tables that were protected by hand: it finds nothing in the good ones, and each flaw that is
# planted in them. What it learns is also what enumerating all possible tables gives.
# shellcheck source=tests/tap.sh
. "$ROOT/tests/tap.sh"
attacker=$ROOT/tests/laws/protect

# A table by a and b. The 2 and the 1 are small, and hidden with the other corners of their rectangle: t more in two corners, t less in the others.
good() {
	rm -rf OUT TRUE && mkdir OUT TRUE
	tr ' ' '\t' >TRUE/tab.tsv <<-END
		a b n
		* * 65
		* b1 18
		* b2 25
		* b3 22
		a1 * 19
		a1 b1 2
		a1 b2 8
		a1 b3 9
		a2 * 25
		a2 b1 7
		a2 b2 6
		a2 b3 12
		a3 * 21
		a3 b1 9
		a3 b2 11
		a3 b3 1
	END
	awk 'BEGIN { FS = OFS = "\t" } NR == 1 { print $0, "n.status"; next }
		$1 ~ /a[13]/ && $2 ~ /b[13]/ { print $1, $2, "", "hidden"; next } { print $0, "" }' TRUE/tab.tsv >OUT/tab.tsv
	tr ' ' '\t' >known <<-END
		min 3
		zeros show
		alike show
		table tab OUT/tab.tsv TRUE/tab.tsv a,b
		count tab n alla
	END
}
know() { echo "$*" | tr ' ' '\t' >>known; }

# The field of a row, by its first two fields, in both tables or that which goes out.
put() { awk -v a="$2" -v b="$3" -v k="$4" -v to="$5" 'BEGIN { FS = OFS = "\t" } $1 == a && $2 == b { $k = to } 1' "$1" >new && mv new "$1"; }
shown() { put OUT/tab.tsv "$1" "$2" 3 "$3" && put OUT/tab.tsv "$1" "$2" 4 ''; }
hidden() { put OUT/tab.tsv "$1" "$2" 3 '' && put OUT/tab.tsv "$1" "$2" 4 hidden; }

attack() { awk -f "$attacker/attack.awk" -f "$attacker/enumerate.awk" -v brute=1 known; }
nothing() { ends 0 attack; }
# learnt WHAT INTERVAL
learnt() {
	ends 1 attack >learnt || { cat learnt && return 1; }
	grep -qxF "BREACH	$1	$2" learnt || { cat learnt && return 1; }
}
interval() { printf '%s\t%s\t%s' "$@"; }

good
check 'a rectangle hides two small corners' nothing
enumerated() { attack | cut -f 9 | grep -qx 1; }
check 'all possible tables were tried as well' enumerated

good && know width 8
check 'a width that is just kept' nothing
good && know width 9
check 'a width that is one too much is found' learnt 'alla|a=a1|b=b1' "$(interval 2 2..10 9)"

good && shown a3 b1 9
check 'a corner that is shown gives all the others' learnt 'alla|a=a1|b=b1' "$(interval 2 2..2 3)"

good && shown a1 b1 2
check 'a small count that is shown' learnt 'alla|a=a1|b=b1' "$(interval 2 2..2 3)"

good && sed '/^a3	b1/!d' TRUE/tab.tsv >row && sed 1q TRUE/tab.tsv | cat - row >TRUE/second.tsv &&
	printf 'a\tb\tn\tn.status\na3\tb1\t9\t\n' >OUT/second.tsv && know table second OUT/second.tsv TRUE/second.tsv a,b && know count second n alla
check 'a corner that another table of the same persons shows' learnt 'alla|a=a1|b=b1' "$(interval 2 2..2 3)"
sed -i 's/^\(count.second.n.\)alla/\1andra/' known && put TRUE/second.tsv a3 b1 3 5 && put OUT/second.tsv a3 b1 3 5
check 'and of other persons it says nothing' nothing

good && for b in b1 b2 b3; do hidden a2 $b; done && know part tab a g a1 && know part tab a g a2 &&
	printf 'g\tb1\t9\ng\tb2\t14\ng\tb3\t21\ng\t*\t44\n' >>TRUE/tab.tsv && printf 'g\tb1\t\thidden\ng\tb2\t14\t\ng\tb3\t\thidden\ng\t*\t44\t\n' >>OUT/tab.tsv
check 'parts and wholes that are both hidden' nothing
shown g b1 9
check 'a whole that is shown beside the rest of its sum' learnt 'alla|a=a3|b=b3' "$(interval 1 1..1 3)"

good && know relation tab a +a1 -a2 +a4 && know overlap tab a && printf 'a4\t*\t6\na4\tb1\t5\na4\tb3\t3\n' >>TRUE/tab.tsv &&
	printf 'a4\t*\t6\t\na4\tb1\t5\t\na4\tb3\t3\t\n' >>OUT/tab.tsv && put TRUE/tab.tsv a1 b2 3 6 && put TRUE/tab.tsv a1 '*' 3 19
sed -i '/^\*/d; /	\*	/d' TRUE/tab.tsv OUT/tab.tsv && put OUT/tab.tsv a1 b2 3 6
check 'a relation gives a hidden figure back' learnt 'alla|a=a1|b=b1' "$(interval 2 2..2 3)"

good && printf 'a\tb\tm\na1\tb2\t6\na2\tb2\t6\na2\tb3\t12\n' >TRUE/second.tsv && printf 'a\tb\tm\tm.status\na1\tb2\t6\t\na2\tb2\t6\t\na2\tb3\t12\t\n' >OUT/second.tsv &&
	know table second OUT/second.tsv TRUE/second.tsv a,b && know count second m andra
check 'six of eight in another table, of which nobody says that they are of the eight' nothing
know some 'andra|a=a1|b=b2' 'alla|a=a1|b=b2'
check 'and if they are, two are not' learnt 'alla|a=a1|b=b2 - andra|a=a1|b=b2' "$(interval 2 2..2 3)"

good && know overlap tab a andra
check 'an overlap of another measure leaves the sums of this one' nothing
shown a3 b1 9
check 'which still give a corner' learnt 'alla|a=a1|b=b1' "$(interval 2 2..2 3)"

# Shares: of n, m are in work.
shares() {
	good
	awk 'BEGIN { FS = OFS = "\t" } NR == 1 { print $0, "m", "andel"; next } { print $0, int(($3 + 1) / 2), "" }' TRUE/tab.tsv >new && mv new TRUE/tab.tsv
	awk 'BEGIN { FS = OFS = "\t" } NR == 1 { print $0, "m", "m.status", "andel", "andel.status"; next }
		{ print $0, "", "hidden", "", "hidden" }' OUT/tab.tsv >new && mv new OUT/tab.tsv
	sed -i '/^\*/d; /	\*	/d' TRUE/tab.tsv OUT/tab.tsv
	know count tab m arbete && know ratio tab andel m n
}
shares
check 'shares that are hidden with their counts' nothing
put TRUE/tab.tsv a2 b1 4 6 && put OUT/tab.tsv a2 b1 5 6 && put OUT/tab.tsv a2 b1 6 ''
check 'all but one of seven' learnt 'alla|a=a2|b=b1 - arbete|a=a2|b=b1' "$(interval 1 1..1 3)"
shares && put TRUE/tab.tsv a2 b1 4 7 && put OUT/tab.tsv a2 b1 5 7 && put OUT/tab.tsv a2 b1 6 ''
check 'all of seven, which may be told' nothing
sed -i 's/^alike.*/alike	hide/' known
check 'all of seven, which may not' learnt 'alla|a=a2|b=b1 - arbete|a=a2|b=b1' "$(interval 0 0..0 3)"
# 2 of 5 are two fifths; with fewer than nine persons no other whole numbers are, though other fractions would be.
good && grep -v '^table\|^count' known >new && mv new known && know table tab OUT/tab.tsv TRUE/tab.tsv b && know count tab n alla &&
	know count tab m arbete && know ratio tab andel m n &&
	printf 'b\tn\tm\n*\t9\t4\nb1\t5\t2\nb2\t4\t2\n' >TRUE/tab.tsv &&
	printf '%s\n' 'b:n:n.status:m:m.status:andel:andel.status' '*:9:::hidden::hidden' 'b1::hidden::hidden:0.4:' 'b2::hidden::hidden::hidden' |
	tr ':' '\t' >OUT/tab.tsv
check 'a share of hidden counts, which whole numbers give away' learnt 'arbete|b=b1' "$(interval 2 2..2 3)"

# Sums of money: of the 60 in a1 b1 one has 50 and another 8.
good && awk 'BEGIN { FS = OFS = "\t" } NR == 1 { print $0, "kr", "e", "f"; next } { print $0, $3 * 30, ($3 * 30 > 60 ? 1 : $3 * 30 - 10), 8 }' TRUE/tab.tsv >new &&
	mv new TRUE/tab.tsv && awk 'BEGIN { FS = OFS = "\t" } NR == 1 { print $0, "kr", "kr.status"; next }
		$4 == "hidden" { print $0, "", "hidden"; next } { print $0, $3 * 30, "" }' OUT/tab.tsv >new && mv new OUT/tab.tsv &&
	know sum tab kr n && know largest tab kr 10 - e f
alone() { ends 1 attack | grep -qxF "ALONE tab:kr|a=a3|b=b3	tab:kr|a=a1|b=b1	$(interval 60 60..60 '1 off by 3')"; }
check 'who is the only one in the corner beside knows a sum with one large part' alone
put TRUE/tab.tsv a3 b3 3 2 && for t in TRUE OUT; do put $t/tab.tsv a3 '*' 3 22 && put $t/tab.tsv '*' b3 3 23 && put $t/tab.tsv '*' '*' 3 66; done
check 'a sum with one large part, hidden' nothing
put OUT/tab.tsv a3 b1 5 270 && put OUT/tab.tsv a3 b1 6 ''
check 'a sum with one large part, given by the others' learnt 'tab:kr|a=a1|b=b1' "$(interval 60 60..60 '1 off by 3')"

# January, and January with February.
good && sed '/^a[123]	b2/!{1!d}' TRUE/tab.tsv >TRUE/month.tsv && sed '/^a[123]	b2/!{1!d}' OUT/tab.tsv >OUT/month.tsv &&
	know table month OUT/month.tsv TRUE/month.tsv a,b && know count month n januari && know later tab month &&
	for t in OUT TRUE; do put $t/month.tsv a2 b2 3 3; done
check 'three who came in a month, which may be told' nothing
for t in OUT TRUE; do put $t/month.tsv a2 b2 3 4; done
check 'two who came in a month' learnt 'alla|a=a2|b=b2 - januari|a=a2|b=b2' "$(interval 2 2..2 3)"

good && sed -i 's/^zeros.*/zeros	hide/' known && for t in TRUE OUT; do put $t/tab.tsv a2 b2 3 0 && put $t/tab.tsv a2 '*' 3 19 && put $t/tab.tsv '*' b2 3 19 && put $t/tab.tsv '*' '*' 3 59; done
check 'a nought that should be hidden' learnt 'alla|a=a2|b=b2' "$(interval 0 0..0 3)"

know never tab a=a2 b=b2
check 'a nought that is one by what its values mean' nothing

contradiction() { ends 3 attack; }
good && shown a2 b2 7
check 'a figure that was changed is no protection' contradiction
good && put OUT/tab.tsv a1 b1 3 2
check 'a figure that is marked as hidden but there' contradiction
finish
