/*
 * protect_alone: keys that point at persons, whatever they are called.
 *
 * A key of which each value has one person, or one record, is a name for them: it would be published with every figure hidden. Ten such values and none with more are no
 * chance. Not asked of a key with a hierarchy, whose values somebody has written down beforehand.
 */
#ifndef PROTECT_ALONE_H
#define PROTECT_ALONE_H

#include "protect/protect_table.h"

#define PROTECT_ALONE_LEAST 10

/* Dies if the table has such a key. Its rows are as they were read. */
void protect_alone_check(const struct protect_table *t);

#endif
