/*
 * models: what one row of a table means, said once for all that ask about it (docs/language.md).
 *
 * A model has rows `from` a table, dimensions (its columns, or expressions), populations (which of its rows, each a part of
 * the one it is `of`) and measures. It is written out as tables: NAME, the rows with all dimensions; NAME-person, what all rows of a person
 * say together; and of each population a table NAME-population, in lower case.
 */
#ifndef MODELS_H
#define MODELS_H

#include "language/language.h"

/* What a question asks: a population, or all rows of a model. */
struct asked {
	const struct yaml *model;      /* the item of `models:` */
	const struct yaml *population; /* an item of its `populations:`; NULL: all rows */
	const char *table;             /* in which the rows are */
};

/* Adds the tables of all models. */
void models_write_out(struct language *l);

/* False: there is no such population or model, which was said at the node. */
bool models_find(struct language *l, const struct yaml *name, struct asked *asked);

/* The table in which the rows of a population are; NULL: there is none of that name. */
const char *models_rows(struct language *l, struct slice name);

/* distinct(PERSON) of what a population with one row a person is of, as the compiler calls that figure. */
const char *models_persons(struct language *l, const struct asked *asked);

/*
 * For who leaves rows out before one of each person is chosen: the table of the rows among which that is done, and what is done to them, as steps. Where the
 * population has several rows a person it is the table in which it is, and there are no steps. `each`: the column of which each value has its own one of a person, or NULL.
 */
const char *models_before_one(struct language *l, const struct asked *asked);
void models_narrow(struct language *l, const struct asked *asked, const struct yaml *each,
                   struct yaml *steps);

/* Whether each person has one row in what is asked: by the population, or one that it is of. */
bool models_has_one_row(const struct asked *asked);

/* The column of the calendar year of which each row is told (`when: {year: COLUMN}`), or NULL. */
const struct yaml *models_year(const struct asked *asked);

/* The name of what has all rows of each of its persons. */
struct slice models_all_rows(const struct asked *asked);

/* The dimension of that name, or NULL. */
const struct yaml *models_dimension(const struct asked *asked, struct slice name);

/* The definition of a measure of the model, "count()"; NULL: it has none of that name. */
const struct yaml *models_measure(const struct asked *asked, struct slice name);

/* What to add to a message that the model has no dimension or measure of that name: "; did you mean kon? It has kon, alder", or "; it has kon, alder". */
const char *models_names(struct language *l, const struct asked *asked, const char *section,
                         struct slice name);

#endif
