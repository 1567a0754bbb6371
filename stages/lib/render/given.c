/* given: see given.h. */
#include "render/given.h"

#include "date.h"
#include "render/written.h"

/* NAME=VALUE, of which neither is empty. */
static bool read_pair(const char *text, struct slice *name, const char **value)
{
	struct slice rest = slice_of(text);

	if (!slice_cut(&rest, '=', name) || name->n == 0 || rest.at == NULL || rest.n == 0)
		return false;
	*value = rest.at;
	return true;
}

static bool read_codes(struct report *r, const struct texts *codes, struct error *e)
{
	const char *path;
	struct slice name;

	for (size_t i = 0; i < codes->n; i++) {
		if (!read_pair(codes->at[i], &name, &path))
			return error_set(e, "--codes: expected NAME=FILE");
		report_add_list(r, name, path);
	}
	return true;
}

static bool read_settings(struct report *r, const struct given *g, struct error *e)
{
	const char *value;
	int32_t day;

	r->setting = arena_take(r->arena, (g->settings.n + 1) * sizeof *r->setting);
	for (size_t i = 0; i < g->settings.n; i++) {
		struct report_setting *s = &r->setting[r->settings++];

		if (!read_pair(g->settings.at[i], &s->name, &value))
			return error_set(e, "--set: expected NAME=VALUE");
		s->value = slice_of(value);
	}
	if (g->date == NULL)
		return true;
	if (!date_parse(slice_of(g->date), &day))
		return error_set(e, "--date: not a date (YYYY-MM-DD)");
	r->setting[r->settings++] =
	    (struct report_setting){slice_of(REPORT_DATE), slice_of(g->date)};
	return true;
}

static bool read_differs(struct report *r, const struct texts *differs, struct error *e)
{
	r->differs = arena_take(r->arena, (differs->n + 1) * sizeof *r->differs);
	for (size_t i = 0; i < differs->n; i++) {
		struct report_differs *d = &r->differs[r->differing++];

		d->columns = slice_of(differs->at[i]);
		if (!slice_cut(&d->columns, ':', &d->table) ||
		    !slice_cut(&d->columns, '=', &d->measure) || d->columns.at == NULL)
			return error_set(e, "--differs: expected NAME:MEASURE=COLUMN,...");
	}
	return true;
}

static bool read_writes(struct report *r, const struct texts *writes, struct error *e)
{
	r->written = arena_take(r->arena, (writes->n + 1) * sizeof *r->written);
	for (; r->writes < writes->n; r->writes++)
		if (!written_read(slice_of(writes->at[r->writes]), &r->written[r->writes]))
			return error_set(e, "--writes: expected NAME:COLUMN=\"VALUE\" PLACE");
	return true;
}

/* COLUMN=RULE, or columns with commas between. */
static bool read_split(struct report *r, const char *text, struct error *e)
{
	struct slice rest = slice_of(text), column;
	bool ruled = strchr(text, '=') != NULL;

	while (slice_cut(&rest, ruled ? '=' : ',', &column)) {
		if (column.n == 0)
			return error_set(e, "--split: expected COLUMN, or COLUMN=RULE");
		r->split[r->splits++] =
		    (struct report_split){arena_text(r->arena, column), ruled ? rest.at : NULL};
		if (ruled)
			break;
	}
	return true;
}

static bool read_splits(struct report *r, const struct texts *split, struct error *e)
{
	size_t n = 0;

	for (size_t i = 0; i < split->n; i++)
		n += strlen(split->at[i]) + 1;
	r->split = arena_take(r->arena, (n + 1) * sizeof *r->split);
	for (size_t i = 0; i < split->n; i++)
		if (!read_split(r, split->at[i], e))
			return false;
	return true;
}

bool given_read(struct report *r, const struct given *g, struct error *e)
{
	return read_settings(r, g, e) && read_codes(r, &g->codes, e) &&
	       read_differs(r, &g->differs, e) && read_writes(r, &g->writes, e) &&
	       read_splits(r, &g->split, e);
}
