# arsredovisning.yaml with the method as a parameter: what neither rounding nor noise can do is left out or protected in a group of its own, where small
# figures are hidden: medians, and tables of figures that come as figures.
/^parameters:/a\
  metod: {type: choice, choices: [suppress, round, noise]}\
  upplaga: {default: "1"}
s/"median=quantile(dagar, 0.5)", //
s/"nionde=quantile(dagar, 0.9)", //
/^      tackning_tomma: {count/d
/^      tackning_grupper: {count/d
/^      volym_alla:/d
/^      inkomna_anonyma:/d
/^      fel_regler:/d
/^      flera_deltaganden:/d
/^      tackning_grupper: a person/d
/^      tackning_tomma: the same/d
/^  skydd:$/{
i\
  ovriga:\
    min: "${minsta}"\
    width: "${bredd}"\
    zeros: show\
    alike: show\
    untied: {volym_alla: occasions, tackning_tomma: participations, tackning_grupper: those of whom only the number is known, fel_regler: rows, flera_deltaganden: rows}\
    tables:\
      volym_alla: {count: volym}\
      tackning_tomma: {count: {deltaganden: deltaganden i varje förbund}, derived: {tomma: deltaganden}}\
      tackning_grupper: {count: {antal: nya deltagare i varje förbund}}\
      inkomna_anonyma: {}\
      flera_deltaganden: {count: rader}\
      fel_regler: {by: [allvar, kolumn, kolumn_en, meddelande, meddelande_en], count: antal}
a\
    method: "${metod}"\
    base: "5"\
    key: "${nyckel}"\
    unit: riket\
    period: "${period}"\
    edition: "${period}-${upplaga}"\
    transitions: noise/d7v3m5.tsv\
    row: [insats_id, start]
}
/^reports:$/,/^publish:/c\
publish: {to: "site/arsredovisning/${period}", tables: [deltagare, avslutade, sysselsattning, forsorjning]}
