/*
 * pipeline_persons: the persons behind the figures of a publication with two editions, as publish counts who came and left.
 *
 * Where a published figure counts persons, the rows as they enter that count are a table: the one that is read, or, where steps
 * come before it, a table NAME.persons of these steps. It is removed with the other tables of persons when the run has ended.
 */
#ifndef PIPELINE_PERSONS_H
#define PIPELINE_PERSONS_H

#include "map.h"
#include "pipeline/pipeline.h"

/* Every target that something published is made of, by the file of its first table. */
void persons_mark(struct pipeline *p, struct map *seen);

/* Whether it is figures already where it comes in, by a file or a bundle: of their persons nothing is known here. */
bool persons_are_figures(const struct target *t);

/* After levels are known and targets are in their order. Nothing if no second edition has exact figures. */
void pipeline_persons(struct pipeline *p);

/* "populations": [...], for plan.json. */
void persons_plan(const struct pipeline *p, struct str *to);

#endif
