/*
 * synth_fault: the ways in which a row is made wrong, and which rule should find it.
 *
 * A fault that the rule rejects is made in a copy beside the right row, a fault that it only warns of in the row
 * itself and in a field that no figure depends on: so whoever puts aside what is rejected has a right country. Each
 * way is taken at least once, where a row is found for it; the others are drawn by lot.
 */
#ifndef SYNTH_FAULT_H
#define SYNTH_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "synth/synth_chance.h"
#include "synth/synth_table.h"

#define SYNTH_FAULT_ID 16

/* What rows of all files have in common. */
struct synth_faults {
	unsigned per_million; /* 0: no wrong rows */
	struct synth_chance chance;
	int year;
	/* Two förbund that did not close, a kommun in no förbund; empty: there are not so many. */
	char open[2][SYNTH_FAULT_ID];
	char stray[SYNTH_FAULT_ID];
	const char *table; /* the ways of being wrong, in order: faults.tsv */
	struct synth_fault *way;
	size_t ways;
	bool *taken; /* at least once */
};

/* The fields of a row by the name of their column. */
struct synth_row_view {
	const char *const *name;
	struct str *field;
	size_t n;
};

struct synth_fault {
	const char *file;
	const char *rule; /* as validate, or the annual report, calls it */
	const char *
	    only; /* in rows where this holds: "column=text", or "column!text" (filled in otherwise), joined by & */
	const char *
	    change; /* "column=text", joined by &; empty: the row again. docs/synth.md tells its words */
	bool warns; /* in the row itself */
	uint32_t weight;
	uint64_t line; /* of the table */
	bool met;      /* its file is one of those that are written */
};

/* Reads faults.tsv of the folder; dies at what it can not be. Texts live in the arena. */
void synth_faults_read(struct synth_faults *f, const char *folder, struct arena *arena);

/* Dies at a way for this file that names a column which it has not. */
void synth_faults_check(struct synth_faults *f, const char *file, const char *const *name,
                        size_t n);

/* When all files are written: dies at a way for one that is none of them. */
void synth_faults_end(const struct synth_faults *f);

void synth_faults_done(struct synth_faults *f);

/* A way for this row, by lot; NULL: the row stays right. `rested`: the last wrong row of the file is some rows away. */
const struct synth_fault *synth_fault_draw(struct synth_faults *f, const char *file,
                                           const struct synth_row_view *row, bool rested);

void synth_fault_make(const struct synth_faults *f, const struct synth_fault *fault,
                      struct synth_row_view *row);

#endif
