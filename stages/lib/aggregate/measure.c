#include "aggregate/measure.h"

#include <stdlib.h>
#include <string.h>

#include "suggest.h"

/* ---------------------------------------------------------------- what is looked up */

static struct expr *compile(struct measures *m, struct slice text, enum expr_type wanted,
                            const struct header *h, struct error *e)
{
	struct expr_columns columns = {.header = h};
	struct expr *x = expr_compile(text, &columns, wanted, &m->arena, e);

	if (x == NULL && e->column > 0)
		error_context(e, "expression, character %zu", e->column);
	return x;
}

static bool find_condition(struct measures *m, struct measure *measure, const struct definition *d,
                           const struct header *h, struct error *e)
{
	if (d->condition.n == 0)
		return true;
	measure->condition = compile(m, d->condition, EXPR_BOOLEAN, h, e);
	return measure->condition != NULL;
}

static bool find_column(struct measure *measure, const struct definition *d, const struct header *h,
                        struct error *e)
{
	struct suggest near;

	measure->column = header_find(h, d->argument);
	return measure->column != COLUMN_NONE ||
	       error_set(e, "no column %.*s%s", SLICE(d->argument),
	                 header_suggest(h, d->argument, &near));
}

static bool find_value(struct measures *m, struct measure *measure, enum expr_type wanted,
                       const struct header *h, struct error *e)
{
	measure->column = header_find(h, measure->argument);
	if (measure->column != COLUMN_NONE)
		return true;
	measure->value = compile(m, measure->argument, wanted, h, e);
	if (measure->value == NULL)
		return false;
	if (expr_type(measure->value) == EXPR_BOOLEAN)
		return error_set(e, "a condition, where a number or a date is wanted");
	return true;
}

static bool find_part(const struct measures *m, struct slice name, size_t *part, struct error *e)
{
	*part = header_find(&m->names, name);
	if (*part == COLUMN_NONE)
		return error_set(e, "no measure %.*s before it", SLICE(name));
	return m->at[*part].has_ratios ||
	       error_set(e, "%.*s: a ratio is of count, distinct and sum", SLICE(name));
}

static bool find_parts(const struct measures *m, struct measure *measure,
                       const struct definition *d, struct error *e)
{
	measure->coarser = d->coarser;
	measure->by = d->by;
	return find_part(m, d->numerator, &measure->numerator, e) &&
	       find_part(m, d->denominator, &measure->denominator, e);
}

static bool find_arguments(struct measures *m, struct measure *measure, const struct definition *d,
                           const struct header *h, struct error *e)
{
	switch (measure->function->takes) {
	case FUNCTION_TAKES_MEASURES:
		return find_parts(m, measure, d, e);
	case FUNCTION_TAKES_RECORDS:
		return h == NULL || find_condition(m, measure, d, h, e);
	case FUNCTION_TAKES_TEXTS:
		return h == NULL ||
		       (find_column(measure, d, h, e) && find_condition(m, measure, d, h, e));
	case FUNCTION_TAKES_ORDERED:
		return h == NULL || find_value(m, measure, EXPR_ANY, h, e);
	case FUNCTION_TAKES_NUMBERS:
		break;
	}
	return h == NULL || find_value(m, measure, EXPR_NUMBER, h, e);
}

/* ---------------------------------------------------------------- a measure */

static bool read_measure(struct measures *m, struct measure *measure, const struct header *h,
                         struct error *e)
{
	struct definition d;
	bool good = definition_read(measure->text, &d, e);

	if (column_is_identifier(d.name) || column_is_status(d.name) || column_is_state(d.name) ||
	    column_is_noise_key(d.name))
		return error_set(e,
		                 "the name of a measure has no mark id., .status, .state or .key");
	if (column_is_noise_key(d.argument))
		return error_set(e, "%.*s is for noise; no measure has it", SLICE(d.argument));
	measure->name = d.name;
	measure->function = function_of(d.function);
	measure->has_ratios = definition_has_ratios(d.function);
	measure->argument = d.argument;
	measure->p = d.p;
	measure->column = COLUMN_NONE;
	measure->noise = COLUMN_NONE;
	return good && find_arguments(m, measure, &d, h, e);
}

bool measures_add(struct measures *m, const char *text, const struct header *h, struct error *e)
{
	struct measure measure = {.text = slice_of(text)};

	if (!read_measure(m, &measure, h, e) || !header_add(&m->names, measure.name, e))
		return error_context(e, "%s", text);
	m->at = array_room(m->at, &m->room, m->n + 1, sizeof *m->at);
	m->at[m->n++] = measure;
	return true;
}

bool measures_are_noisy(const struct measures *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->at[i].noisy)
			return true;
	return false;
}

bool measures_have_different(const struct measures *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->at[i].function->keeps == FUNCTION_KEEPS_DIFFERENT)
			return true;
	return false;
}

void measures_done(struct measures *m)
{
	for (size_t i = 0; i < m->n; i++) {
		if (m->at[i].value != NULL)
			expr_done(m->at[i].value);
		if (m->at[i].condition != NULL)
			expr_done(m->at[i].condition);
	}
	free(m->at);
	header_done(&m->names);
	arena_done(&m->arena);
	*m = (struct measures){0};
}
