/* pipeline_kinds: see pipeline_kinds.h; "Protection" in docs/pipelines.md tells the rules. */
#include "pipeline/pipeline_kinds.h"

#include "pipeline/pipeline_noise.h"

/* A quantile nearer to an end than a tenth is one of a few. */
static bool is_extreme(const struct definition *d)
{
	struct number tenths;

	return !number_multiply(d->p, number_of(10), &tenths) ||
	       number_compare(tenths, number_of(1)) < 0 || number_compare(tenths, number_of(9)) > 0;
}

/* Whether the column is said to be one of the largest contributions to a sum, which do not go out. */
static bool is_contribution(const struct rules_call *c, struct slice name)
{
	const struct yaml *all = yaml_get(c->said, "largest");

	for (const struct yaml *i = yaml_first(all); i != NULL; i = yaml_next(all, i)) {
		struct slice rest = i->text, column, columns;

		if (memchr(rest.at, '=', rest.n) != NULL)
			slice_cut(&rest, '=', &column);
		for (columns = rest; slice_cut(&columns, ',', &column);)
			if (slice_equal(slice_trim(column), name))
				return true;
	}
	return false;
}

static void check_ends(const struct rules_call *c, const struct definition *d, const struct word *w)
{
	bool end = d->function == MEASURE_MAX || d->function == MEASURE_MIN ||
	           (d->function == MEASURE_LARGEST && !is_contribution(c, d->name)) ||
	           (d->function == MEASURE_QUANTILE && is_extreme(d));

	if (end)
		pipeline_problem(
		    c->p, w->node,
		    "%.*s: %.*s is one person's own, or nearly so, and can not be published "
		    "however many there are; take quantile(..., 0.1) to quantile(..., 0.9)",
		    SLICE(d->name), SLICE(d->text));
}

/* Whether it is said what the largest contributions are, or that they tell of nobody. */
static bool says_largest(const struct rules_call *c, struct slice sum)
{
	const struct yaml *all = yaml_get(c->said, "largest");

	for (const struct yaml *i = yaml_first(all); i != NULL; i = yaml_next(all, i)) {
		struct slice rest = i->text, name = i->key;

		if (all->kind != YAML_MAP)
			slice_cut(&rest, '=', &name);
		if (slice_equal(slice_trim(name), sum))
			return true;
	}
	return false;
}

void kinds_check_amount(const struct rules_call *c, const struct definition *d,
                        const struct word *w)
{
	if (noise_is_asked(c->to))
		return;
	if (d->function == MEASURE_SUM && !says_largest(c, d->name))
		pipeline_problem(c->p, w->node,
		                 "%.*s: one may have nearly all of %.*s, and protect must see it: "
		                 "add a=largest(%.*s, 1) and b=largest(%.*s, 2), which do not go "
		                 "out, and say `largest: {%.*s: \"a,b\"}`, or \"-\" if no amount "
		                 "tells of anybody",
		                 SLICE(d->name), SLICE(d->text), SLICE(d->argument),
		                 SLICE(d->argument), SLICE(d->name));
	else if (d->function == MEASURE_MEAN)
		pipeline_problem(c->p, w->node,
		                 "%.*s: %.*s and its count tell the sum: write "
		                 "SUM=sum(%.*s), with its `largest`, and %.*s=ratio(SUM, COUNT)",
		                 SLICE(d->name), SLICE(d->text), SLICE(d->argument),
		                 SLICE(d->name));
}

/* Whether the rows come from where persons got their tokens. `depth`: tables above, no more than there are. */
static bool is_of_persons(const struct pipeline *p, const struct target *t, size_t steps,
                          size_t depth)
{
	for (size_t i = 0; i < steps; i++)
		if (step_does(p, &t->step[i], STAGE_MAKES_PSEUDONYMS))
			return true;
	for (size_t i = 0; i < t->uses && depth < p->targets; i++)
		if (t->use[i].step == 0 &&
		    is_of_persons(p, t->use[i].output->target, t->use[i].output->target->steps,
		                  depth + 1))
			return true;
	return false;
}

static bool names(struct slice expression, struct slice measure)
{
	struct slice part = {expression.at, 0};

	for (size_t i = 0; i <= expression.n; i++) {
		if (i < expression.n && strchr("/-,@", expression.at[i]) == NULL) {
			part.n++;
			continue;
		}
		if (slice_equal(slice_trim(part), measure))
			return true;
		part = (struct slice){expression.at + i + 1, 0};
	}
	return false;
}

static void check(const struct rules_call *c, const struct definition *d, const struct word *w)
{
	struct slice made_of;
	const struct yaml *said = rules_said_derived(c, d->name, &made_of);

	check_ends(c, d, w);
	if (said == NULL || !is_of_persons(c->p, c->from, c->steps, 0))
		return;
	if (definition_counts(d) || d->function == MEASURE_SUM)
		pipeline_problem(
		    c->p, said,
		    "derived: %.*s is %.*s, which is protected for its own sake; what is "
		    "said of it may add to that, and takes nothing away",
		    SLICE(d->name), SLICE(d->text));
	else if (d->function == MEASURE_RATIO &&
	         (!names(made_of, d->numerator) || !names(made_of, d->denominator)))
		pipeline_problem(
		    c->p, said,
		    "derived: %.*s is made of %.*s and %.*s, whatever else it is made of",
		    SLICE(d->name), SLICE(d->numerator), SLICE(d->denominator));
}

void kinds_check(const struct rules_call *c)
{
	size_t at = 0;
	const struct step *aggregate = rules_aggregate(c, &at);
	struct definition d;

	for (size_t i = 0; aggregate != NULL && i < aggregate->words; i++)
		if (rules_measure(&aggregate->word[i], &d))
			check(c, &d, &aggregate->word[i]);
}
