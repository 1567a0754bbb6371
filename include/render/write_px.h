/*
 * write_px: the tables and charts of a report as files of PC-Axis (AXIS-VERSION 2013, UTF-8), which PxWeb shows: a tar stream
 * with INTO/ID.LANGUAGE.px for each of them.
 *
 * All combinations of the keys are there (cube.h). Row keys are STUB; column keys are HEADING, and so are the measures unless
 * they are rows. What is not told has its sign: "." not applicable, ".." not available, "..." not told; a bound stands in a
 * CELLNOTEX. A total has the code T and is the value by which its variable may be eliminated. Each row of DATA ends in a
 * blank, and the last one in a semicolon without one, since some readers join cells else.
 */
#ifndef WRITE_PX_H
#define WRITE_PX_H

#include "render/exhibit.h"

void write_px(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
              const char *into, struct str *to);

#endif
