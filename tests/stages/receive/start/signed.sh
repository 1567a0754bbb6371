# The bundles of start.sh, signed; and a list of whose signatures count: the keys of RFC 8032, section 7.1, tests 1 and 2.
key() { (umask 077 && printf 'key-id: %s\ncreated: 2025-01-01\npurpose: signs\nsign-key: %s\n' "$1" "$2" >"$1"); }
key ak-1 9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60
key region-1 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb
ak="ak\tak-1\td75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\t"
region="region\tregion-1\t3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\t"
list() { printf 'name\tkey_id\tpublic_key\tnot_after\n' && for line; do printf "$line\n"; done; }
again() { rm -rf in && give ak --protected antal=a.tsv --open koder=koder.tsv ${1:+--sign "$1"} in/ak && give region --protected antal=b.tsv --open koder=koder.tsv ${2:+--sign "$2"} in/region; }
again ak-1 region-1
list "$ak" "$region" >list
