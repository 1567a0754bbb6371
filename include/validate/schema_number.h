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
	bool bare;          /* false: a unit may stand before the number, and one after it */
	/* Those that may; NULL: those of money, of hundredths and of pieces. */
	const struct slice *unit;
	size_t units;
};

enum schema_number_answer {
	SCHEMA_NUMBER_NONE,
	SCHEMA_NUMBER_READ,
	SCHEMA_NUMBER_BEYOND /* one of more than NUMBER_MAX_DIGITS digits or NUMBER_MAX_SCALE decimals */
};

/*
 * A number has digits, perhaps a sign, decimals, an exponent; grouping by threes or not at all; no zero
 * before other digits (what has one is a code, and reading it as a number would lose the zero). A sign is + or -,
 * or one of the dashes that programs put in its place, right before the digits. *canonical is s itself if that is
 * the canonical form, else it lies in `room`.
 *
 * What stands beside a number can change it: a minus after it, brackets, <, a word like "minus" or "mkr". So only
 * what is known to be its unit is taken off, and anything else makes it no number.
 */
enum schema_number_answer schema_number_read(const struct schema_number *as, struct slice s,
                                             char room[NUMBER_MAX_TEXT], struct slice *canonical);

#endif
