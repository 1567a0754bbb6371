/*
 * csv: see csv.h. A buffer of whole lines is scanned once (csv_scan); a row without odd bytes is a place in the scan's
 * positions, its delimiters made tabs where they stand. All else is built aside (csv_grammar).
 */
#include "validate/csv.h"

#include <stdlib.h>
#include <string.h>

#include "validate/csv_grammar.h"
#include "validate/csv_line.h"
#include "validate/csv_scan.h"
#include "validate/csv_unquote.h"
#include "memory.h"
#include "text.h"

#define BLOCK_BYTES ((size_t)256 << 10)

/*
 * The buffer holds `filled` bytes; those before `scanned` are whole lines and lie in `scan`. The next row begins after
 * scan.end[first - 1]; its line ends at scan.end[scan.newline[next]]; the first odd byte not before it is
 * scan.odd[odd]. Of the rows in hand, those that had to be built lie in the first `built` of the builds; while there are
 * rows in hand the buffer must not move.
 */
struct csv {
	struct decoder *decoder;
	const char *name;
	const struct csv_dialect *dialect;
	struct csv_marks marks;
	struct csv_rules rules;
	char *buffer;
	size_t room, filled, scanned;
	bool one_column;
	bool ended;   /* all of the file is in the buffer */
	bool unended; /* and its last line had no end of its own */
	struct csv_scan scan;
	size_t next, first, odd;
	uint64_t line, number, bytes;
	size_t held, built;
	struct csv_build build[CSV_BATCH];
};

const struct csv_dialect csv_default_dialect = {
    .delimiter = ',', .quote = '"', .double_quote = true, .header = true, .header_join = {" ", 1}};

struct csv *csv_open(struct input *in, enum encoding encoding, const struct csv_dialect *dialect)
{
	struct csv *c = memory_zeroed(1, sizeof *c);

	input_expect_table(in);
	c->decoder = decoder_open(in, encoding);
	c->name = input_name(in);
	c->dialect = dialect;
	c->marks =
	    (struct csv_marks){dialect->delimiter, dialect->quote ? dialect->quote : dialect->stray,
	                       dialect->escape, dialect->line_end};
	c->rules = (struct csv_rules){dialect->delimiter,    dialect->quote,
	                              dialect->escape,       dialect->stray,
	                              dialect->double_quote, dialect->skip_initial_space,
	                              dialect->null};
	c->room = BLOCK_BYTES;
	c->buffer = memory_take(c->room + CSV_SCAN_PADDING);
	return c;
}

void csv_close(struct csv *c)
{
	decoder_close(c->decoder);
	csv_scan_done(&c->scan);
	for (size_t i = 0; i < CSV_BATCH; i++)
		csv_build_done(&c->build[i]);
	free(c->buffer);
	free(c);
}

enum encoding csv_encoding(const struct csv *c)
{
	return decoder_found(c->decoder);
}

const char *csv_name(const struct csv *c)
{
	return c->name;
}

void csv_columns(struct csv *c, const bool *keeps, size_t n)
{
	c->one_column = n == 1;
	for (size_t i = 0; i < CSV_BATCH; i++) {
		c->build[i].keeps = keeps;
		c->build[i].kept = n;
	}
}

uint64_t csv_bytes(const struct csv *c)
{
	return c->bytes;
}

/* ---------------------------------------------------------------- the buffer */

/* Moves what is kept to the front and sees to it that there is room behind. */
static bool make_room(struct csv *c, size_t keep, struct error *e)
{
	size_t rest = c->filled - keep;

	memmove(c->buffer, c->buffer + keep, rest);
	c->filled = rest;
	if (rest > RECORD_MAX_BYTES)
		return error_at(e, c->line + 1, 0,
		                "%s:%llu: a record of more than 16 MiB; perhaps a quote that is "
		                "opened here is never closed",
		                c->name, (unsigned long long)c->line + 1);
	if (c->room - rest >= BLOCK_BYTES / 2)
		return true;
	c->room *= 2;
	c->buffer = memory_grow(c->buffer, c->room + CSV_SCAN_PADDING);
	return true;
}

/* A last line without an end gets one: that is how many programs write their files. */
static void end_last_line(struct csv *c)
{
	struct slice all = {c->buffer, c->filled};

	c->unended = c->filled > 0 && !csv_line_is_ended(all, c->marks.line_end);
	if (c->unended)
		c->buffer[c->filled++] = c->marks.line_end;
	c->ended = true;
	c->scanned = c->filled;
}

/*
 * Keeps the bytes from `keep` on, reads until there is at least one whole line more than the `known` bytes after
 * it, and twice as much as those, so that a long record is not scanned over and over; then scans. False at the end
 * of the file, or at trouble.
 */
static bool fill(struct csv *c, size_t keep, struct error *e)
{
	size_t known = c->scanned - keep;

	if (c->ended)
		return false;
	do {
		if (!make_room(c, keep, e))
			return false;
		keep = 0;
		ptrdiff_t n =
		    decoder_read(c->decoder, c->buffer + c->filled, c->room - c->filled - 1, e);
		if (n < 0)
			return false;
		c->filled += (size_t)n;
		c->bytes += (uint64_t)n;
		struct slice all = {c->buffer, c->filled};
		if (c->marks.line_end == '\0')
			c->marks.line_end = csv_line_end(all, c->marks.quote, n == 0);
		c->scanned = csv_line_whole(all, c->marks.line_end);
		if (n == 0)
			end_last_line(c);
	} while (!c->ended && (c->scanned <= known || c->filled < known * 2));
	csv_scan_block(&c->scan, &c->marks, c->buffer, c->scanned);
	c->next = c->first = c->odd = 0;
	return c->scanned > known;
}

static size_t row_start(const struct csv *c)
{
	return (uint32_t)(c->scan.end[(ptrdiff_t)c->first - 1] + 1);
}

/* The k-th line of the block from `start`, with its line end. */
static struct slice line_from(const struct csv *c, size_t start, size_t k)
{
	size_t stop = c->scan.end[c->scan.newline[k]] + 1;

	return (struct slice){c->buffer + start, stop - start};
}

/* Goes on after the k-th line of the block. */
static void advance(struct csv *c, size_t k)
{
	size_t stop = c->scan.end[c->scan.newline[k]];

	c->line += k + 1 - c->next;
	c->first = c->scan.newline[k] + 1;
	c->next = k + 1;
	while (c->odd < c->scan.odds && c->scan.odd[c->odd] < stop)
		c->odd++;
}

/* ---------------------------------------------------------------- rows */

/*
 * The fields of the next line if it is only cut at its delimiters: n, and the index of the first end. CR LF is two
 * ends.
 */
static size_t plain_fields(const struct csv *c)
{
	size_t last = c->scan.newline[c->next];
	uint32_t stop = c->scan.end[last];

	if (last > c->first && c->buffer[stop] == '\n' && c->buffer[stop - 1] == '\r' &&
	    c->scan.end[last - 1] == stop - 1)
		last--;
	return last - c->first + 1;
}

/* Nothing odd: the row stays where it is. */
static void take_plain(struct csv *c, struct csv_row *row, size_t n)
{
	const uint32_t *end = c->scan.end + c->first;

	if (c->dialect->delimiter != '\t')
		for (size_t i = 0; i + 1 < n; i++)
			c->buffer[end[i]] = '\t';
	c->buffer[end[n - 1]] = '\n';
	row->record.block = c->buffer;
	row->record.end = end;
	row->record.n = n;
}

static void take_built(struct csv *c, struct csv_row *row)
{
	const struct csv_build *b = &c->build[c->built++];

	row->record.block = b->text.at;
	row->record.end = b->end;
	row->record.n = b->n;
	row->trimmed = b->trimmed;
	if (b->fault != CSV_BUILD_FINE) {
		static const enum csv_fault of[] = {[CSV_BUILD_CONTROL] = CSV_FAULT_CONTROL,
		                                    [CSV_BUILD_C1] = CSV_FAULT_C1,
		                                    [CSV_BUILD_ESCAPE] = CSV_FAULT_ESCAPE};
		row->fault = of[b->fault];
		row->fault_field = b->fault_field;
	}
}

static bool cut_error(const struct csv *c, struct error *e)
{
	size_t start = row_start(c);
	struct slice rest = {c->buffer + start, c->filled - start};
	uint64_t line = c->line + 1;

	if (c->marks.escape && c->build[c->built].place != CSV_IN_QUOTES)
		return error_set(e, "%s: the file ends in the middle of an escape", c->name);
	if (c->marks.escape == '\0')
		line += csv_grammar_open_quote(&c->rules, rest);
	return error_at(e, line, 0, "%s:%llu: a quote that is opened here is never closed", c->name,
	                (unsigned long long)line);
}

/* Of a row: it is there; it waits until the buffer may move; there is none, for the reason in the error. */
enum taken { TAKEN, WAITS, FAILED };

/*
 * Line by line through the grammar. The lines that were taken stay in the buffer until the row has its end: if it
 * turns out to be broken, they are rows of their own.
 */
static enum taken take_by_grammar(struct csv *c, struct csv_row *row, struct error *e)
{
	struct csv_build *b = &c->build[c->built];
	size_t k = c->next, start = row_start(c);
	enum csv_answer answer = CSV_MORE;

	csv_build_begin(b);
	while (answer == CSV_MORE) {
		if (k == c->scan.newlines) {
			size_t row_at = row_start(c), taken = k - c->next;
			if (c->held > 0)
				return WAITS;
			if (!fill(c, row_at, e)) {
				if (e->text[0] == '\0')
					cut_error(c, e);
				return FAILED;
			}
			k = taken;
			start -= row_at;
		}
		struct slice line = line_from(c, start, k);
		answer = csv_grammar_line(b, &c->rules, line);
		start += line.n;
		k++;
	}
	if (answer == CSV_BROKEN) {
		row->fault = CSV_FAULT_QUOTE;
		row->record.n = 0;
		advance(c, c->next);
	} else if (answer == CSV_CONTROL) {
		row->fault = CSV_FAULT_CONTROL;
		row->record.n = 0;
		advance(c, k - 1);
	} else {
		advance(c, k - 1);
		take_built(c, row);
	}
	return TAKEN;
}

/* Whether a byte of the line speaks the dialect: a quote, or an escape. */
static bool line_has_marks(const struct csv *c, size_t stop)
{
	for (size_t i = c->odd; i < c->scan.odds && c->scan.odd[i] < stop; i++) {
		char byte = c->buffer[c->scan.odd[i]];
		if ((c->marks.quote && byte == c->marks.quote) ||
		    (c->marks.escape && byte == c->marks.escape))
			return true;
	}
	return false;
}

static enum taken take_odd(struct csv *c, struct csv_row *row, size_t n, size_t stop,
                           struct error *e)
{
	csv_build_begin(&c->build[c->built]);
	if (!line_has_marks(c, stop))
		csv_cut(&c->build[c->built], &c->scan, c->buffer, c->first, n,
		        c->rules.skip_initial_space);
	else if (c->marks.escape || c->rules.skip_initial_space ||
	         !csv_unquote(&c->build[c->built], &c->scan, &c->marks, c->buffer, c->first, n,
	                      c->odd))
		return take_by_grammar(c, row, e);
	take_built(c, row);
	advance(c, c->next);
	return TAKEN;
}

static void find_invalid(struct csv_row *row)
{
	for (size_t i = 0; i < row->record.n && row->fault == CSV_FINE; i++)
		if (!text_is_utf8(record_field(&row->record, i))) {
			row->fault = CSV_FAULT_ENCODING;
			row->fault_field = i;
		}
}

static enum taken take_row(struct csv *c, struct csv_row *row, struct error *e)
{
	size_t n = plain_fields(c);
	size_t stop = c->scan.end[c->scan.newline[c->next]];
	enum taken taken = TAKEN;

	row->record.line = c->line + 1;
	row->number = c->number;
	row->fault = CSV_FINE;
	row->trimmed = false;
	row->fault_field = COLUMN_NONE;
	if (!c->rules.skip_initial_space &&
	    (c->odd == c->scan.odds || c->scan.odd[c->odd] > stop)) {
		take_plain(c, row, n);
		advance(c, c->next);
	} else {
		taken = take_odd(c, row, n, stop, e);
	}
	if (taken != TAKEN)
		return taken;
	if (c->scan.invalid)
		find_invalid(row);
	row->unended = c->unended && c->next == c->scan.newlines;
	return TAKEN;
}

/* Empty lines, and comments. */
static bool is_no_row(const struct csv *c)
{
	size_t start = row_start(c);
	const struct slice comment = c->dialect->comment;

	if (!c->one_column && c->scan.end[c->first] == start &&
	    (c->buffer[start] == '\n' || c->buffer[start] == '\r'))
		return true;
	if (comment.n > 0 && c->scanned - start >= comment.n &&
	    memcmp(c->buffer + start, comment.at, comment.n) == 0)
		return true;
	return c->dialect->comment_rows.n > 0 && csv_is_among(&c->dialect->comment_rows, c->number);
}

size_t csv_batch(struct csv *c, struct csv_row *row, size_t most, struct error *e)
{
	c->held = c->built = 0;
	while (c->held < most && c->held < CSV_BATCH) {
		if (c->next == c->scan.newlines && (c->held > 0 || !fill(c, c->scanned, e)))
			break;
		c->number++;
		if (is_no_row(c)) {
			advance(c, c->next);
		} else if (take_row(c, &row[c->held], e) != TAKEN) {
			c->number--;
			break;
		} else {
			c->held++;
		}
	}
	return c->held;
}
