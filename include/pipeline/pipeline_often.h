/*
 * pipeline_often: how often persons may be told of, by the length of the period and the days that are written.
 */
#ifndef PIPELINE_OFTEN_H
#define PIPELINE_OFTEN_H

#include "pipeline/pipeline.h"

/*
 * After levels are known. A month tells how many there were, and nothing of what they did: else a problem. A publication about
 * persons without editions is a warning, when the pipeline is checked.
 */
void pipeline_often(struct pipeline *p);

#endif
