/*
 * progress: how far a stage has come, on the last line of a terminal.
 *
 * A thread of its own looks at the counters twice a second, so the work never asks what time it is. A torn look at a
 * counter is a wrong number on a screen for half a second.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdint.h>

#include "input.h"

/* Nothing is shown unless standard error is a terminal. The input and the counter live until progress_end. */
void progress_begin(const char *name, const struct input *in, const uint64_t *records);

/* Clears the line. Before the input is closed; does nothing if nothing is shown. */
void progress_end(void);

#endif
