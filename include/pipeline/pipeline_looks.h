/*
 * pipeline_looks: at whom a publication with editions lets one look: at persons of which days, from which sources, and whether it
 * tells more than how many they were. publish counts by it how often the same persons are told of (publish/looks.h).
 */
#ifndef PIPELINE_LOOKS_H
#define PIPELINE_LOOKS_H

#include "pipeline/pipeline.h"

/*
 * "from", "till", "tells" and "sources", for plan.json. The days are those of the period, and of the windows of it that what is published
 * of persons is asked for (${period.last-12-months.from}); `tells` is "heads" or "all".
 */
void looks_plan(const struct pipeline *p, struct str *to);

#endif
