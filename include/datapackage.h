/*
 * datapackage: datapackage.json of a publication, after Data Package v2 and Table Schema v2 (datapackage.org).
 */
#ifndef DATAPACKAGE_H
#define DATAPACKAGE_H

#include "plan.h"
#include "str.h"

/* Reads every published table; dies as any reader does. */
void datapackage_write(const struct plan *plan, struct str *to, struct error *e);

#endif
