/* pipeline_site: see pipeline_site.h. */
#include "pipeline/pipeline_site.h"

#include <stdlib.h>

#include "pipeline/pipeline_agreed.h"

static const char *const site_name[] = {"one place", "party", "forbund", "national"};

#define SITES (sizeof site_name / sizeof *site_name)

/* ---------------------------------------------------------------- before the targets are there */

/* SITE_ANY if nothing is said. */
static enum site said_site(struct pipeline *p, const struct yaml *node)
{
	const struct yaml *said = yaml_get(node, "site");

	if (said == NULL)
		return SITE_ANY;
	for (size_t i = 1; i < SITES; i++)
		if (said->kind == YAML_SCALAR && slice_is(said->text, site_name[i]))
			return (enum site)i;
	pipeline_problem(p, said, "site is party, forbund or national");
	return SITE_ANY;
}

void site_parameters(struct pipeline *p)
{
	const struct yaml *handover = yaml_get(p->root, "handover");

	if (handover == NULL)
		return;
	parameter_builtin(&p->parameters, "site", PARAMETER_TEXT, NULL);
	parameter_builtin(&p->parameters, "party", PARAMETER_TEXT, NULL);
	parameter_builtin(&p->parameters, "bundles", PARAMETER_TEXT, NULL);
}

static const char *given(const struct pipeline *p, const char *name)
{
	return parameter_value(&p->parameters, slice_of(name));
}

void site_read(struct pipeline *p)
{
	const char *text = yaml_get(p->root, "handover") == NULL ? NULL : given(p, "site");
	size_t i = 1;

	if (text == NULL || p->headers)
		return;
	while (i < SITES && strcmp(text, site_name[i]) != 0)
		i++;
	if (i == SITES)
		pipeline_problem(p, NULL, "site: party, forbund or national");
	else
		p->site = (enum site)i;
}

bool site_is_elsewhere(struct pipeline *p, const struct parameter *one)
{
	enum site own = said_site(p, one->node);

	return p->site != SITE_ANY && own != SITE_ANY && own != p->site;
}

/* The last site that anything in the file is said to be made at. */
static enum site last_site(struct pipeline *p)
{
	static const char *const section[] = {"sources", "tables", "protect", "reports"};
	enum site last = SITE_ANY;

	for (size_t i = 0; i < sizeof section / sizeof *section; i++) {
		const struct yaml *map = yaml_get(p->root, section[i]);
		for (const struct yaml *item = map == NULL ? NULL : map->first; item != NULL;
		     item = item->next) {
			enum site site = said_site(p, item);
			last = site > last ? site : last;
		}
	}
	return last;
}

bool site_publishes(struct pipeline *p)
{
	const struct yaml *handover = yaml_get(p->root, "handover"), *to = yaml_get(handover, "to");
	struct error e = {0};

	if (p->site == SITE_ANY || p->site == last_site(p))
		return true;
	if (given(p, "party") == NULL)
		pipeline_problem(p, NULL, "party=NAME must be given: whose bundle is it?");
	else if (to == NULL || to->kind != YAML_SCALAR)
		pipeline_problem(p, handover, "handover: `to:` is the folder of the bundle");
	else if (!parameter_fill(&p->parameters, to, PARAMETER_FOLDER, true, &p->bundle, &e))
		pipeline_reason(p, to, &e);
	return false;
}

const char *site_ending(const struct pipeline *p)
{
	return p->site == SITE_ANY ? "" : arena_format(p->arena, "-%s", site_name[p->site]);
}

/* ---------------------------------------------------------------- where each target is made */

/* Its own site, or the last of those that it reads from. */
static void find_site(struct pipeline *p, struct target *t)
{
	const struct output *from = NULL;

	t->site = said_site(p, t->node);
	for (size_t i = 0; i < t->uses; i++)
		if (from == NULL || t->use[i].output->target->site > from->target->site)
			from = t->use[i].output;
	if (from == NULL || from->target->site <= t->site)
		return;
	if (t->site != SITE_ANY)
		pipeline_problem(p, yaml_get(t->node, "site"), "%s reads %s, which comes after: %s",
		                 t->name, from->name, site_name[from->target->site]);
	t->site = from->target->site;
}

static bool is_used(const struct pipeline *p, enum site site)
{
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i]->site == site)
			return true;
	return false;
}

static void check_crossing(struct pipeline *p, const struct target *t, const struct use *u)
{
	struct output *o = u->output;
	const struct yaml *crosses = yaml_get(o->target->node, "crosses");
	enum site from = o->target->site;

	if (from == SITE_ANY || from >= t->site)
		return;
	if (o->level == LEVEL_CLEAR)
		pipeline_problem(p, u->node, "%s is clear and can never leave the %s", o->name,
		                 site_name[from]);
	else if (o->level > LEVEL_PROTECTED && crosses == NULL)
		pipeline_problem(p, u->node,
		                 "%s is %s; only protected tables leave the %s, or, where the law "
		                 "allows, those that say `crosses: pseudonymous`",
		                 o->name, level_name(o->level), site_name[from]);
	for (size_t site = from + 1; site < t->site; site++)
		if (is_used(p, (enum site)site))
			pipeline_problem(p, u->node, "%s goes from %s past %s to %s", o->name,
			                 site_name[from], site_name[site], site_name[t->site]);
	o->crosses = true;
}

static void find_sites(struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++)
		find_site(p, p->target[i]);
	for (size_t i = 0; i < p->targets; i++) {
		const struct yaml *crosses = yaml_get(p->target[i]->node, "crosses");
		if (crosses != NULL && !slice_is(crosses->text, "pseudonymous"))
			pipeline_problem(p, crosses, "crosses is pseudonymous, or not said");
		for (size_t j = 0; j < p->target[i]->uses; j++)
			check_crossing(p, p->target[i], &p->target[i]->use[j]);
	}
}

/* ---------------------------------------------------------------- the cut */

/* What a bundle calls a table: a name without a point. */
static const char *table_name(struct pipeline *p, const struct output *o)
{
	char *name = arena_take(p->arena, strlen(o->shown) + 1);

	strcpy(name, o->shown);
	for (char *c = name; *c != '\0'; c++)
		*c = *c == '.' ? '_' : *c;
	return name;
}

static const char *level_option(enum level level)
{
	return level == LEVEL_OPEN        ? "open"
	       : level == LEVEL_PROTECTED ? "protected"
	                                  : "pseudonymous";
}

static void add_word(struct target *t, const char *option, const char *text, const char *shown)
{
	step_add_word(&t->step[0], (struct word){.option = option, .text = text, .shown = shown});
}

/* The outputs of a site that cross, in order of their targets. */
static size_t crossing(const struct pipeline *p, enum site from, struct output **o)
{
	size_t n = 0;

	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->outputs; j++)
			if (p->target[i]->site == from && p->target[i]->output[j].crosses)
				o[n++] = &p->target[i]->output[j];
	return n;
}

/* The key that the pseudonyms of a table were made with. */
static const struct word *key_of(const struct target *t)
{
	const struct word *key = NULL;

	for (size_t i = 0; i < t->steps && key == NULL; i++)
		for (size_t j = 0; j < t->step[i].words; j++)
			if (strcmp(t->step[i].stage, "pseudonymise") == 0 &&
			    t->step[i].word[j].option != NULL &&
			    strcmp(t->step[i].word[j].option, "key") == 0)
				key = &t->step[i].word[j];
	for (size_t i = 0; i < t->uses && key == NULL; i++)
		key = key_of(t->use[i].output->target);
	return key;
}

/* The last step of a site: everything that crosses, as a bundle. */
static void hand_over(struct pipeline *p, struct output **o, size_t n, const struct yaml *node)
{
	struct target *t = pipeline_add(p, TARGET_TABLE, node, "handover");

	target_add_output(p, t, "handover", "handover.tsv");
	t->site = p->site;
	target_add_step(t, "handover", node);
	add_word(t, "party", given(p, "party"), NULL);
	agreed_words(p, t, o, n);
	for (size_t i = 0; i < n; i++) {
		const char *name = table_name(p, o[i]);
		const struct word *key;
		t->use = array_room(t->use, &t->use_room, t->uses + 1, sizeof *t->use);
		t->use[t->uses++] = (struct use){o[i], node, 1};
		add_word(t, level_option(o[i]->level),
		         arena_format(p->arena, "%s=%s", name, o[i]->file),
		         arena_format(p->arena, "%s=@%s", name, o[i]->name));
		key = o[i]->level == LEVEL_PSEUDONYMOUS ? key_of(o[i]->target) : NULL;
		if (key != NULL)
			add_word(t, "key", arena_format(p->arena, "%s=%s", name, key->text),
			         arena_format(p->arena, "%s=%s", name, key->shown));
	}
	t->input = p->bundle;
}

static const char *most(struct output **o, size_t n)
{
	enum level level = LEVEL_OPEN;

	for (size_t i = 0; i < n; i++)
		level = o[i]->level > level ? o[i]->level : level;
	return level_option(level);
}

/* Bundles are read as files are, one after the other; the last is the input. */
static void add_bundles(struct pipeline *p, struct target *t)
{
	struct slice rest = slice_of(given(p, "bundles")), one;

	while (slice_cut(&rest, ',', &one)) {
		const char *path = arena_text(p->arena, one);
		if (rest.at == NULL)
			t->input = path;
		else
			add_word(t, NULL, path, NULL);
	}
}

/* A text with commas, or a list; each may be a parameter. Empty: nothing is said. */
static const char *parties(struct pipeline *p, const struct yaml *node)
{
	const struct yaml *item = node == NULL || node->kind == YAML_SCALAR ? node : node->first;
	const char *list = "", *one = "";
	struct error e = {0};

	for (; item != NULL; item = node->kind == YAML_SCALAR ? NULL : item->next) {
		if (!parameter_fill(&p->parameters, item, PARAMETER_VALUE, false, &one, &e))
			pipeline_reason(p, item, &e);
		list = list[0] == '\0' ? one : arena_format(p->arena, "%s,%s", list, one);
	}
	return list;
}

/* A target that takes the table out of the bundles stands for the one that made it. */
static void receive(struct pipeline *p, struct output *o, struct output **all, size_t n,
                    const struct yaml *node)
{
	struct target *t = pipeline_add(p, TARGET_TABLE, o->target->node, o->name);
	const char *list = parties(p, yaml_get(node, "parties"));

	t->output[0] = *o;
	t->output[0].target = t;
	t->outputs = 1;
	t->site = p->site;
	t->always = true;
	target_add_step(t, "receive", node);
	add_word(t, "table", table_name(p, o), NULL);
	agreed_words(p, t, all, n);
	add_word(t, "accept", most(all, n), NULL);
	if (list[0] != '\0')
		add_word(t, "parties", list, NULL);
	add_bundles(p, t);
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->uses; j++)
			if (p->target[i]->use[j].output == o)
				p->target[i]->use[j].output = &t->output[0];
}

/* Whether one is made of the other. */
static bool reads(const struct target *t, const struct target *what)
{
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].output->target == what || reads(t->use[i].output->target, what))
			return true;
	return false;
}

/* What has no site is made wherever it is needed, and at the last site in any case, where it may be published. */
static bool stays(const struct pipeline *p, const struct target *t, bool last)
{
	if (t->site != SITE_ANY || last)
		return t->site == SITE_ANY || t->site == p->site;
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i]->site == p->site && reads(p->target[i], t))
			return true;
	return false;
}

/* What comes out of bundles comes first, as sources do. */
static void keep(struct pipeline *p, bool last)
{
	struct target **all = arena_take(p->arena, p->targets * sizeof(struct target *));
	size_t n = p->targets;
	bool *stay = arena_take(p->arena, p->targets * sizeof *stay);

	memcpy(all, p->target, n * sizeof *all);
	for (size_t i = 0; i < n; i++)
		stay[i] = stays(p, all[i], last);
	p->targets = 0;
	for (int received = 1; received >= 0; received--)
		for (size_t i = 0; i < n; i++)
			if (stay[i] && all[i]->always == received)
				p->target[p->targets++] = all[i];
	for (size_t i = 0; i < n; i++)
		if (!stay[i])
			target_done(all[i]);
}

static void cut(struct pipeline *p, const struct yaml *node)
{
	struct output **in, **out;
	size_t n = 0, ins = 0, outs;
	bool last = p->bundle == NULL;

	for (size_t i = 0; i < p->targets; i++)
		n += p->target[i]->outputs;
	in = arena_take(p->arena, (n + 1) * sizeof *in);
	out = arena_take(p->arena, (n + 1) * sizeof *out);
	for (size_t from = SITE_PARTY; from < p->site; from++)
		if (is_used(p, (enum site)from))
			ins = crossing(p, (enum site)from, in);
	outs = crossing(p, p->site, out);
	if (!is_used(p, p->site))
		pipeline_problem(p, NULL, "nothing in this pipeline is made at site=%s",
		                 site_name[p->site]);
	else if (ins > 0 && given(p, "bundles") == NULL)
		pipeline_problem(p, NULL, "bundles=FOLDER[,FOLDER...] must be given at site=%s",
		                 site_name[p->site]);
	else if (!last && outs == 0)
		pipeline_problem(p, NULL, "nothing crosses from site=%s to the next one",
		                 site_name[p->site]);
	if (p->problems > 0)
		return;
	/* Before what came in takes the place of those who made it: what is agreed on goes back to them. */
	if (!last)
		hand_over(p, out, outs, node);
	for (size_t i = 0; i < ins; i++)
		receive(p, in[i], in, ins, node);
	keep(p, last);
}

void pipeline_site(struct pipeline *p)
{
	const struct yaml *node = yaml_get(p->root, "handover");
	bool used = false;

	find_sites(p);
	for (size_t i = 0; i < p->targets; i++) {
		used |= p->target[i]->site != SITE_ANY;
		if (p->target[i]->site != SITE_ANY && node == NULL)
			pipeline_problem(p, yaml_get(p->target[i]->node, "site"),
			                 "a pipeline with sites says `handover:` too");
	}
	if (node != NULL && pipeline_find(p, slice_of("handover")) != NULL)
		pipeline_problem(
		    p, pipeline_find(p, slice_of("handover"))->target->node,
		    "here no table can be called handover; that is what is handed over");
	if (node != NULL && !used)
		pipeline_problem(p, node, "handover, but no table has a `site:`");
	if (p->problems == 0 && p->site != SITE_ANY)
		cut(p, node);
}
