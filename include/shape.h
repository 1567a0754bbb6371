/*
 * shape: texts of a fixed number of bytes, each of which lies in one of two ranges: what patterns such as F[0-9]{2} or
 * [A-Za-z]{3}-[0-9]{4} mean, told by a few instructions for all bytes at once. Pure.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "str.h"

#define SHAPE_BYTES 16

typedef uint8_t shape_bytes __attribute__((vector_size(SHAPE_BYTES)));

/* Byte i is right if it is low[k][i] to low[k][i] + span[k][i] for one of the k; behind n all are. */
struct shape {
	size_t n;
	shape_bytes low[2], span[2];
};

/*
 * The shape that a pattern of PCRE2 that must match the whole text has. False if it has none that is known here: more
 * than SHAPE_BYTES bytes, more than two ranges in a class, and all but letters, digits, and the signs that mean
 * themselves, classes of these, {n}, and ^ and $ at the ends.
 */
bool shape_of_pattern(struct slice pattern, struct shape *shape);

/* SHAPE_BYTES bytes can be read at s.at, however few it has. */
static inline bool shape_fits(const struct shape *shape, struct slice s)
{
	shape_bytes text, right;
	uint64_t half[2];

	memcpy(&text, s.at, sizeof text);
	right = (shape_bytes)(text - shape->low[0] <= shape->span[0]) |
	        (shape_bytes)(text - shape->low[1] <= shape->span[1]);
	memcpy(half, &right, sizeof half);
	return s.n == shape->n && (half[0] & half[1]) == UINT64_MAX;
}

#endif
