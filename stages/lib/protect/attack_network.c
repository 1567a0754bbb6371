#include "protect/attack_network.h"

#include <stdlib.h>

/*
 * The side of a row, with the rows that it has been bound to: parent and whether it is the other
 * side of it.
 */
struct sides {
	size_t *parent;
	bool *other;
};

static size_t side_root(struct sides *s, size_t row, bool *other)
{
	*other = false;
	while (s->parent[row] != row) {
		*other ^= s->other[row];
		row = s->parent[row];
	}
	return row;
}

static bool bind_sides(struct sides *s, size_t a, size_t b, bool opposite)
{
	bool a_other, b_other;

	a = side_root(s, a, &a_other);
	b = side_root(s, b, &b_other);
	if (a == b)
		return (a_other ^ b_other) == opposite;
	s->parent[b] = a;
	s->other[b] = a_other ^ b_other ^ opposite;
	return true;
}

/* In how many relations a cell has been met; the first of them, and with which factor. */
struct met {
	size_t times, relation;
	int64_t factor;
};

/* A cell that is counted alike in two relations puts them on opposite sides. */
static bool binds_well(const struct relation *r, size_t row, struct sides *s, struct met *met)
{
	for (size_t i = 0; i < r->n; i++) {
		struct met *m = &met[r->term[i].cell];
		int64_t factor = r->term[i].factor;

		if (r->at_most || llabs(factor) != 1 || m->times++ == 2)
			return false;
		if (m->times == 1) {
			m->relation = row;
			m->factor = factor;
		} else if (!bind_sides(s, m->relation, row, m->factor == factor)) {
			return false;
		}
	}
	return true;
}

bool attack_network_is(const struct cells *c)
{
	struct arena arena = {0};
	struct sides s = {arena_take(&arena, (c->relations + 1) * sizeof(size_t)),
	                  arena_take(&arena, (c->relations + 1) * sizeof(bool))};
	struct met *met = arena_take(&arena, (c->n + 1) * sizeof *met);
	bool yes = true;

	for (size_t i = 0; i < c->relations; i++)
		s.parent[i] = i;
	for (size_t i = 0; i < c->relations && yes; i++)
		yes = binds_well(&c->relation[i], i, &s, met);
	for (size_t i = 0; i < c->secrets && yes; i++)
		yes = c->secret[i].n == 1 && llabs(c->secret[i].term[0].factor) == 1;
	arena_done(&arena);
	return yes;
}
