/* pipeline_follows: see pipeline_follows.h. */
#include "pipeline/pipeline_follows.h"

#include "period.h"
#include "pipeline/pipeline_site.h"

static const char wanted[] =
    "follows is one or more of month, quarter, half-year and year, or says "
    "how many days after each: {month: +10}";

static const char by_period[] =
    "what follows the clock is published by period: one parameter is a period, year or "
    "month, and stands in what `publish` says";

/* +N; false: it is something else. */
static bool read_days(struct slice s, int *days)
{
	*days = 0;
	if (s.n < 2 || s.n > 4 || s.at[0] != '+')
		return false;
	for (size_t i = 1; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		*days = *days * 10 + (s.at[i] - '0');
	}
	return *days > 0;
}

static bool add_unit(const struct yaml *said, bool map, struct follows *unit, size_t *n)
{
	struct follows *one = &unit[*n];

	if (*n == FOLLOWS_MOST || said->kind != YAML_SCALAR)
		return false;
	one->months = period_unit(map ? said->key : said->text);
	one->days = 1;
	if (one->months == 0 || (map && !read_days(said->text, &one->days)))
		return false;
	for (size_t i = 0; i < *n; i++)
		if (unit[i].months == one->months)
			return false;
	++*n;
	return true;
}

/* What it says, in the order in which it stands; 0: nothing that can be read. */
static size_t read_units(const struct yaml *node, struct follows unit[FOLLOWS_MOST])
{
	size_t n = 0;

	if (node->kind == YAML_SCALAR)
		return add_unit(node, false, unit, &n) ? n : 0;
	for (const struct yaml *item = node->first; item != NULL; item = item->next)
		if (!add_unit(item, node->kind == YAML_MAP, unit, &n))
			return 0;
	return n;
}

static bool is_time(const struct yaml *parameter)
{
	const struct yaml *type = yaml_get(parameter, "type");

	return type != NULL && type->kind == YAML_SCALAR &&
	       (slice_is(type->text, "period") || slice_is(type->text, "year") ||
	        slice_is(type->text, "month"));
}

/* The parameter that is the period: the one of that name, or the only one of such a type; NULL: there is none, or are several. */
static const struct yaml *find_period(const struct pipeline *p)
{
	const struct yaml *map = yaml_get(p->root, "parameters"), *found = NULL;

	if (map == NULL || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *item = map->first; item != NULL; item = item->next) {
		if (!is_time(item))
			continue;
		if (slice_is(item->key, "period"))
			return item;
		if (found != NULL)
			return NULL;
		found = item;
	}
	return found;
}

/* The only length that the parameter can have; 0: any. */
static int months_of(const struct yaml *parameter)
{
	const struct yaml *unit = yaml_get(parameter, "unit");

	if (slice_is(yaml_get(parameter, "type")->text, "year"))
		return 12;
	if (slice_is(yaml_get(parameter, "type")->text, "month"))
		return 1;
	return unit == NULL ? 0 : period_unit(unit->text);
}

static bool is_in_place(const struct pipeline *p, struct slice name)
{
	for (size_t i = 0; i < p->parameters.n; i++)
		if (slice_equal(p->parameters.at[i].name, name))
			return p->parameters.at[i].place;
	return false;
}

size_t follows_read(struct pipeline *p, const struct yaml *node, struct follows unit[FOLLOWS_MOST],
                    const struct yaml **period)
{
	size_t n = read_units(node, unit);

	*period = find_period(p);
	if (n == 0)
		pipeline_problem(p, node, "%s", wanted);
	else if (*period == NULL)
		pipeline_problem(p, node, "%s", by_period);
	for (size_t i = 0; i < n && *period != NULL; i++)
		if (months_of(*period) != 0 && months_of(*period) != unit[i].months)
			pipeline_problem(p, node, "%.*s is of another length",
			                 SLICE((*period)->key));
	return p->problems == 0 ? n : 0;
}

void follows_check(struct pipeline *p)
{
	const struct yaml *node = yaml_get(p->root, "follows"), *period;
	struct follows unit[FOLLOWS_MOST];

	if (node == NULL || follows_read(p, node, unit, &period) == 0)
		return;
	if (site_publishes(p) && !is_in_place(p, period->key))
		pipeline_problem(p, node, "%s", by_period);
	else if (node->kind == YAML_MAP && yaml_get(p->root, "editions") != NULL)
		pipeline_problem(p, node, "the days are those of `editions`");
}
