/*
 * withdrawal: what stands where an edition was that has been withdrawn: in place of each of its pages a notice, and nothing else.
 */
#ifndef WITHDRAWAL_H
#define WITHDRAWAL_H

#include <sys/types.h>

#include "arena.h"

struct withdrawal {
	const char *name, *period, *day, *why;
	mode_t mode;
	struct arena *arena;
};

/* `current`: the publication that is shown; `folder`: the one that takes its place, which is there. */
void withdrawal_fill(const struct withdrawal *w, const char *current, const char *folder);

#endif
