/*
 * pipeline_expects: what should have come, held against what came; made into ordinary tables (docs/pipelines.md, "What should
 * have come").
 *
 *	expects:
 *	  besked:                              what becomes of it, in steps that could be typed:
 *	    each: forbund_aren                 besked.kept     rows and filled columns of `kept`, by the key
 *	    on: [forbund_id, ar]               besked.came     rows of the source, by the key
 *	    of: ekonomi                        besked.turned   its rejected rows, by the key
 *	    kept: ekonomi.kept                 besked.window   `kept` in the window: ends the run if there is none, and says what there is
 *	    covers: {ar: "${period}"}              besked.covered  `each` in the window: ends the run if nothing of it was kept
 *	    columns: {admin: utfall_admin}     besked          `each`, a row for each of `columns`, with the answer
 */
#ifndef PIPELINE_EXPECTS_H
#define PIPELINE_EXPECTS_H

#include "pipeline/pipeline.h"

/* Declares the tables of an entry whose name and keys have been looked at. Sources and tables must be declared before. */
void expects_declare(struct pipeline *p, const struct yaml *entry);

#endif
