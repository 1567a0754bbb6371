/*
 * fault_names: the rules that every schema has, by the names under which rejects and reports count them
 * (docs/schemas.md).
 *
 * What a field breaks is a set of bits, fault_bit(FAULT_...), so that a row without fault costs no more than a zero.
 */
#ifndef FAULT_NAMES_H
#define FAULT_NAMES_H

#include <stdint.h>

#include "identity.h"

enum fault {
	FAULT_RAGGED, /* of a row: all up to FAULT_REQUIRED */
	FAULT_QUOTE,
	FAULT_ESCAPE,
	FAULT_CONTROL,
	FAULT_CONTROL_C1,
	FAULT_ENCODING,
	FAULT_LONG,     /* no stage reads a record over RECORD_MAX_BYTES */
	FAULT_UNENDED,  /* the last row has no line end: a warning */
	FAULT_REQUIRED, /* of a field */
	FAULT_TYPE,
	FAULT_DIGITS, /* a number, but beyond what is exact */
	FAULT_MIN_LENGTH,
	FAULT_MAX_LENGTH,
	FAULT_MINIMUM,
	FAULT_MAXIMUM,
	FAULT_EXCLUSIVE_MINIMUM,
	FAULT_EXCLUSIVE_MAXIMUM,
	FAULT_PATTERN,
	FAULT_ENUM,
	FAULT_CATEGORIES,
	FAULT_CODE,
	FAULT_CODE_DATE,
	FAULT_IDENTITY, /* and one for each further enum identity_reason */
	FAULT_UNIQUE = FAULT_IDENTITY + IDENTITY_REASONS - 1, /* of a row among the others */
	FAULT_PRIMARY_KEY,
	FAULT_UNIQUE_KEY,
	FAULT_FOREIGN_KEY,
	FAULTS
};

static inline uint64_t fault_bit(enum fault fault)
{
	return UINT64_C(1) << fault;
}

static inline enum fault fault_identity(enum identity_reason reason)
{
	return (enum fault)((int)FAULT_IDENTITY + (int)reason - 1);
}

/* "min-length", "identity-check-digit": never changes. Written to `room` if need be. */
const char *fault_id(enum fault fault, char room[64]);

enum fault_language { FAULT_EN, FAULT_SV, FAULT_LANGUAGES };

/*
 * What was expected. %s, at most once, is for what the schema says (a limit, a format). NULL: of a type, see
 * schema.h.
 */
const char *fault_message(enum fault fault, enum fault_language language);

/* How it is mended, a sentence or two; each has one. */
const char *fault_advice(enum fault fault, enum fault_language language);

#endif
