/* level: see level.h. */
#include "level.h"

#include <string.h>

static const char *const name_of[] = {"open", "protected", "aggregate", "pseudonymous", "clear"};

const char *level_name(enum level level)
{
	return name_of[level];
}

enum level level_of(const char *name)
{
	enum level level = LEVEL_OPEN;

	while (level < LEVEL_CLEAR && strcmp(name_of[level], name) != 0)
		level++;
	return level;
}
