/*
 * noise: keys of which the noise of an edition is drawn (docs/privacy.md, "Noise").
 *
 * An edition is a whole publication of a unit's period, with one set of keys. Each record, and each person, has a number of
 * 64 bits under the edition's key; those of a set are added up (mod 2^64), and the noise of its count is drawn of the sum. So
 * a set has one noise wherever it is counted in the edition, and another in every other edition.
 *
 * The keys are HKDF-SHA-256(the key's bytes, no salt, info, 32 bytes): of the numbers with the info "finsam/noise/1/" UNIT "/"
 * PERIOD "/" EDITION, of what is drawn with "finsam/noise/draw/1/" and the same.
 */
#ifndef NOISE_H
#define NOISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "digest.h"
#include "error.h"
#include "key.h"
#include "str.h"

/* Of two counts with noise a difference below it tells nothing, since noise could have made it. */
#define NOISE_DIFFERENCE 5

#define NOISE_KEY_TEXT 20 /* bytes of a number as a field */
#define NOISE_WORD_MAX 200

/* The column of the numbers of records, beside NAME.key of what NAME holds. */
#define NOISE_RECORD "row.key"

/* As they are given in options; NULL if not. */
struct noise_edition {
	const char *unit, *period, *edition;
};

enum noise_use { NOISE_NUMBERS, NOISE_DRAWS };

/* False and the reason if one of the three is not given, or is not a text of 1 to 200 bytes without / and control characters. */
bool noise_edition_check(const struct noise_edition *edition, struct error *e);

/* The key of an edition that was checked. The caller ends it with digest_key_done. */
void noise_open(const struct key *k, const struct noise_edition *edition, enum noise_use use,
                struct digest_key *to);

/* The number of a value: the first 8 bytes of its keyed digest, the highest first. */
uint64_t noise_number(const struct digest_key *numbers, struct slice value);

/*
 * What is drawn of a sum of numbers and how many there were, evenly from 0 to 2^32 - 1: the first 4 bytes of the keyed digest
 * of both, 8 bytes each, the highest first. With `amount` of these and the amount: what is drawn for a sum of money must not
 * be what was drawn for its count, or the one would give the other back.
 */
uint32_t noise_draw(const struct digest_key *draws, uint64_t sum, int64_t count,
                    struct slice amount);

/* A number as a field, and a field as a number; false: it is none. */
size_t noise_key_write(uint64_t number, char to[NOISE_KEY_TEXT]);
bool noise_key_read(struct slice field, uint64_t *number);

#endif
