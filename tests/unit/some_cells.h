/*
 * some_cells: small systems of cells as chance makes them, the same in every run, and all tables
 * that could be true of them, tried one by one.
 */
#ifndef SOME_CELLS_H
#define SOME_CELLS_H

#include "protect/cells.h"

#define MOST_VALUE 5
#define MOST_CELLS 9
#define SECRETS 4

static uint64_t seed; /* of pick */

/* A number from 0 to n - 1; the same ones whenever the test is run (splitmix64). */
static inline int64_t pick(int64_t n)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return (int64_t)((z ^ z >> 31) % (uint64_t)n);
}

static inline struct cell some_cell(int64_t value)
{
	return (struct cell){
	    value, value > 0 ? pick(2) : 0, value + pick(MOST_VALUE), 1 + pick(9), CELL_OPEN, 0};
}

/* Sums of a few cells, with factors of -1 to 2, each equal to or at most a further cell. */
static inline struct cells some_system(void)
{
	struct cells c = {0};

	for (int i = 0; i < 5; i++)
		cells_add(&c, some_cell(pick(MOST_VALUE)));
	for (int i = 0; i < 4; i++) {
		struct term term[4];
		bool at_most = pick(4) == 0;
		int64_t sum = 0;

		for (int j = 0; j < 3; j++) {
			term[j] = (struct term){(size_t)pick((int64_t)c.n),
			                        pick(5) == 0 ? pick(2) * 3 - 1 : 1};
			sum += term[j].factor * c.cell[term[j].cell].value;
		}
		if (sum < 0)
			continue;
		term[3] =
		    (struct term){cells_add(&c, some_cell(sum + (at_most ? pick(2) : 0))), -1};
		cells_relate(&c, term, 4, at_most);
	}
	for (int i = 0; i < 4; i++) {
		struct term term[] = {{(size_t)pick((int64_t)c.n), 1},
		                      {(size_t)pick((int64_t)c.n), pick(3) - 1}};
		int64_t value = term[0].factor * c.cell[term[0].cell].value +
		                term[1].factor * c.cell[term[1].cell].value;

		cells_keep(&c, term, 1 + (term[1].factor != 0),
		           (struct secret){.low = value - (pick(4) == 0),
		                           .high = value + (pick(4) == 0),
		                           .width = 1 + pick(3)});
	}
	return c;
}

/* Whether the relations whose cells are all among the first n hold. */
static inline bool hold_so_far(const struct cells *c, const int64_t *value, size_t n)
{
	for (size_t i = 0; i < c->relations; i++) {
		const struct relation *r = &c->relation[i];
		bool whole = true;
		int64_t sum = 0;

		for (size_t j = 0; j < r->n; j++)
			whole = whole && r->term[j].cell < n;
		if (!whole)
			continue;
		sum = cells_sum(r->term, r->n, value);
		if (r->at_most ? sum > 0 : sum != 0)
			return false;
	}
	return true;
}

/* Every table that could be true, one cell after the other. */
static inline void try_from(const struct cells *c, int64_t *value, size_t at, int64_t *low,
                            int64_t *high)
{
	bool hidden = at < c->n && cell_is_hidden(&c->cell[at]);
	int64_t last = 0;

	if (!hold_so_far(c, value, at))
		return;
	if (at < c->n) {
		last = hidden ? c->cell[at].high : c->cell[at].value;
		for (value[at] = hidden ? c->cell[at].low : last; value[at] <= last; value[at]++)
			try_from(c, value, at + 1, low, high);
		return;
	}
	for (size_t i = 0; cells_could_be(c, value) && i < c->secrets; i++) {
		int64_t sum = cells_sum(c->secret[i].term, c->secret[i].n, value);

		low[i] = sum < low[i] ? sum : low[i];
		high[i] = sum > high[i] ? sum : high[i];
	}
}

/* The interval of each secret, by trying all tables. */
static inline void try_all(const struct cells *c, int64_t *low, int64_t *high)
{
	int64_t value[MOST_CELLS];

	for (size_t i = 0; i < c->secrets; i++) {
		low[i] = INT64_MAX;
		high[i] = INT64_MIN;
	}
	try_from(c, value, 0, low, high);
}

#endif
