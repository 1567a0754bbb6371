/*
 * aside: a file that gets its name when it is whole.
 *
 * Bytes go to PATH.aside.PID beside the target; aside_commit syncs, closes and renames; until then nobody sees the
 * target change. If the program dies (error.h) or is ended by a signal that can be caught (Ctrl-C, a closed pipe, a limit of
 * time or size), files that were not committed are removed. Any failure to write, sync, close or rename ends the program.
 */
#ifndef ASIDE_H
#define ASIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "str.h"

struct aside;

/* mode as for open(2), less the umask. Dies if it can not be made, or the target is there and no regular file. */
struct aside *aside_open(const char *path, mode_t mode);
int aside_descriptor(const struct aside *a);
void aside_write(struct aside *a, struct slice bytes);
void aside_commit(struct aside *a);

/* Writes all of it to a descriptor, taking up short and interrupted writes; false and errno. */
bool aside_write_all(int descriptor, struct slice bytes);

#endif
