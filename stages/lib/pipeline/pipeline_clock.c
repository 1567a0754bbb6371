/* pipeline_clock: see pipeline_clock.h; "What follows the clock" in docs/pipelines.md tells the rules. */
#include "pipeline/pipeline_clock.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "date.h"
#include "pipeline/pipeline_follows.h"
#include "text.h"
#include "tree.h"

#define MONTHS_BACK 120
#define SECONDS_A_DAY 86400

/* ---------------------------------------------------------------- how a period stands */

struct row {
	const char *state;
	int32_t day; /* on which it is, was or will be due; PARAMETER_NO_DAY: none */
	bool there;
};

static int32_t today_of(const struct pipeline *p)
{
	const char *text = parameter_value(&p->parameters, slice_of("run_date"));
	int32_t day;

	return text != NULL && date_parse(slice_of(text), &day) ? day : PARAMETER_NO_DAY;
}

/* What was let out before there were editions, or of made-up persons, has no line, and counts as the first. */
static void stand_by_editions(const struct editions *of, int32_t today, struct row *row)
{
	size_t out = of->out == 0 && row->there ? 1 : of->out;

	row->day = PARAMETER_NO_DAY;
	row->state = "published";
	if (of->over || out >= of->days)
		return;
	row->day = of->day[out];
	if (of->due > out) {
		row->state = "due";
		row->day = today;
	} else if (today > row->day) {
		row->state = "late";
		for (size_t i = out + 1; i < of->days && of->day[i] < today; i++)
			row->day = of->day[i];
	} else if (out == 0) {
		row->state = "waits";
	}
}

static struct row stand(const struct pipeline *p, struct period period, int days)
{
	int32_t today = today_of(p);
	struct row row = {.state = "published", .day = PARAMETER_NO_DAY};

	row.there = p->publish != NULL &&
	            access(arena_format(p->arena, "%s/provenance.json", p->publish), F_OK) == 0;
	if (p->editions.node != NULL) {
		stand_by_editions(&p->editions, today, &row);
	} else if (!row.there) {
		row.day = period_till(period) + days;
		row.state = today < row.day ? "waits" : "due";
	}
	return row;
}

/* ---------------------------------------------------------------- what is told of it */

static void add_day(struct str *to, int32_t day)
{
	char text[DATE_TEXT + 1] = "";

	if (day != PARAMETER_NO_DAY)
		date_write(day, text);
	str_addf(to, "\t%s", text);
}

static void add_time(struct str *to, time_t time)
{
	add_day(to, time == 0 ? PARAMETER_NO_DAY : (int32_t)(time / SECONDS_A_DAY));
}

/* The files that come in: how many, how many are not there, when the newest changed, how many after the publication. */
static void add_files(struct pipeline *p, struct str *to, time_t published)
{
	const struct yaml *map = yaml_get(p->root, "sources");
	size_t n = 0, missing = 0, newer = 0;
	time_t newest = 0;

	for (const struct yaml *one = map == NULL ? NULL : map->first; one != NULL;
	     one = one->next) {
		const struct yaml *file = yaml_get(one, "file");
		const char *path;
		struct stat there;
		if (file == NULL || !parameter_fill(&p->parameters, file, PARAMETER_VALUE, false,
		                                    &path, &(struct error){0}))
			continue;
		n++;
		if (stat(path, &there) != 0) {
			missing++;
			continue;
		}
		newer += published != 0 && there.st_mtime > published;
		newest = there.st_mtime > newest ? there.st_mtime : newest;
	}
	str_addf(to, "\t%zu\t%zu", n, missing);
	add_time(to, newest);
	str_addf(to, "\t%zu", newer);
}

static void add_bytes(struct str *to, const char *path)
{
	struct tree_size size = {0};

	if (path != NULL)
		tree_measure(AT_FDCWD, path, path, NULL, &size);
	str_addf(to, "\t%lld", (long long)size.bytes);
}

/* What the publication's name says beside the period: the förbund. */
static void add_unit_of(const struct pipeline *p, struct slice period, struct str *to)
{
	bool first = true;

	for (size_t i = 0; i < p->parameters.n; i++) {
		const struct parameter *one = &p->parameters.at[i];
		if (!one->place || one->type == PARAMETER_PATH || slice_equal(one->name, period))
			continue;
		str_add_text(to, first ? "" : "/");
		text_escape(to, slice_of(one->value));
		first = false;
	}
}

static void tell(struct pipeline *p, struct slice name, const struct row *row, struct str *to)
{
	const char *versions =
	    row->there ? arena_format(p->arena, "%s.versions", p->publish) : NULL;
	struct stat link;
	time_t published = row->there && lstat(p->publish, &link) == 0 ? link.st_mtime : 0;

	str_addf(to, "%s\t", p->name);
	add_unit_of(p, name, to);
	str_addf(to, "\t%s\t%s", parameter_value(&p->parameters, name), row->state);
	add_day(to, row->day);
	str_addf(to, "\t%.0zu\t%zu", p->editions.out, p->editions.days);
	add_time(to, published);
	str_add_byte(to, '\t');
	text_escape(to, slice_of(p->publish == NULL ? "" : p->publish));
	str_addf(to, "\t%s", p->work);
	add_files(p, to, published);
	add_bytes(to, versions);
	add_bytes(to, p->work);
	str_addf(to, "\t%.*s\n", SLICE(name));
}

/* ---------------------------------------------------------------- all of them */

/* Loads the pipeline as of that period. False: that can not be done, and why is in its problems. */
static bool load(struct pipeline *p, const struct pipeline_request *request, struct slice name,
                 struct period period)
{
	struct pipeline_request of = *request;
	char *given = arena_take(p->arena, name.n + 1 + PERIOD_TEXT);

	memcpy(given, name.at, name.n);
	given[name.n] = '=';
	period_write(period, given + name.n + 1);
	of.given = arena_take(p->arena, ((size_t)request->n_given + 1) * sizeof *of.given);
	for (int i = 0; i < request->n_given; i++)
		of.given[i] = request->given[i];
	of.given[of.n_given++] = given;
	pipeline_load_again(p, &of);
	return p->problems == 0;
}

/* The first period that is asked for, and the last one; false: there is none. */
static bool span(const struct clock_request *r, int32_t today, int months, struct period *from,
                 struct period *till)
{
	if (!period_last_whole(months, today, till))
		return false;
	if (r->month != CLOCK_ANY) {
		bool ends = (r->month + 1) % months == 0;
		from->first = r->month + 1 - months;
		if (!ends || from->first > till->first)
			return false;
		*from = (struct period){months, from->first, till->letter};
		*till = *from;
		return true;
	}
	*from = *till;
	from->first -= MONTHS_BACK / months * months;
	if (r->since != CLOCK_ANY)
		from->first = r->since - r->since % months;
	return from->first <= till->first && from->first >= 12;
}

static void tell_unit(struct pipeline *p, const struct clock_request *r, struct slice name,
                      struct follows unit, struct str *to)
{
	bool begun = r->since != CLOCK_ANY || r->month != CLOCK_ANY;
	struct period at, till;

	if (!span(r, r->load->today, unit.months, &at, &till))
		return;
	for (bool more = true; more && at.first <= till.first; more = period_move(at, 1, &at)) {
		struct row row;
		if (!load(p, r->load, name, at))
			return;
		row = stand(p, at, unit.days);
		begun |= row.there || p->editions.out > 0 || access(p->work, F_OK) == 0 ||
		         at.first == till.first;
		if (begun)
			tell(p, name, &row, to);
	}
}

void pipeline_clock(struct pipeline *p, const struct clock_request *request, struct str *to)
{
	const struct yaml *node = yaml_get(p->root, "follows");
	const struct yaml *period;
	struct follows unit[FOLLOWS_MOST];
	size_t n;

	str_add_text(
	    to,
	    "pipeline\tunit\tperiod\tstate\tday\tedition\teditions\tpublished\tpublication\twork\t"
	    "files\tmissing\tnewest\tnewer\tbytes\twork_bytes\tparameter\n");
	if (node == NULL)
		return;
	n = follows_read(p, node, unit, &period);
	for (size_t i = 0; i < n && p->problems == 0; i++)
		tell_unit(p, request, period->key, unit[i], to);
}
