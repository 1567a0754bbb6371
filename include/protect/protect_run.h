/*
 * protect_run: what is protected by itself, all tables of a call or those of one unit, from the tables as they are read to figures of which is known what goes out.
 *
 *	protect_source ...                        the program reads tables and hierarchies
 *	protect_source_classes(&source, spec)     those that --class tells
 *	protect_run_load(&run, ...)               for each unit: the tables become figures
 *	protect_run_solve(&run, ...)              what is hidden, rounded or changed
 *	protect_write ...                         (protect_write.h)
 */
#ifndef PROTECT_RUN_H
#define PROTECT_RUN_H

#include "protect/protect_units.h"
#include "protect/protect_write.h"

/* A table of the call as it is read, as it was told and published before, and how values of its columns hang together. */
struct protect_source {
	struct keyed_table now, told, *earlier;
	struct protect_order {
		struct slice column;
		struct hierarchy hierarchy;
	} * order;
	size_t orders;
};

struct protect_run {
	struct protect p;
	struct protect_outcome outcome; /* with noise, its draws are set before */
};

/* Room for its hierarchies, of which the first are those that the call names as files. */
void protect_source_open(struct protect_source *s, struct protect_request *spec,
                         const struct protect_request_table *t);

/* Adds those of columns with classes: each is one of all, and of its codes. Dies if they can not be. */
void protect_source_classes(struct protect_source *s, const struct protect_request_table *t);

/* `cut`: its tables were cut for units, and are its own; else they are those of the run. */
void protect_source_done(struct protect_source *s, const struct protect_request_table *t, bool cut);

/* `units` is NULL where all is protected at once; a number that no unit has gives tables without rows. */
void protect_run_load(struct protect_run *r, const struct protect_request *spec,
                      const struct protect_source *source, const struct protect_units *units,
                      size_t unit);

/* Dies, telling the place of what could not be kept. `keyed` is what a pattern is drawn of, or NULL. */
void protect_run_solve(struct protect_run *r, const struct digest_key *keyed, size_t effort);

#endif
