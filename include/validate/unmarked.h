/*
 * unmarked: columns in which most values are numbers of persons though the schema does not say so.
 *
 * Such a column would go on as open data, be shown in reports and be published. The first UNMARKED_ROWS rows are
 * looked at, then each UNMARKED_STRIDE-th, which counts for those between: so it costs next to nothing. A column
 * stops the run if more than half of its values are numbers of persons (identity_is_in), or more than half of those
 * with ten digits and at least UNMARKED_LEAST. One number among other text or many amounts that happens to be right
 * is therefore no ground.
 *
 * Holds four counts a field, whatever the length of the file.
 */
#ifndef UNMARKED_H
#define UNMARKED_H

#include <stdint.h>

#include "record.h"
#include "validate/schema.h"

#define UNMARKED_ROWS 1000
#define UNMARKED_STRIDE 251 /* a prime, so that it does not go with a pattern of the rows */
#define UNMARKED_LEAST 3

struct unmarked;

/* When it is known which columns there are. `file` is what messages call the data. */
struct unmarked *unmarked_open(const struct schema *s, const char *file);

/*
 * After schema_check of the record, which is row `row` of the data, from 1. The answer is the next row to be looked
 * at; one that has no values to look at (it is broken) may be another. Dies when the first rows are enough to tell.
 */
uint64_t unmarked_look(struct unmarked *u, const struct record *r, uint64_t row);

/* After the last row. Dies if there is such a column. */
void unmarked_end(const struct unmarked *u);

void unmarked_close(struct unmarked *u);

#endif
