# Two keys, a register of three persons that can not be, and three persons who may approve, each with a key that signs.
key() { (umask 077 && printf 'key-id: %s\ncreated: 2025-01-01\npurpose: test\n%s: %s\n' "$1" "$2" "$3" >"$1"); }
key old key 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
key new key 101112131415161718191a1b1c1d1e1f000102030405060708090a0b0c0d0e0f
key anna sign-key 9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60
key bo sign-key 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb
printf 'id.personnummer\tkon\n196488233233\t1\n640823-3234\t1\n\t2\n19640823-3234\t1\n197010632391\t2\n' >register.tsv
sed -i 2d register.tsv
printf 'name\tkey_id\tpublic_key\tnot_after\n' >approvers
for one in anna bo; do printf '%s\t%s\t%s\t\n' $one $one "$(finsam key show $one | sed -n 's/^public-key: //p')" >>approvers; done
printf 'cai\tanna\t%s\t\ndan\t\t\t\n' "$(finsam key show anna | sed -n 's/^public-key: //p')" >>approvers
rotate() { finsam key rotate old new --register register.tsv --person id.personnummer --scope riket --reference-date 2025-12-31 --not-after 2026-06-30 --log log "$@"; }
sign() { finsam key sign --key "$1" request >"$1.sig"; }
same() { cmp old old.before && [ ! -e log ] && echo nothing was changed; }
cp old old.before
