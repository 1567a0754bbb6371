/*
 * match: which of the rows that have a record's key are the record's: all, those with a day in common, or the last of
 * which the day has come.
 *
 *	match_begin(&m, in, &r, first_row);
 *	while (match_next(&m, &ref, &pair))
 *		use(pair.row, pair.days);
 *
 * A day that is missing on one side is an open end of an overlap; --asof finds nothing by it.
 */
#ifndef JOIN_MATCH_H
#define JOIN_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "join/reference.h"
#include "record.h"
#include "spell.h"
#include "str.h"

enum match_kind { MATCH_KEY, MATCH_OVERLAP, MATCH_ASOF };

struct match {
	enum match_kind kind;
	struct spell_columns mine, theirs; /* --asof: the day is both ends */
	struct slice days;                 /* the column of how many days, or nothing */
	/* Of the record that is looked at. */
	const struct reader *in;
	const struct record *record;
	struct interval spell;
	struct reference_row *row;
};

struct pair {
	struct reference_row *row;
	int64_t days; /* in common, if there is a column for them */
};

/*
 * Reads FROM,TILL:FROM,TILL[=NEW] of --overlap and DAY:DAY of --asof, NULL if not given. NULL, or what is wrong; dies if a
 * column is not there. The texts live as long as it.
 */
const char *match_read(struct match *m, const char *overlap, const char *asof,
                       const struct reader *in, const struct reader *side);

/* `first` is the first row that has its key, or NULL. */
void match_begin(struct match *m, const struct reader *in, const struct record *r,
                 struct reference_row *first);
bool match_next(struct match *m, const struct reference *ref, struct pair *pair);

/* The record has two rows, on these lines, where it may have one. */
_Noreturn void match_die_of_second(const struct match *m, const struct reference *ref,
                                   uint64_t first, uint64_t second);

#endif
