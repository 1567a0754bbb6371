/*
 * pipeline_covers: whether the deliveries cover the windows that are asked of them.
 *
 * A source may say of which periods its file has all rows (`covers: "2011 2012"`). A table that speaks of a window and is made of it asks for that
 * window; the compiler of the language (language/windows.h) notes that in the source.
 */
#ifndef PIPELINE_COVERS_H
#define PIPELINE_COVERS_H

#include "pipeline/pipeline.h"

/* A problem of the pipeline for each window that the source does not cover, at the table that asks for it. Headers alone cover all. */
void covers_check(struct pipeline *p, const struct target *source);

#endif
