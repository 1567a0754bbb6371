#include "suppress.h"

#include <stdlib.h>

#include "attack.h"
#include "suppress_path.h"

/* Every secret gets a way to move, the cheapest that is left after those before it. */
static void hide_ways(struct cells *c, struct paths *p, struct attack *a)
{
	for (size_t i = 0; i < c->secrets; i++)
		if (!attack_is_proven(a, i) && !paths_hide(p, a, i))
			paths_hide_all(p, i);
}

/* What a way in fractions did not give, one in whole tables does, or all that hangs together. */
static bool mend(struct cells *c, struct paths *p, struct attack *a, struct suppression *s)
{
	struct interval found;

	for (size_t i = 0; i < c->secrets; i++) {
		if (attack_secret(a, i, &found))
			continue;
		if (!paths_hide_whole(p, a, i))
			paths_hide_all(p, i);
		attack_changed(a);
		s->failed = i;
		if (!attack_secret(a, i, &found))
			return false;
	}
	return true;
}

/* The dearest first: a cell that is not needed after all, since others were hidden later. */
static void show_again(struct cells *c, struct attack *a)
{
	for (size_t i = c->n; i-- > 0;) {
		if (c->cell[i].state != CELL_SECONDARY)
			continue;
		c->cell[i].state = CELL_OPEN;
		if (!attack_bears_showing(a, i))
			c->cell[i].state = CELL_SECONDARY;
	}
}

static bool audit(const struct cells *c, struct suppression *s)
{
	struct attack *a = attack_open(c);
	struct interval found;
	bool safe = true;

	for (size_t i = 0; i < c->secrets && safe; i++) {
		s->failed = i;
		safe = attack_secret(a, i, &found);
	}
	s->attacks += attack_programs(a);
	attack_close(a);
	return safe;
}

bool suppress(struct cells *c, size_t effort, struct suppression *s, struct error *e)
{
	struct attack *a = attack_open(c);
	struct paths *p = paths_open(c);
	bool done;

	(void)effort;
	*s = (struct suppression){.method = SUPPRESS_HEURISTIC};
	hide_ways(c, p, a);
	attack_changed(a);
	done = mend(c, p, a, s);
	if (done)
		show_again(c, a);
	s->attacks = attack_programs(a) + paths_programs(p);
	paths_close(p);
	attack_close(a);
	if (!done || !audit(c, s))
		return error_set(
		    e,
		    "a figure that must not be known can be worked out, whatever else is hidden");
	for (size_t i = 0; i < c->n; i++)
		if (c->cell[i].state == CELL_SECONDARY) {
			s->cost += c->cell[i].weight;
			s->secondary++;
		}
	if (s->secondary == 0)
		s->method = SUPPRESS_NOTHING;
	return true;
}
