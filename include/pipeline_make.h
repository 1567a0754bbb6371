/*
 * pipeline_make: a checked pipeline written as a makefile and one script for each target.
 *
 * Paths that make could take for something else (blanks, $, #, :, =) stand in the makefile as links in the work folder; in
 * the scripts everything is a quoted word of sh.
 */
#ifndef PIPELINE_MAKE_H
#define PIPELINE_MAKE_H

#include "pipeline.h"

/* A link that the makefile counts on: WORK/links/HASH to the path. */
struct link {
	const char *name, *path;
};

struct links {
	struct link *at;
	size_t n, room;
};

/* The script of a target: run() writes "$OUT". */
void pipeline_script(const struct pipeline *p, const struct target *t, struct str *to);

/* The caller frees links->at. */
void pipeline_makefile(const struct pipeline *p, struct str *to, struct links *links);

#endif
