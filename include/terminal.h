/*
 * terminal: what standard output is when people look at it.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* The columns of a line; 0: standard output is no terminal, or does not say. */
size_t terminal_width(void);

/* Whether it takes colours: it is a terminal, NO_COLOR is not set (no-color.org), and TERM is not dumb. */
bool terminal_colours(void);

#endif
