#include "keyed_table.h"

#include <stdlib.h>

#include "error.h"
#include "text.h"

static void check_header(const struct reader *in)
{
	for (size_t i = 0; i < reader_header(in)->n; i++) {
		struct slice name = reader_header(in)->name[i];
		if (column_is_identifier(name))
			reader_die(in, 1, name,
			           "a direct identifier; replace it with pseudonymise or drop it "
			           "with pick");
		if (column_is_state(name))
			reader_die(in, 1, name, "not a table yet; aggregate --merge makes it one");
	}
}

void keyed_table_load(struct keyed_table *t, struct slice name, struct reader *in, struct arena *a)
{
	struct str plain = {0};
	struct record r;

	*t = (struct keyed_table){.name = name};
	t->path = arena_text(a, slice_of(reader_name(in)));
	check_header(in);
	header_copy(&t->header, reader_header(in));
	while (reader_next(in, &r)) {
		size_t n = t->rows * r.n;
		t->field = array_room(t->field, &t->room, n + r.n, sizeof *t->field);
		for (size_t i = 0; i < r.n; i++) {
			str_reset(&plain);
			text_unescape(&plain, record_field(&r, i));
			t->field[n + i] = arena_copy(a, str_slice(&plain));
		}
		t->rows++;
	}
	str_done(&plain);
}

static void cut_header(struct header *to, const struct header *from, size_t column)
{
	struct error e = {0};

	*to = (struct header){0};
	for (size_t i = 0; i < from->n; i++)
		if (i != column && !header_add(to, from->name[i], &e))
			die("%s", e.text);
}

void keyed_table_cut(struct keyed_table *to, const struct keyed_table *from, size_t column,
                     struct slice value, struct arena *a)
{
	size_t n = from->header.n, rows = 0, at = 0;

	for (size_t row = 0; row < from->rows; row++)
		rows += slice_equal(keyed_table_field(from, row, column), value);
	*to = (struct keyed_table){.name = from->name, .path = from->path};
	cut_header(&to->header, &from->header, column);
	to->field = arena_take(a, (rows * n + 1) * sizeof *to->field);
	to->line = arena_take(a, (rows + 1) * sizeof *to->line);
	for (size_t row = 0; row < from->rows; row++) {
		if (!slice_equal(keyed_table_field(from, row, column), value))
			continue;
		to->line[to->rows++] = keyed_table_line(from, row);
		for (size_t i = 0; i < n; i++)
			if (i != column)
				to->field[at++] = keyed_table_field(from, row, i);
	}
}

void keyed_table_done(struct keyed_table *t)
{
	free(t->field);
	header_done(&t->header);
	*t = (struct keyed_table){0};
}

size_t keyed_table_column(const struct keyed_table *t, struct slice name)
{
	return header_find(&t->header, name);
}

size_t keyed_table_status(const struct keyed_table *t, size_t column)
{
	return header_status(&t->header, t->header.name[column]);
}

bool keyed_table_fits(const struct keyed_table *t, const struct keyed_table_key *key, size_t keys,
                      size_t row)
{
	for (size_t k = 0; k < keys; k++)
		if (!slice_equal(keyed_table_field(t, row, key[k].column), key[k].value))
			return false;
	return true;
}

size_t keyed_table_find(const struct keyed_table *t, const struct keyed_table_key *key, size_t keys,
                        size_t *row)
{
	size_t found = 0;

	for (size_t i = 0; i < t->rows && found < 2; i++)
		if (keyed_table_fits(t, key, keys, i) && found++ == 0)
			*row = i;
	return found;
}
