/*
 * windows: the same tables over other times than the period of the run.
 *
 * Where a text says ${window.from}, ${window.till} or ${window.year}, it speaks of the window that is asked: the period itself, or what stands in
 * `window:` of a table (year-to-date, last-12-months, year, previous, year-ago, or several with dots). Tables and sources that say so, and all
 * that are made of them, are made once for each window that is asked; those of another than the period's own are called NAME-WINDOW.
 */
#ifndef WINDOWS_H
#define WINDOWS_H

#include "language/language.h"

/* In a source that says what it `covers`: the windows that are asked of it, "${period.year.from} ${period.year.till}". */
#define WINDOWS_ASKED "asked for"

/* After all other passes: the tables have only `from`, `through` and `window`. */
void windows_write_out(struct language *l);

#endif
