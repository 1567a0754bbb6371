#include "codelist.h"

#include "date.h"
#include "normal.h"
#include "text.h"

/* Where the columns stand; COLUMN_NONE for those that the file does not have. */
struct columns {
	size_t code, from, till;
	size_t name[CODES_LANGUAGES];
};

static struct slice field(const struct record *r, size_t column)
{
	if (column == COLUMN_NONE)
		return (struct slice){0};
	return record_field(r, column);
}

static int32_t day(struct reader *in, const struct record *r, size_t column, int32_t open)
{
	struct slice text = field(r, column);
	int32_t day = open;

	if (text.n > 0 && !date_parse(text, &day))
		reader_die(in, r->line, reader_header(in)->name[column], "not a date (YYYY-MM-DD)");
	return day;
}

/*
 * The names go to people, so their escapes are opened; the codes are compared with fields and
 * keep theirs.
 */
static void add(struct reader *in, const struct record *r, const struct columns *at,
                struct str *open, struct codes *c)
{
	struct slice name[CODES_LANGUAGES];
	size_t start[CODES_LANGUAGES + 1] = {0};
	struct error e = {0};

	if (field(r, at->name[CODES_SV]).n == 0)
		reader_die(in, r->line, slice_of("namn"), "no name");
	str_reset(open);
	for (int l = 0; l < CODES_LANGUAGES; l++) {
		text_unescape(open, field(r, at->name[l]));
		start[l + 1] = open->n;
	}
	for (int l = 0; l < CODES_LANGUAGES; l++)
		name[l] = normal_kept((struct slice){open->at + start[l], start[l + 1] - start[l]},
		                      &c->arena);
	if (!codes_add(c, normal_kept(text_trim(field(r, at->code)), &c->arena),
	               day(in, r, at->from, CODES_ALWAYS_FROM),
	               day(in, r, at->till, CODES_ALWAYS_TILL), name, &e))
		reader_die(in, r->line, slice_of("kod"), "%s", e.text);
}

void codelist_read(struct reader *in, struct codes *c)
{
	const struct header *h = reader_header(in);
	const struct columns at = {
	    .code = reader_column(in, slice_of("kod")),
	    .from = header_find(h, slice_of("fran")),
	    .till = header_find(h, slice_of("till")),
	    .name = {[CODES_SV] = reader_column(in, slice_of("namn")),
	             [CODES_EN] = header_find(h, slice_of("namn_en"))},
	};
	struct str open = {0};
	struct record r;

	while (reader_next(in, &r))
		add(in, &r, &at, &open, c);
	str_done(&open);
}
