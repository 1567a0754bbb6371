/*
 * The targets of the days with a benefit: of who ended in a year, the mean of the year after less that of the year
 * before. Some days are given to one or taken from another, by lot, in the year after, until the sum is that of the
 * target; of those who took part in one year only, so that no other figure moves.
 */
#include <stdlib.h>

#include "synth/synth_chance.h"
#include "synth/synth_follow.h"

#define STRETCH 30 /* days that are moved at once, at most */
#define TRIES 2000 /* for each person, before the target is given up */

/* Those whom a target is about. */
struct group {
	uint32_t *person; /* those whose days may be moved */
	size_t n, room;
	int64_t persons; /* all */
	int64_t sum;     /* days after less days before */
};

static int64_t days_within(const struct synth_follow *f, size_t person, size_t benefit,
                           struct interval window)
{
	struct interval days[2], both;
	size_t n = synth_follow_days(f, person, benefit, days);
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (interval_both(days[i], window, &both))
			sum += interval_days(both);
	return sum;
}

/* Whether all days of both years are known, and the registers may be asked. */
static bool is_followed(const struct synth_follow *f, const struct synth_followed *x,
                        const struct synth_episode *e)
{
	struct interval before = synth_year_before(e), after = synth_year_after(e);

	return x->known && e->may_join_registers && x->there.from <= before.from &&
	       x->there.till >= after.till && f->registers->days.from <= before.from &&
	       f->registers->days.till >= after.till;
}

static bool is_in_one_year(const struct synth_followed *x, int back)
{
	for (int y = 0; y < SYNTH_MOST_YEARS; y++)
		if (y != back && x->index[y] != SYNTH_NONE)
			return false;
	return x->anchor == x->index[back];
}

static void find_group(const struct synth_follow *f, const struct synth_change *c, struct group *g)
{
	for (uint32_t i = 0; i < f->n; i++) {
		const struct synth_followed *x = &f->at[i];
		const struct synth_episode *e;
		int64_t before;

		if (x->index[c->back] == SYNTH_NONE)
			continue;
		e = &f->episodes->at[x->index[c->back]];
		if (!is_followed(f, x, e))
			continue;
		before = days_within(f, i, c->benefit, synth_year_before(e));
		if (c->had && before == 0)
			continue;
		g->persons++;
		g->sum += days_within(f, i, c->benefit, synth_year_after(e)) - before;
		if (!is_in_one_year(x, c->back))
			continue;
		g->person = array_room(g->person, &g->room, g->n + 1, sizeof *g->person);
		g->person[g->n++] = i;
	}
}

/* Gives days to a person, or takes some; how many it became. Who has none gets them only if that is all there is. */
static int64_t move_some(struct synth_follow *f, const struct synth_change *c, uint32_t person,
                         int64_t wanted, bool also_new, struct synth_chance *chance)
{
	struct synth_paid *p = &f->paid[person * f->registers->benefits + c->benefit];
	const struct synth_episode *e = &f->episodes->at[f->at[person].anchor];
	int64_t year = interval_days(synth_year_after(e)), most, days;

	if (p->after == 0 && p->before == 0 && !also_new)
		return 0;
	most = wanted > 0 ? year - p->after : p->after;
	days = synth_chance_between(chance, 1, STRETCH);
	if (days > most)
		days = most;
	if (days > llabs(wanted))
		days = llabs(wanted);
	if (wanted < 0)
		days = -days;
	p->after += (int32_t)days;
	return days;
}

static void meet(struct synth_follow *f, const struct synth_change *c, struct synth_chance *chance)
{
	const struct synth_target *t = &f->registers->targets.at[c->target];
	struct group g = {0};
	int64_t wanted, left;

	find_group(f, c, &g);
	/* Of nobody there is no mean. */
	wanted = t->value * g.persons / SYNTH_THOUSANDTHS - g.sum;
	left = (int64_t)g.n * TRIES;
	while (wanted != 0 && left-- > 0)
		wanted -= move_some(f, c, g.person[synth_chance_below(chance, (uint32_t)g.n)],
		                    wanted, left < (int64_t)g.n * TRIES / 2, chance);
	if (wanted != 0)
		die("%s:%llu: %.*s can not be met: too few persons have such days",
		    f->registers->targets.file, (unsigned long long)t->line, SLICE(t->id));
	free(g.person);
}

void synth_follow_fit(struct synth_follow *f, struct synth_chance *chance)
{
	for (size_t i = 0; i < f->registers->changes; i++)
		meet(f, &f->registers->change[i], chance);
}
