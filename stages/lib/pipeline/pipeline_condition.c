/* pipeline_condition: see pipeline_condition.h. */
#include "pipeline/pipeline_condition.h"

#include <stdio.h>
#include <stdlib.h>

#include "token.h"

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
static struct slice column_that_is_1(const struct lineage *l, struct slice condition)
{
	if (!slice_starts(condition, "#") || !slice_ends(condition, " = 1") ||
	    memchr(condition.at, ' ', condition.n) != condition.at + condition.n - 4)
		return (struct slice){"", 0};
	return map_key(l->texts, (size_t)strtoul(condition.at + 1, NULL, 10));
}

/* What makes the condition true: C, of a column that is if(C, 1, 0) and is to be 1. Empty if it is no such. */
static struct slice reason(const struct lineage *l, struct slice condition)
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
	if (slice_is(column_that_is_1(l, map_key(l->texts, number)), "1"))
		return;
	l->condition =
	    array_room(l->condition, &l->condition_room, l->conditions + 1, sizeof *l->condition);
	l->condition[l->conditions++] = number;
	lineage_where(l, reason(l, map_key(l->texts, number)), l);
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

/* `COLUMN < CONSTANT` and the like: a date or a whole number as it was written. */
struct bound {
	struct slice column, sign, constant;
};

/* Texts of one length, a date or digits without a zero before them, are ordered as what they say. */
static bool is_ordered(struct slice text)
{
	static const char date[] = "0000 - 00 - 00";
	bool is_date = text.n == sizeof date - 1 && text.at[5] == '-';

	for (size_t i = 0; i < text.n; i++)
		if (is_date && date[i] != '0' ? text.at[i] != date[i]
		                              : text.at[i] < '0' || text.at[i] > '9')
			return false;
	return text.n > 0 && (is_date || text.n == 1 || *text.at != '0');
}

static bool read_bound(struct slice text, struct bound *b)
{
	b->constant = text;
	return slice_starts(text, "#") && slice_cut(&b->constant, ' ', &b->column) &&
	       b->constant.at != NULL && slice_cut(&b->constant, ' ', &b->sign) &&
	       b->constant.at != NULL && is_ordered(b->constant) && *b->sign.at != '!';
}

/* What is within the tighter bound is within the wider one. */
static bool is_within(struct slice tighter, struct slice wider)
{
	struct bound t, w;
	bool above, strict;
	int order;

	if (!read_bound(tighter, &t) || !read_bound(wider, &w) ||
	    !slice_equal(t.column, w.column) ||
	    (memchr(t.constant.at, '-', t.constant.n) == NULL) !=
	        (memchr(w.constant.at, '-', w.constant.n) == NULL) ||
	    *w.sign.at == '=' || (*t.sign.at != '=' && *t.sign.at != *w.sign.at))
		return false;
	above = *w.sign.at == '>';
	strict = w.sign.n == 1 && (t.sign.n == 2 || *t.sign.at == '=');
	order = t.constant.n != w.constant.n ? (t.constant.n > w.constant.n ? 1 : -1)
	                                     : memcmp(t.constant.at, w.constant.at, t.constant.n);
	if (!above)
		order = -order;
	return strict ? order > 0 : order >= 0;
}

/* Whether the condition must hold where all of the lineage do. */
static bool holds(const struct lineage *l, struct slice condition)
{
	struct slice text = bare(condition), rest = text, part, why;

	for (size_t i = 0; i < l->conditions; i++) {
		struct slice known = map_key(l->texts, l->condition[i]);

		if (slice_equal(known, text) || is_within(known, text))
			return true;
	}
	token_part(&rest, "or", &part);
	if (rest.at != NULL) {
		for (rest = text; token_part(&rest, "or", &part);)
			if (holds(l, part))
				return true;
		return false;
	}
	rest = text;
	token_part(&rest, "and", &part);
	if (rest.at != NULL) {
		for (rest = text; token_part(&rest, "and", &part);)
			if (!holds(l, part))
				return false;
		return true;
	}
	why = reason(l, text);
	return why.n > 0 && holds(l, why);
}

bool lineage_has(const struct lineage *some, const struct lineage *others)
{
	for (size_t i = 0; i < some->conditions; i++)
		if (!holds(others, map_key(some->texts, some->condition[i])))
			return false;
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

/* The number of the condition that says a value of the column, or MAP_NONE. */
static size_t value_condition(const struct lineage *l, size_t text)
{
	char start[40];

	snprintf(start, sizeof start, "#%zu = ", text);
	for (size_t i = 0; i < l->conditions; i++)
		if (slice_starts(map_key(l->texts, l->condition[i]), start))
			return l->condition[i];
	return MAP_NONE;
}

struct slice lineage_value(const struct lineage *l, size_t text)
{
	size_t condition = value_condition(l, text);
	struct slice c, name;

	if (condition == MAP_NONE)
		return (struct slice){NULL, 0};
	c = map_key(l->texts, condition);
	slice_cut(&c, '=', &name);
	return constant((struct slice){c.at + 1, c.n - 1});
}

void lineage_copy_value(struct lineage *to, const struct lineage *from, size_t text)
{
	size_t condition = value_condition(from, text);

	if (condition != MAP_NONE)
		lineage_add(to, condition);
}
