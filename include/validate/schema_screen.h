/*
 * schema_screen: the values of many rows, column by column, that are right as they stand.
 *
 * Nearly all are. So each column has one question that is cheap to ask of many rows in a loop, chosen once from its type
 * and limits; a value that does not pass is not wrong but looked into by schema_check, which knows all the rules. A
 * screen may therefore leave out whatever is rare, and must never pass what schema_check would refuse or change.
 */
#ifndef SCHEMA_SCREEN_H
#define SCHEMA_SCREEN_H

#include "arena.h"
#include "validate/schema_field.h"

/* When any_text and limited are known, of a field that does not look at another. */
void schema_screen_choose(struct schema_field *f, struct arena *arena);

#endif
