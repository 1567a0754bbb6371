/*
 * noise_numbers: the numbers that noise is drawn of (aggregate --noise, noise.h), of records and of the values that
 * distinct counts. A value has one number wherever it stands.
 */
#ifndef NOISE_NUMBERS_H
#define NOISE_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "aggregate/measure.h"
#include "aggregate/value_counts.h"
#include "error.h"
#include "map.h"
#include "record.h"

/* The number of each value. Start it as {0}. */
struct noise_numbers {
	struct map values;
	uint64_t *number;
	size_t room;
};

/*
 * Counts get the numbers of what they count; a figure of other kind has none. Sets `noisy`, and `noise`, where they are in
 * the stream; dies if it has none. NULL: they come with what others have counted.
 */
void noise_numbers_want(struct measures *all, const struct reader *in);

/* That of a record, or of the value that is counted in it; 0 if the measure has none. False: it is no number. */
bool noise_numbers_read(const struct measure *m, const struct record *r, uint64_t *number,
                        struct error *e);

/* False: the value has another number already. */
bool noise_numbers_put(struct noise_numbers *n, struct slice value, uint64_t number,
                       struct error *e);

/* Says that it has. Always false. */
bool noise_numbers_differ(struct error *e);

/* The numbers of the values of a settled count, by their places there; the caller frees it. */
uint64_t *noise_numbers_of(const struct noise_numbers *n, const struct value_counts *counts);

void noise_numbers_done(struct noise_numbers *n);

#endif
