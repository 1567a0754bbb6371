/*
 * figures: what stands in a table before and after it was protected: its smallest group, its smallest figure that is shown, and how
 * many of its figures are hidden or changed.
 */
#ifndef FIGURES_H
#define FIGURES_H

#include <stdint.h>

#include "inspect/line.h"
#include "inspect/request.h"

struct figures {
	int64_t rows, figures;
	int64_t least_inside, least_shown; /* counts above zero, or LINE_UNKNOWN */
	int64_t hidden, changed; /* figures without a value; with one that is not the counted one */
};

/* Reads both tables; `inside` NULL: it is not there. Dies as any reader does. */
void figures_read(struct figures *f, const struct request_table *t, const char *inside,
                  const char *protected);

#endif
