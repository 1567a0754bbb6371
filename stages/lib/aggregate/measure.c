#include "aggregate/measure.h"

#include "suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- parsing */

static const struct {
	const char *name;
	enum measure_function function;
	const char *form;
} functions[] = {{"count", MEASURE_COUNT, "count() or count(CONDITION)"},
                 {"distinct", MEASURE_DISTINCT, "distinct(COLUMN) or distinct(COLUMN, CONDITION)"},
                 {"sum", MEASURE_SUM, "sum(EXPRESSION)"},
                 {"mean", MEASURE_MEAN, "mean(EXPRESSION)"},
                 {"min", MEASURE_MIN, "min(EXPRESSION)"},
                 {"max", MEASURE_MAX, "max(EXPRESSION)"},
                 {"quantile", MEASURE_QUANTILE, "quantile(EXPRESSION, P)"},
                 {"largest", MEASURE_LARGEST, "largest(EXPRESSION, K)"},
                 {"ratio", MEASURE_RATIO, "ratio(MEASURE, MEASURE[@COLUMN,...])"}};

static struct slice trim(struct slice s)
{
	while (s.n > 0 && s.at[0] == ' ')
		s = (struct slice){s.at + 1, s.n - 1};
	while (s.n > 0 && s.at[s.n - 1] == ' ')
		s.n--;
	return s;
}

/* Splits at the first comma, or the last. False if there is none. */
static bool split(struct slice s, bool last, struct slice *left, struct slice *right)
{
	const char *comma = s.n == 0 ? NULL
	                    : last   ? memrchr(s.at, ',', s.n)
	                             : memchr(s.at, ',', s.n);

	if (comma == NULL)
		return false;
	*left = trim((struct slice){s.at, (size_t)(comma - s.at)});
	*right = trim((struct slice){comma + 1, (size_t)(s.at + s.n - comma - 1)});
	return true;
}

static bool wrong_form(const struct measure *measure, struct error *e)
{
	return error_set(e, "wanted: %s", functions[measure->function].form);
}

static struct expr *compile(struct measures *m, struct slice text, enum expr_type wanted,
                            const struct header *h, struct error *e)
{
	struct expr_columns columns = {.header = h};
	struct expr *x = expr_compile(text, &columns, wanted, &m->arena, e);

	if (x == NULL && e->column > 0)
		error_context(e, "expression, character %zu", e->column);
	return x;
}

static bool read_condition(struct measures *m, struct measure *measure, struct slice text,
                           const struct header *h, struct error *e)
{
	if (text.n == 0)
		return wrong_form(measure, e);
	if (h == NULL)
		return true;
	measure->condition = compile(m, text, EXPR_BOOLEAN, h, e);
	return measure->condition != NULL;
}

static bool read_distinct(struct measures *m, struct measure *measure, struct slice text,
                          const struct header *h, struct error *e)
{
	struct slice column = text, condition;
	struct suggest near;
	bool conditional = split(text, false, &column, &condition);

	if (column.n == 0)
		return wrong_form(measure, e);
	measure->column = h == NULL ? COLUMN_NONE : header_find(h, column);
	if (h != NULL && measure->column == COLUMN_NONE)
		return error_set(e, "no column %.*s%s", SLICE(column),
		                 header_suggest(h, column, &near));
	return !conditional || read_condition(m, measure, condition, h, e);
}

static bool read_value(struct measures *m, struct measure *measure, struct slice text,
                       enum expr_type wanted, const struct header *h, struct error *e)
{
	if (text.n == 0)
		return wrong_form(measure, e);
	measure->argument = text;
	if (h == NULL)
		return true;
	measure->column = header_find(h, text);
	if (measure->column != COLUMN_NONE)
		return true;
	measure->value = compile(m, text, wanted, h, e);
	if (measure->value == NULL)
		return false;
	if (expr_type(measure->value) == EXPR_BOOLEAN)
		return error_set(e, "a condition, where a number or a date is wanted");
	return true;
}

static bool read_quantile(struct measures *m, struct measure *measure, struct slice text,
                          const struct header *h, struct error *e)
{
	struct slice value, p;

	if (!split(text, true, &value, &p))
		return wrong_form(measure, e);
	if (!number_parse(p, &measure->p) || number_is_negative(measure->p) ||
	    number_compare(measure->p, number_of(1)) > 0)
		return error_set(e, "P is a number from 0 to 1");
	return read_value(m, measure, value, EXPR_NUMBER, h, e);
}

static bool read_largest(struct measures *m, struct measure *measure, struct slice text,
                         const struct header *h, struct error *e)
{
	struct slice value, k;
	int64_t rank;

	if (!split(text, true, &value, &k))
		return wrong_form(measure, e);
	if (!number_parse(k, &measure->p) || !number_whole(measure->p, &rank) || rank < 1)
		return error_set(e, "K is a whole number from 1");
	return read_value(m, measure, value, EXPR_NUMBER, h, e);
}

/* A ratio is of numbers of something, so that what it means is plain and it can be protected by its parts. */
static bool read_part(const struct measures *m, struct slice name, size_t *part, struct error *e)
{
	*part = header_find(&m->names, name);
	if (*part == COLUMN_NONE)
		return error_set(e, "no measure %.*s before it", SLICE(name));
	switch (m->at[*part].function) {
	case MEASURE_COUNT:
	case MEASURE_DISTINCT:
	case MEASURE_SUM:
		return true;
	default:
		return error_set(e, "%.*s: a ratio is of count, distinct and sum", SLICE(name));
	}
}

static bool read_ratio(const struct measures *m, struct measure *measure, struct slice text,
                       struct error *e)
{
	struct slice numerator, rest, denominator;

	if (!split(text, false, &numerator, &rest) || !slice_cut(&rest, '@', &denominator))
		return wrong_form(measure, e);
	measure->coarser = rest.at != NULL;
	measure->by = trim(rest);
	return read_part(m, numerator, &measure->numerator, e) &&
	       read_part(m, trim(denominator), &measure->denominator, e);
}

static bool read_arguments(struct measures *m, struct measure *measure, struct slice text,
                           const struct header *h, struct error *e)
{
	switch (measure->function) {
	case MEASURE_COUNT:
		return text.n == 0 || read_condition(m, measure, text, h, e);
	case MEASURE_DISTINCT:
		return read_distinct(m, measure, text, h, e);
	case MEASURE_SUM:
	case MEASURE_MEAN:
		return read_value(m, measure, text, EXPR_NUMBER, h, e);
	case MEASURE_MIN:
	case MEASURE_MAX:
		return read_value(m, measure, text, EXPR_ANY, h, e);
	case MEASURE_QUANTILE:
		return read_quantile(m, measure, text, h, e);
	case MEASURE_LARGEST:
		return read_largest(m, measure, text, h, e);
	case MEASURE_RATIO:
		break;
	}
	return read_ratio(m, measure, text, e);
}

static bool read_function(struct measure *measure, struct slice name, struct error *e)
{
	char list[200] = "";
	size_t n = 0;
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
		if (slice_is(name, functions[i].name)) {
			measure->function = functions[i].function;
			return true;
		}
		suggest_offer(&near, slice_of(functions[i].name));
		n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i == 0 ? "" : ", ",
		                      functions[i].name);
	}
	return error_set(e, "no function %.*s%s (there are: %s)", SLICE(name), suggest_text(&near),
	                 list);
}

/* NAME = FUNCTION ( ARGUMENTS ) */
static bool read_measure(struct measures *m, struct measure *measure, struct slice text,
                         const struct header *h, struct error *e)
{
	struct slice rest = text, function;

	if (!slice_cut(&rest, '=', &measure->name) || rest.at == NULL ||
	    !slice_cut(&rest, '(', &function) || rest.at == NULL || !slice_ends(rest, ")"))
		return error_set(e, "wanted: NAME=FUNCTION(...)");
	rest.n--;
	measure->column = COLUMN_NONE;
	if (column_is_identifier(measure->name) || column_is_status(measure->name) ||
	    column_is_state(measure->name))
		return error_set(e, "the name of a measure has no mark id., .status or .state");
	return read_function(measure, trim(function), e) &&
	       read_arguments(m, measure, trim(rest), h, e);
}

bool measures_add(struct measures *m, const char *text, const struct header *h, struct error *e)
{
	struct measure measure = {.text = slice_of(text)};

	if (!read_measure(m, &measure, slice_of(text), h, e) ||
	    !header_add(&m->names, measure.name, e))
		return error_context(e, "%s", text);
	m->at = array_room(m->at, &m->room, m->n + 1, sizeof *m->at);
	m->at[m->n++] = measure;
	return true;
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
