# Three tables: one of protect, one that is open, records under pseudonyms.
printf 'kon\tantal\tantal.status\n*\t30\t\n1\t18\t\n2\t12\t\n' >antal.tsv
printf 'kod\tnamn\n1\tMän\n' >koder.tsv
printf 'pid\tkon\nabc\t1\n' >personer.tsv
give() { finsam handover --party ak --agreed period=2025H1 "$@"; }
