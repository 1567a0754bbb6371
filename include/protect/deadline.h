/*
 * deadline: the end of a program that takes too long. Nothing but its end comes of it, so no result depends on the
 * clock.
 */
#ifndef DEADLINE_H
#define DEADLINE_H

#include <stdint.h>

struct deadline;

/*
 * The program dies (error.h) in so many seconds, if it is not cancelled; `option` is for the message. NULL if
 * seconds is 0.
 */
struct deadline *deadline_set(int64_t seconds, const char *option);

/* Before anything is written. NULL is no deadline. */
void deadline_cancel(struct deadline *d);

#endif
