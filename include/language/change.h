/*
 * change: what has become of a figure of a question, between two values of a key.
 *
 * `forandringar: {from: sysselsattning, change: {over: tidpunkt, from: fore, to: efter, of: andel}}` has a row for each of the other keys, with the figure at each
 * of the two, in columns of their names, and the second less the first: `change`, or what `as` says. It is made of what is shown, so of figures that are protected already; where one
 * of the two is hidden, so is the difference. `with` are measures that both have alike.
 */
#ifndef CHANGE_H
#define CHANGE_H

#include "language/language.h"

/* Adds the table, which has `change`. `asked`: all tables as their authors wrote them. */
void change_write_out(struct language *l, struct yaml *tables, const struct yaml *asked,
                      const struct yaml *node);

#endif
