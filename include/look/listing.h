/*
 * listing: texts in columns that stand under each other, for people.
 *
 *	listing_column(&l, name) ...            all of them first; its right and whole may be set at any time
 *	listing_cell(&l, text, look) ...        row by row
 *	listing_lay(&l, width);                 what finds room
 *	listing_write(&l, colours, &to);
 *
 * Where a line would be too long the widest texts are cut with an ellipsis; what is whole (a number) never is, and
 * columns from the last on stay away if it must be. Widths are columns of a terminal. Everything lives in the arena;
 * start it as {0}.
 */
#ifndef LISTING_H
#define LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "str.h"

enum listing_look { LISTING_PLAIN, LISTING_DIM, LISTING_STRONG };

struct listing_column {
	struct slice name, title; /* what it is called, below its name; n is 0: nothing */
	bool right, whole;
	size_t width; /* in listing_lay: of the widest cell, then what it gets */
};

struct listing_cell {
	struct slice text;
	enum listing_look look;
};

struct listing {
	struct listing_column *column;
	size_t columns, column_room, shown;
	struct listing_cell *cell;
	size_t cells, room;
	struct arena arena;
};

/* Names and texts are copied; they are lines already (text_add_line). */
void listing_column(struct listing *l, struct slice name);
void listing_title(struct listing *l, size_t column, struct slice title);
void listing_cell(struct listing *l, struct slice text, enum listing_look look);

/* The first `shown` columns find room, at least one. Width 0 is no limit. */
void listing_lay(struct listing *l, size_t width);

/* Names, titles if there are any, a rule and the rows, a line each. */
void listing_write(const struct listing *l, bool colours, struct str *to);

/* Appends a note as lines of that width. */
void listing_note(struct slice text, size_t width, bool colours, struct str *to);

void listing_done(struct listing *l);

#endif
