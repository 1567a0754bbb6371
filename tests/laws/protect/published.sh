# shellcheck shell=bash disable=SC2154 # run is of the script that sources it
# published.sh: the tables of a publication, attacked as a reader would do it: all together, with the shares, and with what the headings mean. At each of two
# points in time everybody is in work or not, in studies or not, seeking work or not; who has no support has none of the others; who
# has several participations has one more than one; a person is at least one participation. A script sources it, sets run to PIPELINE/PERIOD, and
# gives attacked a function that prints what is known (attack.awk), set apart by blanks.
# The table NAME: what was published, and what the run protected.
table() { echo "table $1 site/$run/tables/$1.tsv ${3-work/$run/$1.tsv} $2"; }

# What was protected holds more than what is told: FILE, its rows where sokte_fore is VALUE (if it has such a column).
rows() {
	awk -F '\t' -v value="$2" 'NR == 1 { for (k = 1; k <= NF; k++) at[$k] = k }
		NR == 1 || !("sokte_fore" in at) || $at["sokte_fore"] == value' "work/$run/$1.tsv" >"true.$1.$2.tsv"
	echo "true.$1.$2.tsv"
}

# The cells of sysselsattning (and of those who sought work before) as sums of persons of one kind: ~SEX.TIME.SOUGHT WORK BEFORE.WHAT THEY DO, which is a sum of 1 work, 2
# studies, 4 seeks work. Each operand is a group that the table tells apart beside the sex.
kinds() {
	awk 'function bit(state, i) { return int(state / i) % 2 }
	function is(state, what) {
		if (what == "arbetar") return bit(state, 1)
		if (what == "studerar") return bit(state, 2)
		if (what == "arbetssokande") return bit(state, 4)
		if (what == "arbetar_och_studerar") return bit(state, 1) && bit(state, 2)
		if (what == "arbetar_eller_studerar") return bit(state, 1) || bit(state, 2)
		return state == 0
	}
	function say(kon, time, what, g, i, sought, all, those) {
		for (g = 1; g < ARGC; g++) {
			all = ""
			for (i = 0; i < 8; i++)
				for (sought = 0; sought < 2; sought++)
					if (is(i, what) && (time == "efter" || bit(i, 4) == sought)) {
						all = all " -~" kon "." time "." sought "." i ARGV[g]
						if (sought) those = those " -~" kon "." time "." sought "." i ARGV[g]
					}
			print "bind = +sysselsatta|kon=" kon "|sysselsattning=" what "|tidpunkt=" time ARGV[g] all
		}
		print "bind = +sokte|kon=" kon "|sysselsattning=" what "|tidpunkt=" time those
	}
	# Those that sought work before, and the others, are as many after.
	function stay(kon, g, sought, i, line, all) {
		for (g = 1; g < ARGC; g++) {
			all = "bind = +personer|kon=" kon ARGV[g]
			for (sought = 0; sought < 2; sought++) {
				line = ""
				for (i = 0; i < 8; i++) {
					line = line " -~" kon ".efter." sought "." i ARGV[g]
					if (bit(i, 4) == sought) {
						line = line " +~" kon ".fore." sought "." i ARGV[g]
						all = all " -~" kon ".fore." sought "." i ARGV[g]
					}
				}
				print "bind =" line
			}
			print all
		}
	}
	BEGIN {
		n = split("arbetar studerar arbetssokande arbetar_och_studerar arbetar_eller_studerar ingen", x, " ")
		for (kon = 1; kon <= 2; kon++) {
			for (i = 1; i <= n; i++) {
				say(kon, "fore", x[i])
				say(kon, "efter", x[i])
			}
			stay(kon)
		}
	}' "$@"
}

# Who has no support has none of the others, and everybody has some row.
supports() {
	local time kon young none some
	for time in fore efter; do
		for kon in 1 2; do
			for young in "$@"; do
				none="+stod|forsorjning=utan_stod|kon=$kon|tidpunkt=$time$young -personer|kon=$kon$young" some=
				for support in akassa aktivitetsersattning aktivitetsstod annan forsorjningsstod saers sjukersattning sjukpenning studiestod; do
					echo "bind < +stod|forsorjning=$support|kon=$kon|tidpunkt=$time$young $none"
					some="$some -stod|forsorjning=$support|kon=$kon|tidpunkt=$time$young"
				done
				echo "bind < +personer|kon=$kon$young -stod|forsorjning=utan_stod|kon=$kon|tidpunkt=$time$young$some"
			done
		done
	done
}

# What both publications tell in the same way. BY is the key beside the sex; then what they call participations, and the tables that D-1 and T-2 are of.
occupations() {
	table sysselsattning "tidpunkt,kon,sysselsattning$1" "$(rows "$3" '*')"
	table arbetssokande_fore tidpunkt,kon,sysselsattning "$(rows "$4" 1)"
	table forsorjning "tidpunkt,kon,forsorjning$1"
	table avslutade kon
	for t in sysselsattning forsorjning; do echo "count $t personer personer kon$1"; done
	echo 'count sysselsattning antal sysselsatta'
	echo 'count arbetssokande_fore personer sokande kon'
	echo 'count arbetssokande_fore antal sokte'
	echo 'count forsorjning antal stod'
	for t in sysselsattning arbetssokande_fore forsorjning; do echo "ratio $t andel antal personer"; done
	echo 'overlap sysselsattning sysselsattning'
	echo 'overlap arbetssokande_fore sysselsattning'
	echo 'overlap forsorjning forsorjning'
	echo "count avslutade personer personer
count avslutade $2 deltaganden
count avslutade flera flera
within avslutade flera personer
bind < +flera|kon=1 +personer|kon=1 -deltaganden|kon=1
bind < +flera|kon=2 +personer|kon=2 -deltaganden|kon=2"
	for kon in 1 2; do
		echo "bind = +sokande|kon=$kon -sokte|kon=$kon|sysselsattning=arbetssokande|tidpunkt=fore"
	done
}

# The steps from registration to result, of which each are some of the one before. DELTAGANDEN is what the table calls participations.
steps() {
	local name=$1 participations=$2 i
	local steps=(1_giltig 2_ratt 3_individ 4_inom 5_avslutad) from=work/$run/$name-inside.tsv
	{
		printf 'steg\tkon\t%s\tpersoner\n' "$participations"
		for ((i = 0; i < 5; i++)); do
			awk -F '\t' -v OFS='\t' -v step="${steps[i]}" -v count="${participations}_$((i + 1))" -v persons="personer_$((i + 1))" 'NR == 1 { for (k = 1; k <= NF; k++) at[$k] = k; next }
				{ print step, $1, $at[count], $at[persons] }' "$from"
		done
	} >"true.$name.tsv"
	echo "table $name site/$run/tables/$name.tsv true.$name.tsv steg,kon
count $name $participations $name:deltaganden
count $name personer $name:personer"
	for ((i = 1; i < 5; i++)); do echo "nested $name steg ${steps[i]} ${steps[i - 1]}"; done
	for i in 1 2; do
		echo "bind = +$name:deltaganden|kon=$i|steg=5_avslutad -deltaganden|kon=$i
bind = +$name:personer|kon=$i|steg=5_avslutad -personer|kon=$i"
	done
}

# FUNCTION, and how many secrets there are at least.
attacked() {
	"$1" | tr ' ' '\t' >known || return 1
	awk -f "$ROOT/tests/laws/protect/attack.awk" -f "$ROOT/tests/laws/protect/enumerate.awk" known >learnt
	found=$?
	cat learnt
	# An attack on nothing would find nothing.
	awk -F '\t' '$1 == "figures" { secrets = $3 } END { exit secrets < least }' least="${2-40}" learnt && return $found
}
