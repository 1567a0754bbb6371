/*
 * tar: several files as one stream of bytes, the POSIX ustar format, so that tar(1) unpacks it.
 *
 * What is written depends on names and bytes alone: every file has mode 0644, no owner and no time. What is read is that and
 * no more: files, no links and no folders of their own; a name that leads out of the folder in which it is unpacked is no name.
 */
#ifndef TAR_H
#define TAR_H

#include <stdbool.h>

#include "error.h"
#include "str.h"

#define TAR_NAME_MAX 256  /* with the NUL */
#define TAR_ENDING ".tar" /* of the name of a report that is several files */

/*
 * Whether it may be the name of a file, perhaps in folders: UTF-8, no part of it empty or beginning with a point, no control
 * character and no backslash; short enough for the format.
 */
bool tar_name_check(struct slice name);

/* Appends a file. The name was checked, the bytes are fewer than 8 GiB. Then the end of all. */
void tar_add(struct str *to, struct slice name, struct slice bytes);
void tar_end(struct str *to);

/*
 * The next file, taken off the front of *rest; its name is copied. At the end false, without an error; false and the
 * reason where it is no such stream.
 */
bool tar_next(struct slice *rest, char name[TAR_NAME_MAX], struct slice *bytes, struct error *e);

#endif
