/* pipeline_condition: see pipeline_condition.h. */
#include "pipeline/pipeline_condition.h"

#include <stdio.h>
#include <stdlib.h>

#include "pipeline/pipeline_token.h"

/* ---------------------------------------------------------------- texts */

size_t lineage_number(struct lineage *l, struct slice text)
{
	return map_put(l->texts, text, NULL);
}

size_t lineage_name(struct lineage *l, struct slice name)
{
	size_t i = map_find(&l->name, name), number;
	struct str text = {0};

	if (i != MAP_NONE && l->text[i] != LINEAGE_UNKNOWN)
		return l->text[i];
	str_addf(&text, "%.*s of #%zu", SLICE(name), l->others);
	number = lineage_number(l, str_slice(&text));
	str_done(&text);
	return number;
}

void lineage_set_name(struct lineage *l, struct slice name, size_t number)
{
	size_t i = map_put(&l->name, name, NULL);

	l->text = array_room(l->text, &l->room, i + 1, sizeof *l->text);
	l->text[i] = number;
}

void lineage_write(struct lineage *l, struct slice rest, struct str *to)
{
	struct slice token;

	while (token_next(&rest, &token)) {
		str_add_text(to, to->n == 0 ? "" : " ");
		if (token_is_name(token, rest))
			str_addf(to, "#%zu", lineage_name(l, token));
		else
			str_add(to, token);
	}
}

/* Without blanks and brackets around all of it. */
static struct slice bare(struct slice text)
{
	struct slice inside;

	for (text = slice_trim(text); token_inside(text, &inside);)
		text = slice_trim(inside);
	return text;
}

size_t lineage_text(struct lineage *l, struct slice expression)
{
	struct slice rest = bare(expression), token = {NULL, 0};
	struct slice first = rest;
	struct str text = {0};
	size_t number;

	token_next(&first, &token);
	if (token.n == rest.n && token.n > 0 && *token.at == '#')
		return (size_t)strtoul(token.at + 1, NULL, 10);
	if (token.n == rest.n && token.n > 0 && token_is_name(token, first))
		return lineage_name(l, token);
	lineage_write(l, rest, &text);
	number = lineage_number(l, str_slice(&text));
	str_done(&text);
	return number;
}

/* ---------------------------------------------------------------- conditions */

/* Of a condition `COLUMN = 1`, what the column is; empty if it is no such. */
static struct slice column_that_is_1(const struct lineage *l, size_t condition)
{
	struct slice text = map_key(l->texts, condition);

	if (!slice_starts(text, "#") || !slice_ends(text, " = 1") ||
	    memchr(text.at, ' ', text.n) != text.at + text.n - 4)
		return (struct slice){"", 0};
	return map_key(l->texts, (size_t)strtoul(text.at + 1, NULL, 10));
}

/* What makes the condition true: C, of a column that is if(C, 1, 0) and is to be 1. Empty if it is no such. */
static struct slice reason(const struct lineage *l, size_t condition)
{
	static const char start[] = "if ( ", end[] = " , 1 , 0 )";
	struct slice column = column_that_is_1(l, condition), inside;

	if (!slice_starts(column, start) || !slice_ends(column, end) ||
	    !token_inside((struct slice){column.at + 3, column.n - 3}, &inside))
		return (struct slice){"", 0};
	return (struct slice){column.at + sizeof start - 1,
	                      column.n - sizeof start - sizeof end + 2};
}

/* One that always holds, of a column that is 1 in every row, is none. */
void lineage_add(struct lineage *l, size_t number)
{
	for (size_t i = 0; i < l->conditions; i++)
		if (l->condition[i] == number)
			return;
	if (slice_is(column_that_is_1(l, number), "1"))
		return;
	l->condition =
	    array_room(l->condition, &l->condition_room, l->conditions + 1, sizeof *l->condition);
	l->condition[l->conditions++] = number;
	lineage_where(l, reason(l, number), l);
}

void lineage_where(struct lineage *l, struct slice expression, struct lineage *to)
{
	struct slice whole = bare(expression), one = whole, all = whole, part;

	if (whole.n == 0)
		return;
	token_part(&one, "or", &part);
	token_part(&all, "and", &part);
	if (one.at != NULL || all.at == NULL) {
		lineage_add(to, lineage_text(l, whole));
		return;
	}
	for (all = whole; token_part(&all, "and", &part);)
		lineage_where(l, part, to);
}

bool lineage_has(const struct lineage *some, const struct lineage *others)
{
	for (size_t i = 0; i < some->conditions; i++) {
		size_t k = 0;

		while (k < others->conditions && others->condition[k] != some->condition[i])
			k++;
		if (k == others->conditions)
			return false;
	}
	return true;
}

void lineage_copy_conditions(struct lineage *to, const struct lineage *from)
{
	for (size_t i = 0; i < from->conditions; i++)
		lineage_add(to, from->condition[i]);
}

/* A number, a date or a text in quotes, without these; at is NULL if it is something else. */
static struct slice constant(struct slice text)
{
	const struct slice none = {NULL, 0};
	struct slice inside = {text.at + 1, text.n < 2 ? 0 : text.n - 2};

	if (text.n >= 2 && *text.at == '"')
		return memchr(inside.at, '"', inside.n) == NULL ? inside : none;
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return none;
	return text;
}

struct slice lineage_value(const struct lineage *l, size_t text)
{
	char start[40];
	size_t n = (size_t)snprintf(start, sizeof start, "#%zu = ", text);

	for (size_t i = 0; i < l->conditions; i++) {
		struct slice c = map_key(l->texts, l->condition[i]);

		if (slice_starts(c, start))
			return constant((struct slice){c.at + n, c.n - n});
	}
	return (struct slice){NULL, 0};
}
