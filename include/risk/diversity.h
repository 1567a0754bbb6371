/*
 * diversity: how many different values a column has in each class of records (classes.h). Start it as {0}.
 */
#ifndef DIVERSITY_H
#define DIVERSITY_H

#include <stddef.h>
#include <stdint.h>

#include "map.h"
#include "str.h"

struct diversity {
	struct map value; /* each different text */
	struct map pair;  /* one of them in a class */
	uint32_t *different;
	size_t classes, room;
};

/* A class is new with its first value, and classes come in the order of their numbers, as classes_add gives them. */
void diversity_add(struct diversity *d, size_t class, struct slice value);

/* The least that any class has; 0 if there is none. */
uint32_t diversity_least(const struct diversity *d);

void diversity_done(struct diversity *d);

#endif
