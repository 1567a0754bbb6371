/* pipeline_often: see pipeline_often.h; "Editions" in docs/pipelines.md tells the rules, "Over time" in docs/privacy.md why. */
#include "pipeline/pipeline_often.h"

#include "definition.h"
#include "pipeline/pipeline_persons.h"

/* Whether the publication is of a month. */
static bool is_monthly(const struct pipeline *p)
{
	for (size_t i = 0; i < p->parameters.n; i++) {
		const struct parameter *one = &p->parameters.at[i];
		if (one->place && (one->type == PARAMETER_MONTH ||
		                   (one->type == PARAMETER_PERIOD && one->period.months == 1)))
			return true;
	}
	return false;
}

static bool is_of(struct slice name, const struct yaml *list)
{
	if (list == NULL)
		return false;
	if (list->kind == YAML_SCALAR)
		return slice_equal(name, list->text);
	for (const struct yaml *item = list->first; item != NULL; item = item->next)
		if (slice_equal(name, list->kind == YAML_MAP ? item->key : item->text))
			return true;
	return false;
}

/* Heads: how many there were, all together or by what everything is split by. */
static bool tells_heads(const struct pipeline *p, const struct step *s)
{
	const struct yaml *split = yaml_get(p->root, "split");

	for (size_t i = 0; i < s->words; i++) {
		const struct word *w = &s->word[i];
		struct slice rest = slice_of(w->text == NULL ? "" : w->text), name;
		struct definition d;
		if (w->option == NULL &&
		    !(definition_read(rest, &d, NULL) && definition_counts(&d)))
			return false;
		if (w->option == NULL || strcmp(w->option, "by") != 0)
			continue;
		while (slice_cut(&rest, ',', &name))
			if (!is_of(name, split))
				return false;
	}
	return true;
}

static bool tells_of_persons(const struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->outputs; j++)
			if (p->target[i]->output[j].published &&
			    p->target[i]->output[j].level == LEVEL_PROTECTED)
				return true;
	return false;
}

void pipeline_often(struct pipeline *p)
{
	struct map published = {0};

	if (p->publish == NULL || !tells_of_persons(p))
		return;
	if (p->headers && p->editions.node == NULL)
		pipeline_warning(
		    p, yaml_get(p->root, "publish"),
		    "persons are told of whenever somebody runs this, and two versions "
		    "tell who came and left between them; write the days with "
		    "`editions: [DAY, DAY]` (finsam help pipelines)");
	persons_mark(p, &published);
	for (size_t i = 0; is_monthly(p) && i < p->targets; i++) {
		const struct target *t = p->target[i];
		if (t->counts > 0 &&
		    map_find(&published, slice_of(t->output[0].file)) != MAP_NONE &&
		    !tells_heads(p, &t->step[t->counts - 1]))
			pipeline_problem(
			    p, t->step[t->counts - 1].node,
			    "%s: a month tells how many persons there were, by nothing or by "
			    "the columns of `split:`; what they did and lived of is told of "
			    "quarters, half-years and years",
			    t->name);
	}
	map_done(&published);
}
