#include "protect/protect_fill.h"

#include <stdlib.h>

#include "error.h"
#include "memory.h"

/* A row, for putting them in order. */
struct place {
	struct slice key;
	size_t row;
};

static int by_key(const void *a, const void *b)
{
	return slice_compare(((const struct place *)a)->key, ((const struct place *)b)->key);
}

/* Rows that were filled in come where their keys belong. */
static void sort_rows(struct protect_table *t, struct arena *a)
{
	size_t n = t->tidy.header.n;
	struct place *place = arena_take(a, (t->tidy.rows + 1) * sizeof *place);
	struct slice *field = memory_take((t->tidy.rows * n + 1) * sizeof *field);
	size_t *line = arena_take(a, (t->tidy.rows + 1) * sizeof *line);
	struct str text = {0};

	for (size_t row = 0; row < t->tidy.rows; row++)
		place[row] = (struct place){arena_copy(a, protect_table_keys(t, row, &text)), row};
	qsort(place, t->tidy.rows, sizeof *place, by_key);
	for (size_t row = 0; row < t->tidy.rows; row++) {
		memcpy(&field[row * n], &t->tidy.field[place[row].row * n], n * sizeof *field);
		line[row] = t->line[place[row].row];
	}
	free(t->tidy.field);
	t->tidy.field = field;
	t->tidy.room = t->tidy.rows * n + 1;
	t->line = line;
	str_done(&text);
}

static void add_row(struct protect_table *t, const size_t *value)
{
	size_t n = t->tidy.header.n, at = t->tidy.rows * n;

	t->tidy.field = array_room(t->tidy.field, &t->tidy.room, at + n, sizeof *t->tidy.field);
	for (size_t i = 0; i < n; i++)
		t->tidy.field[at + i] = slice_of("");
	for (size_t k = 0; k < t->keys; k++)
		t->tidy.field[at + t->key[k].column] = map_key(&t->key[k].values, value[k]);
	for (size_t i = 0; i < t->spec->measures; i++)
		if (t->spec->measure[i].kind == PROTECT_COUNT)
			t->tidy.field[at + t->measure[i].column] = slice_of("0");
	t->tidy.rows++;
}

/* The next combination, the last key fastest; false after the last. */
static bool advance(const struct protect_table *t, size_t *value)
{
	for (size_t k = t->keys; k-- > 0; value[k] = 0)
		if (++value[k] < t->key[k].values.n)
			return true;
	return false;
}

static size_t combinations(const struct protect_table *t)
{
	size_t n = 1;

	for (size_t k = 0; k < t->keys; k++)
		if (__builtin_mul_overflow(n, t->key[k].values.n, &n) || n > 200000)
			die("%s: the key columns have more than 200000 combinations of values, too "
			    "many to hide the zeros of; drop a column, or show zeros",
			    t->tidy.path);
	return n;
}

/* Whether the last row is one to be added. */
static bool is_missing(const struct protect_table *t, const struct map *rows, bool all,
                       struct str *text)
{
	size_t row = t->tidy.rows - 1;

	return map_find(rows, protect_table_keys(t, row, text)) == MAP_NONE &&
	       protect_table_shows(t, protect_table_pattern(t, row), UINT32_MAX) &&
	       (all || protect_table_withholds(t, row));
}

static void add_withheld_values(struct protect_table *t)
{
	for (size_t k = 0; k < t->keys; k++)
		for (size_t i = 0; i < t->key[k].withheld.n; i++)
			map_put(&t->key[k].values, map_key(&t->key[k].withheld, i), NULL);
}

void protect_fill(struct protect_table *t, bool all, struct arena *a)
{
	size_t value[PROTECT_KEYS_MAX] = {0}, before = t->tidy.rows;
	size_t *line, room;
	struct map rows = {0};
	struct str text = {0};

	if (before == 0 || t->keys == 0 || (!all && t->spec->withhelds == 0))
		return;
	add_withheld_values(t);
	room = before + combinations(t);
	line = arena_take(a, (room + 1) * sizeof *line);
	memcpy(line, t->line, before * sizeof *line);
	t->line = line;
	for (size_t row = 0; row < before; row++)
		map_put(&rows, protect_table_keys(t, row, &text), NULL);
	do {
		add_row(t, value);
		if (!is_missing(t, &rows, all, &text))
			t->tidy.rows--;
	} while (advance(t, value));
	map_done(&rows);
	str_done(&text);
	if (all)
		sort_rows(t, a);
}
