#include "risk/risk_diversity.h"

#include <stdlib.h>

#include "arena.h"

void risk_diversity_add(struct risk_diversity *d, size_t class, struct slice value)
{
	uint32_t both[2] = {(uint32_t) class, (uint32_t)map_put(&d->value, value, NULL)};
	bool added;

	if (class == d->classes) {
		d->different = array_room(d->different, &d->room, class + 1, sizeof *d->different);
		d->different[class] = 0;
		d->classes++;
	}
	map_put(&d->pair, (struct slice){(const char *)both, sizeof both}, &added);
	d->different[class] += added;
}

uint32_t risk_diversity_least(const struct risk_diversity *d)
{
	uint32_t least = d->classes == 0 ? 0 : d->different[0];

	for (size_t class = 1; class < d->classes; class ++)
		if (d->different[class] < least)
			least = d->different[class];
	return least;
}

void risk_diversity_done(struct risk_diversity *d)
{
	map_done(&d->value);
	map_done(&d->pair);
	free(d->different);
}
