#include "protect/protect_request.h"

#include <stdlib.h>

const char *protect_request_method(const struct protect_request *s)
{
	return s->noise ? "noise" : s->round ? "round" : "suppress";
}

size_t protect_request_measure(const struct protect_request_table *t, struct slice name)
{
	for (size_t i = 0; i < t->measures; i++)
		if (!t->measure[i].unseen && slice_equal(t->measure[i].name, name))
			return i;
	return (size_t)-1;
}

void protect_request_done(struct protect_request *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->table[i].measure);
		free(s->table[i].tie);
		free(s->table[i].relation);
		free(s->table[i].hierarchy);
		free(s->table[i].withheld);
		free(s->table[i].class);
		free(s->table[i].never);
		free(s->table[i].previous);
	}
	free(s->table);
	free(s->priority);
	arena_done(&s->arena);
	*s = (struct protect_request){0};
}
