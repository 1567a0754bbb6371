/*
 * pipeline_columns: what the reports of a pipeline call their columns, for whoever writes of the tables without a report.
 */
#ifndef PIPELINE_COLUMNS_H
#define PIPELINE_COLUMNS_H

#include "pipeline/pipeline.h"

/*
 * Appends the file of words and the code lists by column as members of a JSON object: "words":PATH, "codes":[{"name":COLUMN,"path":PATH}].
 * One of which two reports say different files is left out.
 */
void columns_plan(const struct pipeline *p, struct str *to);

#endif
