# Two bundles of two tables each, in the folder in.
printf 'kon\tantal\tantal.status\n*\t30\t\n1\t18\t\n2\t12\t\n' >a.tsv
printf 'kon\tantal\tantal.status\n*\t10\t\n1\t\thidden\n2\t\thidden\n' >b.tsv
printf 'kod\tnamn\n1\tMän\n' >koder.tsv
give() { finsam handover --party "$@" --agreed period=2025H1 --agreed min=5 >/dev/null; }
give ak --protected antal=a.tsv --open koder=koder.tsv in/ak
give region --protected antal=b.tsv --open koder=koder.tsv in/region
take() { finsam receive --agreed period=2025H1 --agreed min=5 "$@"; }
# Changes a description, and makes the sums again.
edit() { sed -i "$1" in/ak/datapackage.json && (cd in/ak && sha256sum datapackage.json koder.tsv antal.tsv >SHA256SUMS); }
