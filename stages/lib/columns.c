#include "columns.h"

#include <stdlib.h>

#include "arena.h"
#include "error.h"
#include "text.h"

struct columns_choice columns_choose(const struct reader *in, struct slice operand)
{
	struct columns_choice choice;
	struct slice rest = operand;
	struct slice name;

	if (!slice_cut(&rest, '=', &name))
		die("a column without a name");
	choice.column = reader_column(in, name);
	choice.name = rest.at == NULL ? name : rest;
	if (column_is_identifier(name) != column_is_identifier(choice.name))
		die("%.*s: a new name can not add or take off the mark id.; only pseudonymise can",
		    SLICE(operand));
	if (column_is_state(name) != column_is_state(choice.name))
		die("%.*s: a new name can not add or take off the mark .state", SLICE(operand));
	if (column_is_noise_key(name) != column_is_noise_key(choice.name))
		die("%.*s: a new name can not add or take off the mark .key", SLICE(operand));
	return choice;
}

struct slice columns_label(struct arena *arena, const char *what, struct slice text)
{
	struct str field = {0};
	struct slice copy;

	if (text.n == 0)
		die("%s is empty", what);
	if (!text_is_utf8(text))
		die("%s is not UTF-8", what);
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.at[i] < ' ' || text.at[i] == 0x7f)
			die("%s has a control character", what);
	text_escape(&field, text);
	copy = arena_copy(arena, str_slice(&field));
	str_done(&field);
	return copy;
}

void columns_name(struct header *h, struct slice name)
{
	struct error e = {0};

	if (header_find(h, name) != COLUMN_NONE)
		die("two columns of the output would be named %.*s", SLICE(name));
	if (!header_add(h, name, &e))
		die("%.*s: %s", SLICE(name), e.text);
}

void columns_runs_add(struct columns_runs *runs, size_t column)
{
	struct record_run *last = runs->n == 0 ? NULL : &runs->at[runs->n - 1];

	if (last != NULL && last->first + last->count == column) {
		last->count++;
		return;
	}
	runs->at = array_room(runs->at, &runs->room, runs->n + 1, sizeof *runs->at);
	runs->at[runs->n++] = (struct record_run){column, 1};
}

void columns_runs_done(struct columns_runs *runs)
{
	free(runs->at);
	*runs = (struct columns_runs){0};
}

void columns_tuple_add(struct columns_tuple *tuple, size_t column)
{
	columns_runs_add(&tuple->runs, column);
	tuple->n++;
}

/* Appends several runs to the tuple's text. */
static void put_together(struct columns_tuple *tuple, const struct record *r)
{
	const struct record_run *run = tuple->runs.at;

	for (size_t i = 0; i < tuple->runs.n; i++) {
		if (i > 0)
			str_add_byte(&tuple->text, '\t');
		str_add(&tuple->text, record_span(r, run[i].first, run[i].count));
	}
}

struct slice columns_tuple_read(struct columns_tuple *tuple, const struct record *r)
{
	if (tuple->runs.n == 1)
		return record_span(r, tuple->runs.at->first, tuple->runs.at->count);
	str_reset(&tuple->text);
	put_together(tuple, r);
	return str_slice(&tuple->text);
}

/* The text may move while it grows, so where the parts are is told when all are there. */
void columns_tuple_read_many(struct columns_tuple *tuple, const struct record *r, size_t n,
                             struct slice *text)
{
	const char *at;

	str_reset(&tuple->text);
	for (size_t i = 0; i < n; i++) {
		size_t before = tuple->text.n;
		if (tuple->runs.n == 1) {
			text[i] = record_span(&r[i], tuple->runs.at->first, tuple->runs.at->count);
			continue;
		}
		put_together(tuple, &r[i]);
		text[i].n = tuple->text.n - before;
	}
	at = tuple->text.at;
	for (size_t i = 0; i < n && tuple->runs.n != 1; at += text[i++].n)
		text[i].at = at;
}

bool columns_tuple_is_missing(const struct columns_tuple *tuple, const struct record *r)
{
	for (size_t i = 0; i < tuple->runs.n; i++)
		for (size_t j = 0; j < tuple->runs.at[i].count; j++)
			if (record_field(r, tuple->runs.at[i].first + j).n == 0)
				return true;
	return false;
}

void columns_tuple_names(const struct columns_tuple *tuple, const struct header *h, struct str *to)
{
	for (size_t i = 0; i < tuple->runs.n; i++)
		for (size_t j = 0; j < tuple->runs.at[i].count; j++) {
			if (to->n > 0)
				str_add_byte(to, ',');
			str_add(to, h->name[tuple->runs.at[i].first + j]);
		}
}

void columns_tuple_done(struct columns_tuple *tuple)
{
	columns_runs_done(&tuple->runs);
	str_done(&tuple->text);
	*tuple = (struct columns_tuple){0};
}
