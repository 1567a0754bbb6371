/*
 * sorter_key: eight bytes of a key as a number that has their order; what is behind the end of the key counts as NUL.
 */
#ifndef SORTER_KEY_H
#define SORTER_KEY_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "str.h"

static inline uint64_t sorter_key_prefix(struct slice key, size_t from)
{
	uint64_t bytes = 0;
	size_t n = key.n > from ? key.n - from : 0;

	if (n >= sizeof bytes)
		memcpy(&bytes, key.at + from, sizeof bytes);
	else if (n > 0)
		memcpy(&bytes, key.at + from, n);
	return be64toh(bytes);
}

#endif
