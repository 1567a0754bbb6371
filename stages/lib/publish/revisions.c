/* revisions: see revisions.h. */
#include "publish/revisions.h"

#include <stdlib.h>

#include "error.h"
#include "map.h"
#include "record.h"
#include "text.h"

/* A table in memory; rows are found by what tells them apart. */
struct table {
	struct header header;
	struct map rows;    /* the text of the key */
	struct slice *cell; /* row * header.n + column */
	uint64_t *times;    /* how often the row stands there */
	size_t room, times_room;
	struct arena arena;
	bool unique;
};

/*
 * Rows of the two tables are paired by the text of their key; what is in one alone came or went, and of pairs each
 * cell that differs is told. Where the key is not known, or does not tell rows apart, it is the first columns that
 * do; where none do, the whole row, of which is told how often it stands there.
 */
struct comparison {
	const char *name;
	struct slice *key; /* names of the key columns */
	size_t keys;
	struct slice reason; /* in record form */
	struct str *to;
	struct arena *arena;
};

/* The key of a row names its columns, so it can be printed as it is. */
static void add_row(struct table *t, const struct comparison *c, const struct record *r,
                    struct str *key)
{
	size_t n = t->header.n, row = t->rows.n, at;
	bool added;

	str_reset(key);
	for (size_t i = 0; i < c->keys; i++) {
		size_t column = header_find(&t->header, c->key[i]);
		str_addf(key, "%s%.*s=", i == 0 ? "" : ", ", SLICE(c->key[i]));
		if (column != COLUMN_NONE)
			str_add(key, record_field(r, column));
	}
	at = map_put(&t->rows, str_slice(key), &added);
	t->times = array_room(t->times, &t->times_room, row + 1, sizeof *t->times);
	if (!added) {
		t->times[at]++;
		t->unique = false;
		return;
	}
	t->times[row] = 1;
	t->cell = array_room(t->cell, &t->room, (row + 1) * n, sizeof *t->cell);
	for (size_t i = 0; i < n; i++)
		t->cell[row * n + i] = arena_copy(&t->arena, record_field(r, i));
}

static void load(struct table *t, const char *path, const struct comparison *c)
{
	struct reader *in = reader_open(path);
	struct str key = {0};
	struct record r;

	*t = (struct table){.unique = true};
	header_copy(&t->header, reader_header(in));
	while (reader_next(in, &r))
		add_row(t, c, &r, &key);
	str_done(&key);
	reader_close(in);
}

static void unload(struct table *t)
{
	header_done(&t->header);
	map_done(&t->rows);
	free(t->cell);
	free(t->times);
	arena_done(&t->arena);
}

static struct slice cell(const struct table *t, struct slice row, struct slice column)
{
	size_t i = map_find(&t->rows, row), j = header_find(&t->header, column);

	return i == MAP_NONE || j == COLUMN_NONE ? (struct slice){NULL, 0}
	                                         : t->cell[i * t->header.n + j];
}

static bool is_key(const struct comparison *c, struct slice column)
{
	for (size_t i = 0; i < c->keys; i++)
		if (slice_equal(c->key[i], column))
			return true;
	return false;
}

static void compare_cell(const struct comparison *c, struct slice row, struct slice column,
                         struct slice before, struct slice after)
{
	if (is_key(c, column) || slice_equal(before, after))
		return;
	str_addf(c->to, "%s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\n", c->name, SLICE(row), SLICE(column),
	         SLICE(before), SLICE(after), SLICE(c->reason));
}

/* Every column of both, in rows of both; what is in only one of them comes after what is in the new one. */
static void compare(const struct comparison *c, const struct table *before,
                    const struct table *after)
{
	const struct table *one[] = {after, before};

	for (int i = 0; i < 2; i++)
		for (size_t row = 0; row < one[i]->rows.n; row++) {
			struct slice key = map_key(&one[i]->rows, row);
			if (i == 1 && map_find(&after->rows, key) != MAP_NONE)
				continue;
			for (int j = 0; j < 2; j++)
				for (size_t k = 0; k < one[j]->header.n; k++) {
					struct slice name = one[j]->header.name[k];
					if (j == 1 &&
					    header_find(&after->header, name) != COLUMN_NONE)
						continue;
					compare_cell(c, key, name, cell(before, key, name),
					             cell(after, key, name));
				}
		}
}

/* Whole rows: how often each stands in the one and in the other. */
static void compare_rows(const struct comparison *c, const struct table *before,
                         const struct table *after)
{
	const struct table *one[] = {after, before};

	for (int i = 0; i < 2; i++)
		for (size_t row = 0; row < one[i]->rows.n; row++) {
			struct slice key = map_key(&one[i]->rows, row);
			size_t old = map_find(&before->rows, key),
			       new = map_find(&after->rows, key);
			uint64_t was = old == MAP_NONE ? 0 : before->times[old];
			uint64_t is = new == MAP_NONE ? 0 : after->times[new];
			if (was != is && (i == 0 || new == MAP_NONE))
				str_addf(c->to, "%s\t%.*s\t\t%llu\t%llu\t%.*s\n", c->name,
				         SLICE(key), (unsigned long long)was,
				         (unsigned long long)is, SLICE(c->reason));
		}
}

static void load_both(const struct comparison *c, const char *before, const char *after,
                      struct table *old, struct table *new)
{
	load(old, before, c);
	load(new, after, c);
}

/* Both tables by the key that is known, or else by the first columns that tell all their rows apart. */
static void find_key(struct comparison *c, const char *before, const char *after, struct table *old,
                     struct table *new)
{
	load_both(c, before, after, old, new);
	if (c->keys > 0 && old->unique && new->unique)
		return;
	c->keys = 0;
	c->key = arena_take(c->arena, new->header.n * sizeof *c->key);
	for (size_t n = new->header.n; c->keys < n;) {
		c->key[c->keys] = arena_copy(c->arena, new->header.name[c->keys]);
		c->keys++;
		unload(old);
		unload(new);
		load_both(c, before, after, old, new);
		if (old->unique && new->unique)
			return;
	}
}

void revisions_add_noise(struct str *to, const char *table)
{
	str_addf(to, "%s\t\t\t\t\t%s\n", table, REVISIONS_OF_NOISE);
}

void revisions_add(struct str *to, const char *table, const char *key, const char *before,
                   const char *after, struct slice reason)
{
	struct arena arena = {0};
	struct comparison c = {.name = table, .to = to, .arena = &arena};
	struct slice rest = slice_of(key == NULL ? "" : key), name;
	struct str escaped = {0};
	struct table old, new;

	c.key = arena_take(&arena, (rest.n + 1) * sizeof *c.key);
	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		c.key[c.keys++] = name;
	text_escape(&escaped, reason);
	c.reason = str_slice(&escaped);
	find_key(&c, before, after, &old, &new);
	if (c.keys == new.header.n)
		compare_rows(&c, &old, &new);
	else
		compare(&c, &old, &new);
	unload(&old);
	unload(&new);
	str_done(&escaped);
	arena_done(&arena);
}
