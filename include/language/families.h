/*
 * families: lists that are known before the run, as the files of a delivery, named once.
 *
 * `families: {fil: [forbund, medlemmar]}`. An entry of sources, expects or tables with `for_each: fil` stands for one of each
 * member, with ${fil} in its name and texts replaced; messages about one say which: (fil = medlemmar). In a table,
 * `from: {each: fil, of: "${fil}.quality", as: fil}` appends what is of each, with a column that says whence a row came; a list of
 * several such things, and of names of tables, is appended too; `through` in one of them is done to each first.
 * What depends on the data is no family.
 */
#ifndef FAMILIES_H
#define FAMILIES_H

#include "language/language.h"

/* Writes out each entry with `for_each`. */
void families_write_out(struct language *l);

/* Writes out each `from` that is more than a name, as tables of their own and a step `append`. */
void families_gather(struct language *l);

#endif
