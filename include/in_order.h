/*
 * in_order: records that come in the order of their key, those of one key after each other, so that a stage holds one
 * key at a time.
 *
 *	struct in_order order = {.in = in, .key = &key};
 *
 *	while (reader_next(in, &r)) {
 *		struct slice key = columns_tuple_read(order.key, &r);
 *
 *		if (in_order_another(&order, &r, key)) {
 *			end(in_order_key(&order));                if order.any: there was one before
 *			in_order_begin(&order, key);
 *			begin();
 *		}
 *		take(&r);
 *	}
 *
 * The order is that of the bytes of the key, as order has it. What comes before the key at hand ends the program, with its
 * line, the columns of the key and what sorts.
 */
#ifndef IN_ORDER_H
#define IN_ORDER_H

#include <stdbool.h>

#include "columns.h"
#include "record.h"
#include "str.h"

struct in_order {
	const struct reader *in;
	const struct columns_tuple *key;
	struct str last;
	bool any;
};

/* Whether a record's key is another than the one at hand, or the first. */
bool in_order_another(const struct in_order *order, const struct record *r, struct slice key);

void in_order_begin(struct in_order *order, struct slice key);

/* The key at hand: what columns_tuple_read gave for it. */
static inline struct slice in_order_key(const struct in_order *order)
{
	return str_slice(&order->last);
}

void in_order_done(struct in_order *order);

#endif
