/*
 * Each person has days with a benefit around one episode, the last that ended (or the first, if none has): so many up
 * to its start and so many from its end on, and those between as they follow from the two.
 */
#include "synth/synth_follow.h"

#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "synth/synth_chance.h"
#include "synth/synth_table.h"

#define MEASURE "ersattningsdagar"

/* ---- the tables ---- */

enum column {
	GROUP,
	OTHER,
	OTHER_OFTEN,
	BEFORE,
	AFTER,
	OTHERWISE,
	KEEPS,
	BEGINS,
	SHORTEST,
	LONGEST
};

static int whole(const struct synth_table *t, enum column c, int least, int most)
{
	struct number x;
	int64_t value;

	if (!number_parse(synth_table_field(t, c), &x) || !number_whole(x, &value) ||
	    value < least || value > most)
		synth_table_die(
		    t, c, arena_format(t->arena, "a whole number from %d to %d", least, most));
	return (int)value;
}

static void read_benefits(struct synth_registers *r, const char *folder, struct arena *arena)
{
	static const char *const columns[] = {
	    "grupp", "annan", "annan_andel", "fore_hela",   "efter_hela", "annars",
	    "kvar",  "nytt",  "langd_lagst", "langd_hogst", NULL};
	struct synth_table t;
	size_t room = 0;

	synth_table_open(&t, folder, "benefits.tsv", columns, arena);
	while (synth_table_next(&t)) {
		struct synth_benefit *b;

		r->benefit = array_room(r->benefit, &room, r->benefits + 1, sizeof *r->benefit);
		b = &r->benefit[r->benefits++];
		*b = (struct synth_benefit){.group = synth_table_text(&t, GROUP),
		                            .other = synth_table_text(&t, OTHER),
		                            .whole_before = whole(&t, BEFORE, 0, 1000),
		                            .whole_after = whole(&t, AFTER, 0, 1000),
		                            .otherwise = whole(&t, OTHERWISE, 0, 1000),
		                            .keeps = whole(&t, KEEPS, 0, 1000),
		                            .begins = whole(&t, BEGINS, 0, 1000),
		                            .shortest = whole(&t, SHORTEST, 1, 10000)};
		if (*b->group == '\0')
			synth_table_die(&t, GROUP, "a code of the support");
		b->longest = whole(&t, LONGEST, b->shortest, 10000);
		if (*b->other != '\0')
			b->other_often = whole(&t, OTHER_OFTEN, 0, 1000);
	}
	if (r->benefits == 0)
		die("%s: a benefit is missing", t.path);
	synth_table_close(&t);
}

_Noreturn static void die_of(const struct synth_registers *r, size_t target, const char *expected)
{
	const struct synth_target *t = &r->targets.at[target];

	die("%s:%llu: %.*s: %s", r->targets.file, (unsigned long long)t->line, SLICE(t->id),
	    expected);
}

/* The value of `name=` in a breakdown; false: it is not there. */
static bool said(struct slice breakdown, const char *name, struct slice *value)
{
	size_t n = strlen(name);

	while (breakdown.n > 0) {
		const char *end = memchr(breakdown.at, ';', breakdown.n);
		size_t part = end == NULL ? breakdown.n : (size_t)(end - breakdown.at);

		if (part > n && memcmp(breakdown.at, name, n) == 0 && breakdown.at[n] == '=') {
			*value = (struct slice){breakdown.at + n + 1, part - n - 1};
			return true;
		}
		part += end != NULL;
		breakdown = (struct slice){breakdown.at + part, breakdown.n - part};
	}
	return false;
}

static void read_changes(struct synth_registers *r, const struct synth_country *c)
{
	size_t room = 0;

	for (size_t i = 0; i < r->targets.n; i++) {
		const struct synth_target *t = &r->targets.at[i];
		struct synth_change x = {.target = i};
		struct slice value;
		struct number year;
		int64_t y;

		if (!slice_is(t->measure, MEASURE) || t->unit != SYNTH_DAYS)
			die_of(r, i, "only " MEASURE " in dagar is known here");
		if (!said(t->breakdown, "avslut", &value) || !number_parse(value, &year) ||
		    !number_whole(year, &y))
			die_of(r, i, "uppdelning: avslut=YEAR is missing");
		if (!said(t->breakdown, "formansgrupp", &value))
			die_of(r, i, "uppdelning: formansgrupp=GROUP is missing");
		while (x.benefit < r->benefits && !slice_is(value, r->benefit[x.benefit].group))
			x.benefit++;
		if (x.benefit == r->benefits)
			die_of(r, i, "uppdelning: formansgrupp is none of benefits.tsv");
		x.had = said(t->breakdown, "hade_fore", &value) && slice_is(value, "1");
		if (y > c->year || y <= c->year - c->years)
			continue;
		x.back = (int)(c->year - y);
		r->change = array_room(r->change, &room, r->changes + 1, sizeof *r->change);
		r->change[r->changes++] = x;
	}
}

void synth_follow_read(struct synth_registers *r, const char *targets, const char *folder,
                       struct synth_country *c)
{
	const int *number = c->say.number;

	*r = (struct synth_registers){0};
	read_benefits(r, folder, &c->arena);
	r->targets = synth_target_read(targets, &c->arena);
	read_changes(r, c);
	r->days.from = synth_first_day(c, c->years - 1 + number[SYNTH_REGISTER_BEFORE]);
	r->days.till = synth_last_day(c, -number[SYNTH_REGISTER_AFTER]);
}

/* ---- persons ---- */

struct interval synth_year_before(const struct synth_episode *e)
{
	struct interval i = {.till = e->start - 1};

	date_add_months(e->start, -12, &i.from);
	return i;
}

struct interval synth_year_after(const struct synth_episode *e)
{
	struct interval i = {.from = e->end + 1};

	date_add_months(e->end, 12, &i.till);
	return i;
}

/* Whether one of the codes, which commas lie between, is this. */
static bool holds(const char *codes, const char *code)
{
	size_t n = strlen(code);

	for (const char *at = codes; at != NULL; at = strchr(at, ',')) {
		at += *at == ',';
		if (strncmp(at, code, n) == 0 && (at[n] == '\0' || at[n] == ','))
			return true;
	}
	return false;
}

static bool has_support(const struct synth_person *p, enum synth_dimension d, const char *group)
{
	return p->code[d] != SYNTH_NO_CODE && holds(synth_codes(d)[p->code[d]], group);
}

/* Days of a year in which somebody has a benefit, or not. */
static int32_t draw_days(struct synth_chance *chance, bool has, int whole, int otherwise,
                         int32_t year)
{
	if (has)
		return synth_chance_permille(chance, (unsigned)whole)
		           ? year
		           : synth_chance_between(chance, 1, year - 1);
	return synth_chance_permille(chance, (unsigned)otherwise)
	           ? synth_chance_between(chance, 1, year / 3)
	           : 0;
}

/* Who had it all the year before may keep it; who had no day may not get it, whatever the person says of the support. */
static int32_t draw_after(const struct synth_follow *f, struct synth_chance *chance, size_t person,
                          const struct synth_benefit *x, int32_t before)
{
	const struct synth_episode *e = &f->episodes->at[f->at[person].anchor];
	int32_t year = (int32_t)interval_days(synth_year_after(e));
	bool has = has_support(&f->people->at[person], SYNTH_EFTER_FORSORJNING, x->group);

	if (before == interval_days(synth_year_before(e)) &&
	    synth_chance_permille(chance, (unsigned)x->keeps))
		return year;
	if (before == 0 && has && !synth_chance_permille(chance, (unsigned)x->begins))
		return 0;
	return draw_days(chance, has, x->whole_after, x->otherwise, year);
}

static void draw_paid(struct synth_follow *f, size_t person, struct synth_chance *chance)
{
	const struct synth_numbers *say = &f->country->say;
	const struct synth_person *p = &f->people->at[person];
	const struct synth_episode *e = &f->episodes->at[f->at[person].anchor];
	int32_t year = (int32_t)interval_days(synth_year_before(e));

	for (size_t b = 0; b < f->registers->benefits; b++) {
		const struct synth_benefit *x = &f->registers->benefit[b];
		struct synth_paid *paid = &f->paid[person * f->registers->benefits + b];

		paid->before = draw_days(chance, has_support(p, SYNTH_FORE_FORSORJNING, x->group),
		                         x->whole_before, x->otherwise, year);
		paid->back = synth_tail(say, chance, SYNTH_LONGER_TAIL, SYNTH_LONGER_MOST);
		paid->on = synth_tail(say, chance, SYNTH_LONGER_TAIL, SYNTH_LONGER_MOST);
		if (e->end != SYNTH_NO_DAY)
			paid->after = draw_after(f, chance, person, x, paid->before);
	}
}

/* From when to when a person belongs to the population: some came late, some die or leave after the insats. */
static void draw_there(struct synth_follow *f, struct synth_followed *x,
                       struct synth_chance *chance)
{
	const struct synth_country *c = f->country;
	const struct synth_numbers *say = &c->say;
	const struct synth_episode *e = &f->episodes->at[x->anchor];
	int32_t last = e->end == SYNTH_NO_DAY ? c->last_day : e->end;
	bool leaves;

	x->known = !synth_often(say, chance, SYNTH_REGISTER_UNKNOWN);
	date_join((struct date_parts){e->birth_year, 1, 1}, &x->there.from);
	if (synth_often(say, chance, SYNTH_REGISTER_CAME))
		x->there.from =
		    e->start - 1 -
		    synth_chance_between(chance, 0, say->number[SYNTH_REGISTER_MOVED_WITHIN]);
	x->died = synth_often(say, chance, SYNTH_REGISTER_DIES);
	leaves = x->died || synth_often(say, chance, SYNTH_REGISTER_LEAVES);
	x->there.till = INTERVAL_ON;
	if (leaves)
		x->there.till =
		    last + 1 +
		    synth_chance_between(chance, 0, say->number[SYNTH_REGISTER_MOVED_WITHIN]);
	if (x->there.till > f->registers->days.till)
		x->there.till = INTERVAL_ON;
}

/* Of two episodes the one that ended last; of those that ended on one day the one with the higher number. */
static bool is_later(const struct synth_episodes *all, uint32_t at, uint32_t than)
{
	return than == SYNTH_NONE || all->at[than].end <= all->at[at].end;
}

/* Which episode counts for whom. Who was registered by mistake has another identity, and is in no register. */
static void find_episodes(struct synth_follow *f)
{
	const struct synth_episodes *all = f->episodes;

	for (size_t i = 0; i < f->n; i++) {
		f->at[i].anchor = SYNTH_NONE;
		for (int y = 0; y < SYNTH_MOST_YEARS; y++)
			f->at[i].index[y] = SYNTH_NONE;
	}
	for (uint32_t i = 0; i < all->n; i++) {
		const struct synth_episode *e = &all->at[i];
		struct synth_followed *x = &f->at[e->person];
		int y;

		if (e->mistake)
			continue;
		if (e->end == SYNTH_NO_DAY) {
			if (x->anchor == SYNTH_NONE)
				x->anchor = i;
			continue;
		}
		y = f->country->year - date_split(e->end).year;
		if (y >= 0 && y < SYNTH_MOST_YEARS && is_later(all, i, x->index[y]))
			x->index[y] = i;
		if (x->anchor == SYNTH_NONE || all->at[x->anchor].end == SYNTH_NO_DAY ||
		    is_later(all, i, x->anchor))
			x->anchor = i;
	}
}

void synth_follow_make(struct synth_follow *f, const struct synth_registers *r,
                       const struct synth_country *c, const struct synth_people *people,
                       const struct synth_episodes *episodes, unsigned copy)
{
	struct synth_chance chance = synth_chance_of(c->seed, "register", copy);
	size_t room = 0, rooms = 0;

	*f = (struct synth_follow){.registers = r,
	                           .country = c,
	                           .people = people,
	                           .episodes = episodes,
	                           .n = people->n + people->earlier};
	f->at = array_room(NULL, &room, f->n + 1, sizeof *f->at);
	f->paid = array_room(NULL, &rooms, f->n * r->benefits + 1, sizeof *f->paid);
	memset(f->at, 0, f->n * sizeof *f->at);
	memset(f->paid, 0, f->n * r->benefits * sizeof *f->paid);
	find_episodes(f);
	for (size_t i = 0; i < f->n; i++) {
		if (f->at[i].anchor == SYNTH_NONE)
			continue;
		draw_there(f, &f->at[i], &chance);
		draw_paid(f, i, &chance);
	}
	chance = synth_chance_of(c->seed, "register dagar", copy);
	synth_follow_fit(f, &chance);
}

/* Who has the benefit on both sides has it between; who had it before has it for a third of the time. */
size_t synth_follow_days(const struct synth_follow *f, size_t person, size_t benefit,
                         struct interval days[2])
{
	const struct synth_followed *x = &f->at[person];
	const struct synth_episode *e = &f->episodes->at[x->anchor];
	const struct synth_paid *p = &f->paid[person * f->registers->benefits + benefit];
	struct interval known, part[2];
	size_t n = 0, kept = 0;

	if (p->before > 0) {
		int32_t end = e->end == SYNTH_NO_DAY ? f->country->last_day : e->end;

		part[n].from = e->start - p->before;
		if (p->before == interval_days(synth_year_before(e)))
			part[n].from -= p->back;
		part[n++].till = p->after > 0 ? end : e->start - 1 + (end - e->start + 1) / 3;
	}
	if (p->after > 0) {
		part[n] = (struct interval){e->end + 1, e->end + p->after};
		if (p->after == interval_days(synth_year_after(e)))
			part[n].till += p->on;
		n++;
	}
	if (!interval_both(x->there, f->registers->days, &known))
		return 0;
	for (size_t i = 0; i < n; i++)
		if (interval_both(part[i], known, &days[kept]))
			kept++;
	return kept;
}

void synth_follow_done(struct synth_follow *f)
{
	free(f->at);
	free(f->paid);
}

void synth_registers_done(struct synth_registers *r)
{
	free(r->benefit);
	free(r->change);
	synth_target_done(&r->targets);
}
