/*
 * inside: the programs that are linked into this one, each by its main.
 *
 * The Makefile makes the list, of all programs but the one that has them in it. There is one program in a process, so a main is called once and
 * last: whoever wants several forks for each.
 */
#ifndef INSIDE_H
#define INSIDE_H

struct inside {
	const char *name; /* NULL after the last */
	int (*main)(int argc, char **argv);
};

extern const struct inside inside[];

#endif
