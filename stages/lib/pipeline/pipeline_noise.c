/* pipeline_noise: see pipeline_noise.h; "Noise" in docs/pipelines.md tells the rules. */
#include "pipeline/pipeline_noise.h"

#include <string.h>

#include "pipeline/pipeline_words.h"

bool noise_knows(struct slice key)
{
	return slice_is(key, "row");
}

static const char *method_of(const struct target *group)
{
	const char *method = step_option(&group->step[group->steps - 1], "method");

	return method == NULL ? "suppress" : method;
}

bool noise_is_asked(const struct target *group)
{
	return strcmp(method_of(group), "noise") == 0;
}

/* What is said for other methods, since the method may be a parameter. */
static const struct {
	const char *method, *option[9];
} no_use[] = {
    {"suppress", {"unit", "edition", "transitions", "cap", "base"}},
    {"round", {"unit", "edition", "transitions", "cap", "key", "period", "priority"}},
    {"noise", {"base", "priority", "width", "percent", "dominance"}},
};

static void take_out(struct step *s, const char *const *options)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->words; i++) {
		const char *const *o = options;
		while (*o != NULL &&
		       (s->word[i].option == NULL || strcmp(s->word[i].option, *o) != 0))
			o++;
		if (*o == NULL)
			s->word[kept++] = s->word[i];
	}
	s->words = kept;
}

/* ---------------------------------------------------------------- the steps before */

struct noise_call {
	struct pipeline *p;
	const struct target *group;
	const struct yaml *place;
	struct word row;
	size_t found; /* pseudonymise */
};

static const struct word *word_of(const struct step *s, const char *option)
{
	for (size_t i = 0; i < s->words; i++)
		if (s->word[i].option != NULL && strcmp(s->word[i].option, option) == 0)
			return &s->word[i];
	return NULL;
}

/* Two groups that draw of the same records do so for one edition. */
static void check_same(const struct noise_call *c, const struct step *s, const struct word *w)
{
	const struct word *there = word_of(s, w->option);

	if (there == NULL || strcmp(there->text, w->text) != 0)
		pipeline_problem(c->p, c->place,
		                 "%s: its records have noise of another %s already, in another "
		                 "group or by their own step",
		                 c->group->name,
		                 strcmp(w->option, "noise") == 0 ? "row" : w->option);
}

/* Draws of two units for the same records are two looks at them. */
static void check_units(const struct noise_call *c)
{
	static const char *const option[] = {"unit", "units"};
	const struct step *own = &c->group->step[c->group->steps - 1];

	for (size_t i = 0; i < c->p->targets; i++) {
		const struct target *t = c->p->target[i];

		if (t->kind != TARGET_GROUP || t == c->group || t->steps == 0 || !noise_is_asked(t))
			continue;
		for (size_t k = 0; k < 2; k++) {
			const struct word *w = word_of(&t->step[t->steps - 1], option[k]);

			if (w != NULL && (word_of(own, option[k]) == NULL ||
			                  strcmp(word_of(own, option[k])->text, w->text) != 0))
				check_same(c, own, w);
		}
	}
}

/*
 * The numbers of persons are the same for all units, so that one run can serve them all; the draws are each unit's own.
 */
static void ask_numbers(struct noise_call *c, struct step *s)
{
	static const char *const edition[] = {"period", "edition"};
	const struct word all = {.option = "unit", .text = "all"};
	bool there = step_says(s, "noise");

	c->found++;
	if (there) {
		check_same(c, s, &all);
		check_units(c);
	} else {
		step_add_word(s, all);
	}
	if (there)
		check_same(c, s, &c->row);
	else
		step_add_word(s, c->row);
	for (size_t i = 0; i < 2; i++) {
		const struct word *w = word_of(&c->group->step[c->group->steps - 1], edition[i]);
		if (w == NULL)
			continue;
		if (there)
			check_same(c, s, w);
		else
			step_add_word(s, *w);
	}
}

/* The steps before `end`, and those of the tables that the records come from. */
static void walk(struct noise_call *c, struct target *t, size_t end)
{
	for (size_t i = 0; i < end; i++)
		if (step_does(c->p, &t->step[i], STAGE_MAKES_PSEUDONYMS))
			ask_numbers(c, &t->step[i]);
	for (size_t i = 0; i < t->uses; i++) {
		size_t step = t->use[i].step;
		struct target *from = t->use[i].output->target;
		bool comes =
		    step == 0 || (step <= end && strcmp(t->step[step - 1].stage, "append") == 0);
		if (comes && from->kind == TARGET_TABLE)
			walk(c, from, from->steps);
	}
}

/* Whether its records come from persons who have pseudonyms. */
static bool comes_from_persons(const struct noise_call *c, const struct target *t)
{
	for (size_t i = 0; i < t->steps; i++)
		if (step_does(c->p, &t->step[i], STAGE_MAKES_PSEUDONYMS))
			return true;
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == 0 && t->use[i].output->target->kind == TARGET_TABLE &&
		    comes_from_persons(c, t->use[i].output->target))
			return true;
	return false;
}

static bool ask_sums(struct noise_call *c, struct target *t);

/* Figures that are joined to those that step `from` made are drawn like them: how many there are in all, beside how many have each kind of support. */
static void ask_joined(struct noise_call *c, struct target *t, size_t from)
{
	for (size_t i = 0; i < t->uses; i++) {
		struct target *joined = t->use[i].output->target;
		if (t->use[i].step > from + 1 && joined->kind == TARGET_TABLE &&
		    comes_from_persons(c, joined))
			ask_sums(c, joined);
	}
}

/* The last step that makes figures: here, or where the table comes from. */
static bool ask_sums(struct noise_call *c, struct target *t)
{
	for (size_t i = t->steps; i-- > 0;)
		if (step_does(c->p, &t->step[i], STAGE_MAKES_FIGURES)) {
			if (!step_says(&t->step[i], "noise"))
				step_add_word(&t->step[i], (struct word){.option = "noise"});
			walk(c, t, i);
			ask_joined(c, t, i);
			return true;
		}
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == 0 && t->use[i].output->target->kind == TARGET_TABLE)
			return ask_sums(c, t->use[i].output->target);
	return false;
}

static void ask(struct pipeline *p, struct target *group, const struct yaml *row)
{
	for (size_t i = 0; i < group->uses; i++) {
		const struct output *o = group->use[i].output;
		struct noise_call c = {.p = p, .group = group, .place = group->use[i].node};

		if (o->protected == NULL || o->protected->target != group)
			continue;
		if (!words_value(p, group, row, &c.row))
			return;
		c.row.option = "noise";
		if (!ask_sums(&c, o->target) || c.found == 0)
			pipeline_problem(p, c.place,
			                 "%s: noise is drawn of persons whom pseudonymise has "
			                 "numbered and aggregate counts; no such steps lead to it",
			                 o->name);
	}
}

/* The dimension that reports are made for each value of, or NULL. */
static const struct yaml *each_of(const struct pipeline *p)
{
	const struct yaml *reports = yaml_get(p->root, "reports");

	for (const struct yaml *r = reports == NULL ? NULL : reports->first; r != NULL; r = r->next)
		if (yaml_get(r, "each") != NULL && yaml_get(r, "each")->kind == YAML_MAP)
			return yaml_get(r, "each")->first;
	return NULL;
}

/* What each is told must be what it would be told alone. */
static void check_each(struct pipeline *p, const struct target *group)
{
	const struct yaml *each = each_of(p);
	const char *units = step_option(&group->step[group->steps - 1], "units");

	if (each == NULL || step_says(&group->step[group->steps - 1], "told") ||
	    (units != NULL && slice_is(each->key, units)))
		return;
	pipeline_problem(p, group->node,
	                 "%s: reports are made for each %.*s, and each is protected by itself: "
	                 "`units: %.*s`, or `told:` the group that is",
	                 group->name, SLICE(each->key), SLICE(each->key));
}

void noise_write(struct pipeline *p, struct target *group)
{
	const struct yaml *row = yaml_get(group->node, "row");

	check_each(p, group);
	for (size_t i = 0; i < sizeof no_use / sizeof *no_use; i++)
		if (strcmp(method_of(group), no_use[i].method) == 0)
			take_out(words_last(group), no_use[i].option);
	if (!noise_is_asked(group))
		return;
	if (row == NULL || row->kind == YAML_MAP)
		pipeline_problem(p, row == NULL ? group->node : row,
		                 "%s: noise needs `row:`, the columns that tell one record of a "
		                 "person from another (or the identifier, if each has one)",
		                 group->name);
	else
		ask(p, group, row);
}
