/*
 * key_columns: what may not be a key, and sets of key columns, bit i for key column i.
 */
#ifndef KEY_COLUMNS_H
#define KEY_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"
#include "str.h"

/*
 * Dies if a column is a direct identifier; unless `states` may come, also if one is of a state: what is counted already is
 * not counted again.
 */
void key_columns_refuse_marks(const struct reader *in, bool states);

/* Dies if a field of the key of a record is the sign of a total. */
void key_columns_refuse_totals(const struct reader *in, const struct record *r,
                               const struct slice *name, size_t n, struct slice key);

/* Which of the n it is; dies, with `where`, if it is none. */
size_t key_columns_find(const struct slice *name, size_t n, struct slice one, const char *where);

/* The set of those that are named, COLUMN,COLUMN; dies, with `where`, if one is none of the n. */
uint32_t key_columns_set(const struct slice *name, size_t n, struct slice list, const char *where);

#endif
