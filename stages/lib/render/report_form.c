#include "render/report_form.h"

#include "render/write_html.h"
#include "render/write_text.h"

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

/* The first is the one that a pipeline takes when it names none. */
const struct report_form report_forms[] = {{"html", "html", "each", as_html},
                                           {"text", "txt", "each", as_text},
                                           {"csv", "csv", "only dialect", as_csv},
                                           {0}};

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
