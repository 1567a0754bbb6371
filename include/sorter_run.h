/*
 * sorter_run: items in the order of their keys, one after the other in a file.
 *
 * An item stands there as the lengths of its key and of itself, then both; a key that is that of the item before it is
 * left out, and known by a length of its own. Where many items have one key, as the spells of a person, the keys cost
 * next to nothing, and who merges runs sees at once that nothing can come between two items.
 */
#ifndef SORTER_RUN_H
#define SORTER_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scratch.h"
#include "str.h"

struct sorter_lengths {
	uint32_t key, item;
};

struct sorter_run {
	uint64_t from, to; /* places in the file */
};

/* Runs that are written, one after the other, to a file of their own. */
struct sorter_runs {
	struct scratch *file;
	struct sorter_run *at;
	size_t n, room;
	uint64_t bytes;      /* of the file, and of what waits */
	size_t longest;      /* item with its key */
	struct str waiting;  /* to be written */
	struct str last_key; /* of the run that is open */
};

void sorter_runs_open(struct sorter_runs *r, const char *what);
void sorter_runs_begin(struct sorter_runs *r);
void sorter_runs_put(struct sorter_runs *r, struct slice key, struct slice item);
void sorter_runs_end(struct sorter_runs *r);
void sorter_runs_done(struct sorter_runs *r);

/* A run that is read. */
struct sorter_source {
	struct scratch *file;
	struct sorter_run rest; /* not read yet */
	struct str buffer;
	size_t at;      /* where the next item stands in it */
	struct str key; /* of the item that was read last */
	struct slice item;
	bool same_key; /* as the item before it */
};

/* It reads pieces of that many bytes. */
void sorter_source_open(struct sorter_source *s, struct scratch *file, struct sorter_run run,
                        size_t piece);

/* The next item; false: there is none. */
bool sorter_source_next(struct sorter_source *s);
void sorter_source_done(struct sorter_source *s);

#endif
