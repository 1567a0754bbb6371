/*
 * risk_classes: records that are alike in some columns, and how many there are of each kind.
 *
 *	struct risk_classes c = {.columns = 3};
 *	risk_classes_add(&c, value, person);        for each record: its three values, and whose it is
 *	risk_classes_by(&c, column, 2, &g);         the same by two of the three columns; g begins as {0}
 *
 * The records are not held, only their classes. A class is as large as the number of its records, or of the
 * different persons in it. Everything is counted exactly; the order of the records does not matter to any count.
 */
#ifndef RISK_CLASSES_H
#define RISK_CLASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "map.h"
#include "str.h"

struct risk_classes {
	size_t columns;
	struct map value;  /* each different text, in whatever column */
	struct map tuple;  /* the values of a class; its index is the class */
	uint32_t *code;    /* of class i and column j: i * columns + j, an entry of `value` */
	uint64_t *size;    /* by class */
	uint64_t total;    /* the sum of them */
	struct map person; /* each different person */
	struct map pair;   /* a person in a class */
	size_t code_room, size_room;
};

/* Adds a record and returns its class. `person` empty: the record is a person of its own. */
size_t risk_classes_add(struct risk_classes *c, const struct slice *value, struct slice person);

/* The classes by fewer columns: classes of `c` that are the same by these are one group. */
struct risk_classes_groups {
	struct map tuple;
	struct map pair;
	uint32_t *group; /* by class */
	uint64_t *size;  /* by group */
	size_t n, group_room, size_room;
};

/* Any n of the columns, by their index; takes the place of what *g held. */
void risk_classes_by(const struct risk_classes *c, const size_t *column, size_t n,
                     struct risk_classes_groups *g);

void risk_classes_groups_done(struct risk_classes_groups *g);
void risk_classes_done(struct risk_classes *c);

#endif
