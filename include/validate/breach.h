/*
 * breach: the rules that every schema has, by the names under which rejects and reports count them (docs/schemas.md).
 *
 * What a field breaks is a set of bits, breach_bit(BREACH_...), so that a row without fault costs no more than a zero.
 */
#ifndef BREACH_H
#define BREACH_H

#include <stdint.h>

#include "identity.h"

enum breach {
	BREACH_RAGGED, /* of a row: all up to BREACH_REQUIRED */
	BREACH_QUOTE,
	BREACH_ESCAPE,
	BREACH_CONTROL,
	BREACH_CONTROL_C1,
	BREACH_ENCODING,
	BREACH_LONG,     /* no stage reads a record over RECORD_MAX_BYTES */
	BREACH_REQUIRED, /* of a field */
	BREACH_TYPE,
	BREACH_DIGITS, /* a number, but beyond what is exact */
	BREACH_MIN_LENGTH,
	BREACH_MAX_LENGTH,
	BREACH_MINIMUM,
	BREACH_MAXIMUM,
	BREACH_EXCLUSIVE_MINIMUM,
	BREACH_EXCLUSIVE_MAXIMUM,
	BREACH_PATTERN,
	BREACH_ENUM,
	BREACH_CATEGORIES,
	BREACH_CODE,
	BREACH_CODE_DATE,
	BREACH_IDENTITY, /* and one for each further enum identity_reason */
	BREACH_UNIQUE = BREACH_IDENTITY + IDENTITY_REASONS - 1, /* of a row among the others */
	BREACH_PRIMARY_KEY,
	BREACH_UNIQUE_KEY,
	BREACH_FOREIGN_KEY,
	BREACHES
};

static inline uint64_t breach_bit(enum breach breach)
{
	return UINT64_C(1) << breach;
}

static inline enum breach breach_identity(enum identity_reason reason)
{
	return (enum breach)((int)BREACH_IDENTITY + (int)reason - 1);
}

/* "min-length", "identity-check-digit": never changes. Written to `room` if need be. */
const char *breach_id(enum breach breach, char room[64]);

enum breach_language { BREACH_EN, BREACH_SV, BREACH_LANGUAGES };

/* What was expected. %s, at most once, is for what the schema says (a limit, a format). NULL: of a type, see schema.h. */
const char *breach_message(enum breach breach, enum breach_language language);

#endif
