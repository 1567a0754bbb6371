/*
 * wholes: a question by a key of which a row may have several values (several.h).
 *
 * Each row counts once for each of its values, so what is counted does not add up over them. How many there are, whatever the value, is asked as a
 * measure NAME@within: it is counted beside, in a table NAME-whole, of the rows as they are; and a share of it is made then. Of other questions nothing is done.
 */
#ifndef WHOLES_H
#define WHOLES_H

#include "language/question.h"

/* After the rows of the question: a row for each value. */
void wholes_rows(struct question *q);

/* After its aggregate: the wholes joined, from a table that is added, and the shares of them. */
void wholes_join(struct question *q);

/* What is said of the wholes and their shares in the table to protect, {count: ..., derived: ...}; it may be of another window than the period. */
struct yaml *wholes_say(const struct question *q, const char *table, bool other_window);

#endif
