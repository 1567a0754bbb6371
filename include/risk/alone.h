/*
 * alone: the smallest sets of columns by which somebody is alone among the records.
 *
 *	struct alone a = {.classes = &c};
 *	while (alone_next(&a, &records))
 *		...a.column[0 .. a.n - 1] single out `records` records, which no part of the set does
 *	alone_done(&a);
 *
 * All sets of one, of two and of three columns, in this order; `records` may be 0. Holds 48 bytes for each class.
 */
#ifndef ALONE_H
#define ALONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "risk/classes.h"

#define ALONE_COLUMNS_MAX 24 /* that classes may have */
#define ALONE_SET_MAX 3

struct alone_mark;

struct alone {
	const struct classes *classes;
	size_t column[ALONE_SET_MAX], n; /* the set, going upwards */
	struct alone_mark *mark;
	struct classes_groups groups;
};

bool alone_next(struct alone *a, uint64_t *records);
void alone_done(struct alone *a);

#endif
