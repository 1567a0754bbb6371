/*
 * sorter_merge: the items of several runs as one, in the order of their keys; of equal keys those of the run that stands
 * first.
 */
#ifndef SORTER_MERGE_H
#define SORTER_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "sorter_run.h"
#include "str.h"

struct sorter_merge;

/* n > 0 runs of the file; each is read in pieces of that many bytes. */
struct sorter_merge *sorter_merge_open(struct scratch *file, const struct sorter_run *run, size_t n,
                                       size_t piece);

/* Both are good until the next call. False: all are taken. */
bool sorter_merge_take(struct sorter_merge *m, struct slice *key, struct slice *item);
void sorter_merge_close(struct sorter_merge *m);

#endif
