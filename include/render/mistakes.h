/*
 * mistakes: all mistakes of a report at once.
 *
 * What reads a report ends at the first mistake. Here the place where it was then (an insertion, a table) is passed
 * over and the whole is read again, in a process of its own, as often as another mistake is found; then all are
 * said. A report without mistakes is read once.
 *
 *	m.again = read_it; m.what = &report;
 *	if (mistakes_begin(&m, "figure", i, 0)) { ...; mistakes_end(&m); }      false: to be passed over
 *	mistakes_tell(&m, "report.md:3:1: ...");                                instead of die
 */
#ifndef MISTAKES_H
#define MISTAKES_H

#include <stdbool.h>
#include <stddef.h>

#include "map.h"

#define MISTAKES_DEPTH 8 /* places within each other */
#define MISTAKES_MAX 200 /* then the rest is not looked for */

/* Start it as {0}. */
struct mistakes {
	void (*again)(void *what); /* reads all of it anew; what it leaves behind is nobody's */
	void *what;
	struct map passed; /* places */
	char place[MISTAKES_DEPTH][64];
	size_t depth;
	int told; /* in the process that reads again: where mistakes are told, plus 1 */
};

/* With NULL for m nothing is passed over, and the first mistake ends the program. */
bool mistakes_begin(struct mistakes *m, const char *kind, size_t a, size_t b);
void mistakes_end(struct mistakes *m);
_Noreturn void mistakes_tell(struct mistakes *m, const char *text);

void mistakes_done(struct mistakes *m);

#endif
