/*
 * identity: the numbers of persons and organisations in Sweden.
 *
 * A person has a personnummer, or a samordningsnummer (day of birth + 60), written in several ways;
 * all are brought to one form of twelve digits, YYYYMMDDNNNC, with the century and without sign:
 *
 *	YYYYMMDDNNNC  YYYYMMDD-NNNC     as it is
 *	YYMMDD-NNNC   YYMMDDNNNC        the last such year up to the reference date's
 *	YYMMDD+NNNC                     a hundred years before that
 *	YYYYMMDD+NNNC                   as it is, but the century may not contradict the plus
 *
 * The sign changes in the year (not on the day) that the person turns 100, so the year alone
 * decides. The reference date is an argument, the day at which the data were known; the clock is
 * never read. Spaces at either end do not matter.
 *
 * Sources: 18 § folkbokföringslagen (1991:481), and Skatteverket's SKV M 2010:3 on the
 * samordningsnummer, where month 00 or day 60 stand for what is not known. Its day is 61 to 91 in
 * every month: 24 of the 2,264 that Skatteverket publishes for tests have one that the month lacks,
 * and a number is not a date that anybody checked. Synthetic numbers are
 * ours: month + 80 and a right check digit, so they count like real ones and can never be issued.
 *
 * Pure; a call takes some fifteen nanoseconds.
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define IDENTITY_DIGITS 12
#define IDENTITY_ORGANISATION_TEXT 11 /* NNNNNN-NNNC */

enum identity_reason {
	IDENTITY_VALID,
	IDENTITY_FORM,         /* not one of the forms of a person's number */
	IDENTITY_NO_REFERENCE, /* two digits of a year, and no reference date */
	IDENTITY_CENTURY,      /* a plus, and not a hundred years old */
	IDENTITY_DATE,         /* no such date */
	IDENTITY_FUTURE,       /* born after the reference date */
	IDENTITY_BIRTH_NUMBER, /* 000, which is never issued */
	IDENTITY_CHECK_DIGIT,
	IDENTITY_INTERIM,   /* a temporary number with a letter, as schools give */
	IDENTITY_RESERVE,   /* a care giver's own number: letters, or the century 99 */
	IDENTITY_SYNTHETIC, /* a made-up number, and they are not allowed */
	IDENTITY_TEST,      /* of those that are published for tests, and they are refused */
	IDENTITY_ORGANISATION_FORM, /* not one of the forms of an organisation's number */
	IDENTITY_ORGANISATION,      /* an organisation's number where a person's belongs */
	IDENTITY_PERSON,            /* a person's number where an organisation's belongs */
	IDENTITY_REASONS
};

enum identity_sex { IDENTITY_MAN, IDENTITY_WOMAN };

/* The twelve digits of numbers that are valid and yet nobody's, in ascending order. */
struct identity_list {
	uint64_t *number;
	size_t n;
};

struct identity_rules {
	int reference; /* year * 10000 + month * 100 + day; 0: none, so ten digits are refused */
	bool allow_synthetic;
	const struct identity_list *refused; /* NULL: none */
	bool *synthetic_seen;                /* NULL, or set when a made-up number was valid */
};

struct identity {
	char digits[IDENTITY_DIGITS];
	bool coordination; /* a samordningsnummer */
	bool synthetic;
};

/* As the number says it. A samordningsnummer: month or day 0 is not known, and the month may lack the day. */
struct identity_birth {
	int year, month, day;
};

/* A person's number. *id is not touched unless the answer is IDENTITY_VALID. */
enum identity_reason identity_parse(struct slice s, const struct identity_rules *rules,
                                    struct identity *id);

/* The twelve digits as one number, as a list holds them. */
uint64_t identity_number(const struct identity *id);

/* Not always the day of birth: dates that ran out of numbers borrow from their neighbours. */
struct identity_birth identity_birth(const struct identity *id);

/* The last digit but one: odd for men. */
enum identity_sex identity_sex(const struct identity *id);

/*
 * An organisation's number, NNNNNN-NNNC or NNNNNNNNNC, also after 16 (the century of
 * organisations), to NNNNNN-NNNC. The third digit is at least 2, which keeps it apart from a
 * person's; a person's is refused as such, since it would be a direct identifier among open data.
 * `to` is not touched unless the answer is IDENTITY_VALID.
 */
enum identity_reason identity_parse_organisation(struct slice s,
                                                 char to[IDENTITY_ORGANISATION_TEXT]);

/*
 * Whether a number of a person stands in the text: ten or twelve digits with a right date and check digit and no
 * further digit beside them, its last four perhaps after a sign, a blank or a dash. Synthetic ones count, and the
 * reference date does not matter. *tens, unless NULL, says whether there are ten digits or more at all.
 */
bool identity_is_in(struct slice text, bool *tens);

/* The tenth digit that goes with nine, of a person's number or an organisation's. */
char identity_check_digit(const char nine[9]);

/* A fixed short name for tables and rules ("check-digit"), and what was expected, in words. */
const char *identity_reason_name(enum identity_reason reason);
const char *identity_reason_en(enum identity_reason reason);
const char *identity_reason_sv(enum identity_reason reason);

#endif
