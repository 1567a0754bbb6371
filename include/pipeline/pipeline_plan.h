/*
 * pipeline_plan: a checked pipeline written for other programs: plan.json, from which publish works, and a drawing.
 */
#ifndef PIPELINE_PLAN_H
#define PIPELINE_PLAN_H

#include "pipeline/pipeline.h"

void pipeline_plan(const struct pipeline *p, struct str *to);

/* For dot of Graphviz; colours tell the privacy levels. */
void pipeline_graph(const struct pipeline *p, struct str *to);

#endif
