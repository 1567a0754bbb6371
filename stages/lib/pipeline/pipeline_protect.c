/* pipeline_protect: see pipeline_protect.h; "Protection" in docs/pipelines.md tells the rules. */
#include "pipeline/pipeline_protect.h"

#include "pipeline/pipeline_doubt.h"
#include "pipeline/pipeline_flag.h"
#include "pipeline/pipeline_kinds.h"
#include "pipeline/pipeline_noise.h"
#include "pipeline/pipeline_rules.h"
#include "pipeline/pipeline_said.h"
#include "pipeline/pipeline_ties.h"
#include "pipeline/pipeline_words.h"

void protect_step(struct pipeline *p, struct target *t, const struct yaml *body)
{
	struct rules_call c = {.p = p,
	                       .to = t,
	                       .from = t,
	                       .steps = t->steps - 1,
	                       .said = body->kind == YAML_MAP ? body : NULL,
	                       .node = body};

	if (body->kind != YAML_MAP && !yaml_is_null(body))
		pipeline_problem(p, body, "protect is told its options: {min: ..., zeros: ...}");
	for (const struct yaml *key = c.said == NULL ? NULL : c.said->first; key != NULL;
	     key = key->next)
		if (slice_is(key->key, "key"))
			words_key(p, t, key);
		else if (!rules_know(key->key) && !slice_is(key->key, "by"))
			words_option(p, t, key);
	rules_write(&c);
	flag_check(&c);
	kinds_check(&c);
	ties_write(&c, 1, NULL);
	said_check(&c, 1, NULL);
}

/* ---------------------------------------------------------------- a group */

/* The tables of a group: a list of names, or a map with what is said of each. */
static struct slice name_of(const struct yaml *tables, const struct yaml *item)
{
	return tables->kind == YAML_MAP ? item->key : item->text;
}

static void declare_table(struct pipeline *p, struct target *group, const struct yaml *item,
                          struct slice name)
{
	struct output *raw = pipeline_find(p, name), *o;
	const char *called = arena_text(p->arena, name);
	struct suggest near;

	if (raw == NULL || raw->target->kind != TARGET_TABLE)
		pipeline_problem(p, item, "no table %s in this pipeline%s", called,
		                 raw == NULL ? pipeline_suggest(p, name, &near) : "");
	else if (raw->protected != NULL)
		pipeline_problem(p, item, "%s is in the group %s already", called,
		                 raw->protected->target->name);
	else if (strcmp(called, "explain") == 0)
		pipeline_problem(p, item, "a table of a group can not be called explain");
	else {
		o = target_add_output(p, group, arena_format(p->arena, "%s.protected", called),
		                      arena_format(p->arena, "%s.%s.tsv", group->name, called));
		o->shown = called;
		o->level = LEVEL_PROTECTED;
		raw->protected = o;
	}
}

void protect_declare(struct pipeline *p, struct target *group)
{
	const struct yaml *tables = yaml_get(group->node, "tables");
	const char *name = group->name;

	if (tables == NULL || tables->kind == YAML_SCALAR || tables->n == 0) {
		pipeline_problem(p, group->node, "%s: `tables:` names the tables of the group",
		                 name);
		return;
	}
	target_make_room(p, group, tables->n + 2);
	target_add_output(p, group, name, arena_format(p->arena, "%s.tsv", name));
	for (const struct yaml *item = tables->first; item != NULL; item = item->next)
		declare_table(p, group, item, name_of(tables, item));
	target_add_output(p, group, arena_format(p->arena, "%s.explain", name),
	                  arena_format(p->arena, "%s.explain.tsv", name))
	    ->level = LEVEL_AGGREGATE;
}

static bool has_column(const char *by, struct slice column)
{
	struct slice rest = slice_of(by), name;

	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		if (slice_equal(name, column))
			return true;
	return false;
}

/* What is said of a column in the whole group holds in each table that has it, unless the table says its own. */
static void say_overlap(const struct rules_call *c, const struct yaml *group)
{
	const struct yaml *own = yaml_get(c->said, "overlap");
	const struct yaml *overlap = own != NULL ? own : yaml_get(group, "overlap");
	const char *columns = "";

	for (const struct yaml *item = yaml_first(overlap); item != NULL;
	     item = yaml_next(overlap, item))
		if (item->kind == YAML_SCALAR && (own != NULL || has_column(c->by, item->text)))
			columns = arena_format(c->p->arena, "%s%s%s", columns,
			                       columns[0] == '\0' ? "" : ",",
			                       rules_overlap(c, item->text));
	if (columns[0] != '\0')
		rules_add(c, "overlap", columns, columns, overlap);
}

static void say_of_columns(const struct rules_call *c, const struct yaml *group, const char *option)
{
	const struct yaml *all = yaml_get(group, option);

	for (const struct yaml *of = all == NULL ? NULL : all->first; of != NULL; of = of->next)
		for (const struct yaml *item = yaml_first(of);
		     item != NULL && has_column(c->by, of->key); item = yaml_next(of, item)) {
			struct yaml *named = arena_take(c->p->arena, sizeof *named);
			*named = *item;
			named->key = of->key;
			named->key_line = of->key_line;
			named->key_column = of->key_column;
			rules_say(c, slice_of(option), named);
		}
}

/* What is said of a table of `of` goes to the step of `group`. False: it is no table of that group, which was said. */
static bool group_table(struct pipeline *p, struct target *group, const struct target *of,
                        const struct yaml *item, struct slice name, struct rules_call *call)
{
	struct output *raw = pipeline_find(p, name);
	struct rules_call c = {.p = p, .to = group, .node = item};

	if (raw == NULL || raw->protected == NULL || raw->protected->target != of)
		return false;
	words_use(p, group, item, name, 1);
	c.from = raw->target;
	c.steps = c.from->steps;
	c.said = item->kind == YAML_MAP ? item : NULL;
	c.table = arena_text(p->arena, name);
	for (const struct yaml *key = c.said == NULL ? NULL : c.said->first; key != NULL;
	     key = key->next) {
		const struct yaml place = yaml_key(key);
		if (of == group && !rules_know(key->key) && !slice_is(key->key, "by") &&
		    !slice_is(key->key, "overlap"))
			pipeline_problem(
			    p, &place,
			    "%.*s is not said of one table of a group; that has: by, count, "
			    "sum, derived, part, largest, previous, hierarchy, relation, "
			    "withhold, never, overlap",
			    SLICE(key->key));
	}
	step_add_word(words_last(group),
	              (struct word){.option = "table",
	                            .text = arena_format(p->arena, "%s=%s", c.table, raw->file),
	                            .shown = arena_format(p->arena, "%s=@%s", c.table, c.table),
	                            .node = item});
	rules_write(&c);
	flag_check(&c);
	kinds_check(&c);
	say_overlap(&c, of->node);
	say_of_columns(&c, of->node, "relation");
	say_of_columns(&c, of->node, "hierarchy");
	raw->protected->key = c.by[0] == '\0' ? NULL : c.by;
	*call = c;
	return true;
}

/* ---------------------------------------------------------------- what another group has told */

static const struct target *group_named(const struct pipeline *p, const struct yaml *name)
{
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i]->kind == TARGET_GROUP && slice_is(name->text, p->target[i]->name))
			return p->target[i];
	return NULL;
}

/* Its tables are in the call as they were before they were protected, and as they were told. */
static size_t tell(struct pipeline *p, struct target *group, const struct target *of,
                   struct rules_call *call)
{
	const struct yaml *tables = yaml_get(of->node, "tables");
	size_t calls = 0;

	for (const struct yaml *item = tables == NULL ? NULL : tables->first; item != NULL;
	     item = item->next) {
		struct slice name = name_of(tables, item);
		const struct output *told;

		if (!group_table(p, group, of, item, name, &call[calls]))
			continue;
		calls++;
		told = pipeline_find(p, name)->protected;
		words_use(p, group, item, slice_of(told->name), 1);
		step_add_word(
		    words_last(group),
		    (struct word){
		        .option = "told",
		        .text = arena_format(p->arena, "%.*s=%s", SLICE(name), told->file),
		        .shown = arena_format(p->arena, "%.*s=@%s", SLICE(name), told->name),
		        .node = item});
	}
	return calls;
}

/* `told: GROUP`, or several: how many tables that makes, or with `call` what is said of them. */
static size_t told_groups(struct pipeline *p, struct target *group, struct rules_call *call)
{
	const struct yaml *told = yaml_get(group->node, "told");
	size_t n = 0;

	for (const struct yaml *item = yaml_first(told); item != NULL;
	     item = yaml_next(told, item)) {
		const struct target *of = group_named(p, item);
		const struct yaml *tables = of == NULL ? NULL : yaml_get(of->node, "tables");

		if (call == NULL && (of == NULL || of == group))
			pipeline_problem(p, item,
			                 "%s: told: the name of another group under `protect:`",
			                 group->name);
		else if (of != NULL && of != group)
			n += call == NULL ? tables == NULL ? 0 : tables->n
			                  : tell(p, group, of, call + n);
	}
	return n;
}

static void add_place(struct target *group, const char *option, const char *text)
{
	step_add_word(words_last(group),
	              (struct word){.option = option, .text = text, .raw = true});
}

void protect_group(struct pipeline *p, struct target *group)
{
	const struct yaml *tables = yaml_get(group->node, "tables");
	struct rules_call *call;
	size_t calls = 0;

	target_add_step(group, "protect", group->node);
	for (const struct yaml *key = group->node->first; key != NULL; key = key->next) {
		const struct yaml place = yaml_key(key);
		bool of_columns = slice_is(key->key, "overlap") || slice_is(key->key, "relation") ||
		                  slice_is(key->key, "hierarchy");
		if (slice_is(key->key, "table") || slice_is(key->key, "into") ||
		    slice_is(key->key, "record") || slice_is(key->key, "explain"))
			pipeline_problem(p, &place, "%.*s is written by the compiler",
			                 SLICE(key->key));
		else if (noise_knows(key->key))
			continue;
		else if (slice_is(key->key, "key"))
			words_key(p, group, key);
		else if (slice_is(key->key, "transitions"))
			words_path(p, group, "transitions", key, NULL);
		else if (rules_know(key->key) && !of_columns)
			pipeline_problem(p, &place, "%.*s is said of one table", SLICE(key->key));
		else if (!of_columns && !slice_is(key->key, "tables") &&
		         !slice_is(key->key, "untied") && !slice_is(key->key, "told") &&
		         !slice_is(key->key, "apart") && !slice_is(key->key, "site"))
			words_option(p, group, key);
	}
	if (tables == NULL || tables->kind == YAML_SCALAR)
		return;
	call = arena_take(p->arena, (tables->n + told_groups(p, group, NULL)) * sizeof *call);
	for (const struct yaml *item = tables->first; item != NULL; item = item->next)
		calls += group_table(p, group, group, item, name_of(tables, item), &call[calls]);
	calls += told_groups(p, group, call + calls);
	noise_write(p, group);
	if (!noise_is_asked(group)) {
		ties_write(call, calls, yaml_get(group->node, "untied"));
		said_check(call, calls, group->node);
		doubt_check(call, calls, group->node);
	}
	add_place(group, "into", "\"$OUT.into\"");
	add_place(group, "record", "\"$OUT\"");
	add_place(group, "explain", "\"$OUT.into/explain.tsv\"");
}
