#include "protect/attack_witness.h"

#include <math.h>
#include <stdlib.h>

#include "error.h"
#include "protect/attack_alone.h"
#include "memory.h"

/* By how much a cell differs from the true one. */
struct move {
	size_t cell;
	int64_t by;
};

/*
 * Shared by all ends of intervals that it proves, so it is counted how many they are: an end that gets a better witness
 * leaves its old one, and the last that leaves frees it.
 */
struct attack_witness {
	size_t users; /* ends of intervals that it proves */
	size_t n;
	struct move move[];
};

static void release(struct attack_witness *w)
{
	if (w != NULL && --w->users == 0)
		free(w);
}

static struct attack_witness *attack_witness_of(const struct cells *c, const int64_t *table)
{
	struct attack_witness *w;
	size_t moved = 0;

	for (size_t i = 0; i < c->n; i++)
		moved += table[i] != c->cell[i].value;
	w = memory_take(sizeof *w + moved * sizeof *w->move);
	*w = (struct attack_witness){1, 0};
	for (size_t i = 0; i < c->n; i++)
		if (table[i] != c->cell[i].value)
			w->move[w->n++] = (struct move){i, table[i] - c->cell[i].value};
	return w;
}

void attack_witness_open(struct witnesses *w, const struct cells *c)
{
	*w = (struct witnesses){c, memory_zeroed(c->secrets + 1, sizeof *w->secret)};
	for (size_t i = 0; i < c->secrets; i++) {
		int64_t value = cells_true(c, c->secret[i].term, c->secret[i].n);

		w->secret[i].found = (struct interval){value, value, NAN, NAN};
	}
}

bool attack_witness_safe(const struct witnesses *w, size_t secret)
{
	const struct secret *s = &w->c->secret[secret];
	const struct interval *found = &w->secret[secret].found;

	return found->low <= s->low && found->high >= s->high &&
	       found->high - found->low >= s->width;
}

static void replace(struct attack_witness **end, struct attack_witness *by)
{
	release(*end);
	*end = by;
	by->users++;
}

/* Whether it moves what somebody knows of whom the secret must be kept. */
static bool moves_known(const struct cells *c, size_t secret, const struct attack_witness *w)
{
	for (size_t i = 0; c->alone != NULL && i < w->n; i++)
		if (attack_alone_holds(c, secret, w->move[i].cell))
			return true;
	return false;
}

bool attack_witness_offer(struct witnesses *w, const int64_t *table, size_t wanted)
{
	struct attack_witness *new;

	if (!cells_could_be(w->c, table))
		return false;
	new = attack_witness_of(w->c, table);
	for (size_t i = 0; i < w->c->secrets; i++) {
		const struct secret *s = &w->c->secret[i];
		struct standing *known = &w->secret[i];
		int64_t sum;

		if ((i != wanted && attack_witness_safe(w, i)) || moves_known(w->c, i, new))
			continue;
		sum = cells_sum(s->term, s->n, table);
		if (sum < known->found.low) {
			replace(&known->low_by, new);
			known->found.low = sum;
		} else if (sum > known->found.high) {
			replace(&known->high_by, new);
			known->found.high = sum;
		}
	}
	release(new);
	return true;
}

static bool is_contradicted(const struct cells *c, const struct attack_witness *w)
{
	for (size_t i = 0; w != NULL && i < w->n; i++)
		if (!cell_is_hidden(&c->cell[w->move[i].cell]))
			return true;
	return false;
}

static void forget(struct attack_witness **end, int64_t *proven, int64_t value)
{
	release(*end);
	*end = NULL;
	*proven = value;
}

void attack_witness_changed(struct witnesses *w)
{
	for (size_t i = 0; i < w->c->secrets; i++) {
		struct standing *known = &w->secret[i];
		int64_t value = cells_true(w->c, w->c->secret[i].term, w->c->secret[i].n);

		known->found.outer_low = known->found.outer_high = NAN;
		if (is_contradicted(w->c, known->low_by))
			forget(&known->low_by, &known->found.low, value);
		if (is_contradicted(w->c, known->high_by))
			forget(&known->high_by, &known->found.high, value);
	}
}

static bool moves(const struct attack_witness *w, size_t cell)
{
	for (size_t i = 0; w != NULL && i < w->n; i++)
		if (w->move[i].cell == cell)
			return true;
	return false;
}

bool attack_witness_leans_on(const struct witnesses *w, size_t secret, size_t cell)
{
	return moves(w->secret[secret].low_by, cell) || moves(w->secret[secret].high_by, cell);
}

struct standing attack_witness_set_aside(struct witnesses *w, size_t secret)
{
	struct standing aside = w->secret[secret];
	int64_t value = cells_true(w->c, w->c->secret[secret].term, w->c->secret[secret].n);

	w->secret[secret] = (struct standing){{value, value, NAN, NAN}, NULL, NULL};
	return aside;
}

void attack_witness_give_up(struct standing aside)
{
	release(aside.low_by);
	release(aside.high_by);
}

void attack_witness_put_back(struct witnesses *w, size_t secret, struct standing aside)
{
	attack_witness_give_up(w->secret[secret]);
	w->secret[secret] = aside;
}

void attack_witness_done(struct witnesses *w)
{
	for (size_t i = 0; i < w->c->secrets; i++)
		attack_witness_give_up(w->secret[i]);
	free(w->secret);
	*w = (struct witnesses){0};
}
