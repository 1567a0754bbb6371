#include "kind.h"

#include "date.h"
#include "number.h"

enum kind kind_of(struct slice field)
{
	struct number number;
	int64_t whole;
	int32_t day;

	if (field.n == 0)
		return KIND_MISSING;
	if (number_parse(field, &number))
		return number_whole(number, &whole) ? KIND_INTEGER : KIND_NUMBER;
	if (date_parse(field, &day))
		return KIND_DATE;
	return date_parse_month(field, &day) ? KIND_MONTH : KIND_TEXT;
}

static bool is_number(enum kind kind)
{
	return kind == KIND_INTEGER || kind == KIND_NUMBER;
}

enum kind kind_both(enum kind a, enum kind b)
{
	if (a == b || b == KIND_MISSING)
		return a;
	if (a == KIND_MISSING)
		return b;
	return is_number(a) && is_number(b) ? KIND_NUMBER : KIND_TEXT;
}

enum kind kind_with(enum kind column, struct slice field)
{
	return column == KIND_TEXT ? column : kind_both(column, kind_of(field));
}

static const struct {
	const char *type, *name;
} said[] = {
    [KIND_MISSING] = {"string", "missing"},  [KIND_INTEGER] = {"integer", "a whole number"},
    [KIND_NUMBER] = {"number", "a number"},  [KIND_DATE] = {"date", "a date"},
    [KIND_MONTH] = {"yearmonth", "a month"}, [KIND_TEXT] = {"string", "a text"},
};

const char *kind_type(enum kind kind)
{
	return said[kind].type;
}

const char *kind_name(enum kind kind)
{
	return said[kind].name;
}

int kind_compare(enum kind kind, struct slice a, struct slice b)
{
	struct number x, y;

	if (is_number(kind) && number_parse(a, &x) && number_parse(b, &y))
		return number_compare(x, y);
	return slice_compare(a, b);
}
