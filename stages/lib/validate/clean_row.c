#include "validate/clean_row.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"

static void add_end(struct clean_row *clean, size_t offset)
{
	uint32_t *base = clean->end == NULL ? NULL : clean->end - 1;

	base = array_room(base, &clean->room, clean->record.n + 2, sizeof *base);
	base[0] = UINT32_MAX;
	clean->end = base + 1;
	clean->end[clean->record.n++] = (uint32_t)offset;
}

static void begin(struct clean_row *clean, uint64_t line)
{
	str_reset(&clean->text);
	clean->record = (struct record){.line = line};
}

static const struct record *finish(struct clean_row *clean)
{
	str_room(&clean->text, RECORD_PADDING);
	clean->record.block = clean->text.at;
	clean->record.end = clean->end;
	return &clean->record;
}

const struct record *clean_row_of(struct clean_row *clean, const struct schema *s,
                                  const struct record *r)
{
	begin(clean, r->line);
	for (size_t i = 0; i < s->n; i++) {
		struct slice value = schema_value(s, r, i);
		if (value.n > 0)
			str_add(&clean->text, value);
		add_end(clean, clean->text.n);
		str_add_byte(&clean->text, i + 1 == s->n ? '\n' : '\t');
	}
	return finish(clean);
}

const struct record *clean_row_from(struct clean_row *clean, struct slice text, uint64_t line)
{
	begin(clean, line);
	str_add(&clean->text, text);
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '\t' || text.at[i] == '\n')
			add_end(clean, i);
	return finish(clean);
}

/* Fields and columns are the same, and few values differ: what lies between those goes in one piece. */
static void write_in_place(const struct schema *s, const struct record *r, struct writer *out)
{
	size_t done = 0;

	for (size_t k = 0; k < s->changes; k++) {
		size_t i = s->change[k];
		writer_span(out, r, done, i - done);
		writer_field(out, s->value[i]);
		done = i + 1;
	}
	writer_span(out, r, done, s->n - done);
	writer_end(out);
}

void clean_row_write(const struct schema *s, const struct record *r, struct writer *out)
{
	size_t first = 0, run = 0; /* columns of r that wait to be written together */

	if (s->in_place && s->in_order) {
		write_in_place(s, r, out);
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		size_t from = s->from[i];
		bool same = from != COLUMN_NONE;
		if (same && s->value[i].at) {
			struct slice field = record_field(r, from);
			same = s->value[i].at == field.at && s->value[i].n == field.n;
		}
		if (same && run > 0 && from == first + run) {
			run++;
			continue;
		}
		writer_span(out, r, first, run);
		run = same;
		first = from;
		if (!same)
			writer_field(out, schema_value(s, r, i));
	}
	writer_span(out, r, first, run);
	writer_end(out);
}

void clean_row_done(struct clean_row *clean)
{
	str_done(&clean->text);
	free(clean->end == NULL ? NULL : clean->end - 1);
}
