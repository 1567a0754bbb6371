#include "expr/expr_value.h"

#include "date.h"

const char *expr_type_name(enum expr_type type)
{
	static const char *const names[] = {"anything", "text", "a number", "a date",
	                                    "true or false"};

	return names[type];
}

const char *expr_read(struct slice field, struct expr_value *v)
{
	v->missing = field.n == 0;
	if (v->missing)
		return NULL;
	switch (v->type) {
	case EXPR_NUMBER:
		return number_parse(field, &v->number) ? NULL : number_expected(field);
	case EXPR_DATE:
		return date_parse(field, &v->day) ? NULL : "not a date (YYYY-MM-DD)";
	case EXPR_BOOLEAN:
		v->boolean = *field.at == '1';
		return field.n == 1 && (*field.at | 1) == '1' ? NULL : "not true or false (1 or 0)";
	case EXPR_ANY:
	case EXPR_TEXT:
		break;
	}
	v->text = field;
	return NULL;
}

int expr_value_compare(const struct expr_value *a, const struct expr_value *b)
{
	switch (a->type) {
	case EXPR_NUMBER:
		return number_compare(a->number, b->number);
	case EXPR_DATE:
		return (a->day > b->day) - (a->day < b->day);
	case EXPR_BOOLEAN:
		return a->boolean - b->boolean;
	case EXPR_ANY:
	case EXPR_TEXT:
		break;
	}
	return slice_compare(a->text, b->text);
}

void expr_write(const struct expr_value *v, struct str *to)
{
	if (v->missing)
		return;
	switch (v->type) {
	case EXPR_NUMBER:
		to->n += number_write(v->number, str_room(to, NUMBER_MAX_TEXT));
		to->at[to->n] = '\0';
		break;
	case EXPR_DATE:
		date_write(v->day, str_room(to, DATE_TEXT));
		to->n += DATE_TEXT;
		to->at[to->n] = '\0';
		break;
	case EXPR_BOOLEAN:
		str_add_byte(to, v->boolean ? '1' : '0');
		break;
	case EXPR_ANY:
	case EXPR_TEXT:
		str_add(to, v->text);
	}
}
