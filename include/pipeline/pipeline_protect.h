/*
 * pipeline_protect: what the compiler tells protect of the tables that go through it.
 *
 * There are two places: a group under `protect:`, one call for tables that are linked, and `- protect:` as a step of a table. Which
 * measures are counts, what a sum is over and which counts a share is made of stand in the definitions of aggregate; the
 * options are written from them, and what is said of a measure goes before.
 */
#ifndef PIPELINE_PROTECT_H
#define PIPELINE_PROTECT_H

#include "pipeline/pipeline.h"

/* A group's outputs, when all tables are declared: the protected form of each of its tables, and the explanation. */
void protect_declare(struct pipeline *p, struct target *group);

/* Its command line, when the steps of all tables are there. */
void protect_group(struct pipeline *p, struct target *group);

/* The options of the target's last step; `body` is what the step is told. */
void protect_step(struct pipeline *p, struct target *t, const struct yaml *body);

#endif
