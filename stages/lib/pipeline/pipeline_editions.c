/* pipeline_editions: see pipeline_editions.h; "Editions" in docs/pipelines.md tells the rules. */
#include "pipeline/pipeline_editions.h"

#include <stdlib.h>

#include "date.h"
#include "json.h"
#include "map.h"
#include "pipeline/pipeline_looks.h"
#include "pipeline/pipeline_persons.h"
#include "releases.h"

#define MOST_EDITIONS 2

/* ---------------------------------------------------------------- days */

static bool is_digits(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
	return s.n > 0;
}

/* The first such day of a year (MM-DD) after another; 29 February is the last of it. */
static bool day_of_year(struct slice s, int32_t after, int32_t *day)
{
	struct date_parts parts;

	if (s.n != 5 || s.at[2] != '-' || !is_digits((struct slice){s.at, 2}) ||
	    !is_digits((struct slice){s.at + 3, 2}))
		return false;
	parts = (struct date_parts){date_split(after).year, atoi(s.at), atoi(s.at + 3)};
	for (int i = 0; i < 2; i++, parts.year++) {
		struct date_parts at = parts;
		if (at.month == 2 && at.day == 29)
			at.day = date_month_days(at.year, 2);
		if (!date_join(at, day))
			return false;
		if (*day > after)
			return true;
	}
	return false;
}

/* +N: so many days after the last one of the period. */
static bool day_after(struct slice s, int32_t till, int32_t *day)
{
	return s.n >= 2 && s.n <= 4 && s.at[0] == '+' &&
	       is_digits((struct slice){s.at + 1, s.n - 1}) &&
	       date_add_days(till, atoi(s.at + 1), day);
}

static void load_day(struct pipeline *p, const struct yaml *item, int32_t till)
{
	struct editions *of = &p->editions;
	int32_t after = of->days == 0 ? till : of->day[0], day;
	const char *text;
	struct error e = {0};

	if (!parameter_fill(&p->parameters, item, PARAMETER_VALUE, false, &text, &e)) {
		pipeline_reason(p, item, &e);
		return;
	}
	if (!date_parse(slice_of(text), &day) && !day_of_year(slice_of(text), after, &day) &&
	    !day_after(slice_of(text), till, &day))
		pipeline_problem(p, item,
		                 "a day is YYYY-MM-DD, MM-DD (the first one after the period, or "
		                 "after the edition before) or +N (so many days after the period)");
	else if (day <= after && !p->headers)
		pipeline_problem(p, item, "%s",
		                 of->days == 0 ? "an edition is let out when its period is over"
		                               : "the second edition comes after the first");
	else
		of->day[of->days++] = day;
}

/* ---------------------------------------------------------------- of what */

/* The one period in the name of the publication; what else is there, but paths, is the unit. */
static bool find_period(struct pipeline *p, struct period *period)
{
	struct editions *of = &p->editions;
	size_t found = 0;

	of->unit = "";
	for (size_t i = 0; i < p->parameters.n; i++) {
		const struct parameter *one = &p->parameters.at[i];
		if (!one->place || one->type == PARAMETER_PATH || one->value == NULL)
			continue;
		if ((one->type == PARAMETER_PERIOD || one->type == PARAMETER_YEAR ||
		     one->type == PARAMETER_MONTH) &&
		    period_parse(slice_of(one->value), period)) {
			of->period = one->value;
			found++;
		} else if (!parameter_is_each(&p->parameters, one)) { /* that is of all */
			of->unit = arena_format(
			    p->arena, "%s%s%s%s", of->unit, of->unit[0] == '\0' ? "" : "/",
			    parameter_is_wide(&p->parameters, one) ? RELEASE_OF_SEVERAL : "",
			    one->value);
		}
	}
	if (found == 1) {
		of->months = period->months;
		of->from = period_from(*period);
		of->till = period_till(*period);
	} else {
		pipeline_problem(p, of->node,
		                 "editions are of a period: what `publish` says must have one "
		                 "parameter that is a period, year or month in it");
	}
	return found == 1;
}

/* The first `key:` of a pseudonymise, wherever it stands; steps are not made yet. */
static const struct yaml *find_key(const struct yaml *node)
{
	const struct yaml *found = NULL;

	if (node->kind == YAML_SCALAR)
		return NULL;
	if (node->kind == YAML_MAP && yaml_get(node, "pseudonymise") != NULL)
		found = yaml_get(yaml_get(node, "pseudonymise"), "key");
	for (const struct yaml *item = node->first; item != NULL && found == NULL;
	     item = item->next)
		found = find_key(item);
	return found;
}

/* Beside the key, since it must be kept as long; without one in the folder of the pipeline's work folders. */
static const char *find_ledger(struct pipeline *p, const char *base)
{
	const struct yaml *key = find_key(p->root);
	const char *text, *slash;

	if (key == NULL || key->kind != YAML_SCALAR ||
	    !parameter_fill(&p->parameters, key, PARAMETER_VALUE, false, &text, &(struct error){0}))
		return arena_format(p->arena, "%s/%s/" RELEASES_FILE, base, p->name);
	slash = strrchr(text, '/');
	return slash == NULL
	           ? RELEASES_FILE
	           : arena_format(p->arena, "%.*s/" RELEASES_FILE, (int)(slash - text), text);
}

/* ---------------------------------------------------------------- which one */

/*
 * What is out already counts up to its number. The second is made on its day, or when somebody approves it; when it was let out
 * or held, or when the first one came out on the last day, there is nothing more to come.
 */
static void find_number(struct editions *of, const struct releases *r, const struct release *like)
{
	size_t out = r == NULL ? of->due == 2 : releases_out(r, like);
	const struct release *last = r == NULL ? NULL : releases_find(r, like, out, RELEASE_OUT);
	bool held = r != NULL && releases_find(r, like, MOST_EDITIONS, RELEASE_HELD) != NULL;
	bool over = last != NULL && slice_is(last->field[RELEASE_KIND], "final");
	bool second = of->due == 2 || (of->approved != NULL && !held);

	if (out == 1 && of->days == MOST_EDITIONS && !over && second)
		of->number = 2;
	else
		of->number = out == 0 ? 1 : out;
	of->out = r == NULL ? 0 : out;
	of->over = over || held;
	of->final =
	    of->number == MOST_EDITIONS || of->days == 1 || over || (out == 0 && of->due == 2);
}

static void settle(struct pipeline *p, const char *base)
{
	struct editions *of = &p->editions;
	struct release like = {{[RELEASE_PUBLICATION] = slice_of(p->name),
	                        [RELEASE_UNIT] = slice_of(of->unit),
	                        [RELEASE_PERIOD] = slice_of(of->period)}};
	struct releases r = {0};
	struct error e = {0};
	int32_t today;

	of->today = parameter_value(&p->parameters, slice_of("run_date"));
	if (of->today != NULL && date_parse(slice_of(of->today), &today))
		for (size_t i = 0; i < of->days; i++)
			if (of->day[i] == today)
				of->due = i + 1;
	if (p->publish != NULL && !p->headers) {
		of->ledger = find_ledger(p, base);
		if (!releases_read(of->ledger, &r, p->arena, &e))
			pipeline_problem(p, of->node, "the ledger of releases: %s", e.text);
	}
	find_number(of, of->ledger == NULL ? NULL : &r, &like);
	releases_done(&r);
	of->text = arena_format(p->arena, "%s-%zu", of->period, of->number);
	for (size_t i = 0; i < p->parameters.n; i++)
		if (slice_is(p->parameters.at[i].name, PARAMETER_EDITION))
			p->parameters.at[i].value = of->text;
}

static bool is_given(const struct pipeline *p, const char *name)
{
	for (size_t i = 0; i < p->parameters.n; i++)
		if (slice_is(p->parameters.at[i].name, name))
			return p->parameters.at[i].given;
	return false;
}

/* {days: [...], exact-from: N} instead of the days alone, which are in *node then. */
static bool load_exact_from(struct pipeline *p, const struct yaml **node)
{
	static const char *const keys[] = {"days", "exact-from", NULL};
	const struct yaml *from = yaml_get(*node, "exact-from"), *days = yaml_get(*node, "days");
	size_t problems = p->problems;
	const char *text = "0";
	struct error e = {0};

	if ((*node)->kind != YAML_MAP)
		return true;
	pipeline_keys(p, *node, "editions", keys);
	if (from != NULL &&
	    !parameter_fill(&p->parameters, from, PARAMETER_VALUE, false, &text, &e))
		pipeline_reason(p, from, &e);
	else if (!is_digits(slice_of(text)) || strlen(text) > 9)
		pipeline_problem(p, from, "exact-from is a number of persons");
	else
		p->editions.exact_from = strtoul(text, NULL, 10);
	*node = days == NULL ? *node : days;
	return p->problems == problems;
}

void editions_load(struct pipeline *p, const char *base, const char *approved)
{
	struct editions *of = &p->editions;
	const struct yaml *node = yaml_get(p->root, "editions");
	struct period period = {0};

	if (is_given(p, PARAMETER_EDITION))
		pipeline_problem(p, node,
		                 PARAMETER_EDITION " is counted by `editions:` and not given");
	if (node == NULL || yaml_is_null(node)) {
		if (approved != NULL)
			pipeline_problem(p, NULL,
			                 "--approved-by: this pipeline has no `editions:`");
		return;
	}
	of->node = node;
	of->approved = approved;
	if (!load_exact_from(p, &node))
		return;
	if (node->kind != YAML_LIST || node->n == 0 || node->n > MOST_EDITIONS) {
		pipeline_problem(p, node,
		                 "editions is a list of one day or two: of the preliminary "
		                 "edition and the final one. More would be averaged away");
		return;
	}
	if (!find_period(p, &period))
		return;
	for (const struct yaml *item = node->first; item != NULL; item = item->next)
		load_day(p, item, period_till(period));
	if (p->problems == 0)
		settle(p, base);
}

bool editions_perturbs(const struct target *t)
{
	for (size_t i = 0; i < t->steps; i++) {
		const char *method = step_option(&t->step[i], "method");
		if (strcmp(t->step[i].stage, "protect") == 0)
			return method != NULL && strcmp(method, "noise") == 0;
	}
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].output->level == LEVEL_PROTECTED &&
		    editions_perturbs(t->use[i].output->target))
			return true;
	return false;
}

const char *editions_told(const struct pipeline *p)
{
	const struct editions *of = &p->editions;
	char day[DATE_TEXT + 1] = "";

	if (of->days == 0)
		return NULL;
	date_write(of->day[of->days - 1], day);
	if (of->final)
		return of->number == 1 ? "only" : "final";
	return arena_format(p->arena, "preliminary=%s", day);
}

/* ---------------------------------------------------------------- plan.json */

/* What the steps of protect say of an option, each once, after `first`. */
static void add_said(const struct pipeline *p, struct str *to, const char *option,
                     const char *otherwise, const char *first)
{
	struct map said = {0};
	struct str list = {0};

	str_add_text(&list, first);
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->steps; j++) {
			const struct step *s = &p->target[i]->step[j];
			const char *text = step_option(s, option);
			bool added;
			if (!step_does(p, s, STAGE_PROTECTS_FIGURES))
				continue;
			text = text == NULL ? otherwise : text;
			map_put(&said, slice_of(text), &added);
			if (added)
				str_addf(&list, "%s%s", list.n == 0 ? "" : " ", text);
		}
	json_field_text(to, option, list.n == 0 ? "" : list.at);
	str_done(&list);
	map_done(&said);
}

/* What came in as figures was protected elsewhere, by whatever method. */
static bool has_received(const struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++)
		if (persons_are_figures(p->target[i]))
			return true;
	return false;
}

/* The day of the run stands there only when it decides something, so that a plan is the same on other days. */
void editions_plan(const struct pipeline *p, struct str *to)
{
	const struct editions *of = &p->editions;
	char day[DATE_TEXT + 1] = "";

	if (of->node == NULL)
		return;
	json_key(to, "editions");
	str_add_byte(to, '{');
	json_field_text(to, "unit", of->unit);
	json_field_text(to, "period", of->period);
	json_field_text(to, "ledger", of->ledger);
	add_said(p, to, "method", "suppress", has_received(p) ? "received" : "");
	add_said(p, to, "min", "", "");
	add_said(p, to, "transitions", "", "");
	looks_plan(p, to);
	json_key(to, "number");
	str_addf(to, "%zu", of->number);
	json_field_text(to, "kind", of->final ? "final" : "preliminary");
	json_field_text(to, "today", of->due > 0 || of->approved != NULL ? of->today : NULL);
	json_key(to, "due");
	str_addf(to, "%zu", of->due);
	json_field_text(to, "approved", of->approved);
	json_key(to, "days");
	str_add_byte(to, '[');
	for (size_t i = 0; i < of->days; i++) {
		date_write(of->day[i], day);
		if (i > 0)
			str_add_byte(to, ',');
		json_text(to, slice_of(day));
	}
	str_add_byte(to, ']');
	json_key(to, "exact_from");
	str_addf(to, "%zu", of->exact_from);
	json_field_text(to, "uncounted", of->uncounted);
	persons_plan(p, to);
	str_add_byte(to, '}');
}
