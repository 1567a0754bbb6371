#include "render/quantity.h"

#include "error.h"

/* The mark that the status of a protected measure stands for (docs/records.md, rule 8). */
static enum mark read_mark(const struct keyed_table *t, size_t row, size_t column)
{
	struct slice s = keyed_table_field(t, row, column);
	enum mark mark;

	if (mark_of_status(s, &mark))
		return mark;
	die("%s:%zu: %.*s: not a status that protect writes", t->path, keyed_table_line(t, row),
	    SLICE(t->header.name[column]));
}

struct quantity quantity_read(const struct keyed_table *t, size_t row, size_t column,
                              enum kind kind)
{
	struct quantity q = {.kind = kind};
	struct slice field = keyed_table_field(t, row, column);
	size_t status = keyed_table_status(t, column);

	if (status != COLUMN_NONE)
		q.mark = read_mark(t, row, status);
	if (mark_is_change(q.mark) || mark_is_bound(q.mark)) {
		q.change = mark_is_change(q.mark) ? q.mark : MARK_NONE;
		q.bound = mark_is_bound(q.mark) ? q.mark : MARK_NONE;
		q.mark = MARK_NONE;
	}
	if (q.mark == MARK_NONE && field.n == 0)
		q.mark = MARK_UNAVAILABLE;
	if (q.mark == MARK_NONE && !number_parse(field, &q.number))
		die("%s:%zu: %.*s: %s", t->path, keyed_table_line(t, row),
		    SLICE(t->header.name[column]), number_expected(field));
	return q;
}

/* ---------------------------------------------------------------- computing */

/* What a sum or a difference of two kinds is; false if it is nothing. */
static bool kind_of_sum(enum kind a, enum kind b, bool difference, enum kind *result)
{
	*result = a;
	if (a == KIND_SHARE && b == KIND_SHARE && difference)
		*result = KIND_POINTS;
	if (a == KIND_CHANGE && b == KIND_CHANGE && difference)
		*result = KIND_POINTS;
	return a == b && a != KIND_TEXT && (a != KIND_CHANGE || difference);
}

/* What a division gives: of two of a kind a share; money or days by a count stay what they are. */
static bool kind_of_ratio(enum kind a, enum kind b, enum kind *result)
{
	if (a == b && (a == KIND_COUNT || a == KIND_MONEY || a == KIND_DAYS))
		*result = KIND_SHARE;
	else if ((a == KIND_MONEY || a == KIND_DAYS) && b == KIND_COUNT)
		*result = a;
	else
		return false;
	return true;
}

static bool kind_of(enum operation operation, enum kind a, enum kind b, enum kind *result,
                    struct error *e)
{
	switch (operation) {
	case OPERATION_ADD:
	case OPERATION_SUBTRACT:
		if (kind_of_sum(a, b, operation == OPERATION_SUBTRACT, result))
			return true;
		return error_set(e, "only two values of one kind can be added or subtracted");
	case OPERATION_DIVIDE:
		if (kind_of_ratio(a, b, result))
			return true;
		return error_set(e, "a ratio is of two counts, two amounts, two numbers of days, "
		                    "or of amounts or days to a count");
	case OPERATION_CHANGE:
		*result = KIND_CHANGE;
		if (a == KIND_SHARE && b == KIND_SHARE)
			return error_set(e, "a change of a share is in percentage points: write "
			                    "a - b | procentenheter");
		if (a == b && (a == KIND_COUNT || a == KIND_MONEY || a == KIND_DAYS))
			return true;
		return error_set(e, "a change in percent is of two counts, two amounts or two "
		                    "numbers of days");
	}
	return false;
}

static bool compute(enum operation operation, struct number a, struct number b,
                    struct number *result)
{
	switch (operation) {
	case OPERATION_ADD:
		return number_add(a, b, result);
	case OPERATION_SUBTRACT:
		return number_subtract(a, b, result);
	case OPERATION_DIVIDE:
		return number_divide(a, b, result);
	case OPERATION_CHANGE:
		return number_subtract(a, b, &a) && number_divide(a, b, result);
	}
	return false;
}

/* Whether noise could have made what two perturbed counts come to. */
static bool is_unsure(enum operation operation, struct number base, struct number result)
{
	if (operation == OPERATION_ADD)
		return false;
	if (operation != OPERATION_SUBTRACT)
		return number_compare(base, number_of(QUANTITY_BASE)) < 0;
	return number_compare(result, number_of(QUANTITY_SURE)) < 0 &&
	       number_compare(result, number_of(-QUANTITY_SURE)) > 0;
}

bool quantity_combine(enum operation operation, const struct quantity *a, const struct quantity *b,
                      struct quantity *result, struct error *e)
{
	struct quantity q = {.change = a->change > b->change ? a->change : b->change,
	                     .bound = a->bound > b->bound ? a->bound : b->bound};
	bool divides = operation == OPERATION_DIVIDE || operation == OPERATION_CHANGE;

	if (!kind_of(operation, a->kind, b->kind, &q.kind, e))
		return false;
	q.mark = a->mark > b->mark ? a->mark : b->mark;
	if (q.mark == MARK_NONE && q.bound != MARK_NONE &&
	    (q.bound != MARK_AT_MOST || (operation != OPERATION_ADD &&
	                                 (operation != OPERATION_DIVIDE || b->bound != MARK_NONE))))
		q.mark = MARK_UNAVAILABLE;
	if (q.mark == MARK_NONE && divides && number_is_zero(b->number))
		q.mark = MARK_NOT_APPLICABLE;
	if (q.mark == MARK_NONE && !compute(operation, a->number, b->number, &q.number))
		return error_set(e, "the result is too large");
	if (q.mark == MARK_NONE && q.change == MARK_PERTURBED && a->kind == KIND_COUNT &&
	    b->kind == KIND_COUNT && is_unsure(operation, b->number, q.number))
		q.mark = MARK_UNSURE;
	*result = q;
	return true;
}

/* ---------------------------------------------------------------- marks */

const char *mark_meaning(enum mark mark, enum language l)
{
	static const char *const meanings[MARKS][LANGUAGES] = {
	    [MARK_NONE] = {"", ""},
	    [MARK_ZERO] = {"inget finns att redovisa", "nothing to report"},
	    [MARK_SMALL] = {"mer än noll men mindre än hälften av enheten",
	                    "more than zero, less than half of the unit"},
	    [MARK_UNAVAILABLE] = {"uppgift saknas", "not available"},
	    [MARK_NOT_APPLICABLE] = {"kan inte förekomma", "not applicable"},
	    [MARK_PROTECTED] = {"visas inte, för att skydda enskilda personer",
	                        "not shown, to protect individuals"},
	    [MARK_AT_MOST] =
	        {"högst så många, eftersom samma person kan vara räknad flera gånger",
	         "at most so many, as one person may have been counted more than once"},
	    [MARK_UNSURE] = {"för osäkert för att anges", "too uncertain to be told"},
	    [MARK_UNDER] = {"mindre än så, och inte närmare angivet",
	                    "less than that, and not told more closely"},
	    [MARK_OVER] = {"mer än så, och inte närmare angivet",
	                   "more than that, and not told more closely"},
	    [MARK_PERTURBED] =
	        {"Antalen är slumpmässigt ändrade med några få uppåt eller nedåt, så att ingen kan "
	         "pekas "
	         "ut: 0 kan vara några få, delarna behöver inte bli summan, och små skillnader "
	         "betyder inget.",
	         "Numbers are changed at random by a few up or down, so that nobody can be "
	         "singled out: 0 may be a few, parts need not add up to their total, and small "
	         "differences mean nothing."},
	    [MARK_ADJUSTED] = {
	        "Antalen är avrundade uppåt eller nedåt, så att ingen kan pekas ut: 0 kan vara "
	        "några få, och små skillnader betyder inget.",
	        "Numbers are rounded up or down, so that nobody can be singled out: 0 may be a "
	        "few, and small differences mean nothing."}};

	return meanings[mark][l];
}
