/*
 * keys: which keys have been seen, at any size.
 *
 * A key is 128 bits of hash. Sets hold them in memory as long as all sets together stay under the budget; then no set grows any
 * more, and a question that memory can not answer is written to disk, to be answered at the end:
 *
 *	set = keys_set(k);
 *	switch (keys_first(k, set, hash, row, true)) ...      KEYS_NO: it was there; KEYS_YES: it is the first;
 *	...                                                   KEYS_LATER: ask again after keys_settle
 *	keys_settle(k);
 *	keys_answer(k, set, row)                              for rows that were told to wait
 *
 * Two kinds of questions, one kind to a set: is this row the first with its key (of rows that count), and is the key among
 * those that were added. Rows are numbered upwards. Two keys with the same hash are one key: among 10^12 keys the chance
 * of a single such pair is one in 10^14.
 *
 * Memory: the budget, and after it is used up 4 MiB and a bit per row and set. Disk: 32 bytes per key and question that
 * wait, in TMPDIR or /tmp, without a name, readable by nobody else.
 */
#ifndef KEYS_H
#define KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

struct key_hash {
	uint64_t high, low;
};

struct key_hash key_hash_of(struct slice key);

enum keys_answer { KEYS_NO, KEYS_YES, KEYS_LATER };

struct keys;

struct keys *keys_open(size_t budget_bytes);
size_t keys_set(struct keys *k);

/* Whether no row before this one, that counts, had the key. */
enum keys_answer keys_first(struct keys *k, size_t set, struct key_hash key, uint64_t row,
                            bool counts);

/* Adds a key that others may refer to; `open`: more will be added after the first question. */
void keys_add(struct keys *k, size_t set, struct key_hash key);

/* Whether the key was added. `open`: keys may still be added, so that it was not is no answer yet. */
enum keys_answer keys_has(struct keys *k, size_t set, struct key_hash key, uint64_t row, bool open);

/* Answers what was left. One pass over what lies on disk. */
void keys_settle(struct keys *k);

/* After keys_settle, for a row that was told to wait: KEYS_YES or KEYS_NO. */
enum keys_answer keys_answer(const struct keys *k, size_t set, uint64_t row);

void keys_close(struct keys *k);

#endif
