/*
 * columns: what the operand COLUMN[=NEW] means; copying columns, and taking them together.
 *
 * Columns that stand side by side both in the input and in the output are a run; a run is copied as one span of
 * bytes, however many fields it holds. Start a columns_runs as {0}, add columns in the order of the output, write
 * them record by record, give it back with columns_runs_done.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "header.h"
#include "record.h"
#include "str.h"
#include "writer.h"

struct columns_choice {
	size_t column;     /* in the input */
	struct slice name; /* in the output: NEW, or the name it has */
};

/*
 * Dies, as reader_column does, if there is no such column, and if NEW would add or take off the mark id. of a direct
 * identifier (docs/records.md, rule 7), .state of a figure that is not finished (rule 9) or .key of what noise is drawn
 * of (rule 10): a new name does not make a value harmless. The name borrows from the operand.
 */
struct columns_choice columns_choose(const struct reader *in, struct slice operand);

/*
 * A text of the command line as a field of records, in record form; `what` it is stands in the message of a death:
 * it is empty, not UTF-8 or has a control character.
 */
struct slice columns_label(struct arena *arena, const char *what, struct slice text);

/* Adds a name to the header of the output; dies with the reason if it can not be a column's or is there already. */
void columns_name(struct header *h, struct slice name);

struct columns_runs {
	struct record_run *at;
	size_t n, room;
};

void columns_runs_add(struct columns_runs *runs, size_t column);

/* The next fields of the record that is being written. */
static inline void columns_runs_write(const struct columns_runs *runs, const struct record *r,
                                      struct writer *out)
{
	writer_runs(out, r, runs->at, runs->n);
}

void columns_runs_done(struct columns_runs *runs);

/*
 * Several fields as one text: a key, or what is to be written in one piece. They stand in the order in which their
 * columns were added, with tabs between them, so two different lists of fields never give the same text, and texts are
 * ordered as their fields are, one after the other. Columns that stand so in the stream are used where they stand.
 * Start it as {0}.
 */
struct columns_tuple {
	struct columns_runs runs;
	size_t n;        /* fields; 0: every record gives the same, empty text */
	struct str text; /* where the runs are put together if there are several */
};

void columns_tuple_add(struct columns_tuple *tuple, size_t column);

/* Good until the next record and the next call. */
struct slice columns_tuple_read(struct columns_tuple *tuple, const struct record *r);

/* Of n records at once, into text[n]; good as long as the records, and until the next call. */
void columns_tuple_read_many(struct columns_tuple *tuple, const struct record *r, size_t n,
                             struct slice *text);

/* Whether one of its fields is missing. */
bool columns_tuple_is_missing(const struct columns_tuple *tuple, const struct record *r);

/* Appends their names, with commas between them, for a message. */
void columns_tuple_names(const struct columns_tuple *tuple, const struct header *h, struct str *to);

void columns_tuple_done(struct columns_tuple *tuple);

#endif
