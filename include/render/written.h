/*
 * written: codes that somebody wrote, looked for in the list by which the report shows the column, before there are
 * rows.
 *
 * The pipeline writes some into a table (--writes of render), the template names some (`urval`, `[key=value]`). One
 * that is in no list is a mistake; but what the pipeline writes may be named. Without --check nothing is looked
 * for.
 */
#ifndef WRITTEN_H
#define WRITTEN_H

#include "render/report.h"
#include "suggest.h"

/* Reads NAME:COLUMN="VALUE" PLACE; false if it is something else. */
bool written_read(struct slice text, struct report_written *w);

bool written_is_of(const struct report_written *w, const struct keyed_table *t, size_t column);

/*
 * If the i-th is of the column, and the list by which it is shown lacks it: ends with that mistake, which is told
 * once.
 */
void written_expect(const struct report *r, const struct keyed_table *t, size_t column, size_t i);

/* Whether a code that the template names may be in the column; if not, *near is what to add to the message. */
bool written_may_be(const struct report *r, const struct keyed_table *t, size_t column,
                    struct slice code, struct suggest *near);

#endif
