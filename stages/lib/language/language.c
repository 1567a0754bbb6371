/* language: see language.h. */
#include "language/language.h"

#include <stdio.h>
#include <stdlib.h>

#include "language/node.h"

void language_problem(struct language *l, const struct yaml *node, const char *format, ...)
{
	char message[1024];
	struct error place;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	l->problem = array_room(l->problem, &l->problem_room, l->problems + 1, sizeof *l->problem);
	l->problem[l->problems++] = (struct language_problem){
	    node_share(l->arena, node),
	    arena_format(l->arena, "%s: %s", yaml_place(l->path, node, &place), message)};
}

void language_done(struct language *l)
{
	free(l->part);
	free(l->problem);
	l->part = NULL;
	l->problem = NULL;
}
