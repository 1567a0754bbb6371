/*
 * cube: an exhibit as dimensions and one cell for every combination of their values, as the formats of statistical offices
 * have it. A combination that the exhibit does not show has what its `saknad_rad` says. Where the combinations would be more
 * than CUBE_SPARSE times those that are shown, as of a förbund and its län, the keys of the axis are one dimension, with
 * codes like 14.F01.
 */
#ifndef CUBE_H
#define CUBE_H

#include "render/exhibit.h"

/* More than so many are an error of the report. */
#define CUBE_CELLS 2000000

#define CUBE_SPARSE 4

#define CUBE_DIMENSIONS (2 * EXHIBIT_LEVELS + 1)

struct cube_value {
	struct slice code, label;
	size_t measure; /* of the dimension of measures */
	bool total;
};

struct cube_dimension {
	struct slice key, title;
	struct cube_value *value;
	size_t n, room;
	bool measures, columns; /* it stands in the head of the table */
	bool time;              /* observation_is_time */
	size_t level, levels;   /* of the axis, that it is of */
	size_t *at;             /* the value that each step of the axis has; NULL: the only one */
};

struct cube {
	const struct exhibit *of;
	struct cube_dimension dimension[CUBE_DIMENSIONS]; /* of the rows, then of the columns */
	size_t dimensions;
	const struct exhibit_cell **cell,
	    **base; /* the last dimension runs fastest; no base: NULL */
	size_t cells;
};

/* All of it lies in the arena. If no axis has the measures, the last dimension is the only one. */
struct cube cube_of(const struct exhibit *f, const struct report *r);

/* The number of the value that a cell has of a dimension. */
size_t cube_at(const struct cube *c, size_t cell, size_t dimension);

/* The measure of a cell. */
const struct measure *cube_measure(const struct cube *c, size_t cell);

#endif
