#include "sorter_run.h"

#include <stdlib.h>

#include "arena.h"
#include "error.h"

#define WRITE_BYTES ((size_t)256 << 10)
#define SAME_KEY UINT32_MAX

/* ---------------------------------------------------------------- writing */

void sorter_runs_open(struct sorter_runs *r, const char *what)
{
	*r = (struct sorter_runs){.file = scratch_open(what)};
}

void sorter_runs_begin(struct sorter_runs *r)
{
	r->at = array_room(r->at, &r->room, r->n + 1, sizeof *r->at);
	r->at[r->n++].from = r->bytes;
	str_reset(&r->last_key);
}

static void write_waiting(struct sorter_runs *r)
{
	scratch_write(r->file, r->waiting.at, r->waiting.n);
	str_reset(&r->waiting);
}

void sorter_runs_put(struct sorter_runs *r, struct slice key, struct slice item)
{
	struct sorter_lengths lengths = {(uint32_t)key.n, (uint32_t)item.n};

	if (slice_equal(key, str_slice(&r->last_key))) {
		lengths.key = SAME_KEY;
		key.n = 0;
	} else {
		str_reset(&r->last_key);
		str_add(&r->last_key, key);
	}
	if (r->longest < r->last_key.n + item.n)
		r->longest = r->last_key.n + item.n;
	str_add(&r->waiting, (struct slice){(const char *)&lengths, sizeof lengths});
	str_add(&r->waiting, key);
	str_add(&r->waiting, item);
	r->bytes += sizeof lengths + key.n + item.n;
	if (r->waiting.n >= WRITE_BYTES)
		write_waiting(r);
}

void sorter_runs_end(struct sorter_runs *r)
{
	write_waiting(r);
	scratch_flush(r->file);
	r->at[r->n - 1].to = r->bytes;
}

void sorter_runs_done(struct sorter_runs *r)
{
	scratch_close(r->file);
	free(r->at);
	str_done(&r->waiting);
	str_done(&r->last_key);
	*r = (struct sorter_runs){0};
}

/* ---------------------------------------------------------------- reading */

void sorter_source_open(struct sorter_source *s, struct scratch *file, struct sorter_run run,
                        size_t piece)
{
	*s = (struct sorter_source){.file = file, .rest = run};
	str_room(&s->buffer, piece);
}

/* Sees to it that so many bytes lie in the buffer. */
static void fill(struct sorter_source *s, size_t need)
{
	size_t left = s->buffer.n - s->at, room;

	if (left >= need)
		return;
	if (left > 0)
		memmove(s->buffer.at, s->buffer.at + s->at, left);
	s->buffer.n = left;
	s->at = 0;
	if (need > s->buffer.room - 1)
		str_room(&s->buffer, need - left);
	room = s->buffer.room - 1 - left;
	if (room > s->rest.to - s->rest.from)
		room = (size_t)(s->rest.to - s->rest.from);
	if (scratch_read_at(s->file, s->rest.from, s->buffer.at + left, room) != room ||
	    left + room < need)
		die("a file for sorting is shorter than what was written to it");
	s->buffer.n += room;
	s->rest.from += room;
}

bool sorter_source_next(struct sorter_source *s)
{
	struct sorter_lengths lengths;

	if (s->at == s->buffer.n && s->rest.from == s->rest.to)
		return false;
	fill(s, sizeof lengths);
	memcpy(&lengths, s->buffer.at + s->at, sizeof lengths);
	s->same_key = lengths.key == SAME_KEY;
	if (s->same_key)
		lengths.key = 0;
	fill(s, sizeof lengths + lengths.key + lengths.item);
	s->at += sizeof lengths;
	if (!s->same_key) {
		str_reset(&s->key);
		str_add(&s->key, (struct slice){s->buffer.at + s->at, lengths.key});
	}
	s->at += lengths.key;
	s->item = (struct slice){s->buffer.at + s->at, lengths.item};
	s->at += lengths.item;
	return true;
}

void sorter_source_done(struct sorter_source *s)
{
	str_done(&s->buffer);
	str_done(&s->key);
}
