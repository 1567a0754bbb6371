/* pipeline_rules: see pipeline_rules.h; "Protection" in docs/pipelines.md tells the rules. */
#include "pipeline/pipeline_rules.h"

#include "pipeline/pipeline_words.h"

/* Options of which each item of a list is one; in a map the sign stands between name and value. The first three say what a measure is. */
static const struct {
	const char *option;
	char sign;
} several[] = {{"count", '='},    {"sum", '='},      {"derived", '='},   {"part", '='},
               {"largest", '='},  {"previous", '='}, {"hierarchy", '='}, {"relation", ':'},
               {"withhold", ':'}, {"class", ':'},    {"never", '='}};

#define SEVERAL (sizeof several / sizeof *several)

/* ---------------------------------------------------------------- what is said */

void rules_add(const struct rules_call *c, const char *option, const char *text, const char *shown,
               const struct yaml *node)
{
	struct arena *a = c->p->arena;
	const char *table = c->table == NULL ? "" : c->table;
	const char *sign = c->table == NULL ? "" : strcmp(option, "previous") == 0 ? "=" : ":";

	step_add_word(words_last(c->to),
	              (struct word){.option = option,
	                            .text = arena_format(a, "%s%s%s", table, sign, text),
	                            .shown = arena_format(a, "%s%s%s", table, sign, shown),
	                            .node = node});
}

static void say_item(const struct rules_call *c, size_t option, const struct yaml *item, bool named)
{
	struct word w = {0};
	const char *before = "";

	if (!words_value(c->p, c->to, item, &w))
		return;
	if (named)
		before =
		    arena_format(c->p->arena, "%.*s%c", SLICE(item->key), several[option].sign);
	rules_add(c, several[option].option, arena_format(c->p->arena, "%s%s", before, w.text),
	          arena_format(c->p->arena, "%s%s", before, w.shown), item);
}

/* A map of columns, each with one value or several, is one combination: COLUMN=VALUE,COLUMN=VALUE,... */
static void say_combination(const struct rules_call *c, size_t option, const struct yaml *node)
{
	struct arena *a = c->p->arena;
	const char *text = "", *shown = "";

	for (const struct yaml *of = node->first; of != NULL; of = of->next)
		for (const struct yaml *item = yaml_first(of); item != NULL;
		     item = yaml_next(of, item)) {
			struct word w = {0};
			const char *sign = text[0] == '\0' ? "" : ",";

			if (!words_value(c->p, c->to, item, &w))
				return;
			text = arena_format(a, "%s%s%.*s=%s", text, sign, SLICE(of->key), w.text);
			shown =
			    arena_format(a, "%s%s%.*s=%s", shown, sign, SLICE(of->key), w.shown);
		}
	rules_add(c, several[option].option, text, shown, node);
}

/* One combination, or a list of them. */
static void say_never(const struct rules_call *c, size_t option, const struct yaml *node)
{
	if (node->kind == YAML_MAP)
		say_combination(c, option, node);
	else if (node->kind == YAML_SCALAR)
		pipeline_problem(c->p, node,
		                 "never: a map of columns and the values that nobody can have "
		                 "together, or a list of such");
	for (const struct yaml *item = node->kind == YAML_LIST ? node->first : NULL; item != NULL;
	     item = item->next)
		say_never(c, option, item);
}

static void say(const struct rules_call *c, size_t option, const struct yaml *node)
{
	if (strcmp(several[option].option, "never") == 0) {
		say_never(c, option, node);
		return;
	}
	if (node->kind == YAML_SCALAR)
		say_item(c, option, node, false);
	for (const struct yaml *item = node->first; item != NULL; item = item->next)
		say_item(c, option, item, node->kind == YAML_MAP);
}

static size_t find_option(struct slice name)
{
	size_t i = 0;

	while (i < SEVERAL && !slice_is(name, several[i].option))
		i++;
	return i;
}

bool rules_know(struct slice key)
{
	return find_option(key) < SEVERAL;
}

void rules_say(const struct rules_call *c, struct slice option, const struct yaml *item)
{
	say_item(c, find_option(option), item, true);
}

/* The name that a rule is about: of "andel=i_arbete/personer", "personer@kon". */
static struct slice about(const struct yaml *item, bool named)
{
	struct slice text = named ? item->key : item->text, name = text;

	for (name.n = 0; name.n < text.n && text.at[name.n] != '=' && text.at[name.n] != '@';)
		name.n++;
	return name;
}

/* The rule of that kind that is said of the measure, or NULL. */
static const struct yaml *said_of(const struct rules_call *c, size_t option, struct slice measure)
{
	const struct yaml *rules = yaml_get(c->said, several[option].option);

	if (rules != NULL && rules->kind == YAML_SCALAR &&
	    slice_equal(about(rules, false), measure))
		return rules;
	for (const struct yaml *item = rules == NULL ? NULL : rules->first; item != NULL;
	     item = item->next)
		if (slice_equal(about(item, rules->kind == YAML_MAP), measure))
			return item;
	return NULL;
}

static bool says(const struct rules_call *c, size_t option, struct slice measure)
{
	return said_of(c, option, measure) != NULL;
}

bool rules_say_what(const struct rules_call *c, struct slice measure)
{
	return says(c, 0, measure) || says(c, 1, measure) || says(c, 2, measure);
}

bool rules_say_part(const struct rules_call *c, struct slice measure)
{
	return says(c, find_option(slice_of("part")), measure);
}

/* ---------------------------------------------------------------- what aggregate says */

bool rules_measure(const struct word *w, struct definition *d)
{
	*d = (struct definition){0};
	return w->option == NULL && w->text != NULL && definition_read(slice_of(w->text), d, NULL);
}

/* The count that a sum or a mean is over: the first of the whole row, or else the first. */
static struct slice base_count(const struct step *aggregate)
{
	struct slice found = {NULL, 0};
	struct definition d;

	for (size_t i = 0; i < aggregate->words; i++) {
		const struct word *w = &aggregate->word[i];
		if (!rules_measure(w, &d))
			continue;
		if (definition_is_whole(&d))
			return d.name;
		if (definition_counts(&d) && found.at == NULL)
			found = d.name;
	}
	return found;
}

/* What the aggregate reads, as people wrote it: equal texts are equal records. */
static const char *records_of(const struct rules_call *c, size_t aggregate)
{
	const struct target *t = c->from;
	struct str text = {0};
	const char *whole;

	for (size_t i = 0; i < t->uses && text.n == 0; i++)
		if (t->use[i].step == 0)
			str_add_text(&text, t->use[i].output->name);
	for (size_t i = 0; i < aggregate; i++) {
		const struct step *s = &t->step[i];
		str_addf(&text, " %s", s->stage);
		for (size_t j = 0; j < s->words; j++) {
			const struct word *w = &s->word[j];
			const char *shown = w->shown != NULL ? w->shown : w->text;
			str_addf(&text, " %s%s%s%s", w->option == NULL ? "" : "--",
			         w->option == NULL ? "" : w->option,
			         w->option == NULL || shown == NULL ? "" : "=",
			         shown == NULL ? "" : shown);
		}
	}
	whole = arena_text(c->p->arena, str_slice(&text));
	str_done(&text);
	return whole;
}

/* "i_arbete, personer@kon" as i_arbete/personer@kon; blanks after commas go. */
static const char *quotient(const struct rules_call *c, const struct definition *d)
{
	struct str text = {0};
	const char *whole;

	str_addf(&text, "%.*s/%.*s%s", SLICE(d->numerator), SLICE(d->denominator),
	         d->coarser ? "@" : "");
	for (size_t i = 0; i < d->by.n; i++)
		if (d->by.at[i] != ' ')
			str_add_byte(&text, d->by.at[i]);
	whole = arena_text(c->p->arena, str_slice(&text));
	str_done(&text);
	return whole;
}

static void add_rule(const struct rules_call *c, const char *option, struct slice name,
                     const char *of, const struct yaml *node)
{
	const char *text = arena_format(c->p->arena, "%.*s=%s", SLICE(name), of);

	rules_add(c, option, text, text, node);
}

/* Whether the measure is said to be something else than a count. */
bool rules_say_otherwise(const struct rules_call *c, struct slice measure)
{
	return says(c, 1, measure) || says(c, 2, measure);
}

const struct yaml *rules_said_derived(const struct rules_call *c, struct slice measure,
                                      struct slice *made_of)
{
	const struct yaml *item = said_of(c, find_option(slice_of("derived")), measure);
	struct slice name;

	*made_of = item == NULL ? (struct slice){0} : item->text;
	if (item != NULL && memchr(made_of->at, '=', made_of->n) != NULL)
		slice_cut(made_of, '=', &name);
	return item;
}

static struct slice by_of(const struct yaml *item, bool named)
{
	struct slice rest = named ? item->key : item->text, name = {0}, by;

	slice_cut(&rest, '=', &name);
	rest = name;
	slice_cut(&rest, '@', &by);
	return rest;
}

struct slice rules_said_by(const struct rules_call *c, struct slice measure)
{
	const struct yaml *rules = yaml_get(c->said, several[0].option);
	bool named = rules != NULL && rules->kind == YAML_MAP;

	if (rules != NULL && rules->kind == YAML_SCALAR)
		return slice_equal(about(rules, false), measure) ? by_of(rules, false)
		                                                 : (struct slice){0};
	for (const struct yaml *i = rules == NULL ? NULL : rules->first; i != NULL; i = i->next)
		if (slice_equal(about(i, named), measure))
			return by_of(i, named);
	return (struct slice){0};
}

static void rule_of(const struct rules_call *c, const struct step *s, const struct word *w,
                    const char *records)
{
	struct slice base = base_count(s);
	struct arena *a = c->p->arena;
	struct definition d;

	if (!rules_measure(w, &d))
		return;
	if (rules_say_what(c, d.name) || d.function == MEASURE_LARGEST)
		return;
	if (definition_counts(&d))
		add_rule(c, "count", d.name, arena_format(a, "%s/%.*s", records, SLICE(d.text)),
		         w->node);
	else if (d.function == MEASURE_RATIO)
		add_rule(c, "derived", d.name, quotient(c, &d), w->node);
	else if (base.at == NULL)
		pipeline_problem(c->p, w->node,
		                 "%.*s: protect must know whom it is about, and no count() or "
		                 "distinct() of this table tells",
		                 SLICE(d.name));
	else if (d.function == MEASURE_SUM)
		add_rule(c, "sum", d.name,
		         arena_format(a, "%.*s=%s/%.*s", SLICE(base), records, SLICE(d.text)),
		         w->node);
	else
		add_rule(c, "derived", d.name, arena_text(a, base), w->node);
}

/* A measure that is computed after the aggregate is not known to be a count of anything. */
static void check_derived(const struct rules_call *c, const struct step *s)
{
	for (size_t i = 0; i < s->words; i++) {
		const struct word *w = &s->word[i];
		struct slice rest = slice_of(w->text == NULL ? "" : w->text), name, key, keys;
		bool known =
		    w->option != NULL || !slice_cut(&rest, '=', &name) || rules_say_what(c, name);
		for (keys = slice_of(c->by); !known && slice_cut(&keys, ',', &key);)
			known = slice_equal(key, name);
		for (size_t j = 0; !known && c->from->step[j].node != s->node; j++)
			for (size_t k = 0; k < c->from->step[j].words; k++) {
				struct definition d;

				rules_measure(&c->from->step[j].word[k], &d);
				known |= step_does(c->p, &c->from->step[j], STAGE_MAKES_FIGURES) &&
				         slice_equal(d.name, name);
			}
		if (!known)
			pipeline_problem(
			    c->p, w->node,
			    "protect is told nothing of %.*s: say it under count, sum or "
			    "derived of %s",
			    SLICE(name), c->from->name);
	}
}

/* The aggregate whose columns the table has; NULL: other steps have changed them, or there is none. */
const struct step *rules_aggregate(const struct rules_call *c, size_t *at)
{
	for (size_t i = c->steps; i-- > 0;) {
		if (step_does(c->p, &c->from->step[i], STAGE_MAKES_FIGURES)) {
			*at = i;
			return &c->from->step[i];
		}
		if (!step_does(c->p, &c->from->step[i], STAGE_KEEPS_COLUMNS))
			break;
	}
	return NULL;
}

/* ---------------------------------------------------------------- overlap */

/* Whether each measure that is said to be a count or a sum is one of the aggregate's own. */
static bool says_of_its_own(const struct rules_call *c, const struct step *aggregate)
{
	for (size_t option = 0; option < 2; option++) {
		const struct yaml *said = yaml_get(c->said, several[option].option);
		bool named = said != NULL && said->kind == YAML_MAP;

		if (said != NULL && said->kind == YAML_SCALAR)
			return false;
		for (const struct yaml *i = said == NULL ? NULL : said->first; i != NULL;
		     i = i->next) {
			struct definition d = {0};
			bool own = false;

			for (size_t k = 0; k < aggregate->words; k++)
				own |= rules_measure(&aggregate->word[k], &d) &&
				       definition_counts(&d) &&
				       slice_equal(d.name, about(i, named));
			if (!own && rules_said_by(c, about(i, named)).at == NULL)
				return false;
		}
	}
	return true;
}

const char *rules_overlap(const struct rules_call *c, struct slice column)
{
	size_t at = 0;
	const struct step *aggregate = rules_aggregate(c, &at);
	const char *plain = arena_text(c->p->arena, column), *text = "";
	struct definition d;

	if (aggregate == NULL || memchr(column.at, '@', column.n) != NULL ||
	    !says_of_its_own(c, aggregate))
		return plain;
	for (size_t i = 0; i < aggregate->words; i++)
		if (rules_measure(&aggregate->word[i], &d) && d.function == MEASURE_DISTINCT &&
		    !rules_say_otherwise(c, d.name))
			text = arena_format(c->p->arena, "%s%s%s@%.*s", text,
			                    text[0] == '\0' ? "" : ",", plain, SLICE(d.name));
	return text[0] == '\0' ? plain : text;
}

/* ---------------------------------------------------------------- a table */

static void find_by(struct rules_call *c, const struct step *aggregate)
{
	const struct yaml *said = yaml_get(c->said, "by");
	const char *found = aggregate == NULL ? NULL : step_option(aggregate, "by");
	struct word w = {0};

	if (said != NULL && words_value(c->p, c->to, said, &w))
		found = w.text;
	c->by = found == NULL ? "" : found;
	if (found != NULL)
		rules_add(c, "by", found, found, said == NULL ? c->node : said);
}

void rules_write(struct rules_call *c)
{
	size_t at = 0;
	const struct step *aggregate = rules_aggregate(c, &at);
	const char *records;

	find_by(c, aggregate);
	if (aggregate == NULL && yaml_get(c->said, "count") == NULL)
		pipeline_problem(
		    c->p, c->node,
		    "%s: the columns are not those of an aggregate; say by, count, sum "
		    "and derived",
		    c->from->name);
	for (const struct yaml *key = c->said == NULL ? NULL : c->said->first; key != NULL;
	     key = key->next)
		if (find_option(key->key) < SEVERAL)
			say(c, find_option(key->key), key);
	if (aggregate == NULL)
		return;
	records = records_of(c, at);
	for (size_t i = 0; i < aggregate->words; i++)
		if (aggregate->word[i].option == NULL)
			rule_of(c, aggregate, &aggregate->word[i], records);
	for (size_t i = at + 1; i < c->steps; i++)
		if (step_does(c->p, &c->from->step[i], STAGE_MAKES_COLUMNS))
			check_derived(c, &c->from->step[i]);
}
