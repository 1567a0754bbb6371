/*
 * pipeline_check: what can only be seen when the whole pipeline is there.
 *
 * Puts the targets in an order in which each comes after what it reads (a circle is a problem), asks each stage for its
 * options, looks whether the sources exist, computes privacy levels and refuses what may not be published.
 * On headers alone it also warns of what should not stand in a file that many read: an identity, a password.
 */
#ifndef PIPELINE_CHECK_H
#define PIPELINE_CHECK_H

#include "pipeline/pipeline.h"

/* `files`: sources must exist. */
void pipeline_check(struct pipeline *p, bool files);

#endif
