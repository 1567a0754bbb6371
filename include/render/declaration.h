/*
 * declaration: what a table or a chart must say about itself, and where it is taken from.
 *
 * Title, population, base, coverage, unit, source, reference period and the caveats of its indicators. Each is looked for
 * in the block, then in what the front matter says of the table, then in the front matter itself, then (population,
 * caveats) in the indicator file; what is found nowhere is an error. Statistics about persons are split by sex, or say why
 * not (förordning 2001:100 om den officiella statistiken, 14 §).
 */
#ifndef DECLARATION_H
#define DECLARATION_H

#include "render/figure.h"

/* The value of a key for a figure: its block, its table, the front matter. NULL if none has it. */
const struct yaml *declaration_get(const struct figure *f, const struct report *r, const char *key);

/* Whether the table is about persons (galler: personer, which is what is meant when nothing is said). */
bool declaration_is_personal(const struct figure *f, const struct report *r);

/* Fills in unit, lines and notes; the axes must be laid out. */
void declaration_make(struct figure *f, const struct report *r);

/*
 * Reads and checks an indicator file: a map from id to namn, population, formel (each sv and en), slag, avrundning and
 * forbehall (a list of sv and en). Dies, with the place, if it is not so.
 */
const struct yaml *declaration_indicators(const char *path, struct arena *a);

#endif
