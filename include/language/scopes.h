/*
 * scopes: a scope that hangs on what is given. `scope: {forbund: "${forbund}", lan: "${lan}"}` with parameters whose default is empty: what is not given says nothing, so
 * the same pipeline is asked of one, of those of a county, or of all.
 *
 * `forbund=*` is a report of each: each.h makes them, as if the pipeline said `reports: {NAME: {each: {forbund: TABLE.COLUMN}}}` and `units: forbund` where it says `unit`. The
 * table is that of the parameter which is the scope (`each: {alla: TABLE.COLUMN}`). `${each}` in a list of a step written by hand is then `forbund`, and else nothing.
 */
#ifndef SCOPES_H
#define SCOPES_H

#include "language/language.h"

#define SCOPES_EACH "*"

/* Leaves out what is empty, of the scope of the pipeline and of each question; makes a report of each. */
void scopes_settle(struct language *l);

#endif
