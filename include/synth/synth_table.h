/*
 * synth_table: reads one table of a country's folder (pipelines/country): what is plausible, and no target says.
 *
 * The tables are record streams; docs/synth.md tells their columns. Each must have exactly its columns, and perhaps
 * anmarkning, where its author says why. Dies with file, line and column at what can not be understood.
 */
#ifndef SYNTH_TABLE_H
#define SYNTH_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "record.h"

#define SYNTH_TABLE_COLUMNS 10

struct synth_table {
	const char *path;
	struct arena *arena;
	struct reader *in;
	struct record record;
	const char *const
	    *name; /* of the columns, ended by NULL; the next functions take their place */
	size_t column[SYNTH_TABLE_COLUMNS];
};

void synth_table_open(struct synth_table *t, const char *folder, const char *file,
                      const char *const *columns, struct arena *arena);
bool synth_table_next(struct synth_table *t);

struct slice synth_table_field(const struct synth_table *t, size_t column);
const char *synth_table_text(const struct synth_table *t, size_t column); /* in the arena */
uint64_t synth_table_line(const struct synth_table *t);

_Noreturn void synth_table_die(const struct synth_table *t, size_t column, const char *expected);

void synth_table_close(struct synth_table *t);

#endif
