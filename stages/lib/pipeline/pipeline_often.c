/* pipeline_often: see pipeline_often.h; "Editions" in docs/pipelines.md tells the rules, "Over time" in docs/privacy.md why. */
#include "pipeline/pipeline_often.h"

#include "map.h"
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
		    map_find(&published, slice_of(t->output[0].file)) != MAP_NONE && !t->heads)
			pipeline_problem(
			    p, t->step[t->counts - 1].node,
			    "%s: a month tells how many persons there were, by nothing or by "
			    "the columns of `split:`, and nothing of them hangs on what a schema "
			    "calls sensitive; what they did and lived of is told of quarters, "
			    "half-years and years",
			    t->name);
	}
	map_done(&published);
}
