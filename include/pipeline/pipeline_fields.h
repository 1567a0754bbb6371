/*
 * pipeline_fields: which columns a table has, as far as its steps and the schemas of its sources tell.
 *
 * They are a set, in no order that the table need have. Of a source it is the fields of its schema, of its quality what every such table has; what a step makes that
 * tells nothing of its columns is not known.
 */
#ifndef PIPELINE_FIELDS_H
#define PIPELINE_FIELDS_H

#include "pipeline/pipeline.h"

/* Start it as {0}; at is the caller's to free. */
struct fields {
	struct slice *at;
	size_t n, room;
};

/* Adds those of the table, of a protected form those of what is protected. */
void fields_read(const struct pipeline *p, const struct output *o, struct fields *f);

#endif
