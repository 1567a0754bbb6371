/* pipeline_privacy: see pipeline_privacy.h; "Privacy levels" in docs/pipelines.md tells the rules. */
#include "pipeline/pipeline_privacy.h"

#include "pipeline/pipeline_mark.h"
#include "pipeline/pipeline_settings.h"

#define FOR_AGGREGATE "protect is for tables of aggregate"

/* Steps through which a table stays protected; aggregate --merge knows what is hidden. */
static bool keeps_protected(const struct pipeline *p, const struct step *s)
{
	return step_does(p, s, STAGE_KEEPS_HIDDEN) ||
	       (step_does(p, s, STAGE_MAKES_FIGURES) && step_says(s, "merge"));
}

/* Two tables of persons come together. */
static void check_persons(struct pipeline *p, const struct output *mine, const struct use *u)
{
	const struct output *other = u->output;
	bool together = (mine->level == LEVEL_CLEAR && other->scope != NULL) ||
	                (other->level == LEVEL_CLEAR && mine->scope != NULL);

	if (together)
		pipeline_problem(
		    p, u->node,
		    "%s joins pseudonyms (%s) and %s: together they would tell who is who",
		    mine->name, mine->scope != NULL ? mine->scope : other->scope,
		    mine->level == LEVEL_CLEAR ? "identifiers of its own"
		                               : "identifiers of the other table");
	else if (mine->scope != NULL && other->scope != NULL &&
	         strcmp(mine->scope, other->scope) != 0)
		pipeline_problem(p, u->node, "%s mixes scopes: %s and %s", mine->name, mine->scope,
		                 other->scope);
}

/* The table o, so far, meets one that a step names. */
static void meet(struct pipeline *p, struct output *o, const struct use *u)
{
	enum level level = u->output->level;
	bool mine = o->level == LEVEL_PROTECTED, theirs = level == LEVEL_PROTECTED;

	if ((mine && level > LEVEL_PROTECTED) || (theirs && o->level > LEVEL_PROTECTED))
		pipeline_problem(
		    p, u->node,
		    "%s joins what is protected and what is not (%s): the one would give "
		    "the other back",
		    o->name, level_name(mine ? level : o->level));
	else
		check_persons(p, o, u);
	if (level > o->level)
		o->level = level;
	if (o->scope == NULL)
		o->scope = u->output->scope;
}

/* ": its column namn is made of pid (p.yaml:12:17)", of one that got another name; else nothing. */
static const char *made_of(const struct pipeline *p, const struct output *o)
{
	struct error place;

	for (size_t i = 0; o->marks != NULL && i < o->marks->n; i++) {
		const struct mark_of *one = &o->marks->at[i];

		if (one->node != NULL && !slice_equal(one->name, one->root))
			return arena_format(p->arena, ": its column %.*s is made of %.*s (%s)",
			                    SLICE(one->name), SLICE(one->root),
			                    yaml_place(p->path, one->node, &place));
	}
	return "";
}

static void refuse_persons(struct pipeline *p, const struct yaml *node, const struct output *o,
                           const char *why)
{
	pipeline_problem(p, node, "%s is a table of persons (%s)%s; %s", o->name,
	                 level_name(o->level), made_of(p, o), why);
}

/* One row for each person is still a table of persons, and so is one with a column that points at them. */
static void take_step(struct pipeline *p, struct output *o, const struct step *s,
                      const struct marks *m)
{
	const char *scope = step_option(s, "scope");

	if (o->level == LEVEL_PROTECTED && !keeps_protected(p, s))
		pipeline_problem(
		    p, s->node,
		    "%s: %s of a protected table: what is hidden would be missing in it; "
		    "protect comes last",
		    o->name, s->stage);
	if (step_does(p, s, STAGE_MAKES_PSEUDONYMS) && scope != NULL) {
		if (o->scope != NULL && strcmp(o->scope, scope) != 0)
			pipeline_problem(p, s->node, "%s mixes scopes: %s and %s", o->name,
			                 o->scope, scope);
		o->scope = scope;
		if (o->level == LEVEL_CLEAR)
			o->level = LEVEL_PSEUDONYMOUS;
	}
	if (step_does(p, s, STAGE_MAKES_FIGURES) && o->level > LEVEL_AGGREGATE && m->n == 0 &&
	    !step_says(s, "partial")) {
		o->level = LEVEL_AGGREGATE;
		o->scope = NULL;
	}
	if (!step_does(p, s, STAGE_PROTECTS_FIGURES))
		return;
	if (o->level > LEVEL_AGGREGATE)
		refuse_persons(p, s->node, o, FOR_AGGREGATE);
	if (o->level == LEVEL_AGGREGATE)
		o->level = LEVEL_PROTECTED;
}

/* The columns that tell persons apart in the rows before a step: tokens, and before them none that is only made of one. */
static void note_persons(struct pipeline *p, struct target *t, const struct marks *m)
{
	t->person = arena_take(p->arena, (m->n + 1) * sizeof *t->person);
	t->persons = 0;
	for (int made = 0; made < 2; made++)
		for (size_t i = 0; i < m->n; i++)
			if (slice_equal(m->at[i].name, m->at[i].root) == !made)
				t->person[t->persons++] = m->at[i].name;
}

static void compute_level(struct pipeline *p, struct target *t)
{
	struct output *o = &t->output[0];
	struct marks *m = arena_take(p->arena, sizeof *m);

	o->level = LEVEL_OPEN;
	o->marks = m;
	marks_begin(p, t, m);
	for (size_t step = 0; step <= t->steps; step++) {
		for (size_t i = 0; i < t->uses; i++)
			if (t->use[i].step == step && step == 0) {
				o->level = t->use[i].output->level;
				o->scope = t->use[i].output->scope;
			} else if (t->use[i].step == step) {
				meet(p, o, &t->use[i]);
			}
		if (step > 0) {
			enum level before = o->level;
			if (t->counts == 0)
				note_persons(p, t, m);
			marks_step(p, t, step, m);
			take_step(p, o, &t->step[step - 1], m);
			if (before > LEVEL_AGGREGATE && o->level <= LEVEL_AGGREGATE)
				t->counts = step;
		}
	}
}

/* A group protects what is aggregated, once; what another group has told it may look at. */
static void check_group(struct pipeline *p, const struct target *t)
{
	for (size_t i = 0; i < t->uses; i++) {
		const struct output *o = t->use[i].output;
		if (o->level > LEVEL_AGGREGATE)
			refuse_persons(p, t->use[i].node, o, FOR_AGGREGATE);
		else if (o->level == LEVEL_PROTECTED && o->target->kind != TARGET_GROUP)
			pipeline_problem(p, t->use[i].node, "%s is protected already", o->name);
	}
}

/* What a report shows is published with it; of a table of labels it shows them, beside the codes of another. */
static void may_be_published(struct pipeline *p, struct output *o, const struct yaml *node,
                             bool published)
{
	if (o->protected != NULL)
		o = o->protected;
	o->published |= published;
	if (o->level > LEVEL_AGGREGATE)
		refuse_persons(p, node, o, "only protected tables are published");
	else if (o->level == LEVEL_AGGREGATE)
		pipeline_problem(p, node,
		                 "%s is not protected: put it in a group under `protect:`, or "
		                 "protect last in its steps",
		                 o->name);
}

/* What a group, or a source that is not about persons, tells of itself goes with every publication. */
static void levels(struct pipeline *p, struct target *t)
{
	if (t->kind == TARGET_SOURCE) {
		struct marks *m = arena_take(p->arena, sizeof *m);

		marks_source(p, t->said, m);
		t->output[0].marks = m;
		t->output[1].published = p->publish != NULL && t->output[1].level == LEVEL_OPEN;
	} else if (t->kind == TARGET_GROUP) {
		t->output[0].published = p->publish != NULL;
		check_group(p, t);
	} else if (t->kind == TARGET_TABLE) {
		compute_level(p, t);
	}
}

/* A report is as sensitive as the most sensitive of its tables. */
static void report_level(struct pipeline *p, struct target *t)
{
	for (size_t i = 0; i < t->uses; i++) {
		enum level level = t->use[i].output->level;
		may_be_published(p, t->use[i].output, t->use[i].node, !t->use[i].labels);
		if (level > t->output[0].level)
			t->output[0].level = level;
	}
}

void pipeline_privacy(struct pipeline *p)
{
	const struct yaml *tables = yaml_get(yaml_get(p->root, "publish"), "tables");

	for (size_t i = 0; i < p->targets; i++) {
		struct target *t = p->target[i];
		levels(p, t);
		if (t->kind == TARGET_REPORT)
			report_level(p, t);
	}
	for (const struct yaml *item = tables == NULL ? NULL : tables->first; item != NULL;
	     item = item->next) {
		struct slice name = {item->text.at + slice_starts(item->text, "@"),
		                     item->text.n - slice_starts(item->text, "@")};
		struct output *o = pipeline_find(p, name);
		if (o != NULL)
			may_be_published(p, o, item, true);
	}
	settings_check(p);
}
