#include "aggregate/value_counts.h"

#include <stdlib.h>

#include "arena.h"
#include "error.h"
#include "memory.h"

#define RESET_MOST 1024 /* values, whose table is emptied sooner than made anew */
#define LATE_LEAST ((size_t)1 << 15)

/* ---------------------------------------------------------------- pairs */

/*
 * From the greatest on, what is late and what is there go to the end of the room for both; equal ones become one.
 * So `to` never falls below `old`, and in the end what was moved closes up to what stayed where it was.
 */
static void merge(struct value_counts_pairs *p)
{
	size_t old = p->n, late = p->late_n, end = old + late, to = end;

	p->at = array_room(p->at, &p->room, end, sizeof *p->at);
	while (late > 0) {
		struct radix_pair next = p->late[late - 1];
		if (old > 0 && p->at[old - 1].key > next.key) {
			p->at[--to] = p->at[--old];
			continue;
		}
		while (--late > 0 && p->late[late - 1].key == next.key)
			next.value += p->late[late - 1].value;
		if (old > 0 && p->at[old - 1].key == next.key)
			next.value += p->at[--old].value;
		p->at[--to] = next;
	}
	memmove(p->at + old, p->at + to, (end - to) * sizeof *p->at);
	p->n = old + (end - to);
	p->late_n = 0;
}

static void settle(struct value_counts_pairs *p)
{
	struct radix_pair *spare;

	if (p->late_n == 0)
		return;
	spare = memory_take(p->late_n * sizeof *spare);
	radix_sort(p->late, p->late_n, spare);
	free(spare);
	merge(p);
}

/* A fifth is late at most, so each pair is moved a few times in all. */
static void add(struct value_counts_pairs *p, uint64_t group, uint64_t value, uint64_t times)
{
	if (p->late_n >= LATE_LEAST && p->late_n >= p->n / 4)
		settle(p);
	p->late = array_room(p->late, &p->late_room, p->late_n + 1, sizeof *p->late);
	p->late[p->late_n++] = (struct radix_pair){group << 32 | value, times};
}

void value_counts_pairs_done(struct value_counts_pairs *pairs)
{
	free(pairs->at);
	free(pairs->late);
	*pairs = (struct value_counts_pairs){0};
}

/* ---------------------------------------------------------------- value_counts */

/* Puts what waits into the map, all at once, and adds the pairs. */
static void take_waiting(struct value_counts *t)
{
	struct slice value[VALUE_COUNTS_WAITING];
	size_t index[VALUE_COUNTS_WAITING], start = 0;

	for (size_t i = 0; i < t->waiting; start = t->end[i++])
		value[i] = (struct slice){t->bytes.at + start, t->end[i] - start};
	map_put_many(&t->values, value, t->waiting, index);
	for (size_t i = 0; i < t->waiting; i++)
		add(&t->pairs, t->group[i], index[i], t->times[i]);
	str_reset(&t->bytes);
	t->waiting = 0;
}

void value_counts_add(struct value_counts *t, size_t group, struct slice value, uint64_t times)
{
	if (t->waiting == VALUE_COUNTS_WAITING)
		take_waiting(t);
	str_add(&t->bytes, value);
	t->group[t->waiting] = group;
	t->times[t->waiting] = times;
	t->end[t->waiting++] = t->bytes.n;
}

void value_counts_settle(struct value_counts *t)
{
	take_waiting(t);
	settle(&t->pairs);
}

void value_counts_fold(const struct value_counts *t, const uint32_t *coarser,
                       struct value_counts_pairs *to)
{
	for (size_t i = 0; i < t->pairs.n; i++) {
		struct radix_pair pair = t->pairs.at[i];
		uint32_t group = coarser[value_counts_group(pair)];
		if (group != VALUE_COUNTS_NOWHERE)
			add(to, group, value_counts_value(pair), pair.value);
	}
	settle(to);
}

void value_counts_reset(struct value_counts *t)
{
	if (t->values.n > RESET_MOST) {
		value_counts_done(t);
		return;
	}
	map_reset(&t->values);
	str_reset(&t->bytes);
	t->pairs.n = t->pairs.late_n = t->waiting = 0;
}

void value_counts_done(struct value_counts *t)
{
	map_done(&t->values);
	value_counts_pairs_done(&t->pairs);
	str_done(&t->bytes);
	t->waiting = 0;
}
