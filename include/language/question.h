/*
 * question: one question that is being written out, and the steps of its aggregate.
 *
 * The keys are those of `by`, each after the coarser dimension that it lies within, if the author has not named that too: the coarser is there
 * for protection alone, and told as its total.
 */
#ifndef QUESTION_H
#define QUESTION_H

#include "definition.h"
#include "language/language.h"
#include "language/models.h"

struct question {
	struct language *l;
	struct yaml *tables; /* to which tables are added */
	const struct yaml *node;
	struct asked asked;
	const char *name;   /* of the table that people see */
	const char *window; /* in which it is counted; NULL or "": the period */
	/*
	 * with commas, after question_keys: all keys, those with totals, those within which a share is, those only protection needs, those of which it alone needs the totals
	 */
	const char *by, *totals, *within, *inside, *unseen;
	const struct yaml
	    *several; /* the key of which a row may have several values (several.h); NULL: none */
	struct yaml *steps; /* to which steps are added */
};

/* Names in a text with commas. */
bool question_has(const char *list, struct slice name);
void question_append(struct question *q, const char **list, struct slice name);

/* The list without the name. */
const char *question_without(struct question *q, const char *list, struct slice name);

/* What stands under the key, with commas; `all` where it says all. */
const char *question_list(struct question *q, const char *key, const char *all);

/* Whether it is about persons: of each a token, or their number. */
bool question_of_persons(const struct question *q);

/* Reads by, totals, within. */
void question_keys(struct question *q);

/* Whether all that is counted is shown, as it is; else it is counted as NAME-inside, and NAME made of that. */
bool question_is_shown_whole(const struct question *q);

/* A step with one operand; an option of a step, if it is not empty. */
void question_step(struct question *q, const struct yaml *place, const char *stage,
                   const char *text);
void question_option(struct question *q, struct yaml *options, const struct yaml *place,
                     const char *key, const char *text);

/* Of an item of `measures`: its name, and its definition, be that its own or the model's (at is NULL: there is none). */
struct slice question_name(const struct yaml *measure);
struct slice question_definition(const struct question *q, const struct yaml *measure);

/* The definition taken apart; false: there is none that can be read. */
bool question_read(const struct question *q, const struct yaml *measure, struct definition *d);

/* Whether it is a share of the rows with the same values in some keys, whatever the others. */
bool question_is_share(const struct question *q, const struct yaml *measure, struct definition *d);

/* Whether the measure is none of the aggregate by a key of several values: a whole, or a share of one. */
bool question_counts_apart(const struct question *q, const struct yaml *measure);

/* Who can not ask by a key of several values says so. False: there was one. */
bool question_refuse_several(struct question *q);

/* NAME=EXPRESSION of an item of `measures`, as aggregate is told it; NULL: it is none, which was said. */
const char *question_measure(struct question *q, const struct yaml *item);

/* The first item of what the question, or the pipeline, says of the scope; NULL: nothing. */
const struct yaml *question_scope(const struct question *q);

/* Whether rows are left out, or told apart, before one of each person is chosen: by the scope, or for each value of a dimension. */
bool question_is_narrow(const struct question *q);

/* Whether the rows of the model's moments are those of this item of the pipeline's scope: a dimension that the populations have, and it has not. */
bool question_scope_is_of_moments(struct language *l, const struct yaml *model,
                                  const struct yaml *scope);

/* Of the rows before one of each person is chosen (models_before_one): those in the scope, and then one of each. */
void question_scope_rows(struct question *q);

/* The rows that are asked of the population: scope, joins of dimensions, where. Then the aggregate, of which it returns what that is told. */
void question_rows(struct question *q);
struct yaml *question_aggregate(struct question *q);

#endif
