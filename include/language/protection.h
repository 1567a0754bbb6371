/*
 * protection: which tables are protected together, from what they ask.
 *
 * Questions about persons are one group of protect unless the author names groups himself. `protect: {min: 5, ...}` is that one group,
 * called protection; a named group without `tables:` has all questions about persons that no other group names.
 */
#ifndef PROTECTION_H
#define PROTECTION_H

#include "language/language.h"

/* After questions_write_out. */
void protection_write_out(struct language *l);

#endif
