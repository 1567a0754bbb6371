/* pipeline_base: see pipeline_base.h. */
#include "pipeline/pipeline_base.h"

#include "pipeline/pipeline_rules.h"
#include "pipeline/pipeline_words.h"

/* What is said of the table under protect, or NULL. */
static const struct yaml *said_of(const struct output *raw)
{
	const struct yaml *tables =
	    raw->protected == NULL ? NULL : yaml_get(raw->protected->target->node, "tables");
	const struct yaml *said = yaml_get(tables, raw->name);

	return said != NULL && said->kind == YAML_MAP ? said : NULL;
}

/* The table that is protected, of a protected form. */
static const struct output *raw_of(const struct pipeline *p, const struct output *o)
{
	return o->target->kind == TARGET_GROUP ? pipeline_find(p, slice_of(o->shown)) : o;
}

/* What the measure is called after a pick; at is NULL if it is gone. */
static struct slice picked(const struct step *s, struct slice measure)
{
	struct slice rest, name;
	bool drops = step_option(s, "drop") != NULL;

	for (size_t i = 0; i < s->words; i++) {
		rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);
		if (s->word[i].option == NULL && slice_cut(&rest, '=', &name) &&
		    slice_equal(name, measure))
			return rest.at == NULL ? name : rest;
	}
	return drops ? measure : (struct slice){NULL, 0};
}

/* Whether the step makes a column of that name. */
static bool is_replaced(const struct pipeline *p, const struct step *s, struct slice column)
{
	struct slice rest, name;

	for (size_t i = 0; step_does(p, s, STAGE_MAKES_COLUMNS) && i < s->words; i++) {
		rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);
		if (s->word[i].option == NULL && slice_cut(&rest, '=', &name) &&
		    slice_equal(name, column))
			return true;
	}
	return false;
}

static bool leaves_figures(const struct pipeline *p, const struct step *s)
{
	return step_does(p, s, STAGE_KEEPS_COLUMNS) &&
	       step_does(p, s, STAGE_KEEPS_ROWS | STAGE_LEAVES_ROWS_OUT);
}

/* Through steps that leave figures as they are, from this table to the one that is asked for. */
static struct slice called(const struct pipeline *p, const struct target *t, struct slice measure)
{
	for (size_t i = 0; i < t->steps && measure.at != NULL; i++)
		if (strcmp(t->step[i].stage, "pick") == 0)
			measure = picked(&t->step[i], measure);
		else if (!leaves_figures(p, &t->step[i]) || is_replaced(p, &t->step[i], measure))
			measure = (struct slice){NULL, 0};
	return measure;
}

static const struct output *source_of(const struct target *t)
{
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == 0)
			return t->use[i].output;
	return NULL;
}

static void add(struct pipeline *p, struct target *t, const char *name, struct slice measure,
                struct slice columns)
{
	const char *text =
	    arena_format(p->arena, "%s:%.*s=%.*s", name, SLICE(measure), SLICE(columns));

	step_add_word(words_last(t),
	              (struct word){.option = "differs", .text = text, .shown = text});
}

void base_words(struct pipeline *p, struct target *t, const struct output *table, const char *name)
{
	const struct output *raw = raw_of(p, table);
	const struct target *through = NULL;
	const struct step *aggregate;
	struct rules_call c = {.p = p};
	struct definition d;
	size_t at = 0;

	if (raw == NULL || raw->target->kind != TARGET_TABLE)
		return;
	c.from = raw->target;
	c.steps = c.from->steps;
	aggregate = rules_aggregate(&c, &at);
	if (aggregate == NULL && source_of(raw->target) != NULL) {
		through = raw->target;
		raw = raw_of(p, source_of(through));
		if (raw == NULL || raw->target->kind != TARGET_TABLE)
			return;
		c.from = raw->target;
		c.steps = c.from->steps;
		aggregate = rules_aggregate(&c, &at);
	}
	if (aggregate == NULL || step_option(aggregate, "by") == NULL)
		return;
	c.said = said_of(raw);
	for (size_t i = 0; i < aggregate->words; i++) {
		struct slice measure, by;

		if (!rules_measure(&aggregate->word[i], &d) || d.function == MEASURE_RATIO)
			continue;
		measure = through == NULL ? d.name : called(p, through, d.name);
		by = rules_said_by(&c, d.name);
		if (measure.at != NULL)
			add(p, t, name, measure,
			    by.at != NULL ? by : slice_of(step_option(aggregate, "by")));
	}
}
