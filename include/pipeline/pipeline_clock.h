/*
 * pipeline_clock: a pipeline that follows the clock (`follows:`, docs/pipelines.md), and how its periods stand on a day.
 *
 * The publication of a period is `published`, `due` (to be made on that day), `late` (the day of an edition has passed, so
 * that somebody must approve it by name) or `waits`. Nothing is remembered for this: what is published says it, and the
 * ledger of releases.
 */
#ifndef PIPELINE_CLOCK_H
#define PIPELINE_CLOCK_H

#include "pipeline/pipeline_load.h"

#define CLOCK_ANY INT32_MIN

struct clock_request {
	const struct pipeline_request *load;
	int32_t since,
	    month; /* months since year 0: from then on; only what ends then. CLOCK_ANY */
};

/*
 * A record for each period, a unit after the other: from `since`, or else from the first one that is published or was tried, to the last whole
 * one before the day of the run; only the last one if none is. The pipeline has been loaded for the clock
 * (request.clock), and has no problems.
 */
void pipeline_clock(struct pipeline *p, const struct clock_request *request, struct str *to);

#endif
