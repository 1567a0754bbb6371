/*
 * pipeline_load: a pipeline's YAML file and its parameters made into a struct pipeline.
 */
#ifndef PIPELINE_LOAD_H
#define PIPELINE_LOAD_H

#include <stdint.h>

#include "language/language.h"
#include "pipeline/pipeline.h"

struct pipeline_request {
	const char *path;
	char **given; /* NAME=VALUE */
	int n_given;
	int32_t today;    /* run_date if it is not given; PARAMETER_NO_DAY: not known */
	const char *base; /* the folder of the work folders */
	const char *programs;
	bool headers;
	bool clock; /* only what hangs on no parameter; pipeline_load_again for each period */
	const char *approved;    /* who approves what the days of editions do not allow, or NULL */
	struct language_ask ask; /* a question beside those that stand in it */
};

/* Starts *p, which must be {0} but for its arena; what is wrong is in p->problem. */
void pipeline_load(struct pipeline *p, const struct pipeline_request *request);

/* With other parameters, after one that was loaded for the clock: they, the place of the publication, and its edition. */
void pipeline_load_again(struct pipeline *p, const struct pipeline_request *request);

#endif
