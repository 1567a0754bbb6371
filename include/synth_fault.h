/*
 * synth_fault: the ways in which a row is made wrong, and which rule should find it.
 */
#ifndef SYNTH_FAULT_H
#define SYNTH_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "str.h"
#include "synth_chance.h"

/* The fields of a row by the name of their column. */
struct synth_row_view {
	const char *const *name;
	struct str *field;
	size_t n;
};

/* Makes one thing wrong, by lot; the rule's name. NULL: nothing in this row of this file can be made wrong. */
const char *synth_fault_make(const char *file, struct synth_row_view *row, struct synth_chance *c);

#endif
