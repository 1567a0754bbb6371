#include "validate/schema_bound.h"

#include <string.h>

#include "validate/fault_names.h"
#include "validate/schema_instant.h"

/*
 * Below, at or above the limit, when a look at the text tells: whether there is a minus and how many digits there
 * are before the point. False if it does not.
 */
static bool compare_by_look(struct slice s, struct slice limit, int *order)
{
	bool negative = s.at[0] == '-', limit_negative = limit.at[0] == '-';
	const char *point = memchr(s.at, '.', s.n), *limit_point = memchr(limit.at, '.', limit.n);
	size_t whole = point ? (size_t)(point - s.at) : s.n;
	size_t limit_whole = limit_point ? (size_t)(limit_point - limit.at) : limit.n;

	if (negative != limit_negative)
		*order = negative ? -1 : 1;
	else if (whole != limit_whole)
		*order = (whole < limit_whole) == negative ? 1 : -1;
	else if (point == NULL && limit_point == NULL)
		*order = negative ? memcmp(limit.at, s.at, s.n) : memcmp(s.at, limit.at, s.n);
	else
		return false;
	return true;
}

static int compare_numbers(struct slice s, const struct schema_limit *limit)
{
	struct number x = {0};
	int order;

	if (compare_by_look(s, limit->text, &order))
		return order;
	number_parse(s, &x);
	return number_compare(x, limit->number);
}

/* Whether a canonical value keeps to a bound of that kind. Where there is no order it does not. */
static bool keeps_to(const struct schema_field *f, struct slice s, enum schema_bound bound)
{
	const struct schema_limit *limit = &f->bound[bound];
	enum schema_order known = SCHEMA_SAME;
	int order = 0;

	switch (schema_type_of(f->type)->compared) {
	case SCHEMA_UNORDERED:
		return false;
	case SCHEMA_BY_BYTES:
		order = slice_compare(s, limit->text);
		break;
	case SCHEMA_BY_NUMBER:
		order = compare_numbers(s, limit);
		break;
	case SCHEMA_BY_INSTANT:
		known = schema_instant_compare(s, limit->text);
		break;
	case SCHEMA_BY_DURATION:
		known = schema_duration_compare(s, limit->text);
		break;
	}
	if (known == SCHEMA_NO_ORDER)
		return false;
	order += (int)known - (int)SCHEMA_SAME;
	return bound == SCHEMA_MINIMUM   ? order >= 0
	       : bound == SCHEMA_MAXIMUM ? order <= 0
	       : bound == SCHEMA_ABOVE   ? order > 0
	                                 : order < 0;
}

uint64_t schema_bound_check(const struct schema_field *f, struct slice s)
{
	uint64_t broken = 0;

	for (int i = 0; i < SCHEMA_BOUNDS; i++)
		if (f->bound[i].set && !keeps_to(f, s, (enum schema_bound)i))
			broken |= fault_bit((enum fault)(FAULT_MINIMUM + i));
	return broken;
}

bool schema_bound_is_any(const struct schema_field *f)
{
	return f->bound[0].set || f->bound[1].set || f->bound[2].set || f->bound[3].set;
}

/*
 * Each upper bound against each lower one: both must keep to the other, which an exclusive one also asks of its
 * equal.
 */
bool schema_bound_settle(const struct descriptor *d, const struct schema_field *f)
{
	for (int low = SCHEMA_MINIMUM; low <= SCHEMA_ABOVE; low += SCHEMA_ABOVE)
		for (int high = SCHEMA_MAXIMUM; high <= SCHEMA_BELOW; high += SCHEMA_ABOVE) {
			const struct schema_limit *a = &f->bound[low], *b = &f->bound[high];
			struct number gap;
			if (!a->set || !b->set)
				continue;
			bool room = keeps_to(f, b->text, (enum schema_bound)low) &&
			            keeps_to(f, a->text, (enum schema_bound)high);
			if (room && f->type == SCHEMA_INTEGER && low == SCHEMA_ABOVE &&
			    high == SCHEMA_BELOW)
				room = number_subtract(b->number, a->number, &gap) &&
				       number_compare(gap, number_of(1)) > 0;
			if (!room)
				return yaml_error(d->e, d->path, b->node,
				                  "no value of %.*s can be between its limits %s "
				                  "and %s",
				                  SLICE(f->name), a->shown, b->shown);
		}
	return true;
}
