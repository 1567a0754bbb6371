/* pipeline_site: see pipeline_site.h. */
#include "pipeline/pipeline_site.h"

#include <stdlib.h>

#include "suggest.h"

/* ---------------------------------------------------------------- what the pipeline says of its sites */

static bool level_said(struct slice text, enum level *level)
{
	for (int i = LEVEL_OPEN; i <= LEVEL_CLEAR; i++)
		if (slice_is(text, level_name((enum level)i))) {
			*level = (enum level)i;
			return true;
		}
	return false;
}

/* The persons are where the records come in, at the first; what goes on from there is protected, unless more is said. */
static void add_site(struct pipeline *p, struct slice name, const struct yaml *node)
{
	static const char *const keys[] = {"sees", NULL};
	const struct yaml *sees = node->kind == YAML_MAP ? yaml_get(node, "sees") : NULL;
	struct site *site;

	if (!pipeline_is_name(name))
		pipeline_problem(p, node, "a site's name: lower case letters, digits, _ and -");
	for (size_t i = 1; i <= p->sites; i++)
		if (slice_is(name, p->site[i].name))
			pipeline_problem(p, node, "there is a site %s already", p->site[i].name);
	p->site = array_room(p->site, &p->site_room, ++p->sites + 1, sizeof *p->site);
	site = &p->site[p->sites];
	*site = (struct site){.name = arena_text(p->arena, name),
	                      .sees = p->sites == 1 ? LEVEL_CLEAR : LEVEL_PROTECTED};
	if (node->kind == YAML_MAP)
		pipeline_keys(p, node, "a site", keys);
	if (sees != NULL && (sees->kind != YAML_SCALAR || !level_said(sees->text, &site->sees)))
		pipeline_problem(p, sees,
		                 "sees is open, protected, aggregate, pseudonymous or clear");
}

static void read_sites(struct pipeline *p, const struct yaml *all)
{
	bool map = all->kind == YAML_MAP;

	p->site = array_room(p->site, &p->site_room, 1, sizeof *p->site);
	p->site[SITE_ANY] = (struct site){"one place", LEVEL_CLEAR};
	if (!map && all->kind != YAML_LIST)
		pipeline_problem(p, all, "sites is a list of names, or a map of them");
	for (const struct yaml *item = all->first; item != NULL; item = item->next)
		if (!map && item->kind != YAML_SCALAR)
			pipeline_problem(p, item, "a site's name");
		else if (map && item->kind != YAML_MAP && !yaml_is_null(item))
			pipeline_problem(p, item, "%.*s is a map: sees", SLICE(item->key));
		else
			add_site(p, map ? item->key : item->text, item);
	if (p->sites < 2 && p->problems == 0)
		pipeline_problem(p, all, "sites: at least two, that hand over to each other");
}

void site_declare(struct pipeline *p)
{
	const struct yaml *all = yaml_get(p->root, "sites");
	const struct yaml *handover = yaml_get(p->root, "handover");

	if (all != NULL)
		read_sites(p, all);
	if ((all == NULL) != (handover == NULL))
		pipeline_problem(p, all == NULL ? handover : all,
		                 all == NULL ? "a pipeline with `handover:` says its `sites:` too"
		                             : "a pipeline with `sites:` says `handover:` too");
	if (handover == NULL)
		return;
	parameter_builtin(&p->parameters, "site", PARAMETER_TEXT, NULL);
	parameter_builtin(&p->parameters, "party", PARAMETER_TEXT, NULL);
	parameter_builtin(&p->parameters, "bundles", PARAMETER_TEXT, NULL);
}

/* ---------------------------------------------------------------- which of them is meant */

/* SITE_ANY, and it is said which there are, if none is called so. */
static size_t find_named(struct pipeline *p, const struct yaml *node, struct slice name)
{
	struct suggest near;
	struct str list = {0};
	size_t found = SITE_ANY;

	suggest_start(&near, name);
	for (size_t i = 1; i <= p->sites; i++) {
		if (slice_is(name, p->site[i].name))
			found = i;
		suggest_offer(&near, slice_of(p->site[i].name));
		str_addf(&list, "%s%s", i == 1 ? "" : ", ", p->site[i].name);
	}
	if (p->sites == 0 && yaml_get(p->root, "sites") == NULL)
		pipeline_problem(p, node, "site, but the pipeline says no `sites:`");
	else if (p->sites > 0 && found == SITE_ANY)
		pipeline_problem(p, node, "no site of that name%s (there are: %s)",
		                 suggest_text(&near), list.at);
	str_done(&list);
	return found;
}

size_t site_said(struct pipeline *p, const struct yaml *node)
{
	const struct yaml *said = yaml_get(node, "site");

	if (said == NULL)
		return SITE_ANY;
	return find_named(p, said, said->kind == YAML_SCALAR ? said->text : (struct slice){0});
}

const char *site_given(const struct pipeline *p, const char *name)
{
	return parameter_value(&p->parameters, slice_of(name));
}

void site_read(struct pipeline *p)
{
	const char *text = yaml_get(p->root, "handover") == NULL ? NULL : site_given(p, "site");

	if (text != NULL && !p->headers && p->sites > 0)
		p->runs_at = find_named(p, NULL, slice_of(text));
}

bool site_is_elsewhere(struct pipeline *p, const struct parameter *one)
{
	size_t own = site_said(p, one->node);

	return p->runs_at != SITE_ANY && own != SITE_ANY && own != p->runs_at;
}

/* The last site that anything in the file is said to be made at. */
static size_t last_site(struct pipeline *p)
{
	static const char *const section[] = {"sources", "tables", "protect", "reports"};
	size_t last = SITE_ANY;

	for (size_t i = 0; i < sizeof section / sizeof *section; i++) {
		const struct yaml *map = yaml_get(p->root, section[i]);
		for (const struct yaml *item = map == NULL ? NULL : map->first; item != NULL;
		     item = item->next) {
			size_t site = site_said(p, item);
			last = site > last ? site : last;
		}
	}
	return last;
}

bool site_publishes(struct pipeline *p)
{
	const struct yaml *handover = yaml_get(p->root, "handover"), *to = yaml_get(handover, "to");
	struct error e = {0};

	if (p->runs_at == SITE_ANY || p->runs_at == last_site(p))
		return true;
	if (site_given(p, "party") == NULL)
		pipeline_problem(p, NULL, "party=NAME must be given: whose bundle is it?");
	else if (to == NULL || to->kind != YAML_SCALAR)
		pipeline_problem(p, handover, "handover: `to:` is the folder of the bundle");
	else if (!parameter_fill(&p->parameters, to, PARAMETER_FOLDER, true, &p->bundle, &e))
		pipeline_reason(p, to, &e);
	return false;
}

const char *site_ending(const struct pipeline *p)
{
	return p->runs_at == SITE_ANY ? ""
	                              : arena_format(p->arena, "-%s", p->site[p->runs_at].name);
}
