#include "definition.h"

#include <stdio.h>

#include "suggest.h"

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

static bool read_function(struct slice name, struct definition *d, struct error *e)
{
	char list[200] = "";
	size_t n = 0;
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
		if (slice_is(name, functions[i].name)) {
			d->function = functions[i].function;
			return true;
		}
		suggest_offer(&near, slice_of(functions[i].name));
		n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i == 0 ? "" : ", ",
		                      functions[i].name);
	}
	return error_set(e, "no function %.*s%s (there are: %s)", SLICE(name), suggest_text(&near),
	                 list);
}

static bool read_distinct(struct slice text, struct definition *d)
{
	bool conditional = split(text, false, &d->argument, &d->condition);

	if (!conditional)
		d->argument = text;
	return d->argument.n > 0 && (!conditional || d->condition.n > 0);
}

/* EXPRESSION, NUMBER. False and no reason if it is not of that form. */
static bool read_ranked(struct slice text, struct definition *d, struct error *e)
{
	struct slice p;
	int64_t rank;

	if (!split(text, true, &d->argument, &p))
		return false;
	if (d->function == MEASURE_QUANTILE &&
	    (!number_parse(p, &d->p) || number_is_negative(d->p) ||
	     number_compare(d->p, number_of(1)) > 0))
		return error_set(e, "P is a number from 0 to 1");
	if (d->function == MEASURE_LARGEST &&
	    (!number_parse(p, &d->p) || !number_whole(d->p, &rank) || rank < 1))
		return error_set(e, "K is a whole number from 1");
	return d->argument.n > 0;
}

static bool read_ratio(struct slice text, struct definition *d)
{
	struct slice rest;

	if (!split(text, false, &d->numerator, &rest) || !slice_cut(&rest, '@', &d->denominator))
		return false;
	d->denominator = slice_trim(d->denominator);
	d->coarser = rest.at != NULL;
	d->by = slice_trim(rest);
	return true;
}

/* False, and perhaps the reason, if the function does not take them. */
static bool read_arguments(struct slice text, struct definition *d, struct error *e)
{
	switch (d->function) {
	case MEASURE_COUNT:
		d->condition = text;
		return true;
	case MEASURE_DISTINCT:
		return read_distinct(text, d);
	case MEASURE_SUM:
	case MEASURE_MEAN:
	case MEASURE_MIN:
	case MEASURE_MAX:
		d->argument = text;
		return text.n > 0;
	case MEASURE_QUANTILE:
	case MEASURE_LARGEST:
		return read_ranked(text, d, e);
	case MEASURE_RATIO:
		break;
	}
	return read_ratio(text, d);
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
	return read_arguments(slice_trim(rest), d, &own) ||
	       error_set(e, "%s%s", own.text[0] == '\0' ? "wanted: " : own.text,
	                 own.text[0] == '\0' ? functions[d->function].form : "");
}

bool definition_counts(const struct definition *d)
{
	return d->function == MEASURE_COUNT || d->function == MEASURE_DISTINCT;
}

bool definition_is_whole(const struct definition *d)
{
	return definition_counts(d) && d->condition.n == 0;
}
