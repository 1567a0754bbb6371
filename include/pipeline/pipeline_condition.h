/*
 * pipeline_condition: which rows a table has, said by the conditions that they keep.
 *
 * An expression is written in one way: a column that a step computed stands as what it was computed of, so that the same text is the same
 * condition, and a column that was computed anew is another. Where a column is if(C, 1, 0) and is to be 1, C holds too. Conditions are split at
 * `and`. A text is a number here (lineage_text), written #N in other texts, which keeps them short.
 */
#ifndef PIPELINE_CONDITION_H
#define PIPELINE_CONDITION_H

#include "map.h"
#include "pipeline/pipeline.h"

#define LINEAGE_UNKNOWN ((size_t)-1) /* the text of a column that is gone, or came with others */

/* Start it as {0} with the pipeline and the texts, which all lineages that are compared share. */
struct lineage {
	struct pipeline *p;
	struct map *texts;
	struct map name; /* of columns whose text is known; */
	size_t *text;    /* its number, by index */
	size_t room;
	size_t others; /* the number of what all other columns came with */
	size_t basis;
	size_t
	    depth; /* tables above; in a circle, which is an error of its own, no more than there are */
	bool one;          /* `unique` left one row for each value of a column, */
	size_t one_of;     /* the number of that column's text */
	size_t *condition; /* their numbers, each once */
	size_t conditions, condition_room;
};

/* The number of an expression's text here. */
size_t lineage_text(struct lineage *l, struct slice expression);

/* What must hold of its rows, as conditions of `to`, which may be the same. */
void lineage_where(struct lineage *l, struct slice expression, struct lineage *to);

/*
 * Whether all conditions of the first hold where those of the second do: they are among them, are a wider bound of the same column (from October on is from
 * January on), or are one of several (`or`) that does.
 */
bool lineage_has(const struct lineage *some, const struct lineage *others);

/* A condition `COLUMN = CONSTANT` on the column with this text: the constant; or at is NULL. */
struct slice lineage_value(const struct lineage *l, size_t text);

/* That condition, if there is one, holds for the rows of the other too. */
void lineage_copy_value(struct lineage *to, const struct lineage *from, size_t text);

/* What holds for the rows of the one holds for those of the other. */
void lineage_copy_conditions(struct lineage *to, const struct lineage *from);

/* For pipeline_lineage: the number of a text as it is, of a column, and a column's from here on. */
size_t lineage_number(struct lineage *l, struct slice text);
size_t lineage_name(struct lineage *l, struct slice name);
void lineage_set_name(struct lineage *l, struct slice name, size_t number);

/* Appends the expression, its columns as numbers. */
void lineage_write(struct lineage *l, struct slice expression, struct str *to);

/* That a condition with this number holds. */
void lineage_add(struct lineage *l, size_t number);

#endif
