/* pipeline_cut: see pipeline_cut.h. */
#include "pipeline/pipeline_cut.h"

#include <stdlib.h>

#include "pipeline/pipeline_agreed.h"
#include "pipeline/pipeline_site.h"
#include "pipeline/pipeline_words.h"

/* ---------------------------------------------------------------- where each target is made */

/* Its own site, or the last of those that it reads from. */
static void find_site(struct pipeline *p, struct target *t)
{
	const struct output *from = NULL;

	t->site = site_said(p, t->node);
	for (size_t i = 0; i < t->uses; i++)
		if (from == NULL || t->use[i].output->target->site > from->target->site)
			from = t->use[i].output;
	if (from == NULL || from->target->site <= t->site)
		return;
	if (t->site != SITE_ANY)
		pipeline_problem(p, yaml_get(t->node, "site"), "%s reads %s, which comes after: %s",
		                 t->name, from->name, p->site[from->target->site].name);
	t->site = from->target->site;
}

static bool is_used(const struct pipeline *p, size_t site)
{
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i]->site == site)
			return true;
	return false;
}

/* Whether the target reads something that tells more than this level; then that is what is wrong. */
static bool reads_above(const struct target *t, enum level level)
{
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].output->level > level)
			return true;
	return false;
}

/* Nothing comes in or is made at a site that tells more than it may see; rejected rows lie there for those who mend them. */
static void check_seen(struct pipeline *p, const struct target *t)
{
	const struct site *site = &p->site[t->site];
	size_t n = t->kind == TARGET_TABLE ? t->outputs : t->kind == TARGET_SOURCE;

	for (size_t i = 0; i < n; i++)
		if (t->output[i].level > site->sees && !reads_above(t, site->sees))
			pipeline_problem(p, t->node,
			                 "%s is %s, but at %s nothing above %s may be seen",
			                 t->output[i].name, level_name(t->output[i].level),
			                 site->name, level_name(site->sees));
}

/*
 * What is read at a later site leaves its own. Clear records never do. Others that are not protected do if both say so: who
 * makes the table (crosses), and what the site that reads it may see.
 */
static void check_crossing(struct pipeline *p, const struct target *t, const struct use *u)
{
	struct output *o = u->output;
	const struct yaml *crosses = yaml_get(o->target->node, "crosses");
	size_t from = o->target->site;

	if (from == SITE_ANY || from >= t->site)
		return;
	if (o->level == LEVEL_CLEAR)
		pipeline_problem(p, u->node, "%s is clear and can never leave the %s", o->name,
		                 p->site[from].name);
	else if (o->level > LEVEL_PROTECTED && crosses == NULL)
		pipeline_problem(p, u->node,
		                 "%s is %s; only protected tables leave the %s, or, where the law "
		                 "allows, those that say `crosses: pseudonymous`",
		                 o->name, level_name(o->level), p->site[from].name);
	else if (o->level > p->site[t->site].sees)
		pipeline_problem(p, u->node, "%s is %s, but at %s nothing above %s may be seen",
		                 o->name, level_name(o->level), p->site[t->site].name,
		                 level_name(p->site[t->site].sees));
	for (size_t site = from + 1; site < t->site; site++)
		if (is_used(p, site))
			pipeline_problem(p, u->node, "%s goes from %s past %s to %s", o->name,
			                 p->site[from].name, p->site[site].name,
			                 p->site[t->site].name);
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
		if (p->target[i]->site != SITE_ANY)
			check_seen(p, p->target[i]);
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
static size_t crossing(const struct pipeline *p, size_t from, struct output **o)
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

/* Of `handover:`, a file that is watched, perhaps by a parameter; nothing is added where it is -. */
static void add_file(struct pipeline *p, struct target *t, const struct yaml *node, const char *key)
{
	const struct yaml *said = yaml_get(node, key);
	const char *path = "", *shown = "";
	struct error e = {0};

	if (said == NULL)
		return;
	if (!parameter_fill(&p->parameters, said, PARAMETER_VALUE, false, &path, &e) ||
	    !parameter_fill(&p->parameters, said, PARAMETER_SHOWN, false, &shown, &e))
		pipeline_reason(p, said, &e);
	if (path[0] == '\0' || strcmp(path, "-") == 0)
		return;
	add_word(t, key, path, shown);
	words_watch(p, t, path);
}

/* The last step of a site: everything that crosses, as a bundle. */
static void hand_over(struct pipeline *p, struct output **o, size_t n, const struct yaml *node)
{
	struct target *t = pipeline_add(p, TARGET_TABLE, node, "handover");

	target_add_output(p, t, "handover", "handover.tsv");
	t->site = p->runs_at;
	target_add_step(t, "handover", node);
	add_word(t, "party", site_given(p, "party"), NULL);
	agreed_words(p, t, o, n);
	for (size_t i = 0; i < n; i++) {
		const char *name = table_name(p, o[i]);
		const struct word *key;
		t->use = array_room(t->use, &t->use_room, t->uses + 1, sizeof *t->use);
		t->use[t->uses++] = (struct use){o[i], node, 1, false};
		add_word(t, level_option(o[i]->level),
		         arena_format(p->arena, "%s=%s", name, o[i]->file),
		         arena_format(p->arena, "%s=@%s", name, o[i]->name));
		key = o[i]->level == LEVEL_PSEUDONYMOUS ? key_of(o[i]->target) : NULL;
		if (key != NULL)
			add_word(t, "key", arena_format(p->arena, "%s=%s", name, key->text),
			         arena_format(p->arena, "%s=%s", name, key->shown));
	}
	add_file(p, t, node, "sign");
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
	struct slice rest = slice_of(site_given(p, "bundles")), one;

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
	const char *list = "", *one = "";
	struct error e = {0};

	for (const struct yaml *item = yaml_first(node); item != NULL;
	     item = yaml_next(node, item)) {
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
	t->site = p->runs_at;
	t->always = true;
	target_add_step(t, "receive", node);
	add_word(t, "table", table_name(p, o), NULL);
	agreed_words(p, t, all, n);
	add_word(t, "accept", most(all, n), NULL);
	if (list[0] != '\0')
		add_word(t, "parties", list, NULL);
	add_file(p, t, node, "signers");
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
		return t->site == SITE_ANY || t->site == p->runs_at;
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i]->site == p->runs_at && reads(p->target[i], t))
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
	for (size_t from = SITE_ANY + 1; from < p->runs_at; from++)
		if (is_used(p, from))
			ins = crossing(p, from, in);
	outs = crossing(p, p->runs_at, out);
	if (!is_used(p, p->runs_at))
		pipeline_problem(p, NULL, "nothing in this pipeline is made at site=%s",
		                 p->site[p->runs_at].name);
	else if (ins > 0 && site_given(p, "bundles") == NULL)
		pipeline_problem(p, NULL, "bundles=FOLDER[,FOLDER...] must be given at site=%s",
		                 p->site[p->runs_at].name);
	else if (!last && outs == 0)
		pipeline_problem(p, NULL, "nothing crosses from site=%s to the next one",
		                 p->site[p->runs_at].name);
	if (p->problems > 0)
		return;
	/* Before what came in takes the place of those who made it: what is agreed on goes back to them. */
	if (!last)
		hand_over(p, out, outs, node);
	for (size_t i = 0; i < ins; i++)
		receive(p, in[i], in, ins, node);
	keep(p, last);
}

void pipeline_cut(struct pipeline *p)
{
	const struct yaml *node = yaml_get(p->root, "handover");
	bool used = false;

	find_sites(p);
	for (size_t i = 0; i < p->targets; i++)
		used |= p->target[i]->site != SITE_ANY;
	if (node != NULL && pipeline_find(p, slice_of("handover")) != NULL)
		pipeline_problem(
		    p, pipeline_find(p, slice_of("handover"))->target->node,
		    "here no table can be called handover; that is what is handed over");
	if (node != NULL && !used)
		pipeline_problem(p, node, "handover, but no table has a `site:`");
	if (p->problems == 0 && p->runs_at != SITE_ANY)
		cut(p, node);
}
