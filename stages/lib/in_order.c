#include "in_order.h"

static _Noreturn void die_of(const struct in_order *order, const struct record *r)
{
	struct str names = {0};

	columns_tuple_names(order->key, reader_header(order->in), &names);
	reader_die(order->in, r->line, str_slice(&names),
	           "not in the order of the key; finsam order sorts");
}

bool in_order_another(const struct in_order *order, const struct record *r, struct slice key)
{
	int is = order->any ? slice_compare(key, in_order_key(order)) : 1;

	if (is < 0)
		die_of(order, r);
	return is > 0;
}

void in_order_begin(struct in_order *order, struct slice key)
{
	str_reset(&order->last);
	str_add(&order->last, key);
	order->any = true;
}

void in_order_done(struct in_order *order)
{
	str_done(&order->last);
}
