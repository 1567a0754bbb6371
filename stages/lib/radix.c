#include "radix.h"

#include <string.h>

#define FEW 32 /* of which each can be moved to its place faster than counted */

static void insert_each(struct radix_pair *pair, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct radix_pair one = pair[i];
		size_t at = i;
		for (; at > 0 && pair[at - 1].key > one.key; at--)
			pair[at] = pair[at - 1];
		pair[at] = one;
	}
}

/* By one byte of the key. */
static void distribute(const struct radix_pair *from, size_t n, unsigned shift,
                       struct radix_pair *to)
{
	size_t next[257] = {0};

	for (size_t i = 0; i < n; i++)
		next[(from[i].key >> shift & 0xFF) + 1]++;
	for (size_t i = 1; i < 256; i++)
		next[i] += next[i - 1];
	for (size_t i = 0; i < n; i++)
		to[next[from[i].key >> shift & 0xFF]++] = from[i];
}

/* By one byte after the other, the lowest first; a byte that is the same in all is passed over. */
void radix_sort(struct radix_pair *pair, size_t n, struct radix_pair *spare)
{
	struct radix_pair *from = pair, *to = spare;
	uint64_t differ = 0;

	if (n <= FEW) {
		insert_each(pair, n);
		return;
	}
	for (size_t i = 1; i < n; i++)
		differ |= pair[i].key ^ pair[0].key;
	for (unsigned shift = 0; shift < 64; shift += 8) {
		struct radix_pair *sorted = to;
		if ((differ >> shift & 0xFF) == 0)
			continue;
		distribute(from, n, shift, to);
		to = from;
		from = sorted;
	}
	if (from != pair)
		memcpy(pair, from, n * sizeof *pair);
}
