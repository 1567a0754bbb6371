/*
 * retention: what runs have left in folders, how sensitive it is and how old (docs/retention.md).
 *
 *	struct retention r = {.locking = true};
 *	retention_find(&r, "work");                 for each folder or file
 *	for each r.item: look at it, or retention_remove(item)
 *	retention_done(&r);
 *
 * With `locking` the locks of runs and publications are taken as their folders are found, and held until the
 * program ends: nothing that is found then can change under one's hands. A lock that a run holds ends the program.
 */
#ifndef RETENTION_H
#define RETENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "tree.h"

enum retention_kind {
	RETENTION_TRY,      /* half made: a run was killed */
	RETENTION_TABLE,    /* of persons, in a work folder */
	RETENTION_REJECTS,  /* rows that validate rejected, in a work folder */
	RETENTION_WORK,     /* a work folder: all in it but its lock */
	RETENTION_VERSION,  /* of a publication, and not the one that is shown */
	RETENTION_BUNDLE,   /* a folder with a datapackage.json: what was handed over */
	RETENTION_DELIVERY, /* a file that was named: what came in */
	RETENTION_KINDS
};

struct retention_item {
	enum retention_kind kind;
	const char
	    *level; /* as level_name in level.h says it; the most sensitive of what is in it */
	const char *root, *path;
	const char *proof; /* the file whose hash stands for it, or NULL */
	struct tree_size size;
};

struct retention {
	bool locking;
	struct retention_item *item;
	size_t n, room;
	struct arena arena;
};

/* "table", "version"... */
const char *retention_name(enum retention_kind kind);

/* May be a public record (allmän handling): removed only by a decision (arkivlagen 1990:782, 10 §). */
bool retention_is_record(enum retention_kind kind);

/* Dies if there is nothing of that name, or if it is a symbolic link. */
void retention_find(struct retention *r, const char *path);

/* Again: of a work folder less is left when its tables have gone. */
void retention_measure(struct retention_item *item);

/* SHA-256 of the names and sizes of what retention_remove would remove (tree.h). */
void retention_list(const struct retention_item *item, char sha256[DIGEST_HEX]);

void retention_remove(const struct retention_item *item);

void retention_done(struct retention *r);

#endif
