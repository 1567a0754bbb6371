/*
 * schema_memo: the short values of a field that were found right, so that they need not be looked into again.
 *
 * A column of codes has the same few values over and over. 256 of them, of up to 16 bytes, are kept by hash; a
 * newer one takes the place of an older. If most questions are in vain the memo gives up: `worth` becomes false.
 * Pure.
 */
#ifndef SCHEMA_MEMO_H
#define SCHEMA_MEMO_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "str.h"

#define SCHEMA_MEMO_SLOTS 256
#define SCHEMA_MEMO_BYTES 16
#define SCHEMA_MEMO_TRIAL 4096 /* questions after which it is judged */

struct schema_memo_key {
	uint64_t first, last, n;
};

struct schema_memo {
	bool worth;
	uint32_t asked, known;
	struct schema_memo_key slot[SCHEMA_MEMO_SLOTS];
};

/* The bytes from both ends, overlapping, and the length: with 1 to 16 bytes that is all of it. */
static inline struct schema_memo_key schema_memo_key(struct slice s)
{
	struct schema_memo_key key = {0, 0, s.n};
	uint32_t head, tail;

	if (s.n >= 8) {
		memcpy(&key.first, s.at, 8);
		memcpy(&key.last, s.at + s.n - 8, 8);
	} else if (s.n >= 4) {
		memcpy(&head, s.at, 4);
		memcpy(&tail, s.at + s.n - 4, 4);
		key.first = head | (uint64_t)tail << 32;
	} else {
		key.first = (unsigned char)s.at[0] | (uint64_t)(unsigned char)s.at[s.n / 2] << 8 |
		            (uint64_t)(unsigned char)s.at[s.n - 1] << 16;
	}
	return key;
}

static inline struct schema_memo_key *schema_memo_slot(struct schema_memo *m,
                                                       const struct schema_memo_key *key)
{
	uint64_t hash = (key->first ^ key->last * UINT64_C(0x9E3779B97F4A7C15) ^ key->n) *
	                UINT64_C(0xD6E8FEB86659FD93);

	return &m->slot[hash >> 56];
}

/* The value has 1 to SCHEMA_MEMO_BYTES bytes. */
static inline bool schema_memo_knows(struct schema_memo *m, struct slice value)
{
	struct schema_memo_key key = schema_memo_key(value), *slot = schema_memo_slot(m, &key);
	bool knows = slot->first == key.first && slot->last == key.last && slot->n == key.n;

	m->known += knows;
	if (++m->asked == SCHEMA_MEMO_TRIAL) {
		m->worth = m->known > m->asked / 2;
		m->asked = m->known = 0;
	}
	return knows;
}

static inline void schema_memo_learn(struct schema_memo *m, struct slice value)
{
	struct schema_memo_key key = schema_memo_key(value);

	*schema_memo_slot(m, &key) = key;
}

#endif
