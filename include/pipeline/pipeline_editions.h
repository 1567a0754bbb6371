/*
 * pipeline_editions: the days on which the publication of a period is let out, and which edition a run makes.
 *
 * editions_load reads `editions:`, finds the period and the unit in the publication's name and the ledger of releases
 * (releases.h) beside its key, and settles ${edition}. Whether that edition may be let out is for publish to say; what is
 * counted here is only which one it would be.
 */
#ifndef PIPELINE_EDITIONS_H
#define PIPELINE_EDITIONS_H

#include "pipeline/pipeline.h"

/*
 * After parameters and the place of the publication are known. `base`: the folder of the work folders; `approved`: who
 * approves what the days do not allow, or NULL.
 */
void editions_load(struct pipeline *p, const char *base, const char *approved);

/* Whether noise has changed the figures that come of it. */
bool editions_perturbs(const struct target *t);

/* What render is told of the edition that a run makes; NULL: the pipeline has none. */
const char *editions_told(const struct pipeline *p);

/* "editions": {...}, for plan.json; nothing if there are none. */
void editions_plan(const struct pipeline *p, struct str *to);

#endif
