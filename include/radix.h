/*
 * radix: sorts many whole numbers, and what goes with each, in time that is linear in their number. Pure.
 */
#ifndef RADIX_H
#define RADIX_H

#include <stddef.h>
#include <stdint.h>

struct radix_pair {
	uint64_t key, value;
};

/* By the keys; equal ones keep their order. `spare` has room for n too, and holds nothing of worth. */
void radix_sort(struct radix_pair *pair, size_t n, struct radix_pair *spare);

#endif
