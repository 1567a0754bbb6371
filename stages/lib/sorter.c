#include "sorter.h"

#include <stdlib.h>

#include "arena.h"
#include "memory.h"
#include "radix.h"
#include "sorter_key.h"
#include "sorter_merge.h"

#define PIECE_BYTES ((size_t)64 << 10) /* that a run is read in, at least */
#define PIECE_MOST ((size_t)1 << 20)
#define LEAST_AT_ONCE 4 /* runs that are merged */
#define DEEP 128 /* bytes that keys have in common, from where they are compared and not sorted */
#define AHEAD 24 /* items that are asked for before they are needed */

/*
 * Items are put one after the other into `bytes`: lengths, key, item. For each there is a pair, eight bytes of its
 * key as a number and its place. They are sorted by that number (radix.h); where it is equal, and the keys go on, by the
 * next eight bytes, and so on. So what many keys have in common is looked at once, and not once for each pair of them.
 *
 * When the memory is full, all of it is sorted and becomes a run on disk. Runs are merged in the end; if there are more
 * than memory has room to read at once, neighbours are merged to longer runs first.
 */
struct sorter {
	size_t memory;
	const char *what;
	struct str bytes;
	struct radix_pair *pair, *spare;
	size_t n, room, spare_room;
	size_t next;             /* to be taken of what is in memory */
	bool sorted;             /* nothing is put any more */
	struct sorter_runs runs; /* no file: all is in memory */
	struct sorter_merge *merge;
};

struct sorter *sorter_open(size_t memory, const char *what)
{
	struct sorter *s = memory_zeroed(1, sizeof *s);

	s->memory = memory > SORTER_LEAST ? memory : SORTER_LEAST;
	s->what = what;
	return s;
}

static struct slice key_at(const struct sorter *s, uint64_t place)
{
	struct sorter_lengths lengths;

	memcpy(&lengths, s->bytes.at + place, sizeof lengths);
	return (struct slice){s->bytes.at + place + sizeof lengths, lengths.key};
}

static struct slice item_at(const struct sorter *s, uint64_t place)
{
	struct slice key = key_at(s, place);
	struct sorter_lengths lengths;

	memcpy(&lengths, s->bytes.at + place, sizeof lengths);
	return (struct slice){key.at + key.n, lengths.item};
}

static void fetch(const struct sorter *s, const struct radix_pair *pair, size_t i, size_t n)
{
	if (i < n) {
		__builtin_prefetch(s->bytes.at + pair[i].value);
		__builtin_prefetch(s->bytes.at + pair[i].value + 64);
	}
}

/* ---------------------------------------------------------------- sorting */

/* By all of the keys; where they are equal, by their places, which is as they were put. */
static int by_key(const void *a, const void *b, void *sorter)
{
	const struct radix_pair *left = a, *right = b;
	int order = slice_compare(key_at(sorter, left->value), key_at(sorter, right->value));

	return order != 0 ? order : left->value < right->value ? -1 : 1;
}

/* Pairs whose keys are equal before that many bytes. */
static void sort_equal(struct sorter *s, struct radix_pair *pair, size_t n, size_t depth);

/* In pairs that were sorted by the eight bytes before `depth`, those that are equal there. */
static void sort_rest(struct sorter *s, struct radix_pair *pair, size_t n, size_t depth)
{
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && pair[end].key == pair[i].key; end++)
			;
		if (end > i + 1 && key_at(s, pair[i].value).n > depth)
			sort_equal(s, pair + i, end - i, depth);
	}
}

static void sort_equal(struct sorter *s, struct radix_pair *pair, size_t n, size_t depth)
{
	if (depth >= DEEP) {
		qsort_r(pair, n, sizeof *pair, by_key, s);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		fetch(s, pair, i + AHEAD, n);
		pair[i].key = sorter_key_prefix(key_at(s, pair[i].value), depth);
	}
	radix_sort(pair, n, s->spare);
	sort_rest(s, pair, n, depth + sizeof pair->key);
}

static void sort(struct sorter *s)
{
	if (s->spare_room < s->n) {
		free(s->spare);
		s->spare_room = s->n;
		s->spare = memory_take(s->n * sizeof *s->spare);
	}
	radix_sort(s->pair, s->n, s->spare);
	sort_rest(s, s->pair, s->n, sizeof s->pair->key);
}

/* ---------------------------------------------------------------- runs */

static void spill(struct sorter *s)
{
	if (s->runs.file == NULL)
		sorter_runs_open(&s->runs, s->what);
	sort(s);
	sorter_runs_begin(&s->runs);
	for (size_t i = 0; i < s->n; i++) {
		fetch(s, s->pair, i + AHEAD, s->n);
		sorter_runs_put(&s->runs, key_at(s, s->pair[i].value),
		                item_at(s, s->pair[i].value));
	}
	sorter_runs_end(&s->runs);
	s->n = 0;
	str_reset(&s->bytes);
}

static void give_back(struct sorter *s)
{
	free(s->pair);
	free(s->spare);
	str_done(&s->bytes);
	s->pair = s->spare = NULL;
}

static struct sorter_merge *merge_of(const struct sorter *s, size_t first, size_t n)
{
	size_t piece = s->memory / n;

	if (piece < PIECE_BYTES)
		piece = PIECE_BYTES;
	return sorter_merge_open(s->runs.file, s->runs.at + first, n,
	                         piece < PIECE_MOST ? piece : PIECE_MOST);
}

static void make_longer(struct sorter *s, size_t at_once)
{
	struct sorter_runs longer;
	struct slice key, item;

	sorter_runs_open(&longer, s->what);
	for (size_t i = 0; i < s->runs.n; i += at_once) {
		size_t left = s->runs.n - i;
		struct sorter_merge *merge = merge_of(s, i, left < at_once ? left : at_once);
		sorter_runs_begin(&longer);
		while (sorter_merge_take(merge, &key, &item))
			sorter_runs_put(&longer, key, item);
		sorter_runs_end(&longer);
		sorter_merge_close(merge);
	}
	sorter_runs_done(&s->runs);
	s->runs = longer;
}

/* As many runs as there is room to hold a piece of, and an item of those that are long. */
static size_t runs_at_once(const struct sorter *s)
{
	size_t each = s->runs.longest > PIECE_BYTES ? s->runs.longest : PIECE_BYTES;
	size_t n = s->memory / each;

	return n > LEAST_AT_ONCE ? n : LEAST_AT_ONCE;
}

static void finish(struct sorter *s)
{
	s->sorted = true;
	if (s->runs.file == NULL) {
		sort(s);
		return;
	}
	if (s->n > 0)
		spill(s);
	give_back(s);
	while (s->runs.n > runs_at_once(s))
		make_longer(s, runs_at_once(s));
	s->merge = merge_of(s, 0, s->runs.n);
}

/* ---------------------------------------------------------------- putting and taking */

void sorter_put(struct sorter *s, struct slice key, struct slice item)
{
	struct sorter_lengths lengths = {(uint32_t)key.n, (uint32_t)item.n};
	size_t bytes = sizeof lengths + key.n + item.n;
	char *to;

	if (s->n > 0 && s->bytes.n + bytes + (s->n + 1) * (2 * sizeof *s->pair) > s->memory)
		spill(s);
	s->pair = array_room(s->pair, &s->room, s->n + 1, sizeof *s->pair);
	s->pair[s->n++] = (struct radix_pair){sorter_key_prefix(key, 0), s->bytes.n};
	to = str_room(&s->bytes, bytes);
	memcpy(to, &lengths, sizeof lengths);
	if (key.n > 0)
		memcpy(to + sizeof lengths, key.at, key.n);
	if (item.n > 0)
		memcpy(to + sizeof lengths + key.n, item.at, item.n);
	s->bytes.n += bytes;
}

bool sorter_take(struct sorter *s, struct slice *key, struct slice *item)
{
	struct slice unused;

	if (!s->sorted)
		finish(s);
	if (s->merge != NULL)
		return sorter_merge_take(s->merge, key == NULL ? &unused : key, item);
	if (s->next == s->n)
		return false;
	fetch(s, s->pair, s->next + AHEAD, s->n);
	if (key != NULL)
		*key = key_at(s, s->pair[s->next].value);
	*item = item_at(s, s->pair[s->next++].value);
	return true;
}

void sorter_close(struct sorter *s)
{
	if (s->merge != NULL)
		sorter_merge_close(s->merge);
	if (s->runs.file != NULL)
		sorter_runs_done(&s->runs);
	give_back(s);
	free(s);
}
