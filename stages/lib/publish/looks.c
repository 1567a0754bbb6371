/* looks: see looks.h; "Editions" in docs/pipelines.md tells the rules, "Over time" in docs/privacy.md what was measured. */
#include "publish/looks.h"

#define MOST_LOOKS 2

static bool shares(struct slice list, struct slice other)
{
	struct slice one;

	while (list.n > 0 && slice_cut(&list, ',', &one))
		if (one.n > 0 && slice_lists(other, one))
			return true;
	return false;
}

static bool has_noise(const struct release *line)
{
	struct slice rest = line->field[RELEASE_METHOD], word;

	while (rest.n > 0 && slice_cut(&rest, ' ', &word))
		if (slice_is(word, "noise"))
			return true;
	return false;
}

static bool is_exact(const struct release *line)
{
	struct slice rest = line->field[RELEASE_METHOD], word;

	while (rest.n > 0 && slice_cut(&rest, ' ', &word))
		if (word.n > 0 && !slice_is(word, "noise"))
			return true;
	return false;
}

static bool is_before(struct slice day, struct slice other)
{
	return slice_compare(day, other) < 0;
}

static bool has_day(const struct release *line, struct slice day)
{
	return !is_before(day, line->field[RELEASE_FROM]) &&
	       !is_before(line->field[RELEASE_TILL], day);
}

/* A unit that has the persons of others: of all, or of a county, a region. */
static bool is_of_several(struct slice unit)
{
	return unit.n == 0 || slice_starts(unit, RELEASE_OF_SEVERAL);
}

/* Of the same persons, in another publication, unit or period. */
static bool is_of_them(const struct release *one, const struct release *line)
{
	struct slice unit = one->field[RELEASE_UNIT], mine = line->field[RELEASE_UNIT];

	return slice_is(one->field[RELEASE_STATE], RELEASE_OUT) && !release_is_like(one, line) &&
	       (is_of_several(unit) || is_of_several(mine) || slice_equal(unit, mine)) &&
	       shares(one->field[RELEASE_SOURCES], line->field[RELEASE_SOURCES]) &&
	       (has_day(one, line->field[RELEASE_FROM]) || has_day(line, one->field[RELEASE_FROM]));
}

/* ---------------------------------------------------------------- noise */

/* One unit of a report of all is drawn as it is alone; a county is drawn by a key of its own. */
static bool is_same_draw(const struct release *one, const struct release *other)
{
	static const enum release_field same[] = {RELEASE_PERIOD, RELEASE_EDITION, RELEASE_KEY,
	                                          RELEASE_TRANSITIONS, RELEASE_MIN};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (!slice_equal(one->field[same[i]], other->field[same[i]]))
			return false;
	return slice_equal(one->field[RELEASE_UNIT], other->field[RELEASE_UNIT]) ||
	       (!slice_starts(one->field[RELEASE_UNIT], RELEASE_OF_SEVERAL) &&
	        !slice_starts(other->field[RELEASE_UNIT], RELEASE_OF_SEVERAL));
}

static bool is_look(const struct release *one, const struct release *line)
{
	bool own = slice_is(one->field[RELEASE_STATE], RELEASE_OUT) && release_is_like(one, line);

	return (own || is_of_them(one, line)) && has_noise(one) &&
	       !slice_is(one->field[RELEASE_TELLS], RELEASE_HEADS) && !is_same_draw(one, line);
}

/* Draws that persons of the day are in, each once, and this one. */
static size_t count_looks(const struct releases *r, const struct release *line, struct slice day)
{
	size_t n = has_day(line, day);

	for (size_t i = 0; i < r->n; i++) {
		size_t before = 0;
		if (!is_look(&r->at[i], line) || !has_day(&r->at[i], day))
			continue;
		while (before < i &&
		       !(is_look(&r->at[before], line) && is_same_draw(&r->at[before], &r->at[i])))
			before++;
		n += before == i;
	}
	return n;
}

static bool refuse(const struct release *line, const struct release *one, const char *why,
                   struct error *e)
{
	return error_set(e, "%.*s %.*s: %.*s %.*s %s", SLICE(line->field[RELEASE_PUBLICATION]),
	                 SLICE(line->field[RELEASE_PERIOD]), SLICE(one->field[RELEASE_PUBLICATION]),
	                 SLICE(one->field[RELEASE_PERIOD]), why);
}

/* Most looks are at a day on which some period begins. */
static bool noise_passes(const struct releases *r, const struct release *line, struct error *e)
{
	for (size_t i = 0; i < r->n; i++)
		if (has_noise(&r->at[i]) && is_of_them(&r->at[i], line) &&
		    is_same_draw(&r->at[i], line) &&
		    !slice_equal(r->at[i].field[RELEASE_DAY], line->field[RELEASE_DAY]))
			return refuse(line, &r->at[i],
			              "has the same noise and was let out on another day, so the "
			              "two could be subtracted; both are let out on one day",
			              e);
	if (slice_is(line->field[RELEASE_TELLS], RELEASE_HEADS))
		return true;
	for (size_t i = 0; i <= r->n; i++) {
		const struct release *one = i < r->n ? &r->at[i] : line;
		if ((one == line || is_look(one, line)) &&
		    count_looks(r, line, one->field[RELEASE_FROM]) > MOST_LOOKS &&
		    has_day(line, one->field[RELEASE_FROM]))
			break;
		if (one == line)
			return true;
	}
	for (size_t i = r->n; i-- > 0;)
		if (is_look(&r->at[i], line) && !release_is_like(&r->at[i], line))
			return refuse(line, &r->at[i],
			              "tells of some of the same persons, and of each it may be "
			              "told twice, in all periods together; tell heads, leave "
			              "out a final edition, or add up what is published",
			              e);
	return true;
}

/* ---------------------------------------------------------------- exact figures */

static bool exact_passes(const struct releases *r, const struct release *line, struct error *e)
{
	if (line->field[RELEASE_APPROVED].n > 0)
		return true;
	for (size_t i = r->n; i-- > 0;)
		if (is_exact(&r->at[i]) && is_of_them(&r->at[i], line))
			return refuse(line, &r->at[i],
			              "tells exact figures of some of the same persons, and the "
			              "two were not protected together, so they could be "
			              "subtracted: make them one pipeline, or have somebody who "
			              "has looked at both approve it (finsam run --approved-by "
			              "NAME)",
			              e);
	return true;
}

bool looks_are_few(const struct releases *r, const struct release *line, struct error *e)
{
	return (!has_noise(line) || noise_passes(r, line, e)) &&
	       (!is_exact(line) || exact_passes(r, line, e));
}
