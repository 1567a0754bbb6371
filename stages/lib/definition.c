#include "definition.h"

#include <stdio.h>

#include "suggest.h"

/* Splits at the first comma, or the last. False if there is none. */
static bool split(struct slice s, bool last, struct slice *left, struct slice *right)
{
	const char *comma = s.n == 0 ? NULL
	                    : last   ? memrchr(s.at, ',', s.n)
	                             : memchr(s.at, ',', s.n);

	if (comma == NULL)
		return false;
	*left = slice_trim((struct slice){s.at, (size_t)(comma - s.at)});
	*right = slice_trim((struct slice){comma + 1, (size_t)(s.at + s.n - comma - 1)});
	return true;
}

static bool read_condition(struct slice text, struct definition *d, struct error *e)
{
	(void)e;
	d->condition = text;
	return true;
}

static bool read_expression(struct slice text, struct definition *d, struct error *e)
{
	(void)e;
	d->argument = text;
	return text.n > 0;
}

static bool read_distinct(struct slice text, struct definition *d, struct error *e)
{
	bool conditional = split(text, false, &d->argument, &d->condition);

	(void)e;
	if (!conditional)
		d->argument = text;
	return d->argument.n > 0 && (!conditional || d->condition.n > 0);
}

/* EXPRESSION, P. False and no reason if it is not of that form. */
static bool read_quantile(struct slice text, struct definition *d, struct error *e)
{
	struct slice p;

	if (!split(text, true, &d->argument, &p))
		return false;
	if (!number_parse(p, &d->p) || number_is_negative(d->p) ||
	    number_compare(d->p, number_of(1)) > 0)
		return error_set(e, "P is a number from 0 to 1");
	return d->argument.n > 0;
}

/* EXPRESSION, K. */
static bool read_largest(struct slice text, struct definition *d, struct error *e)
{
	struct slice p;
	int64_t rank;

	if (!split(text, true, &d->argument, &p))
		return false;
	if (!number_parse(p, &d->p) || !number_whole(d->p, &rank) || rank < 1)
		return error_set(e, "K is a whole number from 1");
	return d->argument.n > 0;
}

static bool read_ratio(struct slice text, struct definition *d, struct error *e)
{
	struct slice rest;

	(void)e;
	if (!split(text, false, &d->numerator, &rest) || !slice_cut(&rest, '@', &d->denominator))
		return false;
	d->denominator = slice_trim(d->denominator);
	d->coarser = rest.at != NULL;
	d->by = slice_trim(rest);
	return true;
}

/* A row of each function, in the order of enum measure_function. */
static const struct row {
	const char *name, *form;
	/* The arguments. False, and perhaps the reason, if it does not take them. */
	bool (*read)(struct slice text, struct definition *d, struct error *e);
	bool counts, is_amount, has_ratios;
} rows[] = {{"count", "count() or count(CONDITION)", read_condition, true, true, true},
            {"distinct", "distinct(COLUMN) or distinct(COLUMN, CONDITION)", read_distinct, true,
             true, true},
            {"sum", "sum(EXPRESSION)", read_expression, false, true, true},
            {"mean", "mean(EXPRESSION)", read_expression, false, true, false},
            {"min", "min(EXPRESSION)", read_expression, false, false, false},
            {"max", "max(EXPRESSION)", read_expression, false, false, false},
            {"quantile", "quantile(EXPRESSION, P)", read_quantile, false, false, false},
            {"largest", "largest(EXPRESSION, K)", read_largest, false, false, false},
            {"ratio", "ratio(MEASURE, MEASURE[@COLUMN,...])", read_ratio, false, true, false}};

_Static_assert(sizeof rows / sizeof *rows == MEASURE_FUNCTIONS, "a row each");

static bool read_function(struct slice name, struct definition *d, struct error *e)
{
	char list[200] = "";
	size_t n = 0;
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < MEASURE_FUNCTIONS; i++) {
		if (slice_is(name, rows[i].name)) {
			d->function = (enum measure_function)i;
			return true;
		}
		suggest_offer(&near, slice_of(rows[i].name));
		n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i == 0 ? "" : ", ",
		                      rows[i].name);
	}
	return error_set(e, "no function %.*s%s (there are: %s)", SLICE(name), suggest_text(&near),
	                 list);
}

bool definition_read(struct slice text, struct definition *d, struct error *e)
{
	struct slice rest = text, function;
	struct error own = {0};

	*d = (struct definition){0};
	if (!slice_cut(&rest, '=', &function) || rest.at == NULL)
		return error_set(e, "wanted: NAME=FUNCTION(...)");
	d->name = function;
	d->text = slice_trim(rest);
	if (!slice_cut(&rest, '(', &function) || rest.at == NULL || !slice_ends(rest, ")"))
		return error_set(e, "wanted: NAME=FUNCTION(...)");
	rest.n--;
	if (!read_function(slice_trim(function), d, e))
		return false;
	return rows[d->function].read(slice_trim(rest), d, &own) ||
	       error_set(e, "%s%s", own.text[0] == '\0' ? "wanted: " : own.text,
	                 own.text[0] == '\0' ? rows[d->function].form : "");
}

bool definition_counts(const struct definition *d)
{
	return rows[d->function].counts;
}

bool definition_is_amount(const struct definition *d)
{
	return rows[d->function].is_amount;
}

bool definition_has_ratios(enum measure_function function)
{
	return rows[function].has_ratios;
}

bool definition_is_whole(const struct definition *d)
{
	return definition_counts(d) && d->condition.n == 0;
}
