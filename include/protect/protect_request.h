/*
 * protect_request: what protect (docs/man/protect.1) is asked to do: its tables, and of each which column is what.
 *
 * Filled from the options by protect_options.h. Whether the tables have the columns is for protect_table.h.
 */
#ifndef PROTECT_REQUEST_H
#define PROTECT_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "number.h"
#include "options.h"
#include "str.h"

#define PROTECT_TABLES_MAX 60 /* files written aside at once */
#define PROTECT_PREVIOUS_MAX 99
#define PROTECT_PRIORITIES_MAX 12 /* each weighs four times the next */
#define PROTECT_UNSET (-1)        /* a number that was not given */
#define PROTECT_PERCENT_USUAL 10  /* the rules for contributions, if none is said */
#define PROTECT_DOMINANCE_USUAL_N 2
#define PROTECT_DOMINANCE_USUAL_K 85

/* The options as they were given. */
struct protect_words {
	struct texts table, by, count, sum, derived, part, hierarchy, relation, overlap, largest,
	    previous, told, withhold, classes, never, priority, cap, untied;
	const char *zeros, *alike, *dominance, *method;
	int64_t min, width, percent, base;
	bool cumulative;
};

struct protect_names {
	struct slice *at;
	size_t n;
};

enum protect_kind { PROTECT_COUNT, PROTECT_SUM, PROTECT_DERIVED };

enum protect_form {
	PROTECT_QUOTIENT,   /* part[0] / part[1]: those are among these */
	PROTECT_DIFFERENCE, /* part[0] - part[1], the same the other way round */
	PROTECT_MADE        /* of its parts in another way */
};

/* A value that all figures of a measure have, in a key column that their table does not have. */
struct protect_fixed {
	struct slice name, value;
};

struct protect_measure {
	enum protect_kind kind;
	struct slice name;
	struct slice population;     /* count, sum; empty: of its table alone */
	struct protect_fixed *fixed; /* of the population, by name */
	size_t n_fixed;
	bool unseen;  /* a quotient that is no column: part[0] is a part of part[1] */
	bool coarser; /* count: differs only by the columns `by`; quotient: its part[1] does */
	struct protect_names by;
	bool capped; /* sum, with noise: no contribution is above `cap` */
	struct number cap;
	struct protect_names part; /* a sum's count; what a derived is made of */
	enum protect_form form;    /* derived */
	/* sum: columns of the largest contribution, the second, ... */
	struct protect_names largest;
	bool of_nobody; /* sum: said that no contribution tells of anybody */
	bool untied;    /* count: said that it is no part of another, nor another of it */
};

/* --relation: the sum of the values, each times its factor, is zero, or (at_most) not above it. */
struct protect_relation {
	struct slice column;
	struct slice *value;
	int *factor;
	size_t n;
	bool at_most;
};

struct protect_hierarchy {
	struct slice column;
	const char *path;
};

/* --withhold: rows with these values are used, but do not go out. */
struct protect_withheld {
	struct slice column;
	struct protect_names code;
};

/* --class: some of those whose value is one of the codes, and none of another class. */
struct protect_class {
	struct slice column, name;
	struct protect_names code;
};

/* --never: nobody can have one of the values said of each column, whichever table tells it. By the names of the columns. */
struct protect_never {
	struct protect_fixed *said;
	size_t n;
};

/* --part between two tables: the count is some of one of another table, by the keys that both have or `by`. */
struct protect_tie {
	struct slice part, whole; /* counts */
	size_t table;             /* of the whole */
	struct protect_names by;
	bool by_said;
	struct protect_fixed *fixed; /* values of the whole's keys */
	struct protect_fixed *some;  /* of the part's */
	size_t n_fixed, n_some;
};

/* --overlap: a person may be in several values of the column. */
struct protect_overlap {
	struct slice column;
	struct slice measure; /* empty: of every count and sum */
	bool unless_sums;     /* the figures are believed where all totals by the column are sums */
};

/* --priority: figures in the order in which they are needed. */
struct protect_priority {
	size_t table;
	struct slice measure;        /* empty: every measure */
	struct protect_fixed *fixed; /* values of keys; of those not named, any */
	size_t n_fixed;
};

struct protect_request_table {
	struct slice name;     /* empty: the only one */
	bool noise;            /* its counts have numbers that noise is drawn of beside them */
	const char *path;      /* NULL: standard input or the operand */
	const char **previous; /* the earliest publication first */
	const char *told;      /* as it was told already; it does not go out. NULL: it was not */
	struct protect_names by;
	struct protect_overlap *overlap;
	size_t overlaps;
	struct protect_tie *tie;
	size_t ties, tie_room;
	struct protect_measure *measure;
	struct protect_relation *relation;
	struct protect_hierarchy *hierarchy;
	struct protect_withheld *withheld; /* the classes, too */
	struct protect_class *class;
	struct protect_never *never;
	size_t measures, measure_room, relations, relation_room, hierarchies, hierarchy_room;
	size_t withhelds, withheld_room, classes, class_room, nevers, never_room;
	size_t previouses, previous_room;
};

/* Start it as {0}. */
struct protect_request {
	struct protect_request_table *table;
	size_t n;
	bool zeros_hidden, alike_hidden, round, noise, cumulative;
	int64_t min, width, percent; /* percent: PROTECT_UNSET, or that of the rule */
	int64_t dominance_n, dominance_percent;
	int64_t base;
	int64_t alike_from;                /* if alike_hidden: but not of groups of so many */
	struct protect_priority *priority; /* the most needed first */
	size_t priorities, priority_room;
	struct arena arena;
};

/* suppress, round or noise. */
const char *protect_request_method(const struct protect_request *s);

/* The number of the measure in its table, or (size_t)-1. */
size_t protect_request_measure(const struct protect_request_table *t, struct slice name);

void protect_request_done(struct protect_request *s);

#endif
