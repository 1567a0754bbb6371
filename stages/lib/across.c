#include "across.h"

#include <stdlib.h>

#include "keys.h"

/* Set i is that of key i; after those come the foreign keys'. */
struct across {
	const struct schema *schema;
	struct keys *keys;
	struct str key; /* the parts of a key, tabs between them */
};

struct across *across_open(const struct schema *s, size_t budget_bytes)
{
	struct across *a = calloc(1, sizeof *a);

	if (a == NULL)
		die("out of memory");
	a->schema = s;
	a->keys = keys_open(budget_bytes);
	for (size_t i = 0; i < s->keys + s->foreigns; i++)
		keys_set(a->keys);
	return a;
}

/* False if a part of the key is missing. */
static bool hash_columns(struct across *a, const struct record *r, const size_t *column, size_t n,
                         struct key_hash *hash)
{
	str_reset(&a->key);
	for (size_t i = 0; i < n; i++) {
		struct slice part = record_field(r, column[i]);
		if (part.n == 0)
			return false;
		if (n == 1) {
			*hash = key_hash_of(part);
			return true;
		}
		str_add(&a->key, part);
		str_add_byte(&a->key, '\t');
	}
	*hash = key_hash_of(str_slice(&a->key));
	return true;
}

/* The schema speaks of names without id.; the stream has the mark. */
static size_t column_of(struct reader *in, struct slice name)
{
	struct str marked = {0};
	size_t column = header_find(reader_header(in), name);

	if (column == COLUMN_NONE) {
		str_addf(&marked, "id.%.*s", SLICE(name));
		column = header_find(reader_header(in), str_slice(&marked));
		str_done(&marked);
	}
	return column == COLUMN_NONE ? reader_column(in, name) : column;
}

void across_refer(struct across *a, size_t foreign, struct reader *in)
{
	const struct schema_foreign *f = &a->schema->foreign[foreign];
	size_t *column = malloc(f->n * sizeof *column);
	struct key_hash hash;
	struct record r;

	if (column == NULL)
		die("out of memory");
	for (size_t i = 0; i < f->n; i++)
		column[i] = column_of(in, f->to[i]);
	while (reader_next(in, &r))
		if (hash_columns(a, &r, column, f->n, &hash))
			keys_add(a->keys, a->schema->keys + foreign, hash);
	free(column);
}

/* A table that refers to itself: each row adds its key, and asks for another. */
static void add_own_key(struct across *a, const struct schema_foreign *f, size_t set,
                        const struct record *image)
{
	struct key_hash hash;
	size_t column[16];

	if (f->n > sizeof column / sizeof *column)
		die("%s: a foreign key of more than 16 fields", a->schema->path);
	for (size_t i = 0; i < f->n; i++)
		column[i] = header_find(&a->schema->names, f->to[i]);
	if (hash_columns(a, image, column, f->n, &hash))
		keys_add(a->keys, set, hash);
}

bool across_check(struct across *a, const struct record *image, uint64_t row, bool rejected,
                  const struct findings *f, struct findings_row *found)
{
	const struct schema *s = a->schema;
	struct key_hash hash;
	bool all_known = true;

	for (size_t i = 0; i < s->keys; i++) {
		if (!hash_columns(a, image, s->key[i].field, s->key[i].n, &hash))
			continue;
		enum keys_answer first = keys_first(a->keys, i, hash, row, !rejected);
		if (first == KEYS_NO)
			findings_add(found, findings_of_key(f, i));
		all_known &= first != KEYS_LATER;
	}
	for (size_t i = 0; i < s->foreigns; i++) {
		bool itself = s->foreign[i].resource.n == 0;
		if (itself && !rejected)
			add_own_key(a, &s->foreign[i], s->keys + i, image);
		if (!hash_columns(a, image, s->foreign[i].field, s->foreign[i].n, &hash))
			continue;
		enum keys_answer there = keys_has(a->keys, s->keys + i, hash, row, itself);
		if (there == KEYS_NO)
			findings_add(found, findings_of_foreign(f, i));
		all_known &= there != KEYS_LATER;
	}
	return all_known;
}

void across_settle(struct across *a)
{
	keys_settle(a->keys);
}

void across_answer(const struct across *a, uint64_t row, const struct findings *f,
                   struct findings_row *found)
{
	for (size_t i = 0; i < a->schema->keys; i++)
		if (keys_answer(a->keys, i, row) == KEYS_NO)
			findings_add(found, findings_of_key(f, i));
	for (size_t i = 0; i < a->schema->foreigns; i++)
		if (keys_answer(a->keys, a->schema->keys + i, row) == KEYS_NO)
			findings_add(found, findings_of_foreign(f, i));
}

void across_close(struct across *a)
{
	keys_close(a->keys);
	str_done(&a->key);
	free(a);
}
