/*
 * pipeline_target: what each source, table and report is made of.
 *
 * All names must be declared before. A source gets its step of validate, a report one target for each form and language.
 */
#ifndef PIPELINE_TARGET_H
#define PIPELINE_TARGET_H

#include "pipeline/pipeline.h"

void pipeline_target(struct pipeline *p, struct target *t);

/* Whether there is what `publish` names. */
void pipeline_publish(struct pipeline *p);

#endif
