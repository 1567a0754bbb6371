/*
 * pipeline_definition: a measure of aggregate as the compiler reads it, NAME=FUNCTION(ARGUMENTS).
 *
 * What aggregate itself would refuse is none; it says so when it runs.
 */
#ifndef PIPELINE_DEFINITION_H
#define PIPELINE_DEFINITION_H

#include "pipeline/pipeline.h"

struct definition {
	struct slice name, function, arguments, text;
};

bool definition_read(struct slice text, struct definition *d);

/* The measure of that word of an aggregate; false if it is an option, or none. */
bool definition_of(const struct word *w, struct definition *d);

/* count or distinct. */
bool definition_counts(const struct definition *d);

/* Whether it counts those of the whole row. */
bool definition_is_whole(const struct definition *d);

/* What is distinct, "" of count; and the condition, "" if there is none. */
struct slice definition_counted(const struct definition *d);
struct slice definition_condition(const struct definition *d);

struct slice definition_trim(struct slice s);

#endif
