/*
 * place: where a publication lies, and how another takes its place.
 *
 * A publication is a link, site/x -> x.versions/3/publication. A new version is filled under a name of this try's
 * own, gets its number when it is whole, on disk and past the gate, and only then does a rename turn the link.
 * Until then nobody else can look into it. Whoever dies anywhere leaves the link as it was, and a folder that the
 * next one removes.
 */
#ifndef PLACE_H
#define PLACE_H

#include <stdbool.h>
#include <sys/types.h>

#include "arena.h"

struct place {
	const char *link;     /* site/x */
	const char *versions; /* site/x.versions */
	const char *current;  /* the folder that the link shows, or NULL */
	long number;          /* its number, 0: none */
	const char *attempt;  /* the version being made */
	const char *folder;   /* the publication in it */
};

/* Dies if something else than a publication is there. */
void place_find(struct place *p, const char *link, struct arena *a);

/* Runs with work folders of their own can publish to one place; the lock goes with the process. Makes the folder. */
void place_lock(const char *versions, mode_t mode);

/* The try becomes version `number`, and the link is turned to it. */
void place_turn(const struct place *p, long number, mode_t mode, struct arena *a);

/* What fails from now on does not make it unpublished: the status is another, and whoever hears of the failure hears that too. */
void place_is_published(const char *link);

/* Every version but these two, and what other tries left. */
void place_remove_old(const struct place *p, long keep, long before, struct arena *a);

/*
 * Who may read is what the pipeline says now, of the versions that stay too: it may have said something else when
 * they were made. Only the ledger beside them is nobody's but the owner's.
 */
void place_set_modes(const struct place *p, mode_t mode, struct arena *a);

/* Of a path. */
const char *place_last_part(const char *path);

/* The versions before are put where only their owner looks, .withdrawn.N, and nothing removes them but a person. */
void place_set_aside(const struct place *p, struct arena *a);

#endif
