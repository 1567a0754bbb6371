/*
 * protect_unions: the least unions of classes that follow from the codes that go out.
 *
 * Who works, studies, or does both are unions of classes that do not go out. What goes out of them may tell of others: who works less who does both is who
 * works and does not study. So each set of classes whose number follows from what is shown, and of which no smaller one does, is a number of persons that
 * a reader can compute, as much as if it stood there.
 *
 * A set follows if it is a sum of shown sets, each times some number. The shown sets are reduced to rows of which each begins with a class that no other row has;
 * then a set is known by which of those classes are in it, so there are no more of them than 2 to the power of the rows.
 */
#ifndef PROTECT_UNIONS_H
#define PROTECT_UNIONS_H

#include "protect/protect_figures.h"

/* What is done with each union of two classes or more: the sum of these cells. */
typedef void protect_union(struct protect *p, const struct term *term, size_t n);

/* Of all tables of now. Unions that go out themselves are figures already, and are left out. */
void protect_unions(struct protect *p, protect_union *call);

#endif
