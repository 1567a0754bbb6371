/*
 * pipeline_report: the calls of render that write a report, one for each form and language.
 *
 * What the report says of tables, settings and code lists comes first; the rest is found by the names that its template has.
 */
#ifndef PIPELINE_REPORT_H
#define PIPELINE_REPORT_H

#include "pipeline/pipeline.h"

/* All names must be declared before. */
void report_targets(struct pipeline *p, struct target *first);

#endif
