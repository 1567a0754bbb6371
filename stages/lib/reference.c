#include "reference.h"

#include <stdlib.h>

static _Noreturn void die_of_second(const struct reader *side, const struct columns_tuple *key,
                                    uint64_t first, uint64_t second)
{
	struct str names = {0};

	columns_tuple_names(key, reader_header(side), &names);
	reader_die(side, second, str_slice(&names),
	           "the key of line %llu again; the cardinality allows it once in the reference",
	           (unsigned long long)first);
}

static void add_row(struct reference *ref, struct reference_entry *entry, bool first,
                    struct slice attached, uint64_t line)
{
	size_t i = ref->n++;

	ref->row = array_room(ref->row, &ref->row_room, ref->n, sizeof *ref->row);
	ref->row[i] = (struct reference_row){arena_copy(&ref->arena, attached), line, 0};
	if (first)
		entry->first = i;
	else
		ref->row[entry->last].next = i + 1;
	entry->last = i;
}

void reference_load(struct reference *ref, struct reader *side, struct columns_tuple *key,
                    struct columns_tuple *attached, bool once)
{
	struct record r;

	while (reader_next(side, &r)) {
		struct reference_entry *entry;
		bool first;
		size_t at;
		if (columns_tuple_is_missing(key, &r))
			continue;
		at = map_put(&ref->keys, columns_tuple_read(key, &r), &first);
		ref->entry = array_room(ref->entry, &ref->entry_room, at + 1, sizeof *ref->entry);
		entry = &ref->entry[at];
		if (!first && once)
			die_of_second(side, key, ref->row[entry->first].line, r.line);
		if (first || attached->n > 0)
			add_row(ref, entry, first, columns_tuple_read(attached, &r), r.line);
	}
}

/* Entries, then rows, then what the rows attach: each is asked for when the one before has come. */
void reference_find(const struct reference *ref, const struct slice *key, size_t n, size_t *at)
{
	map_find_many(&ref->keys, key, n, at);
	for (size_t i = 0; i < n; i++)
		if (at[i] != MAP_NONE)
			__builtin_prefetch(&ref->entry[at[i]]);
	for (size_t i = 0; i < n; i++)
		if (at[i] != MAP_NONE)
			__builtin_prefetch(&ref->row[ref->entry[at[i]].first]);
	for (size_t i = 0; i < n; i++)
		if (at[i] != MAP_NONE)
			__builtin_prefetch(ref->row[ref->entry[at[i]].first].attached.at);
}

const struct reference_row *reference_first(const struct reference *ref, size_t key)
{
	return &ref->row[ref->entry[key].first];
}

const struct reference_row *reference_next(const struct reference *ref,
                                           const struct reference_row *row)
{
	return row->next == 0 ? NULL : &ref->row[row->next - 1];
}

void reference_done(struct reference *ref)
{
	map_done(&ref->keys);
	free(ref->entry);
	free(ref->row);
	arena_done(&ref->arena);
	*ref = (struct reference){0};
}
