/*
 * seen: files outside a work folder, and what they held when they were last looked at, so that make can go by content.
 *
 * For each file that is watched WORK/seen has a stamp, which holds the file's hash and is rewritten only when that
 * has become another. seen_look looks again: a file whose size, times, inode or device differ from what was noted
 * is read, whichever of two times is the later. When it holds something else, the ledgers that were made of it are
 * dated back before the stamp is written, so that nothing hangs on the clock. It is cheap when nothing differs: one
 * stat for each file.
 *
 * Order of calls: seen_add for each file and each ledger made of it, seen_write, seen_done; seen_look later, also
 * by another process. All die when the file system refuses.
 */
#ifndef SEEN_H
#define SEEN_H

#include "map.h"

struct seen {
	struct map names;
	struct seen_file *file; /* by name */
	size_t room;
};

/*
 * Appends the name of a file's stamp: the end of its path, for people, and 16 hex digits of all of it. Plain to
 * make and sh.
 */
void seen_name(const char *path, struct str *to);

/* The file at `path`, whose stamp has that name, is one of those that `ledger` is made of. */
void seen_add(struct seen *s, const char *name, const char *path, const char *ledger);

/* Leaves the list in WORK/seen; that folder is there. */
void seen_write(const struct seen *s, const char *work);

void seen_done(struct seen *s);

/* Dates a ledger back to 1970: to make it is older than anything. Nothing happens if it is not there. */
void seen_outdate(const char *path);

/*
 * While there is a file WORK/run a run goes on, or one was broken off: then a file that was replaced counts as
 * changed even if it holds the same as before, for a step may have read what it held between.
 */
void seen_look(const char *work);

#endif
