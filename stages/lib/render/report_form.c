#include "render/report_form.h"

#include "render/write_html.h"
#include "tar.h"
#include "render/write_json_lines.h"
#include "render/write_json_stat.h"
#include "render/write_markdown.h"
#include "render/write_px.h"
#include "render/write_sdmx.h"
#include "render/write_text.h"
#include "render/write_xlsx.h"

static void as_html(struct document *d, const struct report_choice *c, struct str *to)
{
	(void)c;
	write_html(d, to);
}

static void as_text(struct document *d, const struct report_choice *c, struct str *to)
{
	(void)c;
	write_text(d, to);
}

static void as_csv(struct document *d, const struct report_choice *c, struct str *to)
{
	write_csv(c->exhibit, c->exhibits, c->dialect, d->report, to);
}

static void as_json_lines(struct document *d, const struct report_choice *c, struct str *to)
{
	write_json_lines(c->exhibit, c->exhibits, d->report, to);
}

static void as_json_stat(struct document *d, const struct report_choice *c, struct str *to)
{
	write_json_stat(c->exhibit, c->exhibits, d->report, to);
}

static void as_sdmx(struct document *d, const struct report_choice *c, struct str *to)
{
	write_sdmx(c->exhibit, c->exhibits, d->report, to);
}

static void as_xlsx(struct document *d, const struct report_choice *c, struct str *to)
{
	write_xlsx(c->exhibit, c->exhibits, d->report, to);
}

static void as_markdown(struct document *d, const struct report_choice *c, struct str *to)
{
	write_markdown(c->exhibit, c->exhibits, d->report, to);
}

static void as_px(struct document *d, const struct report_choice *c, struct str *to)
{
	write_px(c->exhibit, c->exhibits, d->report, c->into, to);
}

/* The first is the one that a pipeline takes when it names none. */
const struct report_form report_forms[] = {
    {"html", "html", "each into", as_html},      {"text", "txt", "each into", as_text},
    {"csv", "csv", "only dialect", as_csv},      {"xlsx", "xlsx", "only", as_xlsx},
    {"px", "px" TAR_ENDING, "only into", as_px}, {"jsonl", "jsonl", "only", as_json_lines},
    {"json-stat", "json", "only", as_json_stat}, {"sdmx", "sdmx.csv", "only", as_sdmx},
    {"markdown", "md", "only", as_markdown},     {0}};

const struct report_form *report_form_find(struct slice name)
{
	for (const struct report_form *f = report_forms; f->name != NULL; f++)
		if (slice_is(name, f->name))
			return f;
	return NULL;
}

bool report_form_has(const struct report_form *f, const char *option)
{
	struct slice rest = slice_of(f->options), name;

	while (slice_cut(&rest, ' ', &name))
		if (slice_is(name, option))
			return true;
	return false;
}

bool report_form_is_folder(const struct report_form *f)
{
	return slice_ends(slice_of(f->ending), TAR_ENDING);
}

void report_form_names(const char *option, struct str *to)
{
	const struct report_form *last = NULL;
	size_t n = 0;

	for (const struct report_form *f = report_forms; f->name != NULL; f++)
		if (option == NULL || report_form_has(f, option)) {
			if (last != NULL)
				str_addf(to, "%s%s", n++ > 0 ? ", " : "", last->name);
			last = f;
		}
	if (last != NULL)
		str_addf(to, "%s%s", n > 0 ? " or " : "", last->name);
}
