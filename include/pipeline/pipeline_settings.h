/*
 * pipeline_settings: the same persons are protected by the same settings, in every group and step of a pipeline.
 *
 * Where one table hides what is under 20 and another what is under 5, the second shows what the first hides. So may two calls with the same settings, which know nothing
 * of each other: what is published of the same persons is protected in one, unless a group says why not (`apart: {OTHER: why}`).
 */
#ifndef PIPELINE_SETTINGS_H
#define PIPELINE_SETTINGS_H

#include "pipeline/pipeline.h"

/* After levels are known. Two calls of protect that differ, of tables that are made of one table of persons, are a problem of the pipeline. */
void settings_check(struct pipeline *p);

/* What protect was told not to protect in the tables of a report, as render is told (--exposed): "min", "width", "min,width"; NULL: nothing. */
const char *settings_exposed(const struct pipeline *p, const struct target *report);

#endif
