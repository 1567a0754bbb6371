/* What is suggested for a name that is not there: slips of the finger, and the words of other tools. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "suggest.h"

/* The text for `typed` among the names, which blanks part. */
static const char *among(struct suggest *s, const char *typed, const char *names)
{
	struct slice rest = slice_of(names), name;

	suggest_start(s, slice_of(typed));
	while (slice_cut(&rest, ' ', &name))
		suggest_offer(s, name);
	return suggest_text(s);
}

#define STAGES "aggregate append derive explode join longer order pick protect where run check"
#define FUNCTIONS "add_days add_months coalesce concat days if length missing slice"
#define MEASURES "count distinct sum mean min max quantile largest ratio"

static const struct {
	const char *typed, *names, *text;
} expected[] = {
    /* slips */
    {"jion", STAGES, "; did you mean join?"},
    {"wher", STAGES, "; did you mean where?"},
    {"wherees", STAGES, "; did you mean where?"},
    {"agregate", STAGES, "; did you mean aggregate?"},
    {"agg", STAGES, "; did you mean aggregate?"},
    {"Order", STAGES, "; did you mean order?"},
    {"pid", "pid kon", "; did you mean pid?"},
    {"alder", "kon \xc3\xa5lder", "; did you mean \xc3\xa5lder?"},
    {"personnummer", "id.personnummer kon", "; did you mean id.personnummer?"},
    {"kno", "kon kn\xc3\xa4 kan", "; did you mean kon or kn\xc3\xa4?"},
    {"rad4", "rad1 rad2 rad3 rad5", "; did you mean rad1, rad2 or rad3?"},
    /* nothing that is far, and nothing for nothing */
    {"zebra", STAGES, ""},
    {"zz", "on", ""},
    {"no", "on", ""},
    {"", STAGES, ""},
    {"x", "", ""},
    {"\xff\xfe", "a b", ""},
    {"0123456789012345678901234567890123456789012345678901234567890123456789", "a", ""},
    {"columns", "fields primaryKey uniqueKeys", "; did you mean fields?"},
    {"int", "string number integer boolean", "; did you mean number or integer?"},
    {"VARCHAR", "string number integer boolean", "; did you mean string?"},
    {"regex", "required pattern enum", "; did you mean pattern?"},
    {"title", "titel undertitel sprak", "; did you mean titel?"},
    {"tables", "titel tabeller varden", "; did you mean tabeller?"},
    {"rows", "tabell rader kolumner", "; did you mean rader?"},
    {"percent", "andel antal tal", "; did you mean andel?"},
    /* what others call it */
    {"sort", STAGES, "; did you mean order?"},
    {"arrange", STAGES, "; did you mean order?"},
    {"filter", STAGES, "; did you mean where?"},
    {"grep", STAGES, "; did you mean where?"},
    {"subset", STAGES, "; did you mean where?"},
    {"select", STAGES, "; did you mean pick?"},
    {"cut", STAGES, "; did you mean pick?"},
    {"mutate", STAGES, "; did you mean derive?"},
    {"calc", STAGES, "; did you mean derive?"},
    {"group-by", STAGES, "; did you mean aggregate?"},
    {"group_by", STAGES, "; did you mean aggregate?"},
    {"SUMMARISE", STAGES, "; did you mean aggregate?"},
    {"pivot", STAGES, "; did you mean aggregate?"},
    {"tally", STAGES, "; did you mean aggregate?"},
    {"merge", STAGES, "; did you mean join?"},
    {"vlookup", STAGES, "; did you mean join?"},
    {"lookup", STAGES, "; did you mean join?"},
    {"melt", STAGES, "; did you mean longer?"},
    {"gather", STAGES, "; did you mean longer?"},
    {"unpivot", STAGES, "; did you mean longer?"},
    {"pivot_longer", STAGES, "; did you mean longer?"},
    {"cat", STAGES, "; did you mean append?"},
    {"rbind", STAGES, "; did you mean append?"},
    {"UNION ALL", STAGES, ""},
    {"union-all", STAGES, "; did you mean append?"},
    {"stack", STAGES, "; did you mean append?"},
    {"nest", STAGES, "; did you mean explode?"},
    {"substr", FUNCTIONS, "; did you mean slice?"},
    {"LEN", FUNCTIONS, "; did you mean length?"},
    {"ifelse", FUNCTIONS, "; did you mean if?"},
    {"is.na", FUNCTIONS, "; did you mean missing?"},
    {"dateadd", FUNCTIONS, "; did you mean add_days or add_months?"},
    {"avg", MEASURES, "; did you mean mean?"},
    {"median", MEASURES, "; did you mean quantile(x, 0.5)?"},
    {"n_distinct", MEASURES, "; did you mean distinct?"},
    {"n", MEASURES, "; did you mean count?"},
    /* only what is offered */
    {"sort", "pick where", ""},
};

static void names(void **state)
{
	struct suggest s;

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		assert_string_equal(among(&s, expected[i].typed, expected[i].names),
		                    expected[i].text);
}

static void marked(void **state)
{
	struct suggest s;

	(void)state;
	suggest_start(&s, slice_of("outptu"));
	s.mark = "--";
	suggest_offer(&s, slice_of("output"));
	assert_string_equal(suggest_text(&s), "; did you mean --output?");
}

/* A text that does not fit is cut between two names. */
static void long_names(void **state)
{
	static const char many[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1 "
	                           "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2";
	struct suggest s;

	(void)state;
	assert_string_equal(among(&s, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa3", many),
	                    "; did you mean aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1 or "
	                    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2?");
	assert_string_equal(among(&s, "aaa", many),
	                    "; did you mean aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1 or "
	                    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(names), cmocka_unit_test(marked),
	                                   cmocka_unit_test(long_names)};

	return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
