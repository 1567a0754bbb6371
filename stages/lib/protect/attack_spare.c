#include "protect/attack_spare.h"

#include <stdlib.h>

#include "protect/attack_blocks.h"

#define PRIME UINT64_C(2147483647)
#define STEPS_OF_SUMS \
	200000000 /* terms taken from others; of tables of some thousand cells no more are needed */
#define STEPS_OF_PAIRS 20000000 /* terms looked at */

static bool is_known(const struct cell *c)
{
	return c->state == CELL_FIXED || c->low == c->high;
}

/* ---------------------------------------------------------------- sums */

struct factor {
	size_t at;
	uint64_t by;
};

/* A sum less those kept before it: its terms in the order of their places, the first with the factor 1. */
struct kept {
	struct factor *factor;
	size_t n;
};

/*
 * Sums in the order of their length, each reduced by those that were kept (Gaussian elimination, modulo a prime). If
 * nothing is left of one it follows from them. Cells have their places by their values, the greatest first: a whole
 * stands before its parts and is replaced by them, so no sum grows beyond the innermost figures that it is of.
 */
struct sums {
	struct cells *c;
	size_t *place;
	struct kept *kept; /* by the place of the first term */
	uint64_t *by;      /* of the sum that is looked at, by place */
	uint64_t *met;     /* a bit for each place that may have a factor */
	size_t words, steps;
	struct arena arena;
};

static int by_value(const void *a, const void *b, void *cells)
{
	const struct cell *cell = ((const struct cells *)cells)->cell;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;

	if (cell[i].value != cell[j].value)
		return cell[i].value > cell[j].value ? -1 : 1;
	return i < j ? -1 : i > j;
}

static int by_length(const void *a, const void *b, void *cells)
{
	const struct relation *relation = ((const struct cells *)cells)->relation;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;

	if (relation[i].n != relation[j].n)
		return relation[i].n < relation[j].n ? -1 : 1;
	return i < j ? -1 : i > j;
}

/* 0 up to n, in that order. */
static size_t *in_order(struct sums *s, size_t n,
                        int (*compare)(const void *, const void *, void *))
{
	size_t *list = arena_take(&s->arena, (n + 1) * sizeof *list);

	for (size_t i = 0; i < n; i++)
		list[i] = i;
	qsort_r(list, n, sizeof *list, compare, s->c);
	return list;
}

static void open_sums(struct sums *s, struct cells *c)
{
	size_t *list;

	*s = (struct sums){.c = c, .words = c->n / 64 + 1};
	list = in_order(s, c->n, by_value);
	s->place = arena_take(&s->arena, (c->n + 1) * sizeof *s->place);
	s->kept = arena_take(&s->arena, (c->n + 1) * sizeof *s->kept);
	s->by = arena_take(&s->arena, (c->n + 1) * sizeof *s->by);
	s->met = arena_take(&s->arena, s->words * sizeof *s->met);
	for (size_t i = 0; i < c->n; i++)
		s->place[list[i]] = i;
}

static void add(struct sums *s, size_t place, uint64_t by)
{
	s->by[place] = (s->by[place] + by) % PRIME;
	s->met[place / 64] |= UINT64_C(1) << place % 64;
}

static uint64_t inverse(uint64_t x)
{
	uint64_t y = 1;

	for (uint64_t power = PRIME - 2; power > 0; power /= 2, x = x * x % PRIME)
		if (power % 2 == 1)
			y = y * x % PRIME;
	return y;
}

/* The first place from this one on that has a factor; SIZE_MAX if none has. */
static size_t next_place(struct sums *s, size_t from)
{
	for (size_t word = from / 64; word < s->words; word++)
		while (s->met[word] != 0) {
			size_t place = word * 64 + (size_t)__builtin_ctzll(s->met[word]);

			if (s->by[place] != 0)
				return place;
			s->met[word] &= s->met[word] - 1;
		}
	return SIZE_MAX;
}

/* What is left of the sum is taken away from the places, and kept. */
static void keep(struct sums *s, size_t first)
{
	struct kept *k = &s->kept[first];
	uint64_t turn = inverse(s->by[first]);
	size_t n = 0;

	for (size_t word = first / 64; word < s->words; word++)
		n += (size_t)__builtin_popcountll(s->met[word]);
	k->factor = arena_take(&s->arena, n * sizeof *k->factor);
	for (size_t at = first; at != SIZE_MAX; at = next_place(s, at)) {
		k->factor[k->n++] = (struct factor){at, s->by[at] * turn % PRIME};
		s->by[at] = 0;
	}
}

/* Whether it follows from those that were kept; if not it is kept. */
static bool follows(struct sums *s, const struct relation *r)
{
	size_t at;

	for (size_t i = 0; i < r->n; i++)
		if (!is_known(&s->c->cell[r->term[i].cell]))
			add(s, s->place[r->term[i].cell],
			    (uint64_t)(r->term[i].factor % (int64_t)PRIME + (int64_t)PRIME));
	for (at = next_place(s, 0); at != SIZE_MAX && s->kept[at].n > 0; at = next_place(s, at)) {
		const struct kept *k = &s->kept[at];
		uint64_t less = PRIME - s->by[at];

		for (size_t i = 0; i < k->n; i++)
			add(s, k->factor[i].at, k->factor[i].by * less % PRIME);
		s->steps += k->n;
	}
	if (at != SIZE_MAX)
		keep(s, at);
	return at == SIZE_MAX;
}

static void find_sums(struct cells *c)
{
	struct sums s;
	size_t *list;

	open_sums(&s, c);
	list = in_order(&s, c->relations, by_length);
	for (size_t i = 0; i < c->relations && s.steps < STEPS_OF_SUMS; i++) {
		struct relation *r = &c->relation[list[i]];

		if (!r->at_most)
			r->spare = follows(&s, r);
	}
	arena_done(&s.arena);
}

/* ---------------------------------------------------------------- pairs */

/* That one cell is no more than another follows where a way leads up from it: by other such pairs, and from parts to their whole. */
struct pairs {
	struct cells *c;
	struct attack_blocks_index in;
	size_t *waiting;
	size_t *seen, round; /* the round in which a cell was last met */
	size_t steps;
	struct arena arena;
};

/* Whether ways lead up from the first cell of the pair to the second, beside the pair itself. */
static bool leads_up(struct pairs *p, size_t pair, size_t from, size_t to)
{
	size_t n = 0;

	p->round++;
	p->waiting[n++] = from;
	p->seen[from] = p->round;
	while (n > 0) {
		size_t cell = p->waiting[--n];

		for (size_t i = p->in.start[cell]; i < p->in.start[cell + 1]; i++) {
			const struct relation *r = &p->c->relation[p->in.list[i]];
			size_t up;

			p->steps += r->n;
			if (p->in.list[i] == pair || (r->at_most && r->spare))
				continue;
			up = cells_whole_of(r, cell);
			if (up == to)
				return true;
			if (up != SIZE_MAX && p->seen[up] != p->round) {
				p->seen[up] = p->round;
				p->waiting[n++] = up;
			}
		}
	}
	return false;
}

static void find_pairs(struct cells *c)
{
	struct pairs p = {.c = c};

	attack_blocks_index(&p.in, c, &p.arena);
	p.waiting = arena_take(&p.arena, (c->n + 1) * sizeof *p.waiting);
	p.seen = arena_take(&p.arena, (c->n + 1) * sizeof *p.seen);
	for (size_t i = 0; i < c->relations && p.steps < STEPS_OF_PAIRS; i++) {
		struct relation *r = &c->relation[i];
		bool first = r->n > 0 && r->term[0].factor > 0;

		if (cells_is_pair(r))
			r->spare = leads_up(&p, i, r->term[!first].cell, r->term[first].cell);
	}
	arena_done(&p.arena);
}

void attack_spare_find(struct cells *c)
{
	find_sums(c);
	find_pairs(c);
}
