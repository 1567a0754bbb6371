#include "validate/csv_grammar.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "validate/csv_escape.h"
#include "validate/csv_line.h"
#include "error.h"
#include "memory.h"
#include "normal.h"
#include "text.h"

#define FIELD_BYTES ((size_t)64 << 10) /* by which libcsv lets a long field grow */

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

	base = array_room(base, &b->room, b->n + 2, sizeof *base);
	base[0] = UINT32_MAX;
	b->end = base + 1;
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

/* ---------------------------------------------------------------- libcsv */

static int never(unsigned char c)
{
	(void)c;
	return 0;
}

static void take_field(void *field, size_t n, void *build)
{
	csv_build_field(build, (struct slice){field, n});
}

static void take_row(int line_end, void *build)
{
	(void)line_end;
	csv_build_end(build);
}

static void start_parser(struct csv_build *b, const struct csv_rules *rules)
{
	b->parser = memory_take(sizeof *b->parser);
	if (csv_init(b->parser, CSV_STRICT) != 0)
		memory_out();
	csv_set_delim(b->parser, (unsigned char)rules->delimiter);
	csv_set_quote(b->parser, (unsigned char)rules->quote);
	csv_set_space_func(b->parser, never);
	csv_set_blk_size(b->parser, FIELD_BYTES);
}

/* libcsv would take the blanks at the end of a field too, so those at its start are taken away before it sees them. */
static struct slice without_initial_space(struct csv_build *b, const struct csv_rules *rules,
                                          struct slice line)
{
	bool at_start = b->n == 0 && !b->quoted;

	str_reset(&b->line);
	for (size_t i = 0; i < line.n; i++) {
		char c = line.at[i];
		if (at_start && (c == ' ' || c == '\t') && c != rules->delimiter)
			continue;
		if (c == rules->quote)
			b->quoted = !b->quoted;
		at_start = !b->quoted && c == rules->delimiter;
		str_add_byte(&b->line, c);
	}
	return str_slice(&b->line);
}

/* A CR or LF outside quotes that is not the line's end: libcsv would end the row there. */
static bool has_lone_end(struct csv_build *b, const struct csv_rules *rules, struct slice line)
{
	size_t n = csv_line_body(line);
	bool lone = false;

	for (size_t i = 0; i < n; i++) {
		char c = line.at[i];
		if (rules->quote && c == rules->quote)
			b->within = !b->within;
		lone |= (c == '\r' || c == '\n') && !b->within;
	}
	return lone;
}

/* Without doubleQuote two quotes side by side are only a field without text. */
static bool has_doubled_quote(const struct csv_rules *rules, struct slice line)
{
	for (size_t i = 0; i + 1 < line.n; i++) {
		if (line.at[i] != rules->quote || line.at[i + 1] != rules->quote)
			continue;
		bool opens = i == 0 || line.at[i - 1] == rules->delimiter;
		char after = i + 2 < line.n ? line.at[i + 2] : '\n';
		if (!opens || (after != rules->delimiter && after != '\n' && after != '\r'))
			return true;
	}
	return false;
}

enum csv_answer csv_grammar_line(struct csv_build *b, const struct csv_rules *rules,
                                 struct slice line)
{
	if (rules->escape)
		return csv_escape_line(b, rules, line);
	if (b->parser == NULL)
		start_parser(b, rules);
	if (rules->skip_initial_space)
		line = without_initial_space(b, rules, line);
	if (!rules->double_quote && has_doubled_quote(rules, line))
		return CSV_BROKEN;
	if (has_lone_end(b, rules, line))
		return CSV_CONTROL;
	if (csv_parse(b->parser, line.at, line.n, take_field, take_row, b) != line.n) {
		if (csv_error(b->parser) != CSV_EPARSE)
			memory_out();
		return CSV_BROKEN;
	}
	return b->done ? CSV_ROW : CSV_MORE;
}

size_t csv_grammar_open_quote(const struct csv_rules *rules, struct slice rest)
{
	size_t lines = 0, opened = 0;
	bool quoted = false;

	for (size_t i = 0; i < rest.n; i++) {
		lines += rest.at[i] == '\n';
		if (rest.at[i] != rules->quote)
			continue;
		if (!quoted)
			opened = lines;
		if (quoted && i + 1 < rest.n && rest.at[i + 1] == rules->quote)
			i++;
		else
			quoted = !quoted;
	}
	return opened;
}
