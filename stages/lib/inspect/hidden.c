#include "inspect/hidden.h"

#include <unistd.h>

#include "inspect/line.h"
#include "record.h"

static const struct {
	const char *rule, *sv, *en;
	bool primary;
} rules[] = {{"small", "liten grupp", "small group", true},
             {"rest", "alla utom några få", "all but a few", true},
             {"alike", "alla eller ingen", "all or none", true},
             {"belongs", "summa av ett dolt antal", "sum of a hidden count", true},
             {"percent", "p-procentregeln", "p percent rule", true},
             {"dominance", "dominans", "dominance", true},
             {"added", "få har tillkommit", "few were added", true},
             {"singleton", "ensam bidragsgivare", "single contributor", true},
             {"chance", "slumpen (nyckel)", "chance (key)", false},
             {"another's sake", "för en annans skull", "for another's sake", false}};

#define RULES_KNOWN (sizeof rules / sizeof *rules)

/* RULES_KNOWN if it is none of these: it is shown by its own name, and counts as primary. */
static size_t find_rule(struct slice rule)
{
	size_t i = 0;

	while (i < RULES_KNOWN && !slice_is(rule, rules[i].rule))
		i++;
	return i;
}

static void add_rule(struct str *to, struct slice rule)
{
	size_t i = find_rule(rule);

	line_add_field(to, i < RULES_KNOWN ? slice_of(rules[i].sv) : rule);
	line_add_field(to, i < RULES_KNOWN ? slice_of(rules[i].en) : rule);
}

static void count_rule(struct hidden *h, struct slice rule, struct arena *a)
{
	size_t i = 0;

	while (i < h->rules && !slice_equal(h->rule[i], rule))
		i++;
	if (i == HIDDEN_RULES)
		return;
	if (i == h->rules)
		h->rule[h->rules++] = arena_copy(a, rule);
	h->of_rule[i]++;
}

static void take_cell(struct hidden *h, const struct record *r, const size_t column[6],
                      struct arena *a, struct str *to)
{
	struct slice rule = record_field(r, column[3]), key = record_field(r, column[1]);
	size_t known;

	if (slice_starts(rule, "made of: ")) {
		h->made_of++;
		return;
	}
	known = find_rule(rule);
	if (known == RULES_KNOWN || rules[known].primary)
		h->primary++;
	else
		h->other++;
	count_rule(h, rule, a);
	str_addf(to, "%.*s\t%.*s%s%.*s\t", SLICE(record_field(r, column[0])), SLICE(key),
	         key.n == 0 ? "" : ": ", SLICE(record_field(r, column[2])));
	add_rule(to, rule);
	str_addf(to, "%.*s\t%.*s\t", SLICE(record_field(r, column[4])),
	         SLICE(record_field(r, column[5])));
	line_end(to);
}

bool hidden_read(struct hidden *h, const char *explain, struct slice table, struct arena *a,
                 struct str *cells, struct str *by_rule)
{
	static const char *const name[] = {"tabell", "nyckel", "matt", "regel", "minst", "mest"};
	struct reader *in;
	struct record r;
	size_t column[6];

	*h = (struct hidden){0};
	if (access(explain, F_OK) != 0)
		return false;
	in = reader_open(explain);
	for (size_t i = 0; i < 6; i++)
		column[i] = reader_column(in, slice_of(name[i]));
	while (reader_next(in, &r))
		if (slice_equal(record_field(&r, column[0]), table))
			take_cell(h, &r, column, a, cells);
	reader_close(in);
	for (size_t i = 0; i < h->rules; i++) {
		line_add_field(by_rule, table);
		add_rule(by_rule, h->rule[i]);
		line_add_number(by_rule, h->of_rule[i]);
		line_end(by_rule);
	}
	return true;
}
