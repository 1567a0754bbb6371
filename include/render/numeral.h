/*
 * numeral: numbers, dates and their units as people read them, in Swedish and English.
 *
 * A figure is rounded once, half up, from its exact value in the unit it is printed in (numeral_round); what is printed
 * and what a word like "drygt" says about it come from that one rounding. Sources: Språkrådet, Svenska skrivregler
 * (groups of three and the percent sign with a no-break space, decimal comma); ISO 80000-1 (the true minus, U+2212).
 * No locale of the machine is used.
 */
#ifndef NUMERAL_H
#define NUMERAL_H

#include <stdbool.h>
#include <stdint.h>

#include "number.h"
#include "str.h"

enum language { LANGUAGE_SV, LANGUAGE_EN, LANGUAGES };

enum numeral_unit {
	NUMERAL_PLAIN,
	NUMERAL_PERCENT,      /* a share or a change, times 100; "31 procent" in prose */
	NUMERAL_PERCENT_SIGN, /* the same as "31 %" */
	NUMERAL_POINTS,       /* a difference of shares, times 100; "5 procentenheter" */
	NUMERAL_KRONOR,
	NUMERAL_MILLIONS, /* of kronor; "49 miljoner kronor" */
	NUMERAL_DAYS
};

#define NUMERAL_MAX_STEP 1000000

struct numeral {
	enum numeral_unit unit;
	int decimals; /* 0 to 6 */
	/* A multiple of this: 1, 2 or 5 and zeros, at most NUMERAL_MAX_STEP; 0 is 1. */
	int64_t step;
	bool plus;     /* + before what is above zero */
	bool absolute; /* without its sign */
};

/* What the printed figure is beside the true one. */
enum numeral_word { NUMERAL_EXACT, NUMERAL_DRYGT, NUMERAL_KNAPPT };

struct numeral_rounded {
	struct number shown; /* in the unit, rounded */
	bool zero;           /* the exact value is zero, not only the rounded one */
	enum numeral_word word;
};

/* False if the value is too large to be written in that unit. */
bool numeral_round(const struct numeral *n, struct number exact, struct numeral_rounded *result);

/* Appends the figure: groups of three, the language's decimal sign, a true minus; no unit. */
void numeral_digits(struct str *to, const struct numeral *n, struct number shown, enum language l);

/* The figure with its unit in words, as prose has it; the percent sign if the unit says so. */
void numeral_prose(struct str *to, const struct numeral *n, struct number shown, enum language l);

/* The figure for a program: no groups, `point` between whole and decimals, an ASCII minus. */
void numeral_machine(struct str *to, const struct numeral *n, struct number shown, char point);

/* "procent", "kronor": the unit as a word for headings. Empty for NUMERAL_PLAIN. */
const char *numeral_unit_name(enum numeral_unit unit, enum language l);

/* "drygt", "knappt", "cirka" (for NUMERAL_EXACT). */
const char *numeral_word_text(enum numeral_word word, enum language l);

/* "6 juli 2022", and "juli 2022" for a month (year * 12 + month - 1). */
void numeral_date(struct str *to, int32_t day, enum language l);
void numeral_month(struct str *to, int32_t month, enum language l);

#endif
