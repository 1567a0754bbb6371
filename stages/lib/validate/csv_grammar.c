#include "validate/csv_grammar.h"

#include <csv.h>

#include "validate/csv_escape.h"
#include "validate/csv_line.h"
#include "memory.h"

#define FIELD_BYTES ((size_t)64 << 10) /* by which libcsv lets a long field grow */

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
