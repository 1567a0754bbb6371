/*
 * atomic_file: a file that gets its name when it is whole.
 *
 * Bytes go to PATH.aside.PID beside the target; atomic_file_commit syncs, closes and renames; until then nobody
 * sees the target change. What a file had before is kept until atomic_file_keep, which a stage calls when all its
 * files have their names and the ledger says so: if the program dies before that (error.h), or is ended by a signal
 * that can be caught (Ctrl-C, a closed pipe, a limit of time or size), what it wrote is removed and every target is
 * as it was. On a file system that can not exchange two names (NFS) what was committed stays. Any failure to write,
 * sync, close or rename ends the program.
 */
#ifndef ATOMIC_FILE_H
#define ATOMIC_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "str.h"

struct atomic_file;

/* Dies if the target is there and no regular file: to say so before anything is done. */
void atomic_file_check(const char *path);

/*
 * mode as for open(2), less the umask. A symbolic link is followed. Dies if the file can not be made, or the target
 * is there and no regular file.
 */
struct atomic_file *atomic_file_open(const char *path, mode_t mode);
int atomic_file_descriptor(const struct atomic_file *a);
void atomic_file_write(struct atomic_file *a, struct slice bytes);
void atomic_file_commit(struct atomic_file *a);

/*
 * A file that is going to be made under its own name, where nothing is; once it is made, it goes too if the program
 * dies.
 */
struct atomic_file *atomic_file_new(const char *path);
void atomic_file_made(struct atomic_file *a);

/* What has its name keeps it; every struct atomic_file is freed. */
void atomic_file_keep(void);

/* Writes all of it to a descriptor, taking up short and interrupted writes; false and errno. */
bool atomic_file_write_all(int descriptor, struct slice bytes);

#endif
