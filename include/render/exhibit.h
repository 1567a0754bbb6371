/*
 * exhibit: a table or a chart of a report, laid out by exhibit_block.h and ready to be written in any form.
 *
 * A chart is a table that is drawn: rows are its groups, columns the bars of each group. All forms (write_html,
 * write_text, write_csv) write the same cells; nothing is rounded or looked up after this.
 */
#ifndef EXHIBIT_H
#define EXHIBIT_H

#include <stdbool.h>
#include <stddef.h>

#include "render/report.h"

#define EXHIBIT_LEVELS 3 /* of keys, on each axis */
#define EXHIBIT_MEASURES 12
#define EXHIBIT_LINES 10

/* One row or column: a code for each level of its axis, and what people read for it. */
struct exhibit_step {
	struct slice code[EXHIBIT_LEVELS], label[EXHIBIT_LEVELS];
	size_t measure; /* if one level of the axis is the measures, which */
	bool total;     /* the code of some level is "all" */
};

/* The rows, or the columns: `n` steps, in order, each with a code of every level. */
struct exhibit_axis {
	size_t levels;
	struct slice key[EXHIBIT_LEVELS];   /* the column of each level; "matt" for the measures */
	struct slice title[EXHIBIT_LEVELS]; /* what people read for it; may be empty */
	struct exhibit_step *at;
	size_t n;
	bool measures; /* one level is the measures */
};

struct exhibit_cell {
	enum mark mark;         /* MARK_SMALL has a value too: 0 */
	struct number shown;    /* rounded, in the unit; for MARK_NONE and MARK_SMALL */
	struct numeral numeral; /* how it is written */
	enum mark change;       /* how the figure was changed (mark_is_change), or MARK_NONE */
	enum mark bound;        /* it is one (mark_is_bound), or MARK_NONE */
};

struct exhibit_line {
	struct slice name, text; /* "Population", "..." */
};

/* Where the base (n) stands: in a row of its own, a column of its own, or among the lines. */
enum exhibit_base { EXHIBIT_BASE_TEXT, EXHIBIT_BASE_ROW, EXHIBIT_BASE_COLUMN };

/* How a chart is drawn (chart_kind.h). A table is not. */
enum chart { CHART_NONE, CHART_LYING, CHART_STANDING, CHARTS };

struct exhibit {
	const struct yaml *node; /* the block */
	struct slice id;
	enum chart chart;
	unsigned number;
	struct slice title, unit;
	const struct keyed_table *table;
	struct measure measure[EXHIBIT_MEASURES];
	struct slice measure_name[EXHIBIT_MEASURES], measure_label[EXHIBIT_MEASURES];
	size_t measures;
	struct exhibit_axis rows, columns;
	struct exhibit_cell *cell; /* rows x columns */
	enum mark absent;          /* of a combination that the table has no row for */
	enum exhibit_base base;
	struct slice base_label;
	struct exhibit_cell *base_cell;          /* one for each column, or each row */
	struct exhibit_line line[EXHIBIT_LINES]; /* population, base, coverage ... */
	size_t lines;
	struct slice source; /* the text of the line that says it */
	struct slice *note;  /* caveats of the indicators, then the author's */
	size_t notes;
	/* Instead of the cells: a table without records; n is 0 if it has some. */
	struct slice nothing;
	bool mark_used[MARKS];
};

static inline const struct exhibit_cell *exhibit_at(const struct exhibit *f, size_t row,
                                                    size_t column)
{
	return &f->cell[row * f->columns.n + column];
}

/* Appends what stands in the cell: the figure without unit, or its mark. */
void exhibit_write_cell(const struct exhibit_cell *c, enum language l, struct str *to);

/* The same as it stands at a bar: with a percent sign if it is a share. */
void exhibit_write_value(const struct exhibit_cell *c, enum language l, struct str *to);

/* "Tabell 1", "Chart 2". */
void exhibit_write_name(const struct exhibit *f, enum language l, struct str *to);

/* The labels of a step with `between` between the levels. */
void exhibit_write_step(const struct exhibit_axis *a, size_t i, const char *between,
                        struct str *to);

/*
 * Headings: how many steps from `at` on have the codes of `at` down to level k, so that one heading stands for
 * them; and whether a step is the first of such a span.
 */
size_t exhibit_span(const struct exhibit_axis *a, size_t k, size_t at);
bool exhibit_begins(const struct exhibit_axis *a, size_t k, size_t at);

/* The label of one level of a step; a measure says its unit if the measures have different ones. */
void exhibit_write_label(const struct exhibit *f, const struct exhibit_axis *a, size_t k, size_t at,
                         enum language l, struct str *to);

/* The same for a page that breaks lines: the words of a short unit stay together. */
void exhibit_write_heading(const struct exhibit *f, const struct exhibit_axis *a, size_t k,
                           size_t at, enum language l, struct str *to);

/* "Antal deltagare (bas)". */
void exhibit_write_base_label(const struct exhibit *f, enum language l, struct str *to);

/*
 * Appends the i-th of what it says of itself, each a sentence or a line by itself: the edition, population, base, coverage
 * and the like ("Population: ..."), its notes, the signs that are used. False after the last.
 */
bool exhibit_remark(const struct exhibit *f, const struct report *r, size_t i, struct str *to);

/* The marks that are used and what they mean, in one sentence each; nothing if none is. */
void exhibit_write_legend(const struct exhibit *f, enum language l, struct str *to);

#endif
