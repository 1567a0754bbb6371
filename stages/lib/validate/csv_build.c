#include "validate/csv_build.h"

#include <csv.h>
#include <stdlib.h>

#include "arena.h"
#include "normal.h"
#include "record.h"
#include "text.h"

static void drop_parser(struct csv_build *b)
{
	if (b->parser == NULL)
		return;
	csv_free(b->parser);
	free(b->parser);
	b->parser = NULL;
}

/* A parser that came to the end of a row begins the next; one that did not is no use any more. */
void csv_build_begin(struct csv_build *b)
{
	if (!b->done)
		drop_parser(b);
	str_reset(&b->text);
	str_reset(&b->line);
	b->n = 0;
	b->fault = CSV_BUILD_FINE;
	b->place = CSV_AT_START;
	b->escaped = b->was_escaped = b->was_quoted = false;
	b->done = b->quoted = b->bare = b->within = b->trimmed = false;
}

static bool has_control(struct slice plain, bool bare)
{
	for (size_t i = 0; i < plain.n; i++) {
		unsigned char c = (unsigned char)plain.at[i];
		bool text = c == '\t' || (!bare && (c == '\n' || c == '\r'));
		if ((c < 0x20 && !text) || c == 0x7F)
			return true;
	}
	return false;
}

void csv_build_mark(struct csv_build *b, size_t offset)
{
	uint32_t *base = b->end == NULL ? NULL : b->end - 1;

	if (b->n + 2 > b->room) {
		base = array_room(base, &b->room, b->n + 2, sizeof *base);
		base[0] = UINT32_MAX;
		b->end = base + 1;
	}
	b->end[b->n++] = (uint32_t)offset;
}

static struct slice without_blanks(struct csv_build *b, struct slice plain)
{
	struct slice trimmed = text_trim(plain);
	bool keep = b->n < b->kept && b->keeps[b->n] && trimmed.n > 0;

	if (keep || trimmed.n == plain.n)
		return plain;
	b->trimmed = true;
	return trimmed;
}

/* A control character is told before it could be taken off with the blanks. */
static enum csv_build_fault fault_of(struct slice whole, struct slice text, bool bare)
{
	enum normal_fault fault;

	if (has_control(whole, bare))
		return CSV_BUILD_CONTROL;
	fault = normal_fault(text);
	return fault == NORMAL_C1 ? CSV_BUILD_C1 : fault ? CSV_BUILD_CONTROL : CSV_BUILD_FINE;
}

void csv_build_field(struct csv_build *b, struct slice plain)
{
	struct slice whole = plain;

	plain = without_blanks(b, plain);
	if (b->fault == CSV_BUILD_FINE) {
		b->fault = fault_of(whole, plain, b->bare);
		b->fault_field = b->n;
	}
	plain = normal_of(plain, &b->normal);
	if (plain.n > 0)
		text_escape(&b->text, plain);
	csv_build_mark(b, b->text.n);
	str_add_byte(&b->text, '\t');
}

void csv_build_end(struct csv_build *b)
{
	if (b->n > 0)
		b->text.at[b->text.n - 1] = '\n';
	str_room(&b->text, RECORD_PADDING);
	b->done = true;
}

void csv_build_done(struct csv_build *b)
{
	drop_parser(b);
	str_done(&b->text);
	str_done(&b->line);
	str_done(&b->normal);
	free(b->end == NULL ? NULL : b->end - 1);
	*b = (struct csv_build){0};
}
