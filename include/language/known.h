/*
 * known: what the models know of a table that a group of protect names itself.
 *
 * What the author says of a measure, or under a key as `overlap`, goes before; the rest is added. So a group may name tables that are no questions, and say of a
 * question only what is not known.
 */
#ifndef KNOWN_H
#define KNOWN_H

#include "language/language.h"

/* The tables of a group, a list of names or a map, as a map with what is known of each. */
struct yaml *known_tables(struct language *l, const struct yaml *tables);

#endif
