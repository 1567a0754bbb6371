/*
 * tree: what lies in a folder, measured and removed without ever following a symbolic link.
 *
 * A name is looked up in an open folder, never by a path through folders that somebody could exchange for a link
 * meanwhile. A link among the files is counted and removed as what it is. What lies on another file system is left
 * alone. All die, with `path`, when the file system refuses; what is gone when it is looked at is nobody's fault.
 */
#ifndef TREE_H
#define TREE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "digest.h"

struct tree_size {
	int64_t files, bytes;
	time_t newest; /* when a file in it last changed; 0: there is none */
};

/*
 * The folder of that name, open; -1 if it is no folder (a link to one is none) or is gone. `above`: AT_FDCWD, or a
 * folder.
 */
int tree_open(int above, const char *name, const char *path);

/*
 * The folder that holds `path`, open, and in *name the last part: `path` is `root`, or begins with it and a slash.
 * AT_FDCWD if they are the same; -1 if something on the way is no folder any more. Close it unless it is AT_FDCWD.
 */
int tree_above(const char *root, const char *path, const char **name);

/* Adds a file, or a folder with all in it but the file `except` at its top (NULL: all). */
void tree_measure(int above, const char *name, const char *path, const char *except,
                  struct tree_size *size);

/*
 * SHA-256 of the names and sizes of what tree_measure would count, as
 * find NAME ! -type d -printf '%P\t%s\n' | LC_ALL=C sort | sha256sum says it. Holds the names.
 */
void tree_list(int above, const char *name, const char *path, const char *except,
               char sha256[DIGEST_HEX]);

/* Removes a file, or a folder with all in it; with `except` that file stays, and so does the folder. */
void tree_remove(int above, const char *name, const char *path, const char *except);

#endif
