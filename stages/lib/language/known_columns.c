/* known_columns: see known_columns.h. */
#include "language/known_columns.h"

#include <string.h>

#include "language/node.h"
#include "schema_outline.h"
#include "suggest.h"

#define DEPTH_MAX 100 /* of tables above tables; more are a circle, which the compiler finds */

static const char *const sections[] = {"tables", "sources", "expects", NULL};

/* ---------------------------------------------------------------- lists */

bool known_has(const char *list, struct slice name)
{
	return name.n > 0 && slice_lists(slice_of(list), name);
}

const char *known_add(struct language *l, const char *list, struct slice name)
{
	if (known_has(list, name))
		return list;
	return arena_format(l->arena, "%s%s%.*s", list, list[0] == '\0' ? "" : ",", SLICE(name));
}

const char *known_without(struct language *l, const char *list, const char *other)
{
	struct slice rest = slice_of(list), one;
	const char *left = "";

	while (slice_cut(&rest, ',', &one))
		if (one.n > 0 && !known_has(other, one))
			left = known_add(l, left, one);
	return left;
}

static const char *add_all(struct language *l, const char *list, const char *other)
{
	struct slice rest = slice_of(other), one;

	while (slice_cut(&rest, ',', &one))
		if (one.n > 0)
			list = known_add(l, list, one);
	return list;
}

const char *known_names(struct language *l, const struct yaml *node)
{
	const char *list = "";

	for (const struct yaml *one = yaml_first(node); one != NULL; one = yaml_next(node, one))
		list = add_all(l, list, arena_text(l->arena, one->text));
	return list;
}

const char *known_near(struct language *l, const char *list, struct slice of, struct slice name)
{
	struct slice rest = slice_of(list), one;
	struct suggest near;
	struct str all = {0};
	const char *text;

	suggest_start(&near, name);
	while (slice_cut(&rest, ',', &one)) {
		suggest_offer(&near, one);
		str_addf(&all, "%s%.*s", all.n == 0 ? "" : ", ", SLICE(one));
	}
	text = arena_format(l->arena, "%s (%.*s has: %.*s)", suggest_text(&near), SLICE(of),
	                    SLICE(str_slice(&all)));
	str_done(&all);
	return text;
}

/* ---------------------------------------------------------------- tables */

/* TABLE of TABLE.kept and TABLE.RULE, which rules leave of it; n is 0: it is no such name. */
static struct slice before_rules(struct language *l, struct slice name)
{
	const char *dot = memrchr(name.at, '.', name.n);
	struct slice table = {name.at, dot == NULL ? 0 : (size_t)(dot - name.at)};
	const char *rule =
	    dot == NULL ? "" : arena_text(l->arena, (struct slice){dot + 1, name.n - table.n - 1});
	const struct yaml *rules = yaml_get(l->root, "rules");
	bool left = rules != NULL && (strcmp(rule, "kept") == 0 || yaml_get(rules, rule) != NULL);

	return left ? table : (struct slice){"", 0};
}

/* Before rules are written out, what they leave of a table is known by it. */
static const struct yaml *entry(struct language *l, struct slice name, const char **section)
{
	struct slice table;

	for (size_t i = 0; sections[i] != NULL; i++)
		for (const struct yaml *one = node_items(yaml_get(l->root, sections[i]));
		     one != NULL; one = one->next)
			if (slice_equal(one->key, name)) {
				*section = sections[i];
				return one;
			}
	table = before_rules(l, name);
	return table.n == 0 ? NULL : entry(l, table, section);
}

bool known_table(struct language *l, struct slice table)
{
	const char *section;
	struct slice rest = table, base;
	bool source;

	if (entry(l, table, &section) != NULL)
		return true;
	if (!slice_cut(&rest, '.', &base) || entry(l, base, &section) == NULL)
		return false;
	source = strcmp(section, "sources") == 0;
	return strcmp(section, "expects") == 0 ||
	       (source && (slice_is(rest, "quality") || slice_is(rest, "rejects")));
}

const char *known_table_near(struct language *l, struct slice name)
{
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; sections[i] != NULL; i++)
		for (const struct yaml *one = node_items(yaml_get(l->root, sections[i]));
		     one != NULL; one = one->next)
			suggest_offer(&near, one->key);
	return arena_format(l->arena, "%s", suggest_text(&near));
}

const struct yaml *known_source(struct language *l, struct slice table)
{
	const char *section;
	const struct yaml *one = entry(l, table, &section), *from;

	for (int depth = 0; one != NULL && strcmp(section, "tables") == 0; depth++) {
		from = yaml_get(one, "from");
		if (from == NULL || from->kind != YAML_SCALAR || depth > DEPTH_MAX)
			return NULL;
		one = entry(l, from->text, &section);
	}
	return one != NULL && strcmp(section, "sources") == 0 ? one : NULL;
}

/* The schema of a source; NULL: it has none that can be read, which is said when the source is declared. */
static const struct yaml *schema_of(struct language *l, const struct yaml *source)
{
	const struct yaml *schema = yaml_get(source, "schema"), *read;
	const char *path;
	struct error e;

	if (schema == NULL || schema->kind != YAML_SCALAR)
		return NULL;
	path = yaml_beside(l->arena, schema->path != NULL ? schema->path : l->path,
	                   arena_text(l->arena, schema->text));
	if (l->schemas == NULL)
		l->schemas = node_map(l->arena, l->root);
	read = yaml_get(l->schemas, path);
	if (read == NULL && (read = yaml_load(path, l->arena, &e)) != NULL)
		node_put(l->arena, l->schemas, path, node_share(l->arena, read));
	return read;
}

bool known_persons(struct language *l, const struct yaml *source)
{
	const struct yaml *schema = source == NULL ? NULL : schema_of(l, source);
	bool persons = true;

	return !yaml_bool(yaml_get(yaml_get(schema, "finsam"), "persons"), &persons) || persons;
}

/* ---------------------------------------------------------------- columns */

static const char *columns_of(struct language *l, struct slice table, int depth);

static const char *of_source(struct language *l, const struct yaml *source)
{
	const struct yaml *schema = schema_of(l, source), *fields;
	const char *list = "";
	struct error e;

	fields = schema == NULL ? NULL : schema_outline_fields("", schema, &e);
	if (fields == NULL)
		return NULL;
	for (const struct yaml *f = fields->first; f != NULL; f = f->next) {
		const struct yaml *name = yaml_get(f, "name");
		bool identifies = schema_outline_class(f) == SCHEMA_IDENTIFIER;
		if (name != NULL && name->kind == YAML_SCALAR)
			list = known_add(
			    l, list,
			    slice_of(arena_format(l->arena, "%s%.*s", identifies ? "id." : "",
			                          SLICE(name->text))));
	}
	return list;
}

/* What follows = in COLUMN=NEW, or the column itself; what stands before it. */
static struct slice after_sign(struct slice text, struct slice *before)
{
	struct slice rest = text;

	slice_cut(&rest, '=', before);
	return rest.at == NULL ? *before : rest;
}

/* The operands of a step, be it a map or only args; the first, for node_next. */
static const struct yaml *operands(const struct yaml *step)
{
	return step->kind == YAML_MAP ? yaml_get(step, "args") : step;
}

static bool takes_rows_only(const struct yaml *step)
{
	const struct yaml *kind = yaml_get(step, "kind");

	return node_is(kind, "semi") || node_is(kind, "anti");
}

/* NAME of NAME=EXPRESSION. */
static const char *add_made(struct language *l, const char *list, const struct yaml *step)
{
	const struct yaml *all = operands(step);
	struct slice name;

	for (const struct yaml *one = yaml_first(all); one != NULL; one = yaml_next(all, one)) {
		after_sign(one->text, &name);
		list = known_add(l, list, all->kind == YAML_MAP ? one->key : name);
	}
	return list;
}

/* Of COLUMN=NEW: the new names, or `list` with each in place of the column. */
static const char *rename_all(struct language *l, const char *list, const struct yaml *all)
{
	struct slice name, new;

	for (const struct yaml *one = yaml_first(all); one != NULL; one = yaml_next(all, one)) {
		new = after_sign(one->text, &name);
		list = known_without(l, list, arena_text(l->arena, name));
		list = known_add(l, list, new);
	}
	return list;
}

static const char *take_join(struct language *l, const char *list, const struct yaml *step,
                             int depth)
{
	const struct yaml *reference = yaml_first(operands(step));
	const char *other;

	if (takes_rows_only(step))
		return list;
	if (reference == NULL || !slice_starts(reference->text, "@"))
		return NULL;
	other =
	    columns_of(l, (struct slice){reference->text.at + 1, reference->text.n - 1}, depth + 1);
	return other == NULL ? NULL : add_all(l, list, other);
}

/* As the stage says of itself. */
static bool keeps_columns(struct language *l, struct slice stage)
{
	return (stage_help(l->helps, arena_text(l->arena, stage))->facts & STAGE_KEEPS_COLUMNS) !=
	       0;
}

/* `list` is NULL where it is not known before the step. */
static const char *take_step(struct language *l, const char *list, const struct yaml *step,
                             int depth)
{
	const struct yaml *drop = yaml_get(step, "drop");

	if (slice_is(step->key, "aggregate"))
		return step->kind != YAML_MAP
		           ? NULL
		           : add_made(l, known_names(l, yaml_get(step, "by")), step);
	if (slice_is(step->key, "pick") && drop == NULL)
		return rename_all(l, "", operands(step));
	if (list == NULL)
		return NULL;
	if (slice_is(step->key, "derive"))
		return add_made(l, list, step);
	if (slice_is(step->key, "pick"))
		return known_without(l, list, known_names(l, drop));
	if (slice_is(step->key, "pseudonymise"))
		return rename_all(l, list, operands(step));
	if (slice_is(step->key, "join"))
		return take_join(l, list, step, depth);
	if (slice_is(step->key, "append"))
		return yaml_get(step, "as") == NULL && yaml_get(step, "lacking") == NULL ? list
		                                                                         : NULL;
	return keeps_columns(l, step->key) ? list : NULL;
}

static const char *columns_of(struct language *l, struct slice table, int depth)
{
	const char *section, *list;
	const struct yaml *one = entry(l, table, &section), *from, *through;

	if (one == NULL || depth > DEPTH_MAX || strcmp(section, "expects") == 0)
		return NULL;
	if (strcmp(section, "sources") == 0)
		return of_source(l, one);
	from = yaml_get(one, "from");
	through = yaml_get(one, "through");
	list =
	    from == NULL || from->kind != YAML_SCALAR ? NULL : columns_of(l, from->text, depth + 1);
	for (const struct yaml *step = yaml_first(through); step != NULL;
	     step = yaml_next(through, step))
		list = step->kind != YAML_MAP || step->n != 1
		           ? NULL
		           : take_step(l, list, step->first, depth);
	return list;
}

const char *known_columns(struct language *l, struct slice table)
{
	return columns_of(l, table, 0);
}
