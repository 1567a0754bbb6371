/*
 * settings: with which settings a group of tables was protected, a line each.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "arena.h"
#include "inspect/request.h"
#include "str.h"

/* The fields are those of stages/inspect.c. */
void settings_add(struct str *to, const char *group, const struct request *r, struct arena *a);

#endif
