/*
 * pipeline_heads: which tables tell heads: how many persons there were, all together or by what everything is split by, and nothing
 * of what they did or lived of.
 *
 * So nothing may hang on a column that a schema calls sensitive: neither what is counted, nor which rows come that far. What is made of
 * such a column is followed as what is made of an identifier is (pipeline_mark.h). `heads: {COLUMN: why}` at the top says which of
 * them tells nothing of the kind (of the reasons why somebody ended, that it was registered by mistake).
 */
#ifndef PIPELINE_HEADS_H
#define PIPELINE_HEADS_H

#include "map.h"
#include "pipeline/pipeline.h"

/* Sets `heads` of the targets that count persons. When levels are known and targets are in their order. */
void heads_follow(struct pipeline *p);

/* Whether nothing else is told of persons; what came in as figures may tell anything. `published`: persons_mark. */
bool heads_only(const struct pipeline *p, const struct map *published);

#endif
