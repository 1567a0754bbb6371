#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

size_t terminal_width(void)
{
	struct winsize size;

	return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col
	                                                                             : 0;
}

bool terminal_colours(void)
{
	const char *refused = getenv("NO_COLOR"), *kind = getenv("TERM");

	return isatty(STDOUT_FILENO) && (refused == NULL || refused[0] == '\0') &&
	       (kind == NULL || strcmp(kind, "dumb") != 0);
}
