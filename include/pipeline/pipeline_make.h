/*
 * pipeline_make: a checked pipeline written as a makefile and one script for each target.
 *
 * Files outside the work folder stand in the makefile by their stamps (seen.h), so no path can be anything to make; in the
 * scripts everything is a quoted word of sh.
 */
#ifndef PIPELINE_MAKE_H
#define PIPELINE_MAKE_H

#include "pipeline/pipeline.h"
#include "seen.h"

/* Appends what a target is made of, a line each: the results of other targets, the stamps of files and programs. */
void pipeline_made_of(const struct pipeline *p, const struct target *t, struct str *to);

/* The script of a target: run() writes "$OUT". */
void pipeline_script(const struct pipeline *p, const struct target *t, struct str *to);

/* What is watched is added to `seen`, which the caller gives back. */
void pipeline_makefile(const struct pipeline *p, struct str *to, struct seen *seen);

#endif
