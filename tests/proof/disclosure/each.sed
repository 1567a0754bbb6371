# efter.yaml of all förbund at once, each a unit of its own, so that one run has the figures of them all.
/^  forbund: {type: text/d
/^scope:/d
/^expects:/,/^$/d
s/^  forbundet: {from.*/  forbunden: {from: forbund_drift, through: [{pick: namn=forbund}, {order: forbund}]}/
s/^  unit: .*/  units: forbund/
s/^parameters:/&\
  upplaga: {default: "1"}/
s/"${edition}"/"${period}-${upplaga}"/
s/reports\/efter.md, /&each: {forbund: forbunden.forbund}, title: "Efter {{ period }}", /
s/forbund: "${forbund}", fran/fran/
/^editions:/d
s/^publish:.*/publish: "site\/efter\/${period}"/
