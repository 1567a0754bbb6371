/*
 * risk_alone: the smallest sets of columns by which somebody is alone among the records.
 *
 *	struct risk_alone a = {.classes = &c};
 *	while (risk_alone_next(&a, &records))
 *		...a.column[0 .. a.n - 1] single out `records` records, which no part of the set does
 *	risk_alone_done(&a);
 *
 * All sets of one, of two and of three columns, in this order; `records` may be 0. Holds 48 bytes for each class.
 */
#ifndef RISK_ALONE_H
#define RISK_ALONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "risk/risk_classes.h"

#define RISK_ALONE_COLUMNS_MAX 24 /* that classes may have */
#define RISK_ALONE_SET_MAX 3

struct risk_alone_mark;

struct risk_alone {
	const struct risk_classes *classes;
	size_t column[RISK_ALONE_SET_MAX], n; /* the set, going upwards */
	struct risk_alone_mark *mark;
	struct risk_classes_groups groups;
};

bool risk_alone_next(struct risk_alone *a, uint64_t *records);
void risk_alone_done(struct risk_alone *a);

#endif
