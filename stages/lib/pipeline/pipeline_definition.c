/* pipeline_definition: see pipeline_definition.h. */
#include "pipeline/pipeline_definition.h"

struct slice definition_trim(struct slice s)
{
	while (s.n > 0 && s.at[0] == ' ')
		s = (struct slice){s.at + 1, s.n - 1};
	while (s.n > 0 && s.at[s.n - 1] == ' ')
		s.n--;
	return s;
}

bool definition_read(struct slice text, struct definition *d)
{
	struct slice rest = text;

	if (!slice_cut(&rest, '=', &d->name) || rest.at == NULL)
		return false;
	d->text = definition_trim(rest);
	if (!slice_cut(&rest, '(', &d->function) || rest.at == NULL || !slice_ends(rest, ")"))
		return false;
	d->function = definition_trim(d->function);
	d->arguments = definition_trim((struct slice){rest.at, rest.n - 1});
	return true;
}

bool definition_of(const struct word *w, struct definition *d)
{
	return w->option == NULL && definition_read(slice_of(w->text), d);
}

bool definition_counts(const struct definition *d)
{
	return slice_is(d->function, "count") || slice_is(d->function, "distinct");
}

bool definition_is_whole(const struct definition *d)
{
	return definition_counts(d) && definition_condition(d).n == 0;
}

struct slice definition_counted(const struct definition *d)
{
	struct slice rest = d->arguments, column = {"", 0};

	if (slice_is(d->function, "distinct"))
		slice_cut(&rest, ',', &column);
	return definition_trim(column);
}

struct slice definition_condition(const struct definition *d)
{
	struct slice rest = d->arguments, column;

	if (slice_is(d->function, "distinct") && slice_cut(&rest, ',', &column) && rest.at == NULL)
		rest = (struct slice){"", 0};
	return definition_trim(rest);
}
