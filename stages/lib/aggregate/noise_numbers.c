#include "aggregate/noise_numbers.h"

#include <stdlib.h>

#include "arena.h"
#include "memory.h"
#include "noise.h"

static void find(struct measure *m, const struct reader *in)
{
	const struct header *h = reader_header(in);
	bool records = m->function->takes == FUNCTION_TAKES_RECORDS;

	m->noise =
	    records ? header_find(h, slice_of(NOISE_RECORD)) : header_noise_key(h, m->argument);
	if (m->noise == COLUMN_NONE)
		die("%.*s: no column %.*s.key, of which its noise could be drawn (pseudonymise "
		    "--noise)",
		    SLICE(m->name), SLICE(records ? slice_of("row") : m->argument));
}

void noise_numbers_want(struct measures *all, const struct reader *in)
{
	for (struct measure *m = all->at; m < all->at + all->n; m++) {
		m->noisy = m->function->takes == FUNCTION_TAKES_RECORDS ||
		           m->function->takes == FUNCTION_TAKES_TEXTS;
		if (m->noisy && in != NULL)
			find(m, in);
	}
}

bool noise_numbers_read(const struct measure *m, const struct record *r, uint64_t *number,
                        struct error *e)
{
	*number = 0;
	return m->noise == COLUMN_NONE || noise_key_read(record_field(r, m->noise), number) ||
	       error_set(e, "no number that noise is drawn of");
}

bool noise_numbers_put(struct noise_numbers *n, struct slice value, uint64_t number,
                       struct error *e)
{
	bool added;
	size_t i = map_put(&n->values, value, &added);

	if (added) {
		n->number = array_room(n->number, &n->room, i + 1, sizeof *n->number);
		n->number[i] = number;
	}
	return n->number[i] == number || noise_numbers_differ(e);
}

bool noise_numbers_differ(struct error *e)
{
	return error_set(e, "one value has two numbers that noise is drawn of");
}

uint64_t *noise_numbers_of(const struct noise_numbers *n, const struct value_counts *counts)
{
	uint64_t *number = memory_zeroed(counts->values.n + 1, sizeof *number);

	for (size_t i = 0; i < counts->values.n && n->values.n > 0; i++)
		number[i] = n->number[map_find(&n->values, map_key(&counts->values, i))];
	return number;
}

void noise_numbers_done(struct noise_numbers *n)
{
	map_done(&n->values);
	free(n->number);
	*n = (struct noise_numbers){0};
}
