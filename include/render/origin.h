/*
 * origin: whether what a report is made from are persons who do not exist, as the accounts beside its tables say.
 */
#ifndef ORIGIN_H
#define ORIGIN_H

#include <stdbool.h>

#include "options.h"

/*
 * Of a table that the run is made from (FILE, with FILE.id, or the program ends), or of one that the report shows
 * (NAME=FILE).
 */
bool origin_is_made_up(const struct texts *origins, const struct texts *tables);

#endif
