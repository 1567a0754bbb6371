/*
 * labelled: the operands ROW of longer and wider, [LABEL:]COLUMN[=NEW][,COLUMN[=NEW]]...
 *
 * A ROW says which columns of a wide record become which of the long record with its LABEL; wider reads the same words
 * backwards. Without LABEL, a ROW is one column and its label is the name of the column.
 */
#ifndef LABELLED_H
#define LABELLED_H

#include "arena.h"
#include "str.h"

struct labelled_column {
	struct slice wide, narrow; /* COLUMN, and NEW or what stands for it */
};

struct labelled_row {
	const char *operand;
	struct slice label; /* in record form */
	struct labelled_column *column;
	size_t n;
};

struct labelled {
	struct labelled_row *row;
	size_t n;
	struct arena arena;
};

/*
 * Reads n operands; `value` (may be NULL) is the NEW of a column that has none, else its own name is. Dies if a
 * label is empty, not text, or given twice. Start it as {0}.
 */
void labelled_read(struct labelled *all, char *const *operand, size_t n, const char *value);

void labelled_done(struct labelled *all);

#endif
