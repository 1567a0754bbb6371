/*
 * pipeline_doubt: tables that are protected together, and of which nothing tells how they hang together.
 *
 * Two tables of a group are tied when they share a figure (a count with the same text), when a count of the one is a part of one of the other,
 * when they count rows that exclude each other, or when both are tied to a third. A group whose tables are not all tied does not compile: what somebody could work out from two of them, protect would not look
 * for. Who knows that they are about others, or that nothing follows, says so and why: `untied: {TABLE: why}`.
 */
#ifndef PIPELINE_DOUBT_H
#define PIPELINE_DOUBT_H

#include "pipeline/pipeline_rules.h"

/* When all is said of the n tables of the group. */
void doubt_check(const struct rules_call *call, size_t n, const struct yaml *group);

#endif
