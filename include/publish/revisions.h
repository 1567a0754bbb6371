/*
 * revisions: which figures of a table differ from those published before.
 *
 * A record stream with the columns table, key, column, before, after, reason: one record for each figure that
 * changed, came or went. Figures are told apart by the key columns; if those are not known or not enough, by the first
 * columns that are, and a table of which no columns are enough by whole rows: then `column` is empty, and before and
 * after are how often the row stands there. Nothing else than what both publications show is in it.
 */
#ifndef REVISIONS_H
#define REVISIONS_H

#include "str.h"

#define REVISIONS_HEADER "table\tkey\tcolumn\tbefore\tafter\treason\n"

/*
 * The reason for figures about persons when none is given. Beside a figure that fell by one, a note that somebody
 * withdrew a consent, or how many did, would tell of that person; so it is the same words whether anybody has or
 * not.
 */
#define REVISIONS_OF_PERSONS                                               \
	"ny, sen eller rättad registrering, eller återtaget samtycke / " \
	"a new, late or corrected registration, or a withdrawn consent"

/* What is said of a table that noise has changed: its figures differ by the noise of each edition. */
#define REVISIONS_OF_NOISE                                                                        \
	"ändrad av slumpen i varje utgåva: tal i två utgåvor ska inte dras från varandra / " \
	"changed by chance in each edition: figures of two editions must not be subtracted"

/* One record, without key and figures. */
void revisions_add_noise(struct str *to, const char *table);

/* Both files are record streams; `key` is column names with commas, or NULL. Holds both tables. */
void revisions_add(struct str *to, const char *table, const char *key, const char *before,
                   const char *after, struct slice reason);

#endif
