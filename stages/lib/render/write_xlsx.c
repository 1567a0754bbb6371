#include "render/write_xlsx.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "date.h"
#include "error.h"
#include "map.h"
#include "plain_word.h"
#include "render/insertion_write.h"
#include "render/xlsx_sheet.h"

#define SECONDS_A_DAY 86400
#define TEXT_WIDTH 90
#define NO_DATE 3653 /* 1980-01-01, the first day that the container can hold */

static const char *say(const struct workbook *w, const char *sv, const char *en)
{
	return w->r->language == LANGUAGE_SV ? sv : en;
}

/* ---------------------------------------------------------------- formats */

static void make_formats(struct workbook *w)
{
	static const char *const plain[] = {"#,##0",      "#,##0.0",     "#,##0.00",    "#,##0.000",
	                                    "#,##0.0000", "#,##0.00000", "#,##0.000000"};

	w->title = workbook_add_format(w->book);
	format_set_bold(w->title);
	format_set_font_size(w->title, 14);
	w->head = workbook_add_format(w->book);
	format_set_bold(w->head);
	format_set_text_wrap(w->head);
	format_set_align(w->head, LXW_ALIGN_VERTICAL_TOP);
	w->wrapped = workbook_add_format(w->book);
	format_set_text_wrap(w->wrapped);
	format_set_align(w->wrapped, LXW_ALIGN_VERTICAL_TOP);
	w->link = workbook_get_default_url_format(w->book);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		for (size_t zero = 0; zero < 2; zero++) {
			w->number[i][zero] = workbook_add_format(w->book);
			format_set_num_format(w->number[i][zero],
			                      zero ? "0;-0;\"\u2013\"" : plain[i]);
			format_set_align(w->number[i][zero], LXW_ALIGN_RIGHT);
		}
}

/* ---------------------------------------------------------------- contents */

static void add_fact(struct workbook *w, lxw_worksheet *sheet, lxw_row_t *row, const char *name,
                     struct slice text)
{
	if (text.n == 0)
		return;
	workbook_text(sheet, *row, 0, slice_of(name), NULL);
	workbook_wrapped(sheet, (*row)++, 1, text, TEXT_WIDTH, w->wrapped);
}

static void add_facts(struct workbook *w, lxw_worksheet *sheet, lxw_row_t *row)
{
	const struct report *r = w->r;

	if (r->made_up)
		add_fact(w, sheet, row, report_made_up_title(r->language),
		         slice_of(report_made_up_more(r->language)));
	if (r->edition != NULL)
		add_fact(w, sheet, row, say(w, "Utgåva", "Edition"), slice_of(r->edition));
	add_fact(w, sheet, row, say(w, "Utgivare", "Publisher"),
	         insertion_name(r, plain_get(r->front, "utgivare")));
	add_fact(w, sheet, row, say(w, "Kontakt", "Contact"),
	         insertion_name(r, plain_get(r->front, "kontakt")));
	add_fact(w, sheet, row, say(w, "Avser", "Period"),
	         insertion_text(r, plain_get(r->front, "period")));
	add_fact(w, sheet, row, say(w, "Framtagen", "Produced"), report_date(r));
	add_fact(w, sheet, row, say(w, "Källa", "Source"),
	         insertion_text(r, plain_get(r->front, "kalla")));
}

static void add_contents(struct workbook *w, const struct exhibit *const *exhibit, size_t exhibits)
{
	lxw_worksheet *sheet = workbook_sheet(w, say(w, "Innehåll", "Contents"));
	lxw_row_t row = 2;

	workbook_text(sheet, 0, 0, insertion_text(w->r, plain_get(w->r->front, "titel")), w->title);
	add_facts(w, sheet, &row);
	row++;
	for (size_t i = 0; i < exhibits; i++, row++) {
		char *name = xlsx_sheet_name(exhibit[i], w->r);

		workbook_check(worksheet_write_url_opt(
		    sheet, row, 0, arena_format(w->r->arena, "internal:'%s'!A1", name), w->link,
		    name, NULL));
		workbook_text(sheet, row, 1, exhibit[i]->title, w->wrapped);
	}
	worksheet_set_column(sheet, 0, 0, 24, NULL);
	worksheet_set_column(sheet, 1, 1, TEXT_WIDTH, NULL);
}

/* ---------------------------------------------------------------- notes */

/* Each note once, with the sheets that it is of. */
static void add_notes(struct workbook *w, const struct exhibit *const *exhibit, size_t exhibits)
{
	lxw_worksheet *sheet = workbook_sheet(w, say(w, "Noter", "Notes"));
	struct map notes = {0};
	struct str text = {0}, *of = NULL;

	of = arena_take(w->r->arena, (exhibits * (EXHIBIT_LINES + 32) + 1) * sizeof *of);
	for (size_t i = 0; i < exhibits; i++)
		for (size_t k = 0; str_reset(&text), exhibit_remark(exhibit[i], w->r, k, &text);
		     k++) {
			bool added;
			size_t at = map_put(&notes, str_slice(&text), &added);

			if (added)
				of[at] = (struct str){0};
			str_addf(&of[at], "%s%s", of[at].n > 0 ? ", " : "",
			         xlsx_sheet_name(exhibit[i], w->r));
		}
	workbook_text(sheet, 0, 0, slice_of(say(w, "Noter", "Notes")), w->title);
	workbook_text(sheet, 2, 0, slice_of(say(w, "Not", "Note")), w->head);
	workbook_text(sheet, 2, 1, slice_of(say(w, "Text", "Text")), w->head);
	workbook_text(sheet, 2, 2, slice_of(say(w, "Gäller", "Applies to")), w->head);
	for (size_t i = 0; i < notes.n; i++) {
		lxw_row_t row = 3 + (lxw_row_t)i;

		workbook_check(worksheet_write_number(sheet, row, 0, (double)i + 1, w->wrapped));
		workbook_wrapped(sheet, row, 1, map_key(&notes, i), TEXT_WIDTH, w->wrapped);
		workbook_text(sheet, row, 2, str_slice(&of[i]), NULL);
		str_done(&of[i]);
	}
	worksheet_set_column(sheet, 0, 0, 6, NULL);
	worksheet_set_column(sheet, 1, 1, TEXT_WIDTH, NULL);
	worksheet_set_column(sheet, 2, 2, 30, NULL);
	map_done(&notes);
	str_done(&text);
}

/* ---------------------------------------------------------------- the whole */

/* That it is of the day of the run, so that the same report has the same bytes. */
static void set_properties(struct workbook *w)
{
	const struct report *r = w->r;
	lxw_doc_properties properties = {
	    .title = workbook_keep(r, insertion_text(r, plain_get(r->front, "titel"))),
	    .company = workbook_keep(r, insertion_name(r, plain_get(r->front, "utgivare"))),
	};
	int32_t day = NO_DATE;

	if (!date_parse(report_date(r), &day))
		day = NO_DATE;
	properties.created = (time_t)day * SECONDS_A_DAY;
	workbook_check(workbook_set_properties(w->book, &properties));
}

/* libxlsxwriter writes to a file by its name; one in memory has one too. */
static int open_memory(char *path, size_t room)
{
	int file = memfd_create("xlsx", MFD_CLOEXEC);

	if (file < 0)
		die_errno("xlsx");
	snprintf(path, room, "/proc/self/fd/%d", file);
	return file;
}

static void read_back(int file, struct str *to)
{
	char piece[1 << 16];
	ssize_t n;

	if (lseek(file, 0, SEEK_SET) < 0)
		die_errno("xlsx");
	while ((n = read(file, piece, sizeof piece)) > 0)
		str_add(to, (struct slice){piece, (size_t)n});
	if (n < 0)
		die_errno("xlsx");
	close(file);
}

void write_xlsx(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                struct str *to)
{
	char path[40];
	int file = open_memory(path, sizeof path);
	struct workbook w = {.book = workbook_new(path), .r = r};

	if (w.book == NULL)
		die("xlsx: the workbook could not be begun");
	make_formats(&w);
	set_properties(&w);
	add_contents(&w, exhibit, exhibits);
	add_notes(&w, exhibit, exhibits);
	for (size_t i = 0; i < exhibits; i++)
		xlsx_sheet_add(&w, exhibit[i]);
	workbook_check(workbook_close(w.book));
	read_back(file, to);
}
