#include "protect/attack_near.h"

#define MOST_BREADTH 64
#define MOST_CELLS 4000 /* of a neighbourhood that is not all */
#define ROUNDS 4        /* of bringing more cells to relations that have one */
#define MORE 2          /* how many */

void attack_near_open(struct attack_near *n, const struct cells *c)
{
	*n = (struct attack_near){.c = c};
	attack_blocks_index(&n->in, c, &n->arena);
	n->cell = arena_take(&n->arena, (c->n + 1) * sizeof *n->cell);
	n->place = arena_take(&n->arena, (c->n + 1) * sizeof *n->place);
	n->crossed = arena_take(&n->arena, (c->n + 1) * sizeof *n->crossed);
	n->relation = arena_take(&n->arena, (c->relations + 1) * sizeof *n->relation);
	n->row = arena_take(&n->arena, (c->relations + 1) * sizeof *n->row);
	n->touched = arena_take(&n->arena, (c->relations + 1) * sizeof *n->touched);
	for (size_t i = 0; i < c->n; i++)
		n->place[i] = ATTACK_NEAR_NONE;
}

void attack_near_close(struct attack_near *n)
{
	arena_done(&n->arena);
	*n = (struct attack_near){0};
}

static bool may_come(const struct attack_near *n, size_t cell)
{
	const struct cell *k = &n->c->cell[cell];

	return n->place[cell] == ATTACK_NEAR_NONE && k->low < k->high &&
	       (cell_is_hidden(k) || (n->may_be_open && k->state == CELL_OPEN));
}

static void come(struct attack_near *n, size_t cell)
{
	n->place[cell] = n->n;
	n->cell[n->n++] = cell;
}

static int64_t price(const struct attack_near *n, size_t cell)
{
	return cell_is_hidden(&n->c->cell[cell]) ? 0 : n->c->cell[cell].weight;
}

/*
 * The cheapest members of the relation come, at most MOST_BREADTH; the earlier of two that cost
 * the same.
 */
static void bring_best(struct attack_near *n, size_t relation, size_t most)
{
	const struct relation *r = &n->c->relation[relation];
	size_t best[MOST_BREADTH], kept = 0;

	for (size_t i = 0; i < r->n; i++) {
		size_t cell = r->term[i].cell, at = kept;

		if (!may_come(n, cell))
			continue;
		while (at > 0 && price(n, best[at - 1]) > price(n, cell))
			at--;
		if (at == most)
			continue;
		kept += kept < most;
		for (size_t j = kept - 1; j > at; j--)
			best[j] = best[j - 1];
		best[at] = cell;
	}
	for (size_t i = 0; i < kept; i++)
		come(n, best[i]);
}

/*
 * Its members are crossed once more; those that are crossed twice come (or all, when all is
 * wanted).
 */
static void touch(struct attack_near *n, size_t relation)
{
	const struct relation *r = &n->c->relation[relation];

	n->touched[relation] = true;
	n->relation[n->relations++] = relation;
	for (size_t i = 0; i < r->n; i++) {
		size_t cell = r->term[i].cell;

		n->crossed[cell]++;
		if ((n->all || (n->crossed[cell] >= 2 && n->n < MOST_CELLS)) && may_come(n, cell))
			come(n, cell);
	}
}

static void close_up(struct attack_near *n)
{
	for (; n->done < n->n; n->done++) {
		size_t cell = n->cell[n->done];

		for (size_t i = n->in.start[cell]; i < n->in.start[cell + 1]; i++)
			if (!n->touched[n->in.list[i]])
				touch(n, n->in.list[i]);
	}
}

static size_t members(const struct attack_near *n, size_t relation)
{
	const struct relation *r = &n->c->relation[relation];
	size_t here = 0;

	for (size_t i = 0; i < r->n; i++)
		here += n->place[r->term[i].cell] != ATTACK_NEAR_NONE;
	return here;
}

static void begin(struct attack_near *n)
{
	for (size_t i = 0; i < n->relations; i++) {
		const struct relation *r = &n->c->relation[n->relation[i]];

		n->touched[n->relation[i]] = false;
		for (size_t j = 0; j < r->n; j++)
			n->crossed[r->term[j].cell] = 0;
	}
	for (size_t i = 0; i < n->n; i++)
		n->place[n->cell[i]] = ATTACK_NEAR_NONE;
	n->n = n->relations = n->done = 0;
}

void attack_near_around(struct attack_near *n, const struct term *term, size_t terms,
                        size_t breadth, bool may_be_open)
{
	size_t first;

	begin(n);
	n->may_be_open = may_be_open;
	n->all = breadth == ATTACK_NEAR_ALL;
	for (size_t i = 0; i < terms; i++)
		if (may_come(n, term[i].cell))
			come(n, term[i].cell);
	first = n->n;
	for (size_t i = 0; i < first && !n->all; i++)
		for (size_t j = n->in.start[n->cell[i]]; j < n->in.start[n->cell[i] + 1]; j++)
			bring_best(n, n->in.list[j], breadth);
	close_up(n);
	for (int round = 0; round < ROUNDS; round++) {
		size_t relations = n->relations;

		for (size_t i = 0; i < relations && n->n < MOST_CELLS; i++)
			if (!n->c->relation[n->relation[i]].at_most &&
			    members(n, n->relation[i]) == 1)
				bring_best(n, n->relation[i], MORE);
		close_up(n);
	}
	n->rows = 0;
	for (size_t i = 0; i < n->relations; i++)
		if (!n->c->relation[n->relation[i]].spare)
			n->row[n->rows++] = n->relation[i];
}
