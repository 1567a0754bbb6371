/*
 * scopes: a scope that hangs on what is given. `scope: {forbund: "${forbund}", lan: "${lan}"}` with parameters whose default is empty: what is not given says nothing, so
 * the same pipeline is asked of one, of those of a county, or of all.
 */
#ifndef SCOPES_H
#define SCOPES_H

#include "language/language.h"

/* Leaves out what is empty, of the scope of the pipeline and of each question. */
void scopes_settle(struct language *l);

#endif
