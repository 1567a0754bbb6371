/*
 * pipeline_site: the sites that a pipeline is cut between, as its `sites:` says them: their names, the order in which they
 * hand over, and the most that each may see. "Sites" in docs/pipelines.md tells the rules. pipeline_load calls these in
 * this order.
 */
#ifndef PIPELINE_SITE_H
#define PIPELINE_SITE_H

#include "pipeline/pipeline.h"

/* Reads `sites:`, and declares the parameters that such a pipeline has besides: site, party, bundles. */
void site_declare(struct pipeline *p);

/* Reads which site it is from the parameters that were given. */
void site_read(struct pipeline *p);

/* The site that a source, table, group, report or parameter says; SITE_ANY: it says none. */
size_t site_said(struct pipeline *p, const struct yaml *node);

/* The value of a parameter, or NULL. */
const char *site_given(const struct pipeline *p, const char *name);

/* Whether the parameter is said to belong to another site, so that it need not be given at this one. */
bool site_is_elsewhere(struct pipeline *p, const struct parameter *one);

/* Whether this site publishes: the last one does, and a run in one place. Else where its bundle goes is filled in. */
bool site_publishes(struct pipeline *p);

/* What its work folder ends in. */
const char *site_ending(const struct pipeline *p);

#endif
