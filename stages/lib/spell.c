/* spell: see spell.h. */
#include "spell.h"

#include <string.h>

#define DATE_EXPECTED "not a date (YYYY-MM-DD)"

static struct slice name_of(const struct reader *in, size_t column)
{
	return reader_header(in)->name[column];
}

struct interval spell_read(const struct reader *in, const struct record *r,
                           struct spell_columns columns)
{
	struct interval i;

	switch (interval_read(record_field(r, columns.from), record_field(r, columns.till), &i)) {
	case INTERVAL_FINE:
		return i;
	case INTERVAL_FROM:
		reader_die(in, r->line, name_of(in, columns.from), DATE_EXPECTED);
	case INTERVAL_TILL:
		reader_die(in, r->line, name_of(in, columns.till), DATE_EXPECTED);
	case INTERVAL_TURNED:
		break;
	}
	reader_die(in, r->line, name_of(in, columns.till), "it ends before it begins");
}

/* A date, nothing, or a column. */
static struct window_end choose_end(const struct reader *in, struct slice text, int32_t open)
{
	struct window_end end = {COLUMN_NONE, open};

	if (text.n > 0 && !date_parse(text, &end.day))
		end.column = reader_column(in, text);
	return end;
}

const char *window_choose(const struct reader *in, struct slice text, struct window *to)
{
	struct slice from;

	if (!slice_cut(&text, ',', &from) || text.at == NULL ||
	    memchr(text.at, ',', text.n) != NULL)
		return "FROM,TILL was expected";
	to->from = choose_end(in, from, INTERVAL_ALWAYS);
	to->till = choose_end(in, text, INTERVAL_ON);
	if (to->from.column == COLUMN_NONE && to->till.column == COLUMN_NONE &&
	    to->from.day > to->till.day)
		return "it ends before it begins";
	return NULL;
}

static int32_t read_end(const struct reader *in, const struct record *r, struct window_end end,
                        int32_t open)
{
	struct slice field;
	int32_t day;

	if (end.column == COLUMN_NONE)
		return end.day;
	field = record_field(r, end.column);
	if (field.n == 0)
		return open;
	if (!date_parse(field, &day))
		reader_die(in, r->line, name_of(in, end.column), DATE_EXPECTED);
	return day;
}

struct interval window_read(const struct reader *in, const struct record *r,
                            const struct window *window)
{
	struct interval i = {read_end(in, r, window->from, INTERVAL_ALWAYS),
	                     read_end(in, r, window->till, INTERVAL_ON)};

	if (i.from > i.till)
		reader_die(in, r->line,
		           name_of(in, window->till.column != COLUMN_NONE ? window->till.column
		                                                          : window->from.column),
		           "the window ends before it begins");
	return i;
}
