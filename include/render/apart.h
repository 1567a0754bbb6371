/*
 * apart: one report for each value of a column, and a page that leads to all of them.
 *
 * Which values there are, and in which order, the rows of one of the tables say. For each, every table that has the column is
 * cut to its rows, without the column, and the report has the value as a setting by the column's name: so it is made of what a
 * run for that value alone would give it.
 */
#ifndef APART_H
#define APART_H

#include "render/report.h"

struct apart {
	struct slice column;
	const char *into;     /* the folder in which each value has its own */
	const char *file;     /* what a report is called in it, and the page of all */
	const char *title;    /* of that page, or NULL */
	struct slice *value;  /* those there are */
	struct slice *folder; /* and what the folder of each is called */
	size_t n;
};

/* Reads COLUMN=TABLE.COLUMN and that table's values. False and the reason, which holds no value. */
bool apart_read(struct apart *a, const char *text, const struct report *r, struct error *e);

/* The tables and settings of `whole` for the value; with NULL for none of them. */
void apart_cut(const struct apart *a, const struct report *whole, const struct slice *value,
               struct report *part);

/* INTO/FOLDER/FILE of the i-th, in the arena. */
struct slice apart_path(const struct apart *a, size_t i, const struct report *r);

/* The template of the page of all. It has settings of its own, which are put into the report. */
void apart_index(const struct apart *a, struct report *r, struct str *template);

#endif
