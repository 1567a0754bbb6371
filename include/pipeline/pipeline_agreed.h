/*
 * pipeline_agreed: what two sites must have in common for a bundle to mean the same to both.
 *
 * Worked out from the tables that cross and all that they are made of: the pipeline's name, the period, the parameters that
 * their steps mention (but paths, and those that are said to belong to one site), the scope of pseudonyms and the settings
 * of protect by table, the digest of each source's schema with its code lists, and of the steps of each table with the
 * files of the pipeline that they read.
 */
#ifndef PIPELINE_AGREED_H
#define PIPELINE_AGREED_H

#include "pipeline/pipeline.h"

/* Adds --agreed=NAME=VALUE to the first step of t, for each. */
void agreed_words(struct pipeline *p, struct target *t, struct output **crossing, size_t n);

#endif
