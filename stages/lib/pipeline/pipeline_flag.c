/* pipeline_flag: see pipeline_flag.h. */
#include "pipeline/pipeline_flag.h"

#include <stdlib.h>

#include "pipeline/pipeline_kinds.h"
#include "pipeline/pipeline_lineage.h"
#include "pipeline/pipeline_schema.h"
#include "token.h"

#define DEPTH_MAX 20 /* of columns that are made of columns */

static bool is_flag(struct lineage *l, struct slice text, int depth);

/* "arbetar in episoder": a column as its source has it. */
static bool is_flag_of_source(struct lineage *l, struct slice text)
{
	struct slice rest = text, name, in, source;
	const struct output *o;
	const struct pipeline_schema *said;

	if (!slice_cut(&rest, ' ', &name) || rest.at == NULL || !slice_cut(&rest, ' ', &in) ||
	    !slice_is(in, "in") || rest.at == NULL || !slice_cut(&rest, ' ', &source) ||
	    rest.at != NULL)
		return false;
	o = pipeline_find(l->p, source);
	said = o == NULL || o->target->kind != TARGET_SOURCE ? NULL : o->target->said;
	for (size_t i = 0; said != NULL && i < said->flags; i++)
		if (slice_equal(said->flag[i], name))
			return true;
	return false;
}

/* Of if(C, A, ..., B) what stands after a condition, and B; of coalesce all. */
static bool is_flag_of_parts(struct lineage *l, struct slice text, int depth)
{
	bool choice = slice_starts(text, "if ");
	size_t skip = choice ? 3 : sizeof "coalesce " - 1, parts = 0;
	struct slice inside, part, last = {"", 0};

	if ((!choice && !slice_starts(text, "coalesce ")) ||
	    !token_inside((struct slice){text.at + skip, text.n - skip}, &inside))
		return false;
	for (; token_part(&inside, ",", &part); parts++) {
		last = slice_trim(part);
		if ((!choice || parts % 2 == 1) && !is_flag(l, last, depth))
			return false;
	}
	return parts > 0 && (!choice || is_flag(l, last, depth));
}

static bool is_flag(struct lineage *l, struct slice text, int depth)
{
	if (depth == 0)
		return false;
	if (slice_starts(text, "#") && memchr(text.at, ' ', text.n) == NULL)
		return is_flag(l, map_key(l->texts, (size_t)strtoul(text.at + 1, NULL, 10)),
		               depth - 1);
	return slice_is(text, "0") || slice_is(text, "1") || slice_is(text, "missing") ||
	       is_flag_of_source(l, text) || is_flag_of_parts(l, text, depth - 1);
}

static void refuse(const struct rules_call *c, const struct word *w, const struct definition *d)
{
	if (d->function == MEASURE_SUM)
		pipeline_problem(c->p, w->node,
		                 "%.*s: %.*s is 0 or 1, so its sum is a count: write "
		                 "%.*s=count(%.*s = 1)",
		                 SLICE(d->name), SLICE(d->argument), SLICE(d->name),
		                 SLICE(d->argument));
	else
		pipeline_problem(c->p, w->node,
		                 "%.*s: %.*s is 0 or 1, so its mean is a share: write "
		                 "count(%.*s = 1), and a ratio of it",
		                 SLICE(d->name), SLICE(d->argument), SLICE(d->argument));
}

void flag_check(const struct rules_call *c)
{
	size_t at = 0;
	const struct step *aggregate = rules_aggregate(c, &at);
	struct map texts = {0};
	struct lineage l = {.p = c->p, .texts = &texts};
	struct definition d;

	if (aggregate == NULL)
		return;
	lineage_read(&l, c->from, at);
	for (size_t i = 0; i < aggregate->words; i++)
		if (!rules_measure(&aggregate->word[i], &d) || rules_say_what(c, d.name) ||
		    (d.function != MEASURE_SUM && d.function != MEASURE_MEAN))
			continue;
		else if (is_flag(&l, map_key(l.texts, lineage_text(&l, d.argument)), DEPTH_MAX))
			refuse(c, &aggregate->word[i], &d);
		else
			kinds_check_amount(c, &d, &aggregate->word[i]);
	lineage_done(&l);
	map_done(&texts);
}
