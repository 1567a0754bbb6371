/*
 * pipeline_privacy: how sensitive each table is, and what may not be done with it.
 *
 * Goes through the targets in order, each after what it reads. A table of persons is not published; what is protected is not
 * added up again, nor joined with what is not; pseudonyms are not joined with identifiers or with those of another scope.
 */
#ifndef PIPELINE_PRIVACY_H
#define PIPELINE_PRIVACY_H

#include "pipeline/pipeline.h"

/* Sets the level of each output and whether it is published; what is wrong is a problem of the pipeline. */
void pipeline_privacy(struct pipeline *p);

#endif
