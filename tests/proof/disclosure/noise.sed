# After methods.sed: what noise can not be of either. Sums of how many participations a person has, and those who come as figures, are left to the
# other group; the base of a share is counted where the share is.
s/ deltaganden=sum(deltaganden),//
s/ deltaganden=sum(avslutade),//
s/^      deltagare: {count: .*/      deltagare: {}/
s/^      avslutade: {count: {deltaganden: [^}]*}, /      avslutade: {/
/^      - deltagargrupper:/d
/^      tackning_grupper: {count/a\
      deltagargrupper: {}
s/fel_regler: rows,/fel_regler: rows, deltagargrupper: those of whom only the number is known among them,/
s/^  sysselsattning_\(ung\|sokte\): {ask: lage, by: \[tidpunkt, \([a-z_]*\), kon, sysselsattning\].*/  sysselsattning_\1:\
    from: lage\
    through:\
      - derive: ["arbetar_eller_studerar=if(arbetar = 1 or studerar = 1, 1, 0)", "arbetar_och_studerar=if(arbetar = 1 and studerar = 1, 1, 0)", "ingen=if(arbetar = 0 and studerar = 0 and arbetssokande = 0, 1, 0)"]\
      - longer: {name: sysselsattning, value: har, args: [arbetssokande, arbetar_eller_studerar, arbetar, studerar, arbetar_och_studerar, ingen]}\
      - aggregate: {by: [tidpunkt, \2, kon, sysselsattning], totals: [\2, kon], args: [antal=count(har = 1), personer=count(), "andel=ratio(antal, personer)"]}/
/^      sysselsattning_sokte-whole:/d
s/measures: \[antal, personer@within, andel\]/measures: [antal]/
s/by: \[ung, utbildning, kon\], totals: \[ung, kon\]/by: [ung, utbildning, kon], totals: all/
s/personer=samtycke, deltaganden\]/personer=samtycke, nya=deltaganden]/
# Whose change is asked of is a question; the table above is none now.
/^  forandringar: {/c\
  fore: {from: sysselsattning, through: [{where: tidpunkt = "fore"}, {pick: [ung, kon, sysselsattning, andel=fore]}]}\
  efter: {from: sysselsattning, through: [{where: tidpunkt = "efter"}, {pick: [ung, kon, sysselsattning, andel=efter]}]}\
  forandringar:\
    indicator: [I-R1, I-R2, I-X0]\
    from: fore\
    through: [{join: {args: "@efter", on: [ung, kon, sysselsattning], cardinality: "1:1", match-floor: 100%}}, {derive: forandring=efter - fore}]
