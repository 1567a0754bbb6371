/*
 * folder: whole folders: made, filled, compared, written to disk, removed. All die when the file system refuses.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <sys/types.h>

#include "arena.h"
#include "str.h"

/* With the folders above it; mode as for mkdir(2). */
void folder_make(const char *path, mode_t mode);

/*
 * Dies unless what lies in the folder can only have been put there by us: it is ours, nobody else may write in it,
 * and the link that it may be is ours. Of a folder `above` it is enough that nobody else can take names away in it:
 * it may be root's, and others may write in it if it is sticky.
 */
void folder_must_be_ours(const char *path, bool above);

/* A new file with these bytes, on disk before it returns; mode as for open(2). */
void folder_put(const char *folder, const char *name, struct slice bytes, mode_t mode);

/* A copy of a file, on disk before it returns. */
void folder_copy(const char *folder, const char *name, const char *from, mode_t mode);

/* The mode of a folder in which whoever may read a file of this mode may look around. */
mode_t folder_mode(mode_t of_files);

/* Gives a folder and all in it these modes: `mode` to the files, folder_mode to the folders. */
void folder_chmod(const char *path, mode_t mode);

/* A folder alone. */
void folder_chmod_one(const char *path, mode_t mode);

/*
 * The names in an open folder but . and .., in the order of their bytes, which is the same on every file system; NULL ends them. `path` is what a
 * message calls it.
 */
const char **folder_names(int folder, const char *path, struct arena *arena);

/* The same files with the same bytes, but for those called `except`. */
bool folder_equal(const char *one, const char *other, const char *except);

/* The entries of a folder, and of those in it, are on disk. */
void folder_sync(const char *path);

/* The names in a folder are on disk, whatever becomes of what they name. */
void folder_sync_names(const char *path);

/* And all in it; nothing happens if it is not there. */
void folder_remove(const char *path);

#endif
