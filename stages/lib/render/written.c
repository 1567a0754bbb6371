/* written: see written.h. */
#include "render/written.h"

#include <stdio.h>

bool written_read(struct slice text, struct report_written *w)
{
	struct slice quoted;

	if (!slice_cut(&text, ':', &w->table) || !slice_cut(&text, '=', &w->column) ||
	    !slice_starts(text, "\""))
		return false;
	quoted = (struct slice){text.at + 1, text.n - 1};
	if (!slice_cut(&quoted, '"', &w->value) || !slice_starts(quoted, " ") || w->value.n == 0)
		return false;
	w->place = (struct slice){quoted.at + 1, quoted.n - 1};
	return true;
}

bool written_is_of(const struct report_written *w, const struct keyed_table *t, size_t column)
{
	return slice_equal(w->table, t->name) && slice_equal(w->column, t->header.name[column]);
}

static bool is_code(const struct codes *list, struct slice code)
{
	return codes_find(list, code, CODES_NO_DAY, NULL) == CODES_VALID;
}

static _Noreturn void tell(const struct report *r, const struct report_written *w,
                           const struct codes *list)
{
	char text[1024];
	size_t i = 0;

	while (&r->list[i].codes != list)
		i++;
	snprintf(text, sizeof text,
	         "%.*s: %.*s: \"%.*s\" is no code of %s, by which %s shows the column (table %.*s)",
	         SLICE(w->place), SLICE(w->column), SLICE(w->value), r->list[i].path, r->path,
	         SLICE(w->table));
	mistakes_tell(r->mistakes, text);
}

void written_expect(const struct report *r, const struct keyed_table *t, size_t column, size_t i)
{
	const struct report_written *w = &r->written[i];
	const struct codes *list = report_codes(r, t->header.name[column]);

	if (list != NULL && written_is_of(w, t, column) && !is_code(list, w->value) &&
	    mistakes_begin(r->mistakes, "written", i, 0))
		tell(r, w, list);
}

bool written_may_be(const struct report *r, const struct keyed_table *t, size_t column,
                    struct slice code, struct suggest *near)
{
	const struct codes *list = r->check ? report_codes(r, t->header.name[column]) : NULL;

	if (list == NULL || slice_is(code, KEYED_TABLE_ALL) || is_code(list, code))
		return true;
	for (size_t i = 0; i < r->writes; i++)
		if (written_is_of(&r->written[i], t, column) &&
		    slice_equal(r->written[i].value, code))
			return true;
	suggest_start(near, code);
	for (size_t i = 0; i < list->n; i++)
		suggest_offer(near, list->entry[i].code);
	return false;
}
