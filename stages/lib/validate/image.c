#include "validate/image.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"

static void add_end(struct image *image, size_t offset)
{
	uint32_t *base = image->end == NULL ? NULL : image->end - 1;

	base = array_room(base, &image->room, image->record.n + 2, sizeof *base);
	base[0] = UINT32_MAX;
	image->end = base + 1;
	image->end[image->record.n++] = (uint32_t)offset;
}

static void begin(struct image *image, uint64_t line)
{
	str_reset(&image->text);
	image->record = (struct record){.line = line};
}

static const struct record *finish(struct image *image)
{
	image->record.block = image->text.at;
	image->record.end = image->end;
	return &image->record;
}

const struct record *image_of(struct image *image, const struct schema *s, const struct record *r)
{
	begin(image, r->line);
	for (size_t i = 0; i < s->n; i++) {
		struct slice value = schema_value(s, r, i);
		if (value.n > 0)
			str_add(&image->text, value);
		add_end(image, image->text.n);
		str_add_byte(&image->text, i + 1 == s->n ? '\n' : '\t');
	}
	return finish(image);
}

const struct record *image_from(struct image *image, struct slice text, uint64_t line)
{
	begin(image, line);
	str_add(&image->text, text);
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '\t' || text.at[i] == '\n')
			add_end(image, i);
	return finish(image);
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

void image_write(const struct schema *s, const struct record *r, struct writer *out)
{
	size_t first = 0, run = 0; /* columns of r that wait to be written together */

	if (s->in_place && s->in_order) {
		write_in_place(s, r, out);
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		size_t from = s->from[i];
		bool same = from != COLUMN_NONE;
		if (same && s->is_active[i]) {
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

void image_done(struct image *image)
{
	str_done(&image->text);
	free(image->end == NULL ? NULL : image->end - 1);
}
