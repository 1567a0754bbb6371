/*
 * insertion: how what stands between {{ and }} in a report is read. docs/reports.md is its manual;
 * insertion_write.h writes it.
 *
 *	{{ arbete[tidpunkt=efter, kon=*].andel | procent | ungefar }}
 *	{{ arbete[tidpunkt=efter, kon=*].andel - arbete[tidpunkt=fore, kon=*].andel | procentenheter }}
 *
 * An insertion is an expression and filters. The expression is a tree of values; the filters fill in one record of how
 * the value is written, so their order does not matter. Each node knows its place, for messages.
 */
#ifndef INSERTION_H
#define INSERTION_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "render/numeral.h"
#include "render/quantity.h"
#include "str.h"

enum node_kind {
	NODE_CELL,      /* table[key=value, ...].column */
	NODE_PART,      /* table[key=value, ...], of which a named value may be */
	NODE_SETTING,   /* a name that --set gives a value */
	NODE_REFERENCE, /* #id of a table or chart */
	NODE_OPERATION
};

/* `key=value` between the brackets of a cell. */
struct selector {
	struct slice key, value;
	bool setting; /* value is the name of a setting: [ar=$period] */
};

/* A value of the expression; an operation has two more below it. */
struct node {
	enum node_kind kind;
	enum operation operation;
	size_t column;      /* 1-based character of the line */
	struct slice name;  /* the table, the setting, or the id */
	struct slice field; /* the column of a cell */
	struct selector *selector;
	size_t selectors;
	const struct node *left, *right;
};

enum form {
	FORM_NONE,
	FORM_NUMBER,
	FORM_DATE,
	FORM_MONTH,
	FORM_LABEL,
	FORM_LIST /* of the labels of all rows that fit */
};

enum claim {
	CLAIM_NONE,
	CLAIM_WORD, /* the one of drygt, knappt and nothing that is true */
	CLAIM_DRYGT,
	CLAIM_KNAPPT,
	CLAIM_CIRKA
};

#define INSERTION_DIRECTIONS 3 /* above zero, below, neither */

struct insertion {
	size_t line, column;
	const struct node *value;
	enum form form;
	struct numeral numeral;
	enum claim claim;
	bool mark;                   /* print the mark if there is no value */
	bool capital;                /* begin with a capital letter */
	const struct slice *instead; /* print this if there is no value */
	bool hides; /* the value may be protected: print `hidden`, or what it is then called */
	const struct slice *hidden;     /* NULL: not said */
	const struct slice *direction;  /* print one of these, not the value */
	const struct slice *none, *one; /* print these for 0 and for 1; NULL: the figure */
	const struct slice *after;      /* what follows the figure of more; NULL: nothing */
	bool filtered;                  /* has filters */
};

/*
 * `text` is what stands between the braces, `line` and `column` where it begins in the report. It lives in the
 * arena and keeps slices of the text. NULL and the reason, with the place, if it can not be read.
 */
struct insertion *insertion_parse(struct slice text, size_t line, size_t column, struct arena *a,
                                  struct error *e);

/* What the front matter has a name for: also a part of a table, TABLE[KEY=VALUE, ...] without a column. */
struct insertion *insertion_parse_named(struct slice text, size_t line, size_t column,
                                        struct arena *a, struct error *e);

#endif
