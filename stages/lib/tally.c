#include "tally.h"

#include <stdlib.h>

#include "error.h"

/* The multiplier of Fibonacci hashing, 2^64 / golden ratio; the high bits of the product are the well mixed ones. */
#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)

/* Open addressing, at most three quarters full. */
static size_t home(const struct tally_pairs *p, uint32_t group, uint32_t value)
{
	uint64_t mixed = ((uint64_t)group << 32 | value) * GOLDEN;

	return (mixed ^ mixed >> 32) * GOLDEN >> 32 & (p->slots - 1);
}

static struct tally_pair *probe(const struct tally_pairs *p, uint32_t group, uint32_t value)
{
	size_t at = home(p, group, value);

	while (p->slot[at].times != 0 && (p->slot[at].group != group || p->slot[at].value != value))
		at = (at + 1) & (p->slots - 1);
	return &p->slot[at];
}

static void make_room(struct tally_pairs *p, size_t more)
{
	struct tally_pairs larger = {NULL, p->n, p->slots == 0 ? 1024 : p->slots};

	while ((p->n + more) * 4 > larger.slots * 3)
		larger.slots *= 2;
	if (larger.slots == p->slots)
		return;
	larger.slot = calloc(larger.slots, sizeof *larger.slot);
	if (larger.slot == NULL)
		die("out of memory");
	for (size_t i = 0; i < p->slots; i++)
		if (p->slot[i].times != 0)
			*probe(&larger, p->slot[i].group, p->slot[i].value) = p->slot[i];
	free(p->slot);
	*p = larger;
}

static void add(struct tally_pairs *p, struct tally_pair pair)
{
	struct tally_pair *slot = probe(p, pair.group, pair.value);

	if (slot->times == 0)
		p->n++;
	slot->group = pair.group;
	slot->value = pair.value;
	slot->times += pair.times;
}

void tally_add(struct tally *t, size_t group, struct slice value)
{
	if (t->waiting == TALLY_WAITING)
		tally_settle(t);
	if (group > UINT32_MAX)
		die("more than %lu groups", (unsigned long)UINT32_MAX);
	str_add(&t->bytes, value);
	t->group[t->waiting] = (uint32_t)group;
	t->end[t->waiting++] = t->bytes.n;
}

void tally_settle(struct tally *t)
{
	struct slice value[TALLY_WAITING];
	size_t index[TALLY_WAITING], start = 0;

	for (size_t i = 0; i < t->waiting; start = t->end[i++])
		value[i] = (struct slice){t->bytes.at + start, t->end[i] - start};
	map_put_many(&t->values, value, t->waiting, index);
	make_room(&t->pairs, t->waiting);
	for (size_t i = 0; i < t->waiting; i++)
		__builtin_prefetch(
		    &t->pairs.slot[home(&t->pairs, t->group[i], (uint32_t)index[i])]);
	for (size_t i = 0; i < t->waiting; i++)
		add(&t->pairs, (struct tally_pair){t->group[i], (uint32_t)index[i], 1});
	str_reset(&t->bytes);
	t->waiting = 0;
}

void tally_fold(const struct tally *t, const uint32_t *coarser, struct tally_pairs *to)
{
	struct tally_pair pair;

	for (size_t at = 0; tally_next(&t->pairs, &at, &pair);) {
		pair.group = coarser[pair.group];
		make_room(to, 1);
		add(to, pair);
	}
}

bool tally_next(const struct tally_pairs *pairs, size_t *at, struct tally_pair *pair)
{
	while (*at < pairs->slots && pairs->slot[*at].times == 0)
		++*at;
	if (*at == pairs->slots)
		return false;
	*pair = pairs->slot[(*at)++];
	return true;
}

void tally_pairs_done(struct tally_pairs *pairs)
{
	free(pairs->slot);
	*pairs = (struct tally_pairs){0};
}

void tally_done(struct tally *t)
{
	map_done(&t->values);
	tally_pairs_done(&t->pairs);
	str_done(&t->bytes);
	t->waiting = 0;
}
