/*
 * exhibit_notes: what a table or a chart must say about itself, and where it is taken from.
 *
 * Title, population, base, coverage, unit, source, reference period and the caveats of its indicators. Each is
 * looked for in the block, then in what the front matter says of the table, then in the front matter itself, then
 * (population, caveats) in the indicator file; what is found nowhere is an error. Statistics about persons are
 * split by sex, or say why not (förordning 2001:100 om den officiella statistiken, 14 §).
 */
#ifndef EXHIBIT_NOTES_H
#define EXHIBIT_NOTES_H

#include "render/exhibit.h"

/* The value of a key for an exhibit: its block, its table, the front matter. NULL if none has it. */
const struct yaml *exhibit_notes_get(const struct exhibit *f, const struct report *r,
                                     const char *key);

/* Whether the table is about persons (galler: personer, which is what is meant when nothing is said). */
bool exhibit_notes_is_personal(const struct exhibit *f, const struct report *r);

/* Fills in unit, lines and notes; the axes must be laid out. */
void exhibit_notes_make(struct exhibit *f, const struct report *r);

#endif
