/*
 * indicators: the file that says of each indicator who is counted, how it is computed, and what must be said beside it.
 */
#ifndef INDICATORS_H
#define INDICATORS_H

#include "render/report.h"

/*
 * Reads and checks an indicator file: a map from id to namn, population, formel (each sv and en), slag, avrundning and
 * forbehall (a list of sv and en). Dies, with the place, if it is not so.
 */
const struct yaml *indicators_read(const char *path, struct arena *a);

/* The entry of an id; dies, at its place, if there is none. */
const struct yaml *indicators_entry(const struct report *r, const struct yaml *id);

#endif
