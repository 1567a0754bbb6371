#include "synth/synth_table.h"

#include "error.h"

static bool is_known(const struct synth_table *t, struct slice column)
{
	for (size_t i = 0; t->name[i] != NULL; i++)
		if (slice_is(column, t->name[i]))
			return true;
	return slice_is(column, "anmarkning");
}

void synth_table_open(struct synth_table *t, const char *folder, const char *file,
                      const char *const *columns, struct arena *arena)
{
	const struct header *h;

	*t = (struct synth_table){
	    .path = arena_format(arena, "%s/%s", folder, file), .arena = arena, .name = columns};
	t->in = reader_open(t->path);
	h = reader_header(t->in);
	for (size_t i = 0; columns[i] != NULL; i++)
		t->column[i] = reader_column(t->in, slice_of(columns[i]));
	for (size_t i = 0; i < h->n; i++)
		if (!is_known(t, h->name[i]))
			die("%s:1: no such column is known: %.*s", t->path, SLICE(h->name[i]));
}

bool synth_table_next(struct synth_table *t)
{
	return reader_next(t->in, &t->record);
}

struct slice synth_table_field(const struct synth_table *t, size_t column)
{
	return record_field(&t->record, t->column[column]);
}

const char *synth_table_text(const struct synth_table *t, size_t column)
{
	return arena_text(t->arena, synth_table_field(t, column));
}

uint64_t synth_table_line(const struct synth_table *t)
{
	return t->record.line;
}

void synth_table_die(const struct synth_table *t, size_t column, const char *expected)
{
	reader_die(t->in, t->record.line, slice_of(t->name[column]), "%s", expected);
}

void synth_table_close(struct synth_table *t)
{
	reader_close(t->in);
}
