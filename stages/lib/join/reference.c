/* reference: see reference.h. */
#include "join/reference.h"

#include <stdlib.h>

void reference_open(struct reference *ref, struct reader *side, struct columns_tuple *key,
                    struct columns_tuple *attached, bool once, const struct spell_columns *spell)
{
	ref->side = side;
	ref->came = (struct in_order){.in = side, .key = key};
	ref->key = key;
	ref->attached = attached;
	ref->once = once;
	ref->spell = spell;
}

static _Noreturn void die_of_second(const struct reference *ref, uint64_t line, uint64_t first)
{
	struct str names = {0};

	columns_tuple_names(ref->key, reader_header(ref->side), &names);
	reader_die(ref->side, line, str_slice(&names),
	           "the key of line %llu again; the cardinality allows it once in the reference",
	           (unsigned long long)first);
}

static void add_row(struct reference *ref, struct reference_entry *entry, bool first,
                    const struct record *r)
{
	size_t i = ref->n++;

	ref->row = array_room(ref->row, &ref->row_room, ref->n, sizeof *ref->row);
	ref->row[i] = (struct reference_row){
	    arena_copy(&ref->arena, columns_tuple_read(ref->attached, r)), r->line, 0, 0};
	if (ref->spell != NULL) {
		ref->days = array_room(ref->days, &ref->days_room, ref->n, sizeof *ref->days);
		ref->days[i] = spell_read(ref->side, r, *ref->spell);
	}
	if (first)
		entry->first = i;
	else
		ref->row[entry->last].next = i + 1;
	entry->last = i;
}

/* Takes a row whose key is whole. */
static void take(struct reference *ref, struct slice key, const struct record *r)
{
	struct reference_entry *entry;
	bool first;
	size_t at = map_put(&ref->keys, key, &first);

	ref->entry = array_room(ref->entry, &ref->entry_room, at + 1, sizeof *ref->entry);
	entry = &ref->entry[at];
	if (!first && ref->once)
		die_of_second(ref, r->line, ref->row[entry->first].line);
	if (first || ref->attached->n > 0 || ref->spell != NULL)
		add_row(ref, entry, first, r);
}

void reference_load(struct reference *ref)
{
	struct record r;

	while (reader_next(ref->side, &r))
		if (!columns_tuple_is_missing(ref->key, &r))
			take(ref, columns_tuple_read(ref->key, &r), &r);
}

/* Entries, then rows, then what the rows attach: each is asked for when the one before has come. */
void reference_find(const struct reference *ref, const struct slice *key, size_t n,
                    struct reference_row **row)
{
	size_t at[REFERENCE_BATCH];

	map_find_many(&ref->keys, key, n, at);
	for (size_t i = 0; i < n; i++)
		if (at[i] != MAP_NONE)
			__builtin_prefetch(&ref->entry[at[i]]);
	for (size_t i = 0; i < n; i++) {
		row[i] = at[i] == MAP_NONE ? NULL : &ref->row[ref->entry[at[i]].first];
		__builtin_prefetch(row[i]);
	}
	for (size_t i = 0; i < n; i++)
		if (row[i] != NULL)
			__builtin_prefetch(row[i]->attached.at);
}

/* ---------------------------------------------------------------- in order */

/* The next row of which something can be asked; its key is `came`. False: there is none. */
static bool look_ahead(struct reference *ref)
{
	while (!ref->ended) {
		struct slice key;

		ref->ended = !reader_next(ref->side, &ref->ahead);
		if (ref->ended)
			break;
		key = columns_tuple_read(ref->key, &ref->ahead);
		if (in_order_another(&ref->came, &ref->ahead, key))
			in_order_begin(&ref->came, key);
		if (!columns_tuple_is_missing(ref->key, &ref->ahead))
			return true;
	}
	return false;
}

static void forget_rows(struct reference *ref)
{
	map_reset(&ref->keys);
	arena_reset(&ref->arena);
	ref->n = 0;
}

struct reference_row *reference_follow(struct reference *ref, struct slice key, bool another)
{
	int order;

	if (another)
		forget_rows(ref);
	if (!ref->came.any)
		look_ahead(ref);
	while (!ref->ended && (order = slice_compare(in_order_key(&ref->came), key)) <= 0) {
		if (order == 0)
			take(ref, key, &ref->ahead);
		look_ahead(ref);
	}
	return ref->n == 0 ? NULL : &ref->row[0];
}

void reference_drain(struct reference *ref)
{
	while (look_ahead(ref))
		;
}

void reference_done(struct reference *ref)
{
	map_done(&ref->keys);
	free(ref->entry);
	free(ref->row);
	free(ref->days);
	in_order_done(&ref->came);
	arena_done(&ref->arena);
	*ref = (struct reference){0};
}
