#include "validate/csv_escape.h"

#include "validate/csv_line.h"

static void end_field(struct csv_build *b)
{
	b->bare = !b->was_quoted && !b->was_escaped;
	csv_build_field(b, str_slice(&b->line));
	str_reset(&b->line);
	b->place = CSV_AT_START;
	b->was_quoted = b->was_escaped = false;
}

/* What has a meaning of its own somewhere: n, t, 0, N; and what nobody would escape. */
static bool is_doubtful(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (unsigned char)c >= 0x80;
}

/* The character at i, after an escape; CR LF is one. Returns where it goes on. */
static size_t take_escaped(struct csv_build *b, struct slice line, size_t i)
{
	size_t body = csv_line_body(line), n = i == body ? line.n - body : 1;

	if (is_doubtful(line.at[i]) && b->fault == CSV_BUILD_FINE) {
		b->fault = CSV_BUILD_ESCAPE;
		b->fault_field = b->n;
	}
	str_add(&b->line, (struct slice){line.at + i, n});
	b->escaped = false;
	b->was_escaped = true;
	return i + n;
}

/* The nullSequence is looked for as it stands in the file. Returns where it goes on; i: it is not here. */
static size_t take_null(struct csv_build *b, const struct csv_rules *rules, struct slice line,
                        size_t i)
{
	struct slice rest = {line.at + i, csv_line_body(line) - i}, null = rules->null;
	bool is = null.n > 0 && null.n <= rest.n && memcmp(rest.at, null.at, null.n) == 0 &&
	          (null.n == rest.n || rest.at[null.n] == rules->delimiter);

	if (is)
		b->place = CSV_AT_END;
	return is ? i + null.n : i;
}

/* A byte within quotes. Two quotes are one, if the dialect says so. */
static size_t take_quoted(struct csv_build *b, const struct csv_rules *rules, struct slice line,
                          size_t i)
{
	if (line.at[i] != rules->quote) {
		str_add_byte(&b->line, line.at[i]);
		return i + 1;
	}
	if (rules->double_quote && i + 1 < line.n && line.at[i + 1] == rules->quote) {
		str_add_byte(&b->line, rules->quote);
		return i + 2;
	}
	b->place = CSV_AT_END;
	return i + 1;
}

/* A byte that is neither in quotes nor a delimiter nor of the line's end. */
static enum csv_answer take_bare(struct csv_build *b, const struct csv_rules *rules, char c)
{
	bool start = b->place == CSV_AT_START;

	if (c == '\r' || c == '\n')
		return CSV_CONTROL;
	if (b->place == CSV_AT_END)
		return CSV_BROKEN;
	if (start && rules->skip_initial_space && (c == ' ' || c == '\t'))
		return CSV_MORE;
	if (start && rules->quote && c == rules->quote) {
		b->place = CSV_IN_QUOTES;
		b->was_quoted = true;
		return CSV_MORE;
	}
	if ((rules->quote && c == rules->quote) || (start && rules->stray && c == rules->stray))
		return CSV_BROKEN;
	b->place = CSV_IN_FIELD;
	str_add_byte(&b->line, c);
	return CSV_MORE;
}

enum csv_answer csv_escape_line(struct csv_build *b, const struct csv_rules *rules,
                                struct slice line)
{
	size_t body = csv_line_body(line), i = 0;
	enum csv_answer answer = CSV_MORE;

	while (i < line.n && answer == CSV_MORE) {
		char c = line.at[i];
		size_t null =
		    b->place == CSV_AT_START && !b->escaped ? take_null(b, rules, line, i) : i;
		if (null > i) {
			i = null;
		} else if (b->escaped) {
			i = take_escaped(b, line, i);
		} else if (c == rules->escape && b->place != CSV_AT_END) {
			b->escaped = true;
			b->place = b->place == CSV_IN_QUOTES ? CSV_IN_QUOTES : CSV_IN_FIELD;
			i++;
		} else if (b->place == CSV_IN_QUOTES) {
			i = take_quoted(b, rules, line, i);
		} else if (i >= body || c == rules->delimiter) {
			end_field(b);
			i = i >= body ? line.n : i + 1;
			if (i == line.n)
				answer = CSV_ROW;
		} else {
			answer = take_bare(b, rules, c);
			i++;
		}
	}
	if (answer == CSV_ROW)
		csv_build_end(b);
	return answer;
}
