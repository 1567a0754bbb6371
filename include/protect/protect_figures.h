/*
 * protect_figures: the figures of the tables of a call, what each is of, and what binds them to each other (cells.h).
 *
 * A figure is a measure of a population with a value in some key columns; * is no value, and neither is a key that
 * the table does not have. So the same figure in two rows or two tables is one cell. Counts are one problem; sums
 * are another, in their least unit: nothing that is published binds an amount to a number of persons.
 *
 *	protect_open(&p, &spec);  protect_table_load(&p.table[i], ...) ...
 *	protect_cells(&p);               finds them all, and the sums between them (protect_cells.h)
 *	protect_rules(&p);               which are secret, what the others cost
 */
#ifndef PROTECT_FIGURES_H
#define PROTECT_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "digest.h"
#include "protect/cells.h"
#include "map.h"
#include "protect/protect_request.h"
#include "protect/protect_table.h"

#define PROTECT_VALUE_MAX INT64_C(1000000000000000) /* what cells.h computes with */

/* Why a figure is hidden; the first rule that held. */
enum protect_rule {
	PROTECT_OPEN,
	PROTECT_SMALL,     /* a small count */
	PROTECT_REST,      /* the rest of a whole is a small count */
	PROTECT_ALIKE,     /* all of a group, or none */
	PROTECT_BELONGS,   /* a sum over a hidden count */
	PROTECT_PERCENT,   /* p percent */
	PROTECT_DOMINANCE, /* n, k */
	PROTECT_ADDED,     /* what was added since an earlier publication is a small count */
	PROTECT_CHANCE,    /* as if it were small (protect_keyed.h) */
	PROTECT_OTHER,     /* for another's sake */
	PROTECT_RULES
};

/* Whether it was told already, by a table that does not go out now (protect_told.h). */
enum protect_told { PROTECT_NOT_TOLD, PROTECT_TOLD_SHOWN, PROTECT_TOLD_HIDDEN };

/* What else is known of a cell. */
struct protect_place {
	size_t table, row, measure; /* where it stands first; row PROTECT_NONE: in no table */
	bool shown;                 /* some row that goes out has it */
	enum protect_rule rule;
	unsigned wholes;  /* sums that it is the whole of */
	bool may_be_zero; /* though zeros are shown */
	bool never;       /* nobody can be in it (protect_never.h) */
	bool was_hidden;  /* in an earlier publication */
	enum protect_told told;
	bool loose; /* in no table, and bound to nothing */
};

struct protect_side {
	struct cells cells;
	struct map at;        /* what a figure is of, to its cell */
	struct map relations; /* those that are there, so that two tables do not give one twice */
	struct protect_place *place;
	size_t room;
};

/*
 * Some of a whole (its terms come to no more than zero: some, less the whole; in the order of the cells), as a value
 * of a key of overlaps, a --relation or a --part says. What is left is a number of persons too.
 */
struct protect_rest {
	struct term *term;
	size_t n;
	bool added; /* since an earlier publication */
	bool
	    part; /* a count is said to be a part of another: all of it, or none, tells something of each */
};

struct protect {
	const struct protect_request *spec;
	struct slice units, unit; /* of one unit: the column and its name (protect_units.h) */
	struct protect_table *table;
	size_t n; /* tables of the call; */
	/* then those that were published earlier, if what was added since is a number of persons */
	size_t all;
	struct protect_side counts, sums;
	struct protect_rest *rest;
	size_t rests, rest_room;
	unsigned decimals;              /* of the sums' least unit */
	const struct digest_key *keyed; /* of what is drawn (protect_keyed.h); NULL: nothing is */
	struct arena arena;
};

#define PROTECT_EARLIER \
	"\x1c%02u" /* before what a figure of an earlier publication is of: its number */
#define PROTECT_EARLIER_BYTES 3
#define PROTECT_UNKNOWN \
	(-1) /* the value of a figure that was hidden earlier, or of a total that stands in no row */

/* Room for the tables of the spec, which must live as long. */
void protect_open(struct protect *p, const struct protect_request *spec);

/* What the figure of a measure with these key values is of, one value for each key of the table. In `to`. */
struct slice protect_coordinate(const struct protect_table *t, const struct protect_column *c,
                                const struct slice *value, struct str *to);
struct slice protect_coordinate_of_row(const struct protect_table *t, size_t measure, size_t row,
                                       struct str *to);

/*
 * It is the population and then, in the order of their names, PROTECT_NAME a key PROTECT_VALUE its value for each
 * key that is not *; of an earlier publication PROTECT_EARLIER first. Bytes that no field holds.
 */
#define PROTECT_NAME '\x1f'
#define PROTECT_VALUE '\x1e'
void protect_add_population(const struct protect_table *t, const struct protect_column *c,
                            struct str *to);

/* A key and its value off the front of what comes after the population; false: there is none. */
bool protect_next_pair(struct slice *rest, struct slice *name, struct slice *value);

/* A cell of that coordinate, which must be new. */
size_t protect_add(struct protect_side *side, struct slice coordinate, int64_t value,
                   struct protect_place place);

/* As cells_relate; false: the same is there already, from another table. Sorts the terms. */
bool protect_relate(struct protect_side *side, struct term *term, size_t n, bool at_most);

/* That the terms come to no more than zero, where what is left of the whole is a number of persons. */
void protect_relate_some(struct protect *p, struct protect_side *side, struct term *term, size_t n,
                         bool part);

/*
 * The field of a count or a sum, a sum in its least unit; PROTECT_UNKNOWN if it was hidden earlier. Dies if it is
 * none.
 */
int64_t protect_value(const struct protect *p, const struct protect_table *t, size_t measure,
                      size_t row);

/* Dies with what is wrong with a cell, and where it stands. */
_Noreturn void protect_die(const struct protect *p, const struct protect_side *side, size_t cell,
                           const char *what);

static inline struct protect_side *protect_side_of(struct protect *p,
                                                   const struct protect_column *c)
{
	return c->spec->kind == PROTECT_SUM ? &p->sums : &p->counts;
}

void protect_done(struct protect *p);

#endif
