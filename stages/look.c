/*
 * look: shows records in the terminal.
 *
 * One pass over the input. Holds the records that are shown, or with --profile the values of each column (profile.h).
 */
#include <string.h>

#include "described.h"
#include "error.h"
#include "field_type.h"
#include "look/listing.h"
#include "look/profile.h"
#include "mark.h"
#include "number.h"
#include "stage.h"
#include "terminal.h"
#include "text.h"

#define MASK "\u00b7\u00b7\u00b7\u00b7"
#define NO_WIDTH (-1)

static struct {
	const char *rows, *level;
	int64_t width, min;
	bool show_values, profile;
	const char *lang;
} opt = {.rows = "20", .width = NO_WIDTH, .min = 5, .lang = "sv"};

static const struct option options[] = {
    {"rows", OPTION_TEXT, &opt.rows, "N|all", "how many records are shown (20)"},
    {"width", OPTION_NUMBER, &opt.width, "N", "columns of a line; 0: no limit"},
    {"lang", OPTION_TEXT, &opt.lang, "sv|en", "the language of what columns are called (sv)"},
    {"show-values", OPTION_FLAG, &opt.show_values, NULL, "show identifiers and tokens too"},
    {"profile", OPTION_FLAG, &opt.profile, NULL, "tell of the columns instead"},
    {"level", OPTION_TEXT, &opt.level, "LEVEL",
     "of the table: open, protected, aggregate, pseudonymous, clear"},
    {"min", OPTION_NUMBER, &opt.min, "N",
     "how many records have a value that is told above aggregate (5)"},
    {0}};

static const struct stage stage = {
    .name = "look",
    .about = "show records in the terminal",
    .operands = "[FILE]",
    .options = options,
    .details =
        "For people. What other programs are to read they read from the stream itself. What the "
        "columns\n"
        "of a table of a pipeline are called is told by the descriptor beside it, FILE.json.",
    .count = STAGE_COUNT_FREE,
};

/* How it is shown, and what is to be told below. */
struct view {
	struct reader *in;
	struct listing listing;
	size_t width;
	bool colours;
	size_t *column, *status; /* by column of the listing: in the stream */
	enum field_type *type;
	bool seen[MARKS], all, masked;
	struct arena arena;
};

static uint64_t rows_wanted(void)
{
	struct number n;
	int64_t whole;

	if (strcmp(opt.rows, "all") == 0)
		return UINT64_MAX;
	if (!number_parse(slice_of(opt.rows), &n) || !number_whole(n, &whole) || whole < 0)
		stage_usage("--rows: a whole number, or all");
	return (uint64_t)whole;
}

static enum level level_wanted(void)
{
	enum level level = opt.level == NULL ? LEVEL_OPEN : level_of(opt.level);

	if (opt.level != NULL && strcmp(level_name(level), opt.level) != 0)
		stage_usage("--level: open, protected, aggregate, pseudonymous or clear");
	if (!opt.profile && opt.level != NULL)
		stage_usage("--level goes with --profile");
	if (strcmp(opt.lang, "sv") != 0 && strcmp(opt.lang, "en") != 0)
		stage_usage("--lang: sv or en");
	if (opt.min < 2)
		stage_usage("--min: at least 2");
	if (opt.profile && opt.show_values)
		stage_usage("--show-values: a profile never shows them");
	return level;
}

static size_t width_wanted(void)
{
	if (opt.width != NO_WIDTH)
		return (size_t)opt.width;
	return stage_output_path() == NULL ? terminal_width() : 0;
}

/* ---------------------------------------------------------------- records */

static void open_columns(struct view *v)
{
	const struct header *h = reader_header(v->in);

	v->column = arena_take(&v->arena, h->n * sizeof *v->column);
	v->status = arena_take(&v->arena, h->n * sizeof *v->status);
	v->type = arena_take(&v->arena, h->n * sizeof *v->type);
	for (size_t i = 0; i < h->n; i++) {
		struct slice name = h->name[i], figure = header_figure(name);

		if (figure.n < name.n && header_find(h, figure) != COLUMN_NONE)
			continue;
		v->column[v->listing.columns] = i;
		v->status[v->listing.columns] = header_status(h, name);
		listing_column(&v->listing, name);
	}
}

static void show_sign(struct view *v, const char *sign, bool *seen)
{
	listing_cell(&v->listing, slice_of(sign), LISTING_DIM);
	*seen = true;
}

static void show_value(struct view *v, struct slice field, enum mark mark, size_t column)
{
	struct str line = {0};

	v->seen[mark] = true;
	v->all |= slice_is(field, "*");
	if (mark_is_bound(mark))
		str_add_text(&line, mark_text(mark));
	text_add_line(&line, field);
	listing_cell(&v->listing, str_slice(&line), LISTING_PLAIN);
	str_done(&line);
	if (!slice_is(field, "*"))
		v->type[column] = field_type_with(v->type[column], field);
}

static bool is_masked(const struct view *v, size_t column, struct slice field)
{
	struct slice name = v->listing.column[column].name;

	return !opt.show_values && (column_is_identifier(name) || profile_sees_person(field));
}

/* A figure stands as the mark of its status. */
static void show_field(struct view *v, const struct record *r, size_t i)
{
	struct slice field = record_field(r, v->column[i]);
	enum mark mark = MARK_NONE;

	if (v->status[i] != COLUMN_NONE && !mark_of_status(record_field(r, v->status[i]), &mark))
		reader_die(v->in, r->line, reader_header(v->in)->name[v->status[i]],
		           "not a status that protect writes");
	if (mark == MARK_PROTECTED || mark == MARK_UNSURE)
		show_sign(v, mark_text(mark), &v->seen[mark]);
	else if (field.n == 0)
		show_sign(v, mark_text(MARK_UNAVAILABLE), &v->seen[MARK_UNAVAILABLE]);
	else if (is_masked(v, i, field))
		show_sign(v, MASK, &v->masked);
	else
		show_value(v, field, mark, i);
}

/* Numbers stand to the right and are never cut; so do columns of figures of which none is shown. */
static void align(struct view *v)
{
	for (size_t i = 0; i < v->listing.columns; i++) {
		bool figures = v->type[i] == FIELD_INTEGER || v->type[i] == FIELD_NUMBER ||
		               (v->type[i] == FIELD_MISSING && v->status[i] != COLUMN_NONE);

		v->listing.column[i].right = v->listing.column[i].whole = figures;
	}
}

/* What a column is called, and what it is counted in if that is something. */
static void name_columns(struct view *v, const char *file)
{
	bool beside = file != NULL && strcmp(file, "-") != 0;
	const struct yaml *said = beside ? described_read(file, &v->arena) : NULL;

	for (size_t i = 0; said != NULL && i < v->listing.columns; i++) {
		const struct yaml *field = described_field(said, v->listing.column[i].name);
		struct slice title = strcmp(opt.lang, "en") == 0 ? described_fact(field, "title_en")
		                                                 : described_text(field, "title");
		struct slice unit = described_fact(field, "unit");
		struct str text = {0};

		if (title.at == NULL)
			continue;
		text_add_line(&text, title);
		if (unit.at != NULL && !slice_is(unit, "1"))
			str_addf(&text, " (%.*s)", SLICE(unit));
		listing_title(&v->listing, i, str_slice(&text));
		str_done(&text);
	}
}

/* ---------------------------------------------------------------- below the table */

static void tell_columns(const struct view *v, struct str *to)
{
	const struct listing *l = &v->listing;
	struct str note = {0};

	if (l->shown == l->columns)
		return;
	str_addf(&note, "no room for %zu column%s: ", l->columns - l->shown,
	         l->columns - l->shown == 1 ? "" : "s");
	for (size_t i = l->shown; i < l->columns; i++)
		str_addf(&note, "%s%.*s", i > l->shown ? ", " : "", SLICE(l->column[i].name));
	listing_note(str_slice(&note), v->width, v->colours, to);
	str_done(&note);
}

static void tell_sign(struct str *note, bool seen, const char *sign, const char *meaning)
{
	if (seen)
		str_addf(note, "%s%s\u00a0%s", note->n > 0 ? "; " : "", sign, meaning);
}

static void tell_signs(const struct view *v, struct str *to)
{
	struct str note = {0};

	static const struct {
		enum mark mark;
		const char *meaning;
	} signs[] = {{MARK_PROTECTED, "hidden"},          {MARK_UNAVAILABLE, "missing"},
	             {MARK_UNSURE, "too\u00a0uncertain"}, {MARK_AT_MOST, "at\u00a0most"},
	             {MARK_UNDER, "less\u00a0than"},      {MARK_OVER, "more\u00a0than"}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		tell_sign(&note, v->seen[signs[i].mark], mark_text(signs[i].mark),
		          signs[i].meaning);
	tell_sign(&note, v->all, "*", "all");
	tell_sign(&note, v->masked, MASK, "not\u00a0shown (--show-values)");
	if (v->seen[MARK_ADJUSTED])
		str_addf(&note, "%ssome figures are rounded", note.n > 0 ? "; " : "");
	if (v->seen[MARK_PERTURBED])
		str_addf(&note, "%ssome figures are changed by noise, 0 may be a few",
		         note.n > 0 ? "; " : "");
	if (note.n > 0)
		listing_note(str_slice(&note), v->width, v->colours, to);
	str_done(&note);
}

static void finish(struct view *v, const struct str *note)
{
	struct str text = {0};

	listing_lay(&v->listing, v->width);
	listing_write(&v->listing, v->colours, &text);
	str_add_byte(&text, '\n');
	listing_note(str_slice(note), v->width, v->colours, &text);
	tell_columns(v, &text);
	tell_signs(v, &text);
	stage_print(str_slice(&text));
	str_done(&text);
}

static const char *plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

static void look(struct view *v, const char *file)
{
	uint64_t rows = rows_wanted(), read;
	struct str note = {0};
	struct record r;

	open_columns(v);
	name_columns(v, file);
	while (reader_next(v->in, &r))
		for (size_t i = 0; reader_records(v->in) <= rows && i < v->listing.columns; i++)
			show_field(v, &r, i);
	align(v);
	read = reader_records(v->in);
	if (read > rows)
		str_addf(&note, "%llu of ", (unsigned long long)rows);
	str_addf(&note, "%llu record%s, %zu column%s", (unsigned long long)read, plural(read),
	         v->listing.columns, plural(v->listing.columns));
	finish(v, &note);
	str_done(&note);
}

static void profile(struct view *v, enum level said)
{
	struct profile p = {0};
	struct str note = {0};
	enum level level;
	struct record r;

	profile_open(&p, reader_header(v->in));
	while (reader_next(v->in, &r))
		profile_take(&p, &r);
	level = profile_level(&p);
	if (opt.level != NULL && (said > level || !profile_has_persons(&p)))
		level = said;
	profile_list(&p, level, (uint64_t)opt.min, &v->listing);
	str_addf(&note, "%llu record%s, %s", (unsigned long long)p.records, plural(p.records),
	         level_name(level));
	if (level > LEVEL_AGGREGATE)
		str_addf(&note, ": no value is told that fewer than %lld records have",
		         (long long)opt.min);
	finish(v, &note);
	str_done(&note);
	profile_done(&p);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 0);
	enum level level = level_wanted();
	struct view view = {.width = width_wanted()};

	rows_wanted();
	view.colours = stage_output_path() == NULL && terminal_colours();
	view.in = stage_input(file);

	if (opt.profile)
		profile(&view, level);
	else
		look(&view, file);

	listing_done(&view.listing);
	arena_done(&view.arena);
	return stage_end();
}
