/*
 * schema_number: numbers as people and programs write them, to canonical form. Exact; pure.
 */
#ifndef SCHEMA_NUMBER_H
#define SCHEMA_NUMBER_H

#include <stdbool.h>

#include "number.h"
#include "str.h"

struct schema_number {
	bool whole;         /* no decimals and no exponent */
	char decimal;       /* decimalChar */
	struct slice group; /* groupChar; n is 0: none; a space stands for every kind of space */
	bool bare;          /* false: text before and after the number is passed over */
};

/*
 * False: it is none. A number has digits, perhaps a sign, decimals, an exponent; grouping by threes or not at all; no zero
 * before other digits (what has one is a code, and reading it as a number would lose the zero). *canonical is s itself if
 * that is the canonical form, else it lies in `room`.
 */
bool schema_number_read(const struct schema_number *as, struct slice s, char room[NUMBER_MAX_TEXT],
                        struct slice *canonical);

#endif
