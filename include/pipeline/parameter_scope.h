/*
 * parameter_scope: a parameter that tells of whom a report is, by which of others is given.
 *
 * `omrade: {type: scope, of: [forbund, lan, region], default: riket}`: with lan=14 it is lan-14, with forbund=NAME it is NAME (the first of the list is what the others
 * are made of, so its value stands as it is), with none the default. ${omrade.of} is the name of what was given: lan, forbund, riket. Two are an error.
 */
#ifndef PARAMETER_SCOPE_H
#define PARAMETER_SCOPE_H

#include "arena.h"
#include "error.h"
#include "yaml.h"

/* The value of another parameter: NULL, there is none of that name, or it is not known; "", it says nothing. */
typedef const char *parameter_scope_value_of(const void *others, struct slice name);

struct parameter_scope {
	const struct yaml *node; /* the declaration */
	parameter_scope_value_of *value_of;
	const void *others;
};

/* What is wrong with the declaration, with where it stands; NULL: nothing. */
const char *parameter_scope_wrong(struct parameter_scope s, const struct yaml **where);

/* Its value. NULL: two are given. */
const char *parameter_scope_value(struct parameter_scope s, struct arena *a, struct error *e);

/* The name of the parameter that is given, or the default. */
const char *parameter_scope_of(struct parameter_scope s, struct arena *a);

/* Whether there is a report of each (`forbund=*`, and `each: {alla: TABLE.COLUMN}`): its value is then the name that stands there. */
bool parameter_scope_is_each(struct parameter_scope s);

/* Whether it is what several of the first kind make together. */
bool parameter_scope_is_wide(struct parameter_scope s);

#endif
