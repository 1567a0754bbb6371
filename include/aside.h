/*
 * aside: a file that gets its name when it is whole.
 *
 * Bytes go to PATH.aside.PID beside the target; aside_commit syncs, closes and renames; until then nobody sees the target
 * change. What a file had before is kept until aside_keep, which a stage calls when all its files have their names and the ledger
 * says so: if the program dies before that (error.h), or is ended by a signal that can be caught (Ctrl-C, a closed pipe, a limit
 * of time or size), what it wrote is removed and every target is as it was. On a file system that can not exchange two names
 * (NFS) what was committed stays. Any failure to write, sync, close or rename ends the program.
 */
#ifndef ASIDE_H
#define ASIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "str.h"

struct aside;

/* Dies if the target is there and no regular file: to say so before anything is done. */
void aside_check(const char *path);

/*
 * mode as for open(2), less the umask. A symbolic link is followed. Dies if the file can not be made, or the target is there
 * and no regular file.
 */
struct aside *aside_open(const char *path, mode_t mode);
int aside_descriptor(const struct aside *a);
void aside_write(struct aside *a, struct slice bytes);
void aside_commit(struct aside *a);

/* A file that is going to be made under its own name, where nothing is; once it is made, it goes too if the program dies. */
struct aside *aside_new(const char *path);
void aside_made(struct aside *a);

/* What has its name keeps it; every struct aside is freed. */
void aside_keep(void);

/* Writes all of it to a descriptor, taking up short and interrupted writes; false and errno. */
bool aside_write_all(int descriptor, struct slice bytes);

#endif
