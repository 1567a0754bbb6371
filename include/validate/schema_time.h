/*
 * schema_time: times of day and moments, which finsam only carries: canonical text, no arithmetic. Pure.
 */
#ifndef SCHEMA_TIME_H
#define SCHEMA_TIME_H

#include <stdbool.h>

#include "str.h"

/*
 * Whether a `format` can be read: %Y %m %d %H %M %S and literal characters, each at most once, the date or time
 * whole.
 */
bool schema_time_format_is_known(const char *format, bool date, bool time);

/* HH:MM:SS, or in the format; the canonical text is HH:MM:SS. */
#define SCHEMA_TIME_TEXT 8
bool schema_time_parse(struct slice s, const char *format, char to[SCHEMA_TIME_TEXT]);

/*
 * YYYY-MM-DDTHH:MM:SS, perhaps with decimals of a second and Z or +HH:MM, which is canonical as it is (format
 * NULL); or in the format, to YYYY-MM-DDTHH:MM:SS.
 */
#define SCHEMA_MOMENT_TEXT 19
bool schema_time_is_moment(struct slice s);
bool schema_time_parse_moment(struct slice s, const char *format, char to[SCHEMA_MOMENT_TEXT]);

#endif
