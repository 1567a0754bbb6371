/* pipeline_said: see pipeline_said.h. */
#include "pipeline/pipeline_said.h"

#include "suggest.h"

/* ---------------------------------------------------------------- words */

static struct slice until(struct slice text, const char *signs)
{
	size_t n = 0;

	while (n < text.n && strchr(signs, text.at[n]) == NULL)
		n++;
	return slice_trim((struct slice){text.at, n});
}

static struct slice after(struct slice text, char sign)
{
	const char *at = text.n == 0 ? NULL : memchr(text.at, sign, text.n);

	return at == NULL ? (struct slice){"", 0}
	                  : slice_trim((struct slice){at + 1, (size_t)(text.at + text.n - at - 1)});
}

/* Where an item of a map stands: at its key. */
static struct yaml place_of(const struct yaml *item, bool named)
{
	return named && item->key_line > 0 ? yaml_key(item) : *item;
}

/* ---------------------------------------------------------------- columns */

static bool has_key(const struct rules_call *c, struct slice name)
{
	struct slice rest = slice_of(c->by), key;

	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (slice_equal(key, name))
			return true;
	return false;
}

/* The table that a step joins, or NULL. */
static const struct target *joined(const struct target *t, size_t step)
{
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == step + 1 && t->use[i].output->target->kind == TARGET_TABLE &&
		    t->use[i].output == &t->use[i].output->target->output[0])
			return t->use[i].output->target;
	return NULL;
}

/* Whether these steps leave a column of that name that is no key. *open: it can not be told, since columns come from elsewhere. */
static bool has_measure(const struct rules_call *c, struct slice name, bool *open)
{
	size_t at = 0;
	const struct step *aggregate = rules_aggregate(c, &at);
	struct definition d;
	bool found = false;

	*open |= aggregate == NULL;
	for (size_t i = at; i < c->steps && aggregate != NULL; i++) {
		const struct step *s = &c->from->step[i];
		bool makes = i == at || step_does(c->p, s, STAGE_MAKES_COLUMNS);
		const struct target *other = joined(c->from, i);

		for (size_t k = 0; k < s->words && makes; k++) {
			struct slice text =
			    slice_of(s->word[k].option != NULL ? "" : s->word[k].text);

			rules_measure(&s->word[k], &d);
			found |= slice_equal(i == at ? d.name : until(text, "="), name);
		}
		if (strcmp(s->stage, "join") == 0 && other != NULL) {
			struct rules_call there = {.p = c->p, .from = other, .steps = other->steps};

			found |= has_measure(&there, name, open);
		} else if (strcmp(s->stage, "join") == 0) {
			*open = true;
		}
	}
	return found;
}

static void need_key(const struct rules_call *c, struct slice name, const char *option,
                     struct yaml place)
{
	if (!has_key(c, name))
		pipeline_problem(c->p, &place, "%s: %.*s is no key of %s, which has %s", option,
		                 SLICE(name), c->from->name, c->by[0] == '\0' ? "none" : c->by);
}

static void need_measure(const struct rules_call *c, struct slice name, const char *option,
                         struct yaml place)
{
	bool open = false;

	if (!has_measure(c, name, &open) && !open)
		pipeline_problem(c->p, &place, "%s: %s has no measure %.*s", option, c->from->name,
		                 SLICE(name));
}

/* ---------------------------------------------------------------- what is said of one table */

struct saying {
	const struct rules_call *call, *all; /* the table, and those of the group */
	size_t n;
	const char *option;
};

/* [TABLE:]COUNT[@COLUMN,...][[COLUMN=VALUE,...]] */
static void check_whole(const struct saying *s, struct slice text, struct yaml place)
{
	struct slice table = until(text, ":@["), rest = after(text, ':');
	const struct rules_call *c = s->call;

	if (table.n + 1 < text.n && text.at[table.n] == ':') {
		c = NULL;
		text = rest;
		for (size_t i = 0; i < s->n; i++)
			if (s->all[i].table != NULL && slice_is(table, s->all[i].table))
				c = &s->all[i];
		if (c == NULL) {
			pipeline_problem(s->call->p, &place, "%s: no table %.*s in the group",
			                 s->option, SLICE(table));
			return;
		}
	}
	need_measure(c, until(text, "@["), s->option, place);
}

/* One item: the name that it is about, and what is said of it. */
static void check_item(const struct saying *s, struct slice name, struct slice rest,
                       struct yaml place)
{
	const char *option = s->option;

	if (strcmp(option, "hierarchy") == 0 || strcmp(option, "relation") == 0 ||
	    strcmp(option, "withhold") == 0 || strcmp(option, "class") == 0) {
		need_key(s->call, name, option, place);
		return;
	}
	need_measure(s->call, name, option, place);
	if (strcmp(option, "part") == 0)
		check_whole(s, rest, place);
	else if (strcmp(option, "sum") == 0)
		need_measure(s->call, until(rest, "="), option, place);
	for (bool more = strcmp(option, "derived") == 0 && rest.n > 0; more;) {
		struct slice one = until(rest, "/-,@");

		need_measure(s->call, one, option, place);
		more = one.at + one.n < rest.at + rest.n && one.at[one.n] != '@';
		rest =
		    more ? slice_trim((struct slice){
		               one.at + one.n + 1, (size_t)(rest.at + rest.n - one.at - one.n - 1)})
		         : rest;
	}
}

static void check_option(const struct saying *s, const struct yaml *said)
{
	bool named = said->kind == YAML_MAP, of_column = strcmp(s->option, "relation") == 0 ||
	                                                 strcmp(s->option, "withhold") == 0 ||
	                                                 strcmp(s->option, "class") == 0;
	const char *sign = of_column ? ":" : "=@[";

	for (const struct yaml *i = yaml_first(said); i != NULL; i = yaml_next(said, i)) {
		struct slice text = named ? i->key : i->text, name = until(text, sign);
		struct slice tail = {text.at + name.n, text.n - name.n};
		const char *close =
		    tail.n > 0 && *tail.at == '[' ? memchr(tail.at, ']', tail.n) : NULL;

		if (close != NULL)
			tail = (struct slice){close, (size_t)(tail.at + tail.n - close)};
		if (!named && i->kind != YAML_SCALAR)
			continue;
		check_item(s, name,
		           named && i->kind == YAML_SCALAR ? i->text
		                                           : after(tail, of_column ? ':' : '='),
		           place_of(i, named));
	}
}

/* ---------------------------------------------------------------- overlap */

/* COLUMN, COLUMN@MEASURE or COLUMN@MEASURE?, in lists; a text is a list of one. */
static bool is_list(const struct rules_call *c, const struct yaml *said)
{
	if (said->kind != YAML_MAP)
		return true;
	pipeline_problem(c->p, said, "overlap: a list of columns is expected, [COLUMN, ...]");
	return false;
}

static void check_overlap(const struct rules_call *call, size_t n, const struct yaml *said,
                          bool of_group)
{
	if (said == NULL || !is_list(call, said))
		return;
	for (const struct yaml *i = yaml_first(said); i != NULL; i = yaml_next(said, i)) {
		struct slice column = until(i->text, "@"), measure = after(i->text, '@');
		bool found = false;

		measure.n -= slice_ends(measure, "?");
		for (size_t k = 0; k < n; k++)
			found |= has_key(&call[k], column);
		if (!found && of_group)
			pipeline_problem(call->p, i,
			                 "overlap: %.*s is no key of a table of the group; several "
			                 "columns are a list: [COLUMN, ...]",
			                 SLICE(column));
		else if (!found)
			need_key(call, column, "overlap", place_of(i, false));
		if (measure.n > 0 && !of_group)
			need_measure(call, measure, "overlap", place_of(i, false));
	}
}

/* ---------------------------------------------------------------- all */

/* relation and hierarchy of the group: a map by column. */
static void check_columns(const struct rules_call *call, size_t n, const struct yaml *group,
                          const char *option)
{
	const struct yaml *said = yaml_get(group, option);

	if (said != NULL && said->kind != YAML_MAP)
		pipeline_problem(call->p, said, "%s: {COLUMN: ...} is expected here", option);
	for (const struct yaml *i = said == NULL || said->kind != YAML_MAP ? NULL : said->first;
	     i != NULL; i = i->next) {
		struct yaml place = place_of(i, true);
		bool found = false;

		for (size_t k = 0; k < n; k++)
			found |= has_key(&call[k], i->key);
		if (!found)
			pipeline_problem(call->p, &place,
			                 "%s: %.*s is no key of a table of the group", option,
			                 SLICE(i->key));
	}
}

/* ---------------------------------------------------------------- priority */

/* [TABLE:]MEASURE[[COLUMN=VALUE,...]], or TABLE[[COLUMN=VALUE,...]]; a step has one table, which is not named. */
static const struct rules_call *needed_table(const struct rules_call *call, size_t n,
                                             const struct yaml *item, struct slice name)
{
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < n; i++) {
		if (call[i].table == NULL || slice_is(name, call[i].table))
			return &call[i];
		suggest_offer(&near, slice_of(call[i].table));
	}
	pipeline_problem(call->p, item, "priority: no table %.*s in the group%s", SLICE(name),
	                 suggest_text(&near));
	return NULL;
}

static void check_needed(const struct rules_call *call, size_t n, const struct yaml *item)
{
	struct slice name = until(item->text, ":["), measure = until(after(item->text, ':'), "["),
	             keys = until(after(item->text, '['), "]");
	const struct rules_call *c = needed_table(call, n, item, name);

	if (c == NULL)
		return;
	if (c->table == NULL)
		measure = name;
	if (measure.n > 0)
		need_measure(c, measure, "priority", place_of(item, false));
	while (keys.n > 0) {
		struct slice one = until(keys, ",");

		need_key(c, until(one, "="), "priority", place_of(item, false));
		keys = after(keys, ',');
	}
}

/* A combination has keys of the table alone. */
static void check_never(const struct rules_call *c, const struct yaml *said)
{
	for (const struct yaml *i = said == NULL || said->kind == YAML_SCALAR ? NULL : said->first;
	     i != NULL; i = i->next)
		if (said->kind == YAML_LIST)
			check_never(c, i);
		else
			need_key(c, i->key, "never", yaml_key(i));
}

static void check_priority(const struct rules_call *call, size_t n, const struct yaml *said)
{
	for (const struct yaml *i = yaml_first(said); i != NULL; i = yaml_next(said, i))
		if (i->kind == YAML_SCALAR)
			check_needed(call, n, i);
}

void said_check(const struct rules_call *call, size_t n, const struct yaml *group)
{
	static const char *const options[] = {"count",    "sum",      "derived",
	                                      "part",     "largest",  "hierarchy",
	                                      "relation", "withhold", "class"};

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
			struct saying s = {&call[i], call, n, options[k]};
			const struct yaml *said = yaml_get(call[i].said, options[k]);

			if (said != NULL)
				check_option(&s, said);
		}
		check_never(&call[i], yaml_get(call[i].said, "never"));
		check_overlap(&call[i], 1, yaml_get(call[i].said, "overlap"), false);
	}
	if (n > 0)
		check_priority(call, n, yaml_get(group != NULL ? group : call->said, "priority"));
	if (group == NULL || n == 0)
		return;
	check_overlap(call, n, yaml_get(group, "overlap"), true);
	check_columns(call, n, group, "relation");
	check_columns(call, n, group, "hierarchy");
}
