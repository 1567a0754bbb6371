/* pipeline_condition: see pipeline_condition.h. */
#include "pipeline/pipeline_condition.h"

#include <stdio.h>
#include <stdlib.h>

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

static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '.' || c == '#' || (unsigned char)c >= 0x80;
}

/* The next word (a number of lineage_text begins with #), text in quotes, or sign; blanks before it are passed over. False at the end. */
bool lineage_token(struct slice *rest, struct slice *token)
{
	const char *end;
	size_t n = 0;

	while (rest->n > 0 && (*rest->at == ' ' || *rest->at == '\n' || *rest->at == '\t'))
		*rest = (struct slice){rest->at + 1, rest->n - 1};
	if (rest->n == 0)
		return false;
	while (n < rest->n && in_word(rest->at[n]))
		n++;
	if (*rest->at == '"') {
		end = memchr(rest->at + 1, '"', rest->n - 1);
		n = end == NULL ? rest->n : (size_t)(end - rest->at) + 1;
	}
	n = n == 0 ? 1 : n;
	if (n == 1 && rest->n > 1 && rest->at[1] == '=' && strchr("<>!", *rest->at) != NULL)
		n = 2;
	*token = (struct slice){rest->at, n};
	*rest = (struct slice){rest->at + n, rest->n - n};
	return true;
}

/* Whether the word is a column: no function, constant or word of the language. */
bool lineage_is_name(struct slice token, struct slice rest)
{
	static const char *const words[] = {"and", "or", "not", "in", "missing"};
	struct slice after;

	if (!in_word(*token.at) || *token.at == '#' || (*token.at >= '0' && *token.at <= '9'))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(token, words[i]))
			return false;
	return !lineage_token(&rest, &after) || !slice_is(after, "(");
}

void lineage_write(struct lineage *l, struct slice rest, struct str *to)
{
	struct slice token;

	while (lineage_token(&rest, &token)) {
		str_add_text(to, to->n == 0 ? "" : " ");
		if (lineage_is_name(token, rest))
			str_addf(to, "#%zu", lineage_name(l, token));
		else
			str_add(to, token);
	}
}

/* Whether ( at the front is closed by ) at the end. */
static bool is_enclosed(struct slice text)
{
	struct slice rest = text, token;
	size_t depth = 0;

	if (text.n < 2 || text.at[0] != '(')
		return false;
	while (lineage_token(&rest, &token)) {
		depth += slice_is(token, "(");
		depth -= slice_is(token, ")");
		if (depth == 0)
			return !lineage_token(&rest, &token);
	}
	return false;
}

static struct slice bare(struct slice text)
{
	for (;;) {
		while (text.n > 0 && *text.at == ' ')
			text = (struct slice){text.at + 1, text.n - 1};
		while (text.n > 0 && text.at[text.n - 1] == ' ')
			text.n--;
		if (!is_enclosed(text))
			return text;
		text = (struct slice){text.at + 1, text.n - 2};
	}
}

size_t lineage_text(struct lineage *l, struct slice expression)
{
	struct slice rest = bare(expression), token = {NULL, 0};
	struct slice first = rest;
	struct str text = {0};
	size_t number;

	lineage_token(&first, &token);
	if (token.n == rest.n && token.n > 0 && *token.at == '#')
		return (size_t)strtoul(token.at + 1, NULL, 10);
	if (token.n == rest.n && token.n > 0 && lineage_is_name(token, first))
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
	struct slice column = column_that_is_1(l, condition);

	if (!slice_starts(column, start) || !slice_ends(column, end) ||
	    !is_enclosed((struct slice){column.at + 3, column.n - 3}))
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

/* Whether the word stands outside of all brackets; `before` is what stands before it. */
static bool find_word(struct slice text, const char *word, struct slice *before,
                      struct slice *after)
{
	struct slice rest = text, token;
	int depth = 0;

	while (lineage_token(&rest, &token)) {
		depth += slice_is(token, "(");
		depth -= slice_is(token, ")");
		if (depth > 0 || !slice_is(token, word))
			continue;
		*before = (struct slice){text.at, (size_t)(token.at - text.at)};
		*after = rest;
		return true;
	}
	return false;
}

void lineage_where(struct lineage *l, struct slice expression, struct lineage *to)
{
	struct slice rest = bare(expression), before, after;

	if (rest.n == 0)
		return;
	if (find_word(rest, "or", &before, &after) || !find_word(rest, "and", &before, &after)) {
		lineage_add(to, lineage_text(l, rest));
		return;
	}
	lineage_where(l, before, to);
	lineage_where(l, after, to);
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
