/*
 * risk_diversity: how many different values a column has in each class of records (risk_classes.h). Start it as {0}.
 */
#ifndef RISK_DIVERSITY_H
#define RISK_DIVERSITY_H

#include <stddef.h>
#include <stdint.h>

#include "map.h"
#include "str.h"

struct risk_diversity {
	struct map value; /* each different text */
	struct map pair;  /* one of them in a class */
	uint32_t *different;
	size_t classes, room;
};

/*
 * A class is new with its first value, and classes come in the order of their numbers, as risk_classes_add gives
 * them.
 */
void risk_diversity_add(struct risk_diversity *d, size_t class, struct slice value);

/* The least that any class has; 0 if there is none. */
uint32_t risk_diversity_least(const struct risk_diversity *d);

void risk_diversity_done(struct risk_diversity *d);

#endif
