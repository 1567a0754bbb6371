/*
 * questions: tables that ask a model, written out as steps (docs/language.md).
 *
 * Each is written out as what it is: a table that counts (counted.h), groups in one table (grouped.h), populations in turn (nested.h). A table that is from a
 * population is made of its rows.
 */
#ifndef QUESTIONS_H
#define QUESTIONS_H

#include "language/language.h"

/* Writes out each table with `ask` or `chain`; l->root then has, under "asked", the names of those that count persons. */
void questions_write_out(struct language *l);

#endif
