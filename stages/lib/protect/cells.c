#include "protect/cells.h"

#include <stdlib.h>
#include <string.h>

size_t cells_add(struct cells *c, struct cell cell)
{
	c->cell = array_room(c->cell, &c->room, c->n + 1, sizeof *c->cell);
	c->cell[c->n] = cell;
	return c->n++;
}

/* Few terms to a sum, so each is looked for among those before it. */
static struct term *copy_terms(struct cells *c, const struct term *term, size_t *n)
{
	struct term *copy = arena_take(&c->arena, (*n + 1) * sizeof *copy);
	size_t kept = 0, left = 0;

	for (size_t i = 0; i < *n; i++) {
		size_t at = 0;

		while (at < kept && copy[at].cell != term[i].cell)
			at++;
		if (at == kept)
			copy[kept++] = (struct term){term[i].cell, 0};
		copy[at].factor += term[i].factor;
	}
	for (size_t i = 0; i < kept; i++)
		if (copy[i].factor != 0)
			copy[left++] = copy[i];
	*n = left;
	return copy;
}

void cells_relate(struct cells *c, const struct term *term, size_t n, bool at_most)
{
	struct relation r = {.n = n, .at_most = at_most};

	r.term = copy_terms(c, term, &r.n);
	if (r.n == 0)
		return;
	c->relation =
	    array_room(c->relation, &c->relation_room, c->relations + 1, sizeof *c->relation);
	c->relation[c->relations++] = r;
}

void cells_keep(struct cells *c, const struct term *term, size_t n, struct secret what)
{
	what.n = n;
	what.term = copy_terms(c, term, &what.n);
	c->secret = array_room(c->secret, &c->secret_room, c->secrets + 1, sizeof *c->secret);
	c->secret[c->secrets++] = what;
}

bool cells_is_pair(const struct relation *r)
{
	return r->at_most && r->n == 2 && r->term[0].factor + r->term[1].factor == 0 &&
	       (r->term[0].factor == 1 || r->term[0].factor == -1);
}

/* The only term of that sign, with 1 or -1; NULL: there is none such. */
static const struct term *alone(const struct relation *r, int64_t factor)
{
	const struct term *found = NULL;

	for (size_t i = 0; i < r->n; i++)
		if ((r->term[i].factor > 0) == (factor > 0)) {
			if (found != NULL || r->term[i].factor != factor)
				return NULL;
			found = &r->term[i];
		}
	return found;
}

size_t cells_whole_of(const struct relation *r, size_t part)
{
	const struct term *whole = alone(r, -1);

	if (!cells_is_pair(r) && r->at_most)
		return SIZE_MAX;
	if (whole == NULL || (whole->cell == part && !r->at_most))
		whole = r->at_most ? NULL : alone(r, 1);
	return whole == NULL || whole->cell == part ? SIZE_MAX : whole->cell;
}

int64_t cells_sum(const struct term *term, size_t n, const int64_t *value)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += term[i].factor * value[term[i].cell];
	return sum;
}

int64_t cells_true(const struct cells *c, const struct term *term, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += term[i].factor * c->cell[term[i].cell].value;
	return sum;
}

bool cells_relation_holds(const struct cells *c, size_t i)
{
	const struct relation *r = &c->relation[i];
	int64_t sum = cells_true(c, r->term, r->n);

	return r->at_most ? sum <= 0 : sum == 0;
}

bool cells_could_be(const struct cells *c, const int64_t *value)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct cell *cell = &c->cell[i];

		if (cell_is_hidden(cell) ? value[i] < cell->low || value[i] > cell->high
		                         : value[i] != cell->value)
			return false;
	}
	for (size_t i = 0; i < c->relations; i++) {
		int64_t sum = cells_sum(c->relation[i].term, c->relation[i].n, value);

		if (c->relation[i].at_most ? sum > 0 : sum != 0)
			return false;
	}
	return true;
}

void cells_done(struct cells *c)
{
	free(c->cell);
	free(c->relation);
	free(c->secret);
	arena_done(&c->arena);
	*c = (struct cells){0};
}
