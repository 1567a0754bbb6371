/*
 * sighting: where in any bytes a person can be seen: a valid identity, or a pseudonym's token.
 *
 * An identity is looked for in all its spellings (10 or 12 digits, with or without a sign; a dash or a minus of
 * Unicode, or one blank, is a sign too), whoever the number belongs to: those that can never be issued count. The
 * digits stand alone, so those in a hash, in a longer number or after a decimal point are none. A token is 26
 * characters of base32 that 16 bytes can give, in any case; a word of only letters is one if its letters are such
 * as words do not have.
 */
#ifndef SIGHTING_H
#define SIGHTING_H

#include <stddef.h>

#include "str.h"

enum sighting {
	SIGHTING_NONE,
	SIGHTING_IDENTITY,
	SIGHTING_NUMBER, /* ten digits without a sign, that may be an identity or an amount */
	SIGHTING_TOKEN
};

/* The next one from *at on, which becomes its first byte, and *end the byte after it. */
enum sighting sighting_next(struct slice text, size_t *at, size_t *end);

/* What to call it in a message. */
const char *sighting_name(enum sighting what);

#endif
