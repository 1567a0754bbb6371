#include "synth/synth_target.h"

#include <stdlib.h>

#include "map.h"
#include "number.h"
#include "record.h"

static const char *const units[SYNTH_UNITS] = {"antal", "mkr", "procent", "procentenheter",
                                               "dagar"};

enum column {
	ID,
	MEASURE,
	BREAKDOWN,
	VALUE,
	UNIT,
	EXACTNESS,
	NEEDED,
	STEP = NEEDED,
	NOTE,
	COLUMNS
};

static const char *const names[COLUMNS] = {"id",    "matt",     "uppdelning", "varde",
                                           "enhet", "exakthet", "steg",       "anmarkning"};

/* Columns that a table may lack have no place. */
struct table {
	struct reader *in;
	size_t column[COLUMNS];
	bool has[COLUMNS];
};

static struct slice field(const struct table *t, const struct record *r, enum column c)
{
	return t->has[c] ? record_field(r, t->column[c]) : (struct slice){0};
}

_Noreturn static void fail(const struct table *t, const struct record *r, enum column c,
                           const char *expected)
{
	reader_die(t->in, r->line, slice_of(names[c]), "%s", expected);
}

/* A number in thousandths of its unit. */
static int64_t thousandths(const struct table *t, const struct record *r, enum column c)
{
	struct number x;
	int64_t value;

	if (!number_parse(field(t, r, c), &x) || !number_multiply(x, number_of(1000), &x) ||
	    !number_whole(x, &value) || value > 1000000000000 || value < -1000000000000)
		fail(t, r, c, "a number with at most three decimals");
	return value;
}

/*
 * The unit of rounding that a printed figure shows: its last decimal, and in a count the tens, hundreds ... that are
 * zero; `exact` counts are to one.
 */
static int64_t printed_step(const struct synth_target *x, bool round)
{
	int64_t step = x->unit == SYNTH_COUNT ? SYNTH_THOUSANDTHS : 1;

	if (x->unit == SYNTH_COUNT && !round)
		return step;
	while (x->value != 0 && x->value % (step * 10) == 0 &&
	       (x->unit == SYNTH_COUNT || step < SYNTH_THOUSANDTHS))
		step *= 10;
	return x->value == 0 ? SYNTH_THOUSANDTHS : step;
}

static void set_low(struct synth_target *x, int64_t low, bool open)
{
	x->low = low;
	x->has_low = true;
	x->low_open = open;
}

static void set_high(struct synth_target *x, int64_t high, bool open)
{
	x->high = high;
	x->has_high = true;
	x->high_open = open;
}

/* What rounds to the value, half away from zero. */
static void round_to(struct synth_target *x, int64_t step)
{
	if (x->unit == SYNTH_COUNT && step == SYNTH_THOUSANDTHS) {
		set_low(x, x->value, false);
		set_high(x, x->value, false);
		return;
	}
	/* A step of one thousandth has no half in thousandths: then the value itself is all that rounds to it. */
	set_low(x, x->value - step / 2, x->value <= 0 && step > 1);
	set_high(x, x->value + step / 2, x->value >= 0 && step > 1);
}

/* Between what and what the true figure lies, for a word that says how exact the printed one is. */
static bool set_limits(struct synth_target *x, struct slice exactness, int64_t step)
{
	if (slice_is(exactness, "exact") || slice_is(exactness, "cirka")) {
		round_to(x, step);
	} else if (slice_is(exactness, "drygt")) {
		set_low(x, x->value, true);
		set_high(x, x->value + step, true);
	} else if (slice_is(exactness, "knappt")) {
		set_low(x, x->value - step, true);
		set_high(x, x->value, true);
	} else if (slice_is(exactness, "minst")) {
		set_low(x, x->value, false);
	} else if (slice_is(exactness, "upp till")) {
		set_high(x, x->value, false);
	} else {
		return false;
	}
	return true;
}

/* A row as a target. */
static void take(const struct table *t, const struct record *r, struct synth_target *x,
                 struct arena *arena)
{
	struct slice exactness = field(t, r, EXACTNESS);
	int64_t step;
	int unit = 0;

	x->id = arena_copy(arena, field(t, r, ID));
	x->measure = arena_copy(arena, field(t, r, MEASURE));
	x->breakdown = arena_copy(arena, field(t, r, BREAKDOWN));
	x->line = r->line;
	while (unit < SYNTH_UNITS && !slice_is(field(t, r, UNIT), units[unit]))
		unit++;
	if (unit == SYNTH_UNITS)
		fail(t, r, UNIT, "antal, mkr, procent, procentenheter or dagar");
	x->unit = (enum synth_unit)unit;
	x->value = thousandths(t, r, VALUE);
	step = printed_step(x, !slice_is(exactness, "exact"));
	if (field(t, r, STEP).n > 0)
		step = thousandths(t, r, STEP);
	if (step <= 0)
		fail(t, r, STEP, "a unit of rounding above zero");
	if (!set_limits(x, exactness, step))
		fail(t, r, EXACTNESS, "exact, cirka, drygt, knappt, minst, upp till or utom");
}

static void find_columns(struct table *t)
{
	const struct header *h = reader_header(t->in);

	for (int c = 0; c < NEEDED; c++)
		t->column[c] = reader_column(t->in, slice_of(names[c]));
	for (int c = 0; c < COLUMNS; c++) {
		for (size_t i = 0; i < h->n; i++) {
			if (slice_is(h->name[i], names[c])) {
				t->column[c] = i;
				t->has[c] = true;
			}
		}
	}
}

struct synth_targets synth_target_read(const char *file, struct arena *arena)
{
	struct table t = {.in = reader_open(file)};
	struct synth_targets targets = {.file = file};
	struct map seen = {0};
	struct record r;

	find_columns(&t);
	while (reader_next(t.in, &r)) {
		struct slice id = field(&t, &r, ID);
		bool added;

		if (id.n == 0)
			fail(&t, &r, ID, "an id");
		map_put(&seen, id, &added);
		if (!added)
			fail(&t, &r, ID, "an id that no other row has");
		if (slice_is(field(&t, &r, EXACTNESS), "utom")) {
			if (field(&t, &r, NOTE).n == 0)
				fail(&t, &r, NOTE, "why the figure is kept out");
			continue;
		}
		targets.at =
		    array_room(targets.at, &targets.room, targets.n + 1, sizeof *targets.at);
		targets.at[targets.n] = (struct synth_target){0};
		take(&t, &r, &targets.at[targets.n++], arena);
	}
	map_done(&seen);
	reader_close(t.in);
	return targets;
}

void synth_target_done(struct synth_targets *t)
{
	free(t->at);
	*t = (struct synth_targets){0};
}
