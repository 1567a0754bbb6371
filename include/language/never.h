/*
 * never: which values of its keys nobody can have together, as it follows from what the keys mean.
 *
 * By tidpunkt, sokte_fore (what the row before says of arbetssokande) and a class of which arbetssokande is part, before who did not seek work is in no class of those
 * who did. Who reads the table knows that; so protect must (--never).
 */
#ifndef NEVER_H
#define NEVER_H

#include "language/question.h"

/* Adds `never` to what is said of the question's table, if there is something: a list of {COLUMN: VALUE or [VALUE, ...]}, none of which says what another says. */
void never_say(const struct question *q, struct yaml *said);

#endif
