/*
 * identity_list: numbers that are valid and yet nobody's, read from a file.
 *
 * Skatteverket publishes such numbers for tests, and adds to them each January. Where real persons are counted none of
 * them belongs, so validate refuses those it is given.
 */
#ifndef IDENTITY_LIST_H
#define IDENTITY_LIST_H

#include "identity.h"
#include "record.h"

/*
 * Reads all of the stream: one number a record, in the first column, with its century; other columns are passed
 * over, and a number may stand twice. Dies with file and line if one is not of its form. Takes eight bytes a
 * number.
 */
void identity_list_read(struct reader *in, struct identity_list *list);

void identity_list_done(struct identity_list *list);

#endif
