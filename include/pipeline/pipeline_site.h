/*
 * pipeline_site: where the tables of a pipeline may be made, and the pipeline cut there. "Sites" in docs/pipelines.md and
 * docs/handover.md tell the rules.
 *
 * A run at a site keeps what is made there. What crosses to the next site goes into a bundle (bundle.h); what crossed to
 * this one comes out of bundles. Both sides work out from the same file what must be agreed on, so neither says it by hand.
 *
 * pipeline_load calls the first three, in this order; pipeline_check the last, when levels are known.
 */
#ifndef PIPELINE_SITE_H
#define PIPELINE_SITE_H

#include "pipeline/pipeline.h"

/* The parameters that a pipeline with sites has besides: site, party, bundles. */
void site_parameters(struct pipeline *p);

/* Reads which site it is from the parameters that were given. */
void site_read(struct pipeline *p);

/* Whether the parameter is said to belong to another site, so that it need not be given at this one. */
bool site_is_elsewhere(struct pipeline *p, const struct parameter *one);

/* Whether this site publishes: the last one does, and a run in one place. Else where its bundle goes is filled in. */
bool site_publishes(struct pipeline *p);

/* What its work folder ends in. */
const char *site_ending(const struct pipeline *p);

/* Refuses what may not cross. With a site, leaves the targets that are made there, and those between it and its neighbours. */
void pipeline_site(struct pipeline *p);

#endif
