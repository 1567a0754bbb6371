#include "synth/synth_goal.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "number.h"

#define PERCENT ((int64_t)100 * SYNTH_THOUSANDTHS)
#define PIN \
	10000 /* denominators of two years are whole such, so that their ratio is a small fraction */

enum difference { NO_DIFFERENCE, OF_YEARS, OF_TIMES };

/* A figure in parts. One side is (population and breakdown) with or without the answer, at one time. */
struct figure {
	const struct synth_target *target;
	const struct synth_measure *population;
	const char *answer;            /* its condition, or NULL */
	struct slice answer_dimension; /* the answer is the code that the breakdown says */
	bool last_year, after;
	enum difference difference;
};

/* The cells that a share is of, and those that it counts among them; of a count only the latter. */
struct side {
	const struct synth_block *block;
	struct synth_condition denominator, numerator;
};

static bool find_measure(struct figure *f, const struct synth_measures *measures, struct error *e)
{
	struct slice rest = f->target->measure, name;
	const struct synth_measure *answer;

	slice_cut(&rest, '.', &name);
	f->population = synth_measure_find(measures, false, name);
	if (f->population == NULL)
		return error_set(e, "matt: no population is called %.*s", SLICE(name));
	if (rest.at == NULL)
		return true;
	answer = synth_measure_find(measures, true, rest);
	f->answer = answer == NULL ? NULL : answer->condition;
	if (f->answer == NULL)
		f->answer_dimension = rest;
	if (f->answer == NULL && !slice_is(rest, "forsorjning") &&
	    synth_dimension_find(rest) == SYNTH_DIMENSIONS)
		return error_set(e, "matt: no answer is called %.*s", SLICE(rest));
	return true;
}

/* What is about the times; the rest is left to add_breakdown. */
static bool find_times(struct figure *f, int year, struct error *e)
{
	struct slice rest = f->target->breakdown, part, key;
	char this_year[16], year_before[16];

	snprintf(this_year, sizeof this_year, "%d", year);
	snprintf(year_before, sizeof year_before, "%d", year - 1);
	f->after = true;
	while (rest.n > 0 && slice_cut(&rest, ';', &part)) {
		slice_cut(&part, '=', &key);
		if (slice_is(key, "ar")) {
			f->last_year = slice_is(part, year_before);
			if (!f->last_year && !slice_is(part, this_year))
				return error_set(e, "uppdelning: ar: %d or %d", year - 1, year);
		} else if (slice_is(key, "tidpunkt")) {
			f->after = slice_is(part, "efter");
			if (!f->after && !slice_is(part, "fore"))
				return error_set(e, "uppdelning: tidpunkt: fore or efter");
		} else if (slice_is(key, "forandring")) {
			f->difference = slice_is(part, "ar") ? OF_YEARS : OF_TIMES;
			if (f->difference == OF_TIMES && !slice_is(part, "tidpunkt"))
				return error_set(e, "uppdelning: forandring: ar or tidpunkt");
		}
	}
	return true;
}

static bool add_text(const struct figure *f, struct slice text, struct synth_condition *c,
                     struct error *e)
{
	return synth_measure_add(c, text, f->last_year, f->after, e);
}

/* One condition of the breakdown: of the answer if it is about its dimension, else of the population. */
static bool add_part(const struct figure *f, struct slice part, struct side *s, bool *answered,
                     struct error *e)
{
	struct slice value = part, key;
	bool answer, support;
	char text[128];

	slice_cut(&value, '=', &key);
	if (slice_is(key, "ar") || slice_is(key, "tidpunkt") || slice_is(key, "forandring"))
		return true;
	answer = f->answer_dimension.n > 0 && slice_equal(key, f->answer_dimension);
	support = slice_is(key, "forsorjning");
	snprintf(text, sizeof text, "%s%.*s%s%.*s", support ? "@" : "", SLICE(key),
	         support ? "~" : "=", SLICE(value));
	*answered |= answer;
	return add_text(f, slice_of(text), &s->numerator, e) &&
	       (answer || add_text(f, slice_of(text), &s->denominator, e));
}

/* What the population, the answer and the breakdown make together, and the block that can tell it. */
static bool find_side(const struct synth_model *m, const struct figure *f, struct side *s,
                      struct error *e)
{
	struct slice rest = f->target->breakdown, part;
	struct slice population = slice_of(f->population->condition);
	bool answered = f->answer != NULL || f->answer_dimension.n == 0;

	*s = (struct side){0};
	if (!add_text(f, population, &s->denominator, e) ||
	    !add_text(f, population, &s->numerator, e) ||
	    (f->answer != NULL && !add_text(f, slice_of(f->answer), &s->numerator, e)))
		return error_context(e, "matt");
	while (rest.n > 0 && slice_cut(&rest, ';', &part))
		if (!add_part(f, part, s, &answered, e))
			return error_context(e, "uppdelning");
	if (!answered)
		return error_set(e, "uppdelning: %.*s=CODE, which the measure asks for",
		                 SLICE(f->answer_dimension));
	s->block = synth_block_find(m, f->population->block, s->numerator.dimensions);
	return s->block != NULL || error_set(e, "uppdelning: a breakdown that this measure has");
}

/* Adds (whole) * the cells of one side to the row that is begun. */
static void add_side(struct synth_model *m, const struct figure *f, const struct side *s,
                     bool numerator, int64_t factor)
{
	const struct synth_condition *c = numerator ? &s->numerator : &s->denominator;

	for (size_t i = s->block->first; i < s->block->first + s->block->n; i++) {
		uint8_t n = m->cell[i].code[SYNTH_EPISODER];
		int64_t times = f->population->by_episode
		                    ? synth_episodes_ended(n) + synth_episodes_ongoing(n)
		                    : 1;

		if (synth_condition_holds(c, &m->cell[i]))
			synth_row_term(m, i, factor * times);
	}
}

/* A sum of cells, or the difference of two, between the limits of the figure. */
static void add_count(struct synth_model *m, const struct figure *f, size_t index,
                      const struct side *now, const struct side *then)
{
	const struct synth_target *t = f->target;
	struct synth_row *row = synth_row_begin(m, index);
	int64_t unit = now->block->money ? 1 : SYNTH_THOUSANDTHS;

	row->has_low = t->has_low;
	row->has_high = t->has_high;
	row->low = -synth_divide_down(-t->low, unit);
	row->high = synth_divide_down(t->high, unit);
	if (t->low_open && row->low * unit == t->low)
		row->low++;
	if (t->high_open && row->high * unit == t->high)
		row->high--;
	add_side(m, f, now, true, 1);
	if (then != NULL)
		add_side(m, f, then, true, -1);
	synth_row_end_lowest(m);
}

/* One limit of a share, or of the difference of two shares of the same denominator. */
static void add_limit(struct synth_model *m, const struct figure *f, size_t index,
                      const struct side *now, const struct side *then, bool low)
{
	const struct synth_target *t = f->target;
	struct synth_row *row = synth_row_begin(m, index);

	row->has_low = low;
	row->has_high = !low;
	row->low = low && t->low_open;
	row->high = low || !t->high_open ? 0 : -1;
	add_side(m, f, now, true, PERCENT);
	if (then != NULL)
		add_side(m, f, then, true, -PERCENT);
	add_side(m, f, now, false, -(low ? t->low : t->high));
	synth_row_end_lowest(m);
}

static double sum_guesses(const struct synth_model *m, const struct synth_block *b,
                          const struct synth_condition *c)
{
	double sum = 0;

	for (size_t i = b->first; i < b->first + b->n; i++)
		if (synth_condition_holds(c, &m->cell[i]))
			sum += m->cell[i].guess;
	return sum;
}

/*
 * The difference of shares of two years is not linear as long as both denominators are open. They are pinned where they
 * are guessed, which is no loss as long as no other figure is about them.
 */
static void add_difference_of_years(struct synth_model *m, const struct figure *f, size_t index,
                                    const struct side *now, const struct side *then)
{
	const struct synth_target *t = f->target;
	const struct side *side[] = {now, then};
	int64_t pin[2], unit = now->block->money ? PIN : 1;

	for (int i = 0; i < 2; i++) {
		double guess = sum_guesses(m, side[i]->block, &side[i]->denominator);
		struct synth_row *row;

		pin[i] = ((int64_t)(guess / (double)unit + 0.5) + (guess < (double)unit)) * unit;
		row = synth_row_begin(m, index);
		row->has_low = row->has_high = true;
		row->low = row->high = pin[i];
		add_side(m, f, side[i], false, 1);
		synth_row_end_lowest(m);
	}
	for (int high = 0; high < 2; high++) {
		struct synth_row *row = synth_row_begin(m, index);
		__extension__ __int128 limit = high ? t->high : t->low;

		limit *= pin[0] / unit * pin[1];
		row->has_low = !high && t->has_low;
		row->has_high = high && t->has_high;
		*(high ? &row->high : &row->low) =
		    (int64_t)limit + (high ? -t->high_open : t->low_open);
		add_side(m, f, now, true, PERCENT * (pin[1] / unit));
		add_side(m, f, then, true, -PERCENT * (pin[0] / unit));
		synth_row_end_lowest(m);
	}
}

/* What raking bends the guesses to: the middle of the limits. */
static void note_goal(struct synth_model *m, struct synth_goals *g, const struct synth_target *t,
                      const struct side *s, bool difference)
{
	struct synth_goal goal = {.numerator = g->terms, .difference = difference};
	const struct synth_condition *part[] = {&s->numerator, &s->denominator};
	bool share = t->unit == SYNTH_SHARE || t->unit == SYNTH_POINTS;
	int64_t low = t->has_low ? t->low : t->value, high = t->has_high ? t->high : t->value;

	for (int k = 0; k < 2; k++) {
		for (size_t i = s->block->first; i < s->block->first + s->block->n; i++) {
			if (!synth_condition_holds(part[k], &m->cell[i]))
				continue;
			g->term = array_room(g->term, &g->term_room, g->terms + 1, sizeof *g->term);
			g->term[g->terms++] = (struct synth_term){(uint32_t)i, 1};
		}
		*(k == 0 ? &goal.denominator : &goal.end) = g->terms;
	}
	if (!share)
		goal.denominator = goal.end = goal.denominator;
	goal.middle = (double)(low + high) / 2 /
	              (double)(share             ? PERCENT
	                       : s->block->money ? 1
	                                         : SYNTH_THOUSANDTHS);
	g->at = array_room(g->at, &g->room, g->n + 1, sizeof *g->at);
	g->at[g->n++] = goal;
}

/* One target: its rows in the model and its goal. */
static bool add_figure(struct synth_model *m, const struct synth_measures *measures,
                       const struct synth_target *t, size_t index, int year,
                       struct synth_goals *goals, struct error *e)
{
	struct figure f = {.target = t};
	struct side now, then;
	bool share = t->unit == SYNTH_SHARE || t->unit == SYNTH_POINTS, difference;

	if (!find_measure(&f, measures, e) || !find_times(&f, year, e))
		return false;
	difference = f.difference != NO_DIFFERENCE;
	if ((t->unit == SYNTH_POINTS) != (share && difference))
		return error_set(
		    e, "enhet: procentenheter for the difference of shares, and only for it");
	if (!find_side(m, &f, &now, e))
		return false;
	if (!share && (t->unit == SYNTH_MONEY) != now.block->money)
		return error_set(e, "enhet: %s", now.block->money ? "mkr" : "antal");
	f.last_year |= f.difference == OF_YEARS;
	f.after &= f.difference != OF_TIMES;
	if (difference && !find_side(m, &f, &then, e))
		return false;
	if (!share)
		add_count(m, &f, index, &now, difference ? &then : NULL);
	else if (f.difference == OF_YEARS)
		add_difference_of_years(m, &f, index, &now, &then);
	for (int low = 0; share && f.difference != OF_YEARS && low < 2; low++)
		if (low ? t->has_low : t->has_high)
			add_limit(m, &f, index, &now, difference ? &then : NULL, low);
	note_goal(m, goals, t, &now, difference);
	return true;
}

bool synth_goals_add(struct synth_model *m, const struct synth_measures *measures,
                     const struct synth_targets *t, int year, struct synth_goals *goals,
                     struct error *e)
{
	for (size_t i = 0; i < t->n; i++) {
		if (!add_figure(m, measures, &t->at[i], i, year, goals, e)) {
			e->line = t->at[i].line;
			return false;
		}
	}
	return true;
}

void synth_goals_done(struct synth_goals *goals)
{
	free(goals->at);
	free(goals->term);
	*goals = (struct synth_goals){0};
}
