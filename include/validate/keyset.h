/*
 * keyset: whether a key came before, or is one that may be pointed at; at any size.
 *
 * Keys are kept as 102 bits of their hash (XXH3; that two different keys of a thousand million have the same ones has a
 * chance of one in 10^13). As long as they fit in `max_bytes` of memory every question is answered at once. Beyond that
 * they go to files in TMPDIR that have no name and no other reader, and memory holds a filter: a key that it has never
 * seen is answered at once, too. Only of one that it may have seen the answer is KEYSET_LATER; the caller holds that
 * row and those after it back until keyset_settle has told which rows were wrong, and may go on asking after that.
 *
 *	struct keyset *set = keyset_open(KEYSET_UNIQUE, max_bytes);
 *	while (rows)
 *		switch (keyset_ask(set, key, row)) ...           rows are numbered upwards from 1
 *	const uint64_t *wrong = keyset_settle(set, &n);          only needed if an answer was KEYSET_LATER
 *	keyset_close(set);
 */
#ifndef KEYSET_H
#define KEYSET_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"

enum keyset_kind {
	KEYSET_UNIQUE,    /* wrong: the key came before; the first is right */
	KEYSET_REFERENCE, /* wrong: the key is none of those given to keyset_refer */
	KEYSET_ITSELF /* the same, but keys are given while it is asked: it is settled once, after the last row */
};

enum keyset_answer { KEYSET_FINE, KEYSET_WRONG, KEYSET_LATER };

struct keyset;

/* Dies if memory or, later, a file can not be had. */
struct keyset *keyset_open(enum keyset_kind kind, size_t max_bytes);

/* A key that may be pointed at. All of them before the first keyset_ask, but for KEYSET_ITSELF. */
void keyset_refer(struct keyset *set, struct slice key);

enum keyset_answer keyset_ask(struct keyset *set, struct slice key, uint64_t row);

/* The same for a row that is refused for other reasons: its key is compared, but no later row with it is wrong. */
enum keyset_answer keyset_ask_only(struct keyset *set, struct slice key, uint64_t row);

/*
 * The rows that were answered KEYSET_LATER since the last time and are wrong, ascending, *n of them; the set's own
 * memory, good until the next time.
 */
const uint64_t *keyset_settle(struct keyset *set, size_t *n);

/* Bytes of memory it holds now; of files; and of memory for the questions that wait. */
size_t keyset_bytes(const struct keyset *set);
uint64_t keyset_file_bytes(const struct keyset *set);
size_t keyset_waiting_bytes(const struct keyset *set);

void keyset_close(struct keyset *set);

#endif
