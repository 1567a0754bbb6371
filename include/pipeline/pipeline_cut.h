/*
 * pipeline_cut: where each table is made, and the pipeline cut there. "Sites" in docs/pipelines.md and docs/handover.md tell
 * the rules.
 *
 * A run at a site keeps what is made there. What crosses to the next site goes into a bundle (bundle.h); what crossed to
 * this one comes out of bundles. Both sides work out from the same file what must be agreed on, so neither says it by hand.
 */
#ifndef PIPELINE_CUT_H
#define PIPELINE_CUT_H

#include "pipeline/pipeline.h"

/*
 * Refuses what may not cross, and what a site may not see; levels must be known. With a site, leaves the targets that are
 * made there, and those between it and its neighbours.
 */
void pipeline_cut(struct pipeline *p);

#endif
