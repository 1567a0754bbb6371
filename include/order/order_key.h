/*
 * order_key: what a record is ordered by as one text, so that the order of its bytes is the order that was asked for.
 *
 * A column of text is its bytes and a NUL, which is less than any of them, so that a missing value and the shorter of
 * two comes first; in Swedish order, collate_key before them. A number is, after a byte for its sign and how many digits it has before the point, its digits
 * without the point and without zeros at the end, and a NUL; a missing one is a NUL alone. All bytes of a number below
 * zero, and of a column in reverse, are turned to their complement. So no text is the beginning of another.
 */
#ifndef ORDER_KEY_H
#define ORDER_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

struct order_key {
	size_t column;
	bool number, swedish, reverse;
};

/* Appends the field of such a column. A number must be one of number.h. */
void order_key_add(const struct order_key *key, struct slice field, struct str *to);

#endif
