/*
 * worlds: which values the keys of a question can have together, by what they mean.
 *
 * Each combination of values of the columns that the keys are made of is a world. In it a key has a value, or several, or one that nobody named; and
 * the conditions of the population and of the question hold in it or do not. Of a model with moments the worlds are those of each moment. What a key or a condition
 * is made of may not be understood (truth.h): such a key may have any value in any world, and such a condition is passed over, so that too much is thought possible
 * and never too little.
 */
#ifndef WORLDS_H
#define WORLDS_H

#include <stdint.h>

#include "language/question.h"
#include "map.h"

#define WORLDS_KEYS_MAX 8
#define WORLDS_MAX 16384
#define WORLDS_WORDS (WORLDS_MAX / 64)

/* Some of the worlds, a bit for each. */
struct worlds_set {
	uint64_t word[WORLDS_WORDS];
};

/* A key, and in which worlds it has which value. */
struct worlds_key {
	struct slice name;
	const struct yaml *dimension;
	struct map classes; /* those that there are, of one with conditions */
	struct map value;
	struct worlds_set **in; /* of each value */
	size_t room;
};

struct worlds {
	struct language *l;
	struct arena arena;
	struct worlds_key key[WORLDS_KEYS_MAX]; /* the one of several values last */
	size_t keys, n;
	struct worlds_set possible; /* those in which all conditions hold */
};

/* All worlds of the question; of more keys than there is room for, the first; of many moments, none. */
void worlds_open(struct worlds *w, const struct question *q);
void worlds_done(struct worlds *w);

#endif
