/* pipeline_looks: see pipeline_looks.h; "Editions" in docs/pipelines.md tells the rules. */
#include "pipeline/pipeline_looks.h"

#include "date.h"
#include "json.h"
#include "map.h"
#include "pipeline/pipeline_heads.h"
#include "pipeline/pipeline_persons.h"

struct looks {
	struct pipeline *p;
	int32_t from, till;
};

/* ---------------------------------------------------------------- which days */

static const struct parameter *find_parameter(const struct pipeline *p, struct slice name)
{
	for (size_t i = 0; i < p->parameters.n; i++)
		if (slice_equal(p->parameters.at[i].name, name))
			return &p->parameters.at[i];
	return NULL;
}

static bool end_of(struct looks *l, struct slice window, const char *end, int32_t *day)
{
	const char *text = arena_format(l->p->arena, "${%.*s.%s}", SLICE(window), end);
	const struct yaml node = {.kind = YAML_SCALAR, .text = slice_of(text)};

	return parameter_fill(&l->p->parameters, &node, PARAMETER_VALUE, false, &text,
	                      &(struct error){0}) &&
	       date_parse(slice_of(text), day);
}

static void scan(struct looks *l, const struct yaml *node, bool deeper);

/* What stands between the braces: PERIOD.WINDOW.from, or a parameter that is a text with such a thing in it. */
static void add_window(struct looks *l, struct slice name, bool deeper)
{
	const struct parameter *one = find_parameter(l->p, name);
	size_t n = name.n;
	int32_t from, till;

	if (one != NULL && one->node != NULL && deeper)
		scan(l, one->node, false);
	while (n > 0 && name.at[n - 1] != '.')
		n--;
	if (one != NULL || n == 0)
		return;
	name.n = n - 1;
	if (!end_of(l, name, "from", &from) || !end_of(l, name, "till", &till))
		return;
	l->from = from < l->from ? from : l->from;
	l->till = till > l->till ? till : l->till;
}

static void scan(struct looks *l, const struct yaml *node, bool deeper)
{
	struct slice rest = node->text, part;

	for (const struct yaml *item = node->kind == YAML_SCALAR ? NULL : node->first; item != NULL;
	     item = item->next)
		scan(l, item, deeper);
	if (node->kind != YAML_SCALAR)
		return;
	while (slice_cut(&rest, '{', &part)) {
		struct slice inner = rest, name;
		if (part.n > 0 && part.at[part.n - 1] == '$' && inner.n > 0 &&
		    slice_cut(&inner, '}', &name) && inner.at != NULL)
			add_window(l, name, deeper);
	}
}

/* The rows that enter what is told of more than heads, and all they are made of. */
static void follow(struct looks *l, const struct target *t, struct map *seen)
{
	bool added;

	map_put(seen, slice_of(t->output[0].file), &added);
	if (!added || t->kind == TARGET_SOURCE)
		return;
	if (t->node != NULL && t->kind == TARGET_TABLE)
		scan(l, t->node, true);
	for (size_t i = 0; i < t->uses; i++)
		follow(l, t->use[i].output->target, seen);
}

/* ---------------------------------------------------------------- of whom */

/* A path or a file's name; commas stand between them. */
static void add_source(struct str *to, struct map *seen, struct slice name)
{
	bool added;

	map_put(seen, name, &added);
	if (added)
		str_addf(to, "%s%.*s", to->n == 0 ? "" : ",", SLICE(name));
}

static struct slice last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slice_of(slash == NULL ? path : slash + 1);
}

/*
 * By the file, and by the name of the schema, since the same register may come in another file each time; what came in as figures by
 * the name of the table.
 */
static void add_sources(const struct pipeline *p, const struct map *published, struct str *to)
{
	struct map seen = {0};
	struct str list = {0};

	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		if (map_find(published, slice_of(t->output[0].file)) == MAP_NONE)
			continue;
		if (persons_are_figures(t))
			add_source(&list, &seen, slice_of(t->output[0].name));
		if (t->kind != TARGET_SOURCE || t->output[0].level < LEVEL_PROTECTED)
			continue;
		if (t->input != NULL && t->command == NULL)
			add_source(&list, &seen, slice_of(t->input));
		if (t->schema != NULL)
			add_source(&list, &seen, last_part(t->schema));
	}
	json_field_text(to, "sources", list.n == 0 ? "" : list.at);
	str_done(&list);
	map_done(&seen);
}

void looks_plan(const struct pipeline *p, struct str *to)
{
	struct looks l = {(struct pipeline *)p, p->editions.from, p->editions.till};
	struct map published = {0}, seen = {0};
	char day[DATE_TEXT + 1] = "";

	persons_mark((struct pipeline *)p, &published);
	for (size_t i = 0; i < p->targets; i++)
		if (map_find(&published, slice_of(p->target[i]->output[0].file)) != MAP_NONE &&
		    p->target[i]->counts > 0 && !p->target[i]->heads)
			follow(&l, p->target[i], &seen);
	date_write(l.from, day);
	json_field_text(to, "from", day);
	date_write(l.till, day);
	json_field_text(to, "till", day);
	json_field_text(to, "tells", heads_only(p, &published) ? "heads" : "all");
	add_sources(p, &published, to);
	map_done(&published);
	map_done(&seen);
}
