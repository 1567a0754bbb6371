/*
 * pipeline_follows: which clock a pipeline follows (`follows:`, docs/pipelines.md).
 */
#ifndef PIPELINE_FOLLOWS_H
#define PIPELINE_FOLLOWS_H

#include "pipeline/pipeline.h"

#define FOLLOWS_MOST 4

struct follows {
	int months;
	int days; /* so many after the period's last; 1: the next day */
};

/*
 * What it says, in the order in which it stands, and the parameter that is the period; 0: something is wrong, which is
 * noted. The node is that of `follows`.
 */
size_t follows_read(struct pipeline *p, const struct yaml *node, struct follows unit[FOLLOWS_MOST],
                    const struct yaml **period);

/* What is wrong with it when the place of the publication is known. */
void follows_check(struct pipeline *p);

#endif
