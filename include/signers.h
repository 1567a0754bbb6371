/*
 * signers: whose signature counts: a list that its owner keeps, and whether a text is signed by one who is in it.
 *
 * A record stream with the columns name, key_id, public_key (64 hex digits, as finsam key show prints them), and not_after, the
 * last day on which a signature of that key is accepted (empty: there is none). Several lines may have the same name: any of
 * its keys will do, which is how one key follows another. A line without key_id and public_key says that what is not signed is
 * taken from that name; without such a line it is not.
 */
#ifndef SIGNERS_H
#define SIGNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "signature.h"

struct signer {
	struct slice name, key_id;
	bool unsigned_too; /* no key: what is not signed is taken */
	int32_t not_after; /* KEY_NO_END: none */
	unsigned char public[SIGNATURE_PUBLIC];
};

struct signers {
	const char *path;
	struct signer *at;
	size_t n, room;
};

/* From a reader of the list, which is read to its end. Dies if it is not of the form. */
struct reader;
void signers_read(struct signers *s, struct reader *in, struct arena *a);

/*
 * `lines`: the signature as signature_write made it, at NULL if there is none. False and the reason, without saying of what: the
 * name is not in the list, it is not signed, the key is none of the name's, its last day has passed, the signature does not fit.
 */
bool signers_accept(const struct signers *s, struct slice name, struct slice text,
                    struct slice lines, int32_t today, struct error *e);

void signers_done(struct signers *s);

#endif
