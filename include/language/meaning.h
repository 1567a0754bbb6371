/*
 * meaning: what an expression of a model asks of, in the columns of the rows themselves.
 *
 * A dimension that is `if(CONDITION, A, B)`, coalesce() or a column stands for what it is made of, and so does what another moment tells: with moments
 * {fore: P-AVSL, efter: P-SIST}, `arbetar` is fore.fore_arbetar in the row before, and `sokte_fore` (at: fore) is in both rows what it is in P-AVSL. So two
 * expressions ask the same if they name the same column. Columns of two moments are two columns, but those that are `of: person`.
 */
#ifndef MEANING_H
#define MEANING_H

#include "language/language.h"

struct meaning {
	struct language *l;
	const struct yaml *model;
	const char *moment; /* of a model that has moments, which; NULL: it has none */
	const char *tag;    /* before the names of columns: "", "fore." */
};

/* The expression with its meaning for each name; it is in the arena. What is made of something else stays a name. */
const char *meaning_of(const struct meaning *m, const char *expression);

/* What is so of all rows that are asked of the population, or of the model if that is NULL: a list of conditions, each by its meaning. */
struct yaml *meaning_conditions(const struct meaning *m, const struct yaml *population);

#endif
