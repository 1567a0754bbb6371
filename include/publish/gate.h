/*
 * gate: the last look at what leaves: nothing in it may show a person.
 *
 * Whatever the levels, schemas and steps have said of a table, here only its bytes count: no valid identity, no
 * token, no column that identifies. Look at the tables first, then at the texts that were made of them. What is
 * found is told by its place, "FILE:line: column: ..." or "FILE:line:column: ...", never by its value.
 *
 * Ten digits without a sign may be a person or an amount, and one amount in seventy has a date and a check digit
 * that fit. In a column of nothing but numbers that tells no figures apart they are persons if most of its ten
 * digits are; in a column that is known to hold sums or counts, if they are three or more besides. In a text they
 * pass if they are an amount of a table.
 */
#ifndef GATE_H
#define GATE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "str.h"

/*
 * The caller sets the arena and the columns; the rest is 0 at first. Tables are looked at first: what is an amount
 * there (`seen`) passes in a text.
 */
struct gate {
	struct arena *arena;
	const struct slice *amount; /* columns that hold sums or counts */
	/* Columns that a schema calls identifiers, without their mark. */
	const struct slice *identifier;
	size_t amounts, identifiers;
	const char **finding; /* what was found, at most GATE_FINDINGS of it */
	size_t findings, found, finding_room;
	struct slice *seen; /* ten digits of tables that are amounts */
	size_t seens, seen_room;
};

#define GATE_FINDINGS 20

/* A column of that name, or a text with that word in it, is for those who decide what is published, and never leaves. */
#define GATE_INSIDE "ej_for_publicering"

/*
 * A record stream; `name` is what messages call it. `key`: the columns that tell its figures apart, with commas, or
 * NULL. `pseudonyms`: tokens may be in it. The file is read once.
 */
void gate_table(struct gate *g, const char *file, const char *name, const char *key,
                bool pseudonyms);

/* Any other text. Of JSON only what stands in quotes: its numbers are counts. */
void gate_text(struct gate *g, struct slice text, const char *name);

/* The name itself of a file or folder. */
void gate_name(struct gate *g, const char *name);

/* Dies with all that was found, and `end` as the last line. Nothing happens if nothing was. */
void gate_close(struct gate *g, const char *end);

#endif
