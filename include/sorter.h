/*
 * sorter: puts any number of items in order, within a bound of memory.
 *
 *	struct sorter *s = sorter_open(memory, "records that wait");
 *	sorter_put(s, key, item);                           as often as you like
 *	while (sorter_take(s, &key, &item))                 from then on
 *		use(item);
 *	sorter_close(s);
 *
 * Items come back in the order of the bytes of their keys; those of equal keys as they were put. No key may be the
 * beginning of another: a NUL at the end of texts without one sees to that. Both are copied. An item, and its key, has at
 * most SORTER_MAX_BYTES.
 *
 * What is beyond the memory lies in files without a name (scratch.h), which take as much room as keys and items, and
 * up to twice that where the memory is under a thousandth of it. Dies if there is no room for them.
 *
 * Memory: the bound, which is SORTER_LEAST at least, and for each run on disk 16 bytes; per item its bytes, its key's and
 * 40. Where an item is larger than the bound, two of its size.
 */
#ifndef SORTER_H
#define SORTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define SORTER_LEAST ((size_t)256 << 10)
#define SORTER_MAX_BYTES ((size_t)1 << 30)

struct sorter;

/* `what` is the name of its files in messages; it must live as long. */
struct sorter *sorter_open(size_t memory, const char *what);
void sorter_put(struct sorter *s, struct slice key, struct slice item);

/* Both are good until the next call; `key` may be NULL. False: all are taken. */
bool sorter_take(struct sorter *s, struct slice *key, struct slice *item);
void sorter_close(struct sorter *s);

#endif
