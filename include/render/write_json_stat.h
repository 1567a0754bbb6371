/*
 * write_json_stat: the tables of a report as JSON-stat 2.0 (json-stat.org/full): a collection with a dataset for each.
 *
 * A value that is not told is null, and `status` says of each such cell, by its number, what it is (cell_status.h); a bound
 * stands in `extension.cellNotes`. The measures are the dimension `matt`, of role metric, with unit and decimals. A total is
 * the dimension's eliminationValueCode, as PxWebApi 2 has it.
 */
#ifndef WRITE_JSON_STAT_H
#define WRITE_JSON_STAT_H

#include "render/exhibit.h"

void write_json_stat(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                     struct str *to);

#endif
