/*
 * placing: what a step of a pipeline has made gets its name, when all is well.
 *
 * A result whose line is the one that lies beside the name, and which is as it was, changes nothing there: what is
 * made of it is not older than it. All die if the file system refuses.
 */
#ifndef PLACING_H
#define PLACING_H

#include <stdbool.h>

#include "str.h"

/* Whether NAME.id holds this line. */
bool placing_is_told(const char *name, struct slice line);

/* `made` becomes NAME, or is removed if it is the `same` file. */
void placing_result(const char *made, const char *name, bool same);

/* The line becomes NAME.id; it is written beside `made` first. */
void placing_line(const char *made, const char *name, struct slice line);

/*
 * A ledger and what it was made of become NAME.ledger and NAME.of; the ledger's time is that of `of`, when the step
 * began.
 */
void placing_ledger(const char *ledger, const char *of, const char *name);

#endif
