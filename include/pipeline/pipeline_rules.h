/*
 * pipeline_rules: what protect is told of one table: its keys, and for each measure what it is.
 *
 * A count of aggregate is a count of the records that it reads; equal texts in front of it and equal definitions are the same
 * population, so that the same figure in several tables is one. What is said of a measure goes before what follows
 * from its definition.
 */
#ifndef PIPELINE_RULES_H
#define PIPELINE_RULES_H

#include "definition.h"
#include "pipeline/pipeline.h"

/* One table in a call of protect. */
struct rules_call {
	struct pipeline *p;
	struct target *to;         /* whose last step the words go to */
	const struct target *from; /* the table */
	size_t steps;              /* of it that come before protect */
	const char *table;         /* its name; NULL: there is only one */
	const struct yaml *said;   /* what is said of this table: a map, or NULL */
	const struct yaml *node;   /* where it is named, for messages */
	size_t
	    apart_from; /* set by ties_write: 1 + a table of the call whose rows are all others; 0: none is known */
	const char *by; /* set by rules_write: the key columns, with commas */
};

/* The measure of that word of an aggregate; false if it is an option, or aggregate would refuse it: it says so when it runs.
 * The name is there nevertheless, if it has one. */
bool rules_measure(const struct word *w, struct definition *d);

/* Whether the key of a map is an option that tells of a table's columns and may be given again. */
bool rules_know(struct slice key);

/* Adds --option=TEXT, or TABLE:TEXT; of --previous TABLE=TEXT. */
void rules_add(const struct rules_call *c, const char *option, const char *text, const char *shown,
               const struct yaml *node);

/* Adds an item of a map, which is the value of the option: kod=FILE, kod:EQUATION. */
void rules_say(const struct rules_call *c, struct slice option, const struct yaml *item);

/* Whether the author says what the measure is: a count, a sum, made of others. */
bool rules_say_what(const struct rules_call *c, struct slice measure);

/* Whether the measure is said to be something else than a count. */
bool rules_say_otherwise(const struct rules_call *c, struct slice measure);

/* What the author says that the measure is derived of, or NULL; and the expression. */
const struct yaml *rules_said_derived(const struct rules_call *c, struct slice measure,
                                      struct slice *made_of);

/* Whether the author says of what it is a part. */
bool rules_say_part(const struct rules_call *c, struct slice measure);

/* The columns by which alone a count is said to differ, MEASURE@COLUMN,...; at is NULL if it is by all. */
struct slice rules_said_by(const struct rules_call *c, struct slice measure);

/*
 * COLUMN as --overlap is told it: of the distinct of the aggregate, since its rows add up; of every measure (protect then looks which add up) if others were
 * said to be counts, or it is said already.
 */
const char *rules_overlap(const struct rules_call *c, struct slice column);

/* The aggregate whose columns the table has, and which step it is; NULL: other steps have changed them, or there is none. */
const struct step *rules_aggregate(const struct rules_call *c, size_t *at);

/* Adds all that is said, and all that follows of this table alone but its parts (pipeline_ties.h). */
void rules_write(struct rules_call *c);

#endif
