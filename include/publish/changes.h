/*
 * changes: how many persons came and left between two editions.
 *
 *	changes_open(&c, editions, stem, false, &e);    first edition: a new key; else the one that was kept
 *	changes_keep(&c)                                after the first: STEM.persons and STEM.key, 0600
 *	changes_count(&c, count, &e)                    at the second: one struct change for each population
 *	changes_close(&c);
 *	changes_forget(stem)                            when there is nothing more to come
 *
 * Of each population, the rows that some table counts (plan.h), two numbers of 8 bytes are kept for each person: of the token,
 * and of what stands in the columns that the figures hang on, over all rows of the person. Both are HMAC-SHA-256 under a key
 * that is used for nothing else and is gone with the final edition. A person who is counted otherwise than before has left and
 * come. A row without a token is a person. Holds 16 bytes a person and population.
 */
#ifndef CHANGES_H
#define CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "digest.h"
#include "error.h"
#include "plan.h"
#include "releases.h"

struct change {
	const char *population;
	size_t persons, changed, came, left; /* changed: each person once */
};

struct persons;

struct changes {
	const char *stem;
	unsigned char secret[DIGEST_BYTES];
	struct digest_key key;
	struct persons *population;
	size_t populations;
	const struct plan_editions *of;
	struct arena *arena;
};

/* Where it is kept: beside the ledger, by a name that tells nothing but that there is a preliminary edition. */
const char *changes_stem(const char *ledger, const struct release *line, struct arena *a);

/* Reads the populations. False and the reason if the key that should have been kept is not there. */
bool changes_open(struct changes *c, const struct plan_editions *of, const char *stem, bool again,
                  struct arena *a, struct error *e);
void changes_keep(const struct changes *c);

/* `to`: as many as there are populations. False and the reason if what was kept is not there, or of other populations. */
bool changes_count(const struct changes *c, struct change *to, struct error *e);
size_t changes_persons(const struct changes *c, size_t population);
/*
 * Whether so many changed that a second look tells of no one: in each population nobody, or at least 20, and of those who came
 * and of those who left none or at least 5. Each by itself, since a table of few of them would tell of one. False too if nobody did.
 */
bool changes_are_enough(const struct change *change, size_t n, bool *nobody);
void changes_close(struct changes *c);
void changes_forget(const char *stem, struct arena *a);

#endif
