#include "field_type.h"

#include "date.h"
#include "number.h"

enum field_type field_type_of(struct slice field)
{
	struct number number;
	int64_t whole;
	int32_t day;

	if (field.n == 0)
		return FIELD_MISSING;
	if (number_parse(field, &number))
		return number_whole(number, &whole) ? FIELD_INTEGER : FIELD_NUMBER;
	if (date_parse(field, &day))
		return FIELD_DATE;
	return date_parse_month(field, &day) ? FIELD_MONTH : FIELD_TEXT;
}

static bool is_number(enum field_type type)
{
	return type == FIELD_INTEGER || type == FIELD_NUMBER;
}

enum field_type field_type_both(enum field_type a, enum field_type b)
{
	if (a == b || b == FIELD_MISSING)
		return a;
	if (a == FIELD_MISSING)
		return b;
	return is_number(a) && is_number(b) ? FIELD_NUMBER : FIELD_TEXT;
}

enum field_type field_type_with(enum field_type column, struct slice field)
{
	return column == FIELD_TEXT ? column : field_type_both(column, field_type_of(field));
}

static const struct {
	const char *word, *name;
} said[] = {
    [FIELD_MISSING] = {"string", "missing"},  [FIELD_INTEGER] = {"integer", "a whole number"},
    [FIELD_NUMBER] = {"number", "a number"},  [FIELD_DATE] = {"date", "a date"},
    [FIELD_MONTH] = {"yearmonth", "a month"}, [FIELD_TEXT] = {"string", "a text"},
};

const char *field_type_word(enum field_type type)
{
	return said[type].word;
}

const char *field_type_name(enum field_type type)
{
	return said[type].name;
}

int field_type_compare(enum field_type type, struct slice a, struct slice b)
{
	struct number x, y;

	if (is_number(type) && number_parse(a, &x) && number_parse(b, &y))
		return number_compare(x, y);
	return slice_compare(a, b);
}
