/*
 * priority: what the readers of a group of protect need most, by the names of the questions.
 *
 * `priority: ["avslutade[kon=*]"]` names a question as its author does; where protection needs more than the reader sees (questions.h), it is the table
 * that is protected that is meant.
 */
#ifndef PRIORITY_H
#define PRIORITY_H

#include "language/language.h"

/* The table that is protected for a question of that name. */
const char *priority_table(struct language *l, struct slice question);

/* Gives the group of protect, whose items are its own, the list with the names of tables. After questions_write_out. */
void priority_write_out(struct language *l, struct yaml *group);

#endif
