/* pipeline_columns: see pipeline_columns.h. */
#include "pipeline/pipeline_columns.h"

#include "json.h"
#include "map.h"

/* The file of --option=PATH or --option=NAME=PATH in a report; NULL: it says none. */
static const char *file_of(const struct word *w, const char *option, struct slice name)
{
	struct slice rest = slice_of(w->text == NULL ? "" : w->text), told;

	if (w->option == NULL || strcmp(w->option, option) != 0)
		return NULL;
	if (name.at == NULL)
		return w->text;
	return slice_cut(&rest, '=', &told) && slice_equal(told, name) ? rest.at : NULL;
}

/* What all reports that say one say; NULL: none does, or they differ. */
static const char *agreed(const struct pipeline *p, const char *option, struct slice name)
{
	const char *path = NULL;

	for (size_t i = 0; i < p->targets; i++)
		for (size_t k = 0; p->target[i]->kind == TARGET_REPORT && p->target[i]->steps > 0 &&
		                   k < p->target[i]->step[0].words;
		     k++) {
			const char *one = file_of(&p->target[i]->step[0].word[k], option, name);

			if (one != NULL && path != NULL && strcmp(one, path) != 0)
				return NULL;
			path = one != NULL ? one : path;
		}
	return path;
}

static void add_list(const struct pipeline *p, struct str *to, struct map *seen, struct slice name)
{
	const char *path = agreed(p, "codes", name);
	bool added;

	map_put(seen, name, &added);
	if (path == NULL || !added)
		return;
	if (to->at[to->n - 1] != '[')
		str_add_byte(to, ',');
	str_add_text(to, "{\"name\":");
	json_text(to, name);
	json_key(to, "path");
	json_text(to, slice_of(path));
	str_add_byte(to, '}');
}

void columns_plan(const struct pipeline *p, struct str *to)
{
	const char *words = agreed(p, "words", (struct slice){NULL, 0});
	struct map seen = {0};

	if (words != NULL) {
		json_key(to, "words");
		json_text(to, slice_of(words));
	}
	json_key(to, "codes");
	str_add_byte(to, '[');
	for (size_t i = 0; i < p->targets; i++)
		for (size_t k = 0; p->target[i]->kind == TARGET_REPORT && p->target[i]->steps > 0 &&
		                   k < p->target[i]->step[0].words;
		     k++) {
			const struct word *w = &p->target[i]->step[0].word[k];
			struct slice rest = slice_of(w->text == NULL ? "" : w->text), name;

			if (w->option != NULL && strcmp(w->option, "codes") == 0 &&
			    slice_cut(&rest, '=', &name))
				add_list(p, to, &seen, name);
		}
	str_add_byte(to, ']');
	map_done(&seen);
}
