/* pipeline_covers: see pipeline_covers.h. */
#include "pipeline/pipeline_covers.h"

#include <string.h>

#include "date.h"
#include "language/windows.h"

#define COVERS_MAX 64

/* Days from 1970, both ends in it. */
struct days {
	int32_t from, till;
};

/* The periods in a text, with blanks between; false: a problem was noted. */
static bool read_periods(struct pipeline *p, const struct yaml *node, struct days *all, size_t *n)
{
	struct slice rest, word;
	struct error e = {0};
	const char *text;

	if (!parameter_fill(&p->parameters, node, PARAMETER_VALUE, false, &text, &e)) {
		pipeline_reason(p, node, &e);
		return false;
	}
	for (rest = slice_of(text); slice_cut(&rest, ' ', &word);) {
		struct period period;

		if (word.n == 0)
			continue;
		if (*n == COVERS_MAX || !period_parse(word, &period)) {
			pipeline_problem(
			    p, node,
			    "covers is periods (2012-03, 2012Q1, 2012H1 or 2012) with blanks "
			    "between, %d at most",
			    COVERS_MAX);
			return false;
		}
		all[(*n)++] = (struct days){period_from(period), period_till(period)};
	}
	return true;
}

/* Whether every day is in one of the periods. */
static bool are_covered(struct days asked, const struct days *all, size_t n)
{
	for (size_t left = n; asked.from <= asked.till && left > 0; left--)
		for (size_t i = 0; i < n; i++)
			if (all[i].from <= asked.from && all[i].till >= asked.from)
				asked.from = all[i].till + 1;
	return asked.from > asked.till;
}

/* Whether it is a window before the period, "${period.year-ago.from} ...", which is there to be compared with. */
static bool is_earlier(const struct yaml *node)
{
	return memmem(node->text.at, node->text.n, "year-ago.from", 13) != NULL ||
	       memmem(node->text.at, node->text.n, "previous.from", 13) != NULL;
}

static void check_window(struct pipeline *p, const struct target *source, const struct yaml *node,
                         const struct days *all, size_t n)
{
	const char *text, *said;
	struct slice from, till;
	struct error e = {0};
	struct days asked;

	if (!parameter_fill(&p->parameters, node, PARAMETER_VALUE, false, &text, &e)) {
		pipeline_reason(p, node, &e);
		return;
	}
	till = slice_of(text);
	slice_cut(&till, ' ', &from);
	if (!date_parse(from, &asked.from) || !date_parse(till, &asked.till) ||
	    are_covered(asked, all, n))
		return;
	parameter_fill(&p->parameters, yaml_get(source->node, "covers"), PARAMETER_VALUE, false,
	               &said, &e);
	pipeline_problem(p, node,
	                 "window %.*s to %.*s: no delivery of %s covers it (there %s: %s); nothing "
	                 "is published%s",
	                 SLICE(from), SLICE(till), source->name, n == 1 ? "is" : "are",
	                 n == 0 ? "none" : said,
	                 is_earlier(node) ? "; --without-comparison leaves out what is compared "
	                                    "with it"
	                                  : "");
}

void covers_check(struct pipeline *p, const struct target *source)
{
	const struct yaml *covers = yaml_get(source->node, "covers");
	const struct yaml *asked = yaml_get(source->node, WINDOWS_ASKED);
	struct days all[COVERS_MAX];
	size_t n = 0;

	if (covers == NULL || !read_periods(p, covers, all, &n) || p->headers)
		return;
	for (const struct yaml *one = asked == NULL ? NULL : asked->first; one != NULL;
	     one = one->next)
		check_window(p, source, one, all, n);
}
