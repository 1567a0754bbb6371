/* pipeline_heads: see pipeline_heads.h; "Editions" in docs/pipelines.md tells the rule. */
#include "pipeline/pipeline_heads.h"

#include "definition.h"
#include "pipeline/pipeline_mark.h"
#include "pipeline/pipeline_persons.h"
#include "pipeline/pipeline_schema.h"

static bool is_of(struct slice name, const struct yaml *list)
{
	for (const struct yaml *item = yaml_first(list); item != NULL; item = yaml_next(list, item))
		if (slice_equal(name, list->kind == YAML_MAP ? item->key : item->text))
			return true;
	return false;
}

static void of_source(struct pipeline *p, const struct target *t, struct marks *m)
{
	const struct yaml *heads = yaml_get(p->root, "heads");

	for (size_t i = 0; t->said != NULL && i < t->said->sensitives; i++)
		if (!is_of(t->said->sensitive[i], heads))
			marks_add(p, m, t->said->sensitive[i]);
}

/* Whether the rows that a step leaves are chosen by a sensitive column, or by rows that were. */
static bool chooses(const struct pipeline *p, const struct target *t, size_t number,
                    const struct marks *m)
{
	const struct step *s = &t->step[number - 1];

	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == number && t->use[i].output->sensitive != NULL &&
		    t->use[i].output->sensitive->chosen)
			return true;
	if (!step_does(p, s, STAGE_LEAVES_ROWS_OUT))
		return false;
	for (size_t i = 0; i < s->words; i++)
		if (s->word[i].option == NULL && s->word[i].text != NULL &&
		    marks_read(m, slice_of(s->word[i].text)) != NULL)
			return true;
	return false;
}

/* Whether each value of it is told by itself (protect --units). */
static bool is_unit(const struct pipeline *p, struct slice name)
{
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		const char *units = t->kind == TARGET_GROUP && t->steps > 0
		                        ? step_option(&t->step[t->steps - 1], "units")
		                        : NULL;
		if (units != NULL && slice_is(name, units))
			return true;
	}
	return false;
}

static bool counts_heads(const struct pipeline *p, const struct step *s, const struct marks *m)
{
	const struct yaml *split = yaml_get(p->root, "split");

	for (size_t i = 0; i < s->words; i++) {
		const struct word *w = &s->word[i];
		struct slice rest = slice_of(w->text == NULL ? "" : w->text), name;
		struct definition d;
		if (w->option == NULL &&
		    !(definition_read(rest, &d, NULL) && definition_counts(&d) &&
		      marks_read(m, d.condition) == NULL))
			return false;
		if (w->option == NULL || strcmp(w->option, "by") != 0)
			continue;
		while (slice_cut(&rest, ',', &name))
			if (!(is_of(name, split) || is_unit(p, name)) ||
			    marks_find(m, name) != NULL)
				return false;
	}
	return true;
}

static void follow(struct pipeline *p, struct target *t)
{
	struct marks *m = arena_take(p->arena, sizeof *m);

	*m = (struct marks){.sensitive = true};
	t->output[0].sensitive = m;
	if (t->kind == TARGET_SOURCE) {
		of_source(p, t, m);
		return;
	}
	marks_begin(p, t, m);
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == 0 && t->use[i].output->sensitive != NULL)
			m->chosen |= t->use[i].output->sensitive->chosen;
	for (size_t step = 1; step <= t->steps; step++) {
		m->chosen |= chooses(p, t, step, m);
		if (step == t->counts)
			t->heads = !m->chosen && counts_heads(p, &t->step[step - 1], m);
		marks_step(p, t, step, m);
	}
}

/* What is said to tell nothing must be there, and a reason. */
static void check_said(struct pipeline *p)
{
	const struct yaml *heads = yaml_get(p->root, "heads");
	const struct yaml *item = heads != NULL && heads->kind == YAML_MAP ? heads->first : NULL;

	if (heads != NULL && heads->kind != YAML_MAP)
		pipeline_problem(p, heads, "heads must be a map: {COLUMN: why}");
	for (; item != NULL; item = item->next) {
		bool found = false;
		for (size_t i = 0; i < p->targets; i++)
			for (size_t j = 0;
			     p->target[i]->said != NULL && j < p->target[i]->said->sensitives; j++)
				found |= slice_equal(item->key, p->target[i]->said->sensitive[j]);
		if (!found)
			pipeline_problem(p, item, "%.*s: no schema calls it sensitive",
			                 SLICE(item->key));
		else if (item->kind != YAML_SCALAR || item->text.n == 0)
			pipeline_problem(p, item, "%.*s: say why heads may hang on it",
			                 SLICE(item->key));
	}
}

void heads_follow(struct pipeline *p)
{
	check_said(p);
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i]->kind == TARGET_SOURCE || p->target[i]->kind == TARGET_TABLE)
			follow(p, p->target[i]);
}

bool heads_only(const struct pipeline *p, const struct map *published)
{
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		if (map_find(published, slice_of(t->output[0].file)) != MAP_NONE &&
		    (persons_are_figures(t) || (t->counts > 0 && !t->heads)))
			return false;
	}
	return true;
}
