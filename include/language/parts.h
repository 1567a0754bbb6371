/*
 * parts: the files that a pipeline uses, and all that stands in them and in it as one tree.
 *
 * `use: [grund/filer.yaml]` names parts, from the folder of the file that says so; a part (`part: NAME`) may use parts. One that
 * several use is read once. Names are used as they are: two of one name are an error that shows both places. Only a parameter may
 * be declared in several files, since each that uses it must declare it: they say the same of it, and the pipeline has the
 * last word on its default and all else but its type. What several files say of a rule is laid together: it holds of more tables.
 */
#ifndef PARTS_H
#define PARTS_H

#include "language/language.h"

/* The sections of which a part may have its own items, NULL at the end. */
extern const char *const parts_sections[];

/* Makes l->root of the file and its parts. The file may be a part, which is looked at alone. */
void parts_read(struct language *l, const struct yaml *file);

#endif
