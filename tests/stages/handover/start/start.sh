# Three tables: one of protect, one that is open, records under pseudonyms.
printf 'kon\tantal\tantal.status\n*\t30\t\n1\t18\t\n2\t12\t\n' >antal.tsv
printf 'kod\tnamn\n1\tMän\n' >koder.tsv
printf 'pid\tkon\nabc\t1\n' >personer.tsv
give() { finsam handover --party ak --agreed period=2025H1 "$@"; }
# The key of RFC 8032, section 7.1, test 1.
sign_key() { (umask 077 && printf 'key-id: ak-2025\ncreated: 2025-01-01\npurpose: ak signs\nnot-after: 2025-12-31\nsign-key: 9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60\n' >"$1"); }
