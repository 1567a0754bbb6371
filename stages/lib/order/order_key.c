#include "order/order_key.h"

#include "collate.h"

#define ABOVE_ZERO 0x80 /* and the number of digits before the point */

/* Turns all bits of what stands from there on where `turned` is 0xFF. */
static void turn(struct str *text, size_t from, unsigned char turned)
{
	for (size_t i = from; i < text->n; i++)
		text->at[i] = (char)(text->at[i] ^ turned);
}

static void add_turned(struct str *to, struct slice bytes, unsigned char turned)
{
	size_t from = to->n;

	str_add(to, bytes);
	turn(to, from, turned);
}

static void add_byte(struct str *to, unsigned char byte, unsigned char turned)
{
	str_add_byte(to, (char)(byte ^ turned));
}

/* Zero has no digits, and no sign. */
static void add_number(struct slice field, struct str *to, unsigned char turned)
{
	struct slice rest = field, whole = {0}, decimals = {0};
	bool below = field.at[0] == '-';

	if (below)
		rest = (struct slice){field.at + 1, field.n - 1};
	slice_cut(&rest, '.', &whole);
	slice_cut(&rest, '.', &decimals);
	if (slice_is(whole, "0"))
		whole.n = 0;
	while (decimals.n > 0 && decimals.at[decimals.n - 1] == '0')
		decimals.n--;
	if (below && whole.n + decimals.n > 0)
		turned ^= 0xFF;
	add_byte(to, (unsigned char)(ABOVE_ZERO + whole.n), turned);
	add_turned(to, whole, turned);
	add_turned(to, decimals, turned);
	add_byte(to, 0, turned);
}

void order_key_add(const struct order_key *key, struct slice field, struct str *to)
{
	unsigned char turned = key->reverse ? 0xFF : 0;

	if (key->number && field.n > 0) {
		add_number(field, to, turned);
		return;
	}
	if (key->swedish && field.n > 0) {
		size_t from = to->n;

		collate_key(field, to);
		turn(to, from, turned);
	} else {
		add_turned(to, field, turned);
	}
	add_byte(to, 0, turned);
}
