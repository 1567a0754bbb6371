/*
 * ask: a question that somebody asks of a pipeline at a shell, beside those that stand in it.
 *
 * The pipeline then has a table `ask`, and makes nothing else that is not needed for it: no report, no publication. If it is about persons it is protected
 * by itself, in a group `asked`, as the pipeline's first group is (min, width, zeros and so on); what several such questions tell together, nobody looks at, so
 * the answers are for those who work with the data, and are not published.
 */
#ifndef ASK_H
#define ASK_H

#include "language/language.h"

/* Whether the table is the answer, or what it is made of. */
bool ask_owns(const struct language *l, struct slice table);

/* The table, after parts_read. */
void ask_begin(struct language *l);

/* The group of protect, when the questions are written out; `groups` is a map of groups, or NULL. */
void ask_protect(struct language *l, struct yaml *groups);

#endif
