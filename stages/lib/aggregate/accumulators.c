#include "aggregate/accumulators.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "date.h"
#include "memory.h"
#include "aggregate/quantile.h"

struct accumulators accumulators_open(const struct measures *m)
{
	struct accumulators f = {.state = memory_zeroed(m->n, sizeof *f.state), .n = m->n};

	for (size_t i = 0; i < f.n; i++) {
		const struct measure *measure = &m->at[i];
		bool any = measure->function->takes == FUNCTION_TAKES_ORDERED;
		f.state[i] = (struct accumulators_state){
		    .measure = measure, .kind = any ? ACCUMULATORS_UNKNOWN : ACCUMULATORS_NUMBER};
		if (measure->function->keeps == FUNCTION_KEEPS_DIFFERENT ||
		    measure->function->keeps == FUNCTION_KEEPS_EACH)
			f.state[i].counts = memory_zeroed(1, sizeof *f.state[i].counts);
	}
	return f;
}

/* ---------------------------------------------------------------- taking records */

void accumulators_groups(struct accumulators *f, size_t n)
{
	size_t cells = n * f->n, before = f->groups * f->n;

	if (n <= f->groups)
		return;
	f->cell = array_room(f->cell, &f->room, cells, sizeof *f->cell);
	memset(f->cell + before, 0, (cells - before) * sizeof *f->cell);
	f->groups = n;
}

static const char *const kind_wanted[] = {[ACCUMULATORS_UNKNOWN] =
                                              "a number or a date (YYYY-MM-DD)",
                                          [ACCUMULATORS_NUMBER] = "a number",
                                          [ACCUMULATORS_DATE] = "a date (YYYY-MM-DD)"};

/* A text as a number or a day, whichever the values before it were; the first decides. */
static bool read_text(struct accumulators_state *state, struct slice text, struct number *x,
                      struct error *e)
{
	int32_t day;

	if (state->kind != ACCUMULATORS_DATE && number_parse(text, x)) {
		state->kind = ACCUMULATORS_NUMBER;
		return true;
	}
	if (state->kind != ACCUMULATORS_NUMBER && date_parse(text, &day)) {
		state->kind = ACCUMULATORS_DATE;
		*x = number_of(day);
		return true;
	}
	if (state->kind != ACCUMULATORS_DATE && number_is_beyond(text))
		return error_set(e, "%s", NUMBER_BEYOND);
	return error_set(e, "not %s", kind_wanted[state->kind]);
}

/* The argument in a record; *missing if it has none. */
static bool read_argument(struct accumulators_state *state, const struct record *r,
                          struct number *x, bool *missing, struct error *e)
{
	const struct measure *measure = state->measure;
	struct expr_value v = {.type = EXPR_TEXT};

	if (measure->value == NULL)
		v.text = record_field(r, measure->column);
	else if (!expr_evaluate(measure->value, r, &v, e))
		return false;
	*missing = v.missing || (v.type == EXPR_TEXT && v.text.n == 0);
	if (*missing)
		return true;
	if (v.type == EXPR_TEXT)
		return read_text(state, v.text, x, e) ||
		       error_context(e, "%.*s", SLICE(measure->argument));
	state->kind = v.type == EXPR_DATE ? ACCUMULATORS_DATE : ACCUMULATORS_NUMBER;
	*x = v.type == EXPR_DATE ? number_of(v.day) : v.number;
	return true;
}

bool accumulators_beyond(struct error *e)
{
	return error_set(e, "a figure of more than %d digits or %d decimals", NUMBER_MAX_DIGITS,
	                 NUMBER_MAX_SCALE);
}

static bool join(const struct accumulators_state *state, struct function_cell *cell,
                 struct number x, uint64_t n, uint64_t noise, struct error *e)
{
	cell->noise += noise;
	return function_join(state->measure->function, cell, x, n) || accumulators_beyond(e);
}

static bool take_value(struct accumulators_state *state, struct function_cell *cell, size_t group,
                       const struct record *r, struct error *e)
{
	char text[NUMBER_MAX_TEXT];
	struct number x;
	bool missing;

	if (!read_argument(state, r, &x, &missing, e))
		return false;
	if (missing)
		return true;
	if (state->counts != NULL)
		value_counts_add(state->counts, group, (struct slice){text, number_write(x, text)},
		                 1);
	return join(state, cell, x, 1, 0, e);
}

/* One that distinct counts. */
static bool add_value(struct accumulators_state *state, size_t group, struct slice value,
                      uint64_t times, uint64_t noise, struct error *e)
{
	value_counts_add(state->counts, group, value, times);
	return !state->measure->noisy || noise_numbers_put(&state->numbers, value, noise, e);
}

static bool take(struct accumulators_state *state, struct function_cell *cell, size_t group,
                 const struct record *r, struct error *e)
{
	const struct measure *measure = state->measure;
	struct slice value;
	uint64_t noise;
	bool holds = true;

	if (measure->condition != NULL && !expr_holds(measure->condition, r, &holds, e))
		return false;
	if (!holds)
		return true;
	switch (measure->function->takes) {
	case FUNCTION_TAKES_RECORDS:
		if (!noise_numbers_read(measure, r, &noise, e))
			return false;
		cell->n++;
		cell->noise += noise;
		return true;
	case FUNCTION_TAKES_TEXTS:
		value = record_field(r, measure->column);
		return value.n == 0 || (noise_numbers_read(measure, r, &noise, e) &&
		                        add_value(state, group, value, 1, noise, e));
	case FUNCTION_TAKES_MEASURES:
		return true;
	case FUNCTION_TAKES_NUMBERS:
	case FUNCTION_TAKES_ORDERED:
		break;
	}
	return take_value(state, cell, group, r, e);
}

static bool in_measure(const struct accumulators_state *state, struct error *e)
{
	return error_context(e, "%.*s", SLICE(state->measure->name));
}

bool accumulators_take(struct accumulators *f, size_t group, const struct record *r,
                       struct error *e)
{
	struct function_cell *cell;

	accumulators_groups(f, group + 1);
	cell = f->cell + group * f->n;
	for (size_t i = 0; i < f->n; i++)
		if (!take(&f->state[i], &cell[i], group, r, e))
			return in_measure(&f->state[i], e);
	return true;
}

/* ---------------------------------------------------------------- taking states */

/* Either the values came or their number. */
static bool add_distinct(struct accumulators_state *state, struct function_cell *cell, size_t group,
                         struct accumulators_part part, struct error *e)
{
	if (part.times == 0)
		return true;
	if (part.value.n > 0)
		return add_value(state, group, part.value, part.times, part.noise, e);
	state->counted = true;
	return join(state, cell, number_of(1), part.times, part.noise, e);
}

bool accumulators_add(struct accumulators *f, size_t group, size_t measure,
                      struct accumulators_part part, struct error *e)
{
	struct accumulators_state *state = &f->state[measure];
	const struct function *function = state->measure->function;
	struct function_cell *cell;
	struct number x = {0};

	accumulators_groups(f, group + 1);
	cell = &f->cell[group * f->n + measure];
	if (function->keeps == FUNCTION_KEEPS_DIFFERENT)
		return add_distinct(state, cell, group, part, e);
	if ((part.value.n > 0) != (function->takes != FUNCTION_TAKES_RECORDS && part.times > 0))
		return error_set(e, "a value and how many there are do not go together");
	if (part.value.n > 0 && !read_text(state, part.value, &x, e))
		return false;
	if (function->keeps == FUNCTION_KEEPS_EACH) {
		if (part.times > 0)
			value_counts_add(state->counts, group, part.value, part.times);
		return true;
	}
	return join(state, cell, x, part.times, part.noise, e);
}

/* ---------------------------------------------------------------- folding */

/* Where the values of one measure go: those of group g to value[g * step]. */
struct fold {
	const uint32_t *coarser;
	size_t n; /* groups */
	struct accumulators_value *value;
	size_t step;
};

/* Groups that stay as many are only renumbered: then no two pairs can become one, and nothing needs to be moved. */
static void fold_distinct(const struct accumulators_state *state, size_t groups,
                          const struct fold *fold)
{
	const struct value_counts *counts = state->counts;
	bool moved = fold->n < groups;
	struct value_counts_pairs folded = {0};
	uint64_t *noise = noise_numbers_of(&state->numbers, counts);
	const struct value_counts_pairs *pairs = moved ? &folded : &counts->pairs;

	if (moved)
		value_counts_fold(counts, fold->coarser, &folded);
	for (size_t g = 0; g < fold->n; g++)
		fold->value[g * fold->step] = (struct accumulators_value){.x = number_of(0)};
	for (size_t i = 0; i < pairs->n; i++) {
		size_t g = value_counts_group(pairs->at[i]);
		struct accumulators_value *v =
		    &fold->value[(moved ? g : fold->coarser[g]) * fold->step];
		v->x.units++;
		v->noise += noise[value_counts_value(pairs->at[i])];
	}
	free(noise);
	value_counts_pairs_done(&folded);
}

static void read_values(const struct value_counts *counts, const struct value_counts_pairs *pairs,
                        struct quantile_value *value)
{
	for (size_t i = 0; i < pairs->n; i++) {
		number_parse(map_key(&counts->values, value_counts_value(pairs->at[i])),
		             &value[i].x);
		value[i].times = pairs->at[i].value;
	}
}

/* The pairs come group by group. */
static bool fold_values(const struct accumulators_state *state, const struct fold *fold,
                        struct error *e)
{
	const struct measure *measure = state->measure;
	const struct value_counts *counts = state->counts;
	struct value_counts_pairs pairs = {0};
	struct quantile_value *value;
	bool fine = true;

	value_counts_fold(counts, fold->coarser, &pairs);
	value = memory_zeroed(pairs.n + 1, sizeof *value);
	read_values(counts, &pairs, value);
	for (size_t g = 0; g < fold->n; g++)
		fold->value[g * fold->step].missing = true;
	for (size_t first = 0, end; first < pairs.n && fine; first = end) {
		size_t g = value_counts_group(pairs.at[first]);
		struct accumulators_value *v = &fold->value[g * fold->step];
		for (end = first + 1; end < pairs.n && value_counts_group(pairs.at[end]) == g;
		     end++)
			;
		fine = measure->function->pick(measure->p, value + first, end - first, &v->x,
		                               &v->missing);
	}
	free(value);
	value_counts_pairs_done(&pairs);
	return fine || accumulators_beyond(e);
}

static bool value_of(const struct function *function, const struct function_cell *cell,
                     struct accumulators_value *v)
{
	if (function->finish == NULL) {
		*v = (struct accumulators_value){.x = number_of((int64_t)cell->n),
		                                 .noise = cell->noise};
		return true;
	}
	*v = (struct accumulators_value){.missing = cell->n == 0};
	return v->missing || function->finish(cell, &v->x);
}

bool accumulators_cells(const struct accumulators *f, size_t measure, const uint32_t *coarser,
                        struct function_cell *cell, struct error *e)
{
	for (size_t g = 0; g < f->groups; g++) {
		const struct function_cell *part = &f->cell[g * f->n + measure];
		if (coarser[g] != VALUE_COUNTS_NOWHERE &&
		    !join(&f->state[measure], &cell[coarser[g]], part->x, part->n, part->noise, e))
			return false;
	}
	return true;
}

/* The measures that need only their cells. */
static bool fold_cells(const struct accumulators *f, size_t i, const struct fold *fold,
                       struct error *e)
{
	const struct function *function = f->state[i].measure->function;
	struct function_cell *cell = memory_zeroed(fold->n + 1, sizeof *cell);
	bool fine;

	fine = accumulators_cells(f, i, fold->coarser, cell, e);
	for (size_t g = 0; g < fold->n && fine; g++) {
		struct accumulators_value *v = &fold->value[g * fold->step];
		fine = value_of(function, &cell[g], v) || accumulators_beyond(e);
		v->at_most = f->overlap && function->keeps == FUNCTION_KEEPS_DIFFERENT &&
		             number_compare(cell[g].x, number_of(1)) > 0;
	}
	free(cell);
	return fine;
}

/* By what is kept of the measure. */
static bool fold_measure(const struct accumulators *f, size_t i, const struct fold *fold,
                         struct error *e)
{
	const struct accumulators_state *state = &f->state[i];

	if (state->counts != NULL)
		value_counts_settle(state->counts);
	switch (state->measure->function->keeps) {
	case FUNCTION_KEEPS_NOTHING:
		return true;
	case FUNCTION_KEEPS_DIFFERENT:
		if (state->counted)
			return fold_cells(f, i, fold, e);
		fold_distinct(state, f->groups, fold);
		return true;
	case FUNCTION_KEEPS_EACH:
		return fold_values(state, fold, e);
	case FUNCTION_KEEPS_CELL:
		break;
	}
	return fold_cells(f, i, fold, e);
}

bool accumulators_fold(struct accumulators *f, const uint32_t *coarser, size_t n,
                       struct accumulators_value *value, struct error *e)
{
	for (size_t i = 0; i < f->n; i++) {
		struct fold fold = {coarser, n, value + i, f->n};
		if (!fold_measure(f, i, &fold, e))
			return in_measure(&f->state[i], e);
	}
	return true;
}

bool accumulators_ratio(struct accumulators_value numerator, struct accumulators_value denominator,
                        struct accumulators_value *ratio, struct error *e)
{
	*ratio = (struct accumulators_value){.at_most = numerator.at_most,
	                                     .withheld = denominator.at_most};
	ratio->missing = numerator.missing || denominator.missing || denominator.at_most ||
	                 number_is_zero(denominator.x);
	return ratio->missing || number_divide(numerator.x, denominator.x, &ratio->x) ||
	       accumulators_beyond(e);
}

size_t accumulators_write(const struct accumulators *f, size_t measure, struct accumulators_value v,
                          char to[NUMBER_MAX_TEXT])
{
	int64_t day;

	if (v.missing)
		return 0;
	if (f->state[measure].kind != ACCUMULATORS_DATE || !number_whole(v.x, &day))
		return number_write(v.x, to);
	date_write((int32_t)day, to);
	return DATE_TEXT;
}

void accumulators_done(struct accumulators *f)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->state[i].counts != NULL)
			value_counts_done(f->state[i].counts);
		free(f->state[i].counts);
		noise_numbers_done(&f->state[i].numbers);
	}
	free(f->state);
	free(f->cell);
	*f = (struct accumulators){0};
}
