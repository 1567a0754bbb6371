/* plan: see plan.h; pipeline_plan writes the file. */
#include "plan.h"

#include <stdlib.h>

static const char *text_of(const struct plan *p, const struct yaml *map, const char *key)
{
	const struct yaml *node = yaml_get(map, key);

	return node == NULL || node->kind != YAML_SCALAR || yaml_is_null(node)
	           ? NULL
	           : arena_text(p->arena, node->text);
}

static size_t length(const struct yaml *list)
{
	return list == NULL ? 0 : list->n;
}

static struct slice *load_names(const struct plan *p, const struct yaml *list, size_t *n)
{
	struct slice *name = arena_take(p->arena, (length(list) + 1) * sizeof *name);

	*n = 0;
	for (const struct yaml *item = list == NULL ? NULL : list->first; item != NULL;
	     item = item->next)
		name[(*n)++] = item->text;
	return name;
}

static void load_tables(const struct plan *p, struct plan_target *t, const struct yaml *list)
{
	t->table = arena_take(p->arena, (length(list) + 1) * sizeof *t->table);
	for (const struct yaml *o = list == NULL ? NULL : list->first; o != NULL; o = o->next) {
		struct plan_table *table = &t->table[t->tables++];
		*table = (struct plan_table){.name = text_of(p, o, "name"),
		                             .file = text_of(p, o, "file"),
		                             .level = text_of(p, o, "level"),
		                             .key = text_of(p, o, "key")};
		yaml_bool(yaml_get(o, "published"), &table->published);
		yaml_bool(yaml_get(o, "perturbed"), &table->perturbed);
	}
}

static struct plan_file *load_files(const struct plan *p, const struct yaml *files, size_t *n)
{
	struct plan_file *file = arena_take(p->arena, (length(files) + 1) * sizeof *file);

	for (const struct yaml *f = files == NULL ? NULL : files->first; f != NULL; f = f->next)
		file[(*n)++] = (struct plan_file){text_of(p, f, "name"), text_of(p, f, "path")};
	return file;
}

static void load_target(const struct plan *p, struct plan_target *t, const struct yaml *node)
{
	const struct yaml *files = yaml_get(node, "files"), *steps = yaml_get(node, "steps");
	const struct yaml *of = yaml_get(node, "of");

	*t = (struct plan_target){.name = text_of(p, node, "name"),
	                          .kind = text_of(p, node, "kind"),
	                          .said = text_of(p, node, "said"),
	                          .file = text_of(p, node, "file"),
	                          .command = text_of(p, node, "command"),
	                          .schema = text_of(p, node, "schema")};
	load_tables(p, t, yaml_get(node, "outputs"));
	t->side = load_files(p, files, &t->sides);
	t->step = arena_take(p->arena, (length(steps) + 1) * sizeof *t->step);
	for (const struct yaml *s = steps == NULL ? NULL : steps->first; s != NULL; s = s->next)
		t->step[t->steps++] = arena_text(p->arena, s->text);
	t->of = arena_take(p->arena, (length(of) + 1) * sizeof *t->of);
	for (const struct yaml *o = of == NULL ? NULL : of->first; o != NULL; o = o->next)
		t->of[t->ofs++] = arena_text(p->arena, o->text);
}

static void load_editions(struct plan *p, const struct yaml *node)
{
	struct plan_editions *of = &p->editions;
	const struct yaml *days = yaml_get(node, "days"), *list = yaml_get(node, "populations");
	const char *number = text_of(p, node, "number"), *due = text_of(p, node, "due"),
	           *exact_from = text_of(p, node, "exact_from");

	of->unit = text_of(p, node, "unit");
	of->period = text_of(p, node, "period");
	of->kind = text_of(p, node, "kind");
	of->method = text_of(p, node, "method");
	of->transitions = text_of(p, node, "transitions");
	of->min = text_of(p, node, "min");
	of->from = text_of(p, node, "from");
	of->till = text_of(p, node, "till");
	of->tells = text_of(p, node, "tells");
	of->sources = text_of(p, node, "sources");
	of->ledger = text_of(p, node, "ledger");
	of->today = text_of(p, node, "today");
	of->approved = text_of(p, node, "approved");
	of->number = number == NULL ? 0 : strtoul(number, NULL, 10);
	of->due = due == NULL ? 0 : strtoul(due, NULL, 10);
	of->exact_from = exact_from == NULL ? 0 : strtoul(exact_from, NULL, 10);
	of->uncounted = text_of(p, node, "uncounted");
	of->population = arena_take(p->arena, (length(list) + 1) * sizeof *of->population);
	for (const struct yaml *one = list == NULL ? NULL : list->first; one != NULL;
	     one = one->next) {
		struct plan_population *to = &of->population[of->populations++];
		*to = (struct plan_population){.name = text_of(p, one, "name"),
		                               .file = text_of(p, one, "file"),
		                               .definition = text_of(p, one, "definition")};
		to->token = load_names(p, yaml_get(one, "tokens"), &to->tokens);
		to->column = load_names(p, yaml_get(one, "columns"), &to->columns);
	}
	of->day = arena_take(p->arena, (length(days) + 1) * sizeof *of->day);
	for (const struct yaml *day = days == NULL ? NULL : days->first; day != NULL;
	     day = day->next)
		of->day[of->days++] = arena_text(p->arena, day->text);
}

/* As `pipeline` writes it: octal digits. 0: it is none. Work folders of earlier versions say none. */
static mode_t mode_of(const char *text)
{
	char *end;
	unsigned long mode;

	if (text == NULL)
		return PLAN_MODE;
	mode = strtoul(text, &end, 8);
	return *end != '\0' || mode > 0777 ? 0 : (mode_t)mode;
}

static bool is_whole(const struct plan *p)
{
	if (p->editions.ledger != NULL &&
	    (p->editions.unit == NULL || p->editions.period == NULL || p->editions.kind == NULL ||
	     p->editions.from == NULL || p->editions.till == NULL || p->editions.tells == NULL ||
	     p->editions.number == 0 || p->editions.days == 0))
		return false;
	if (p->name == NULL || p->path == NULL || p->work == NULL ||
	    (p->publish != NULL && p->mode == 0))
		return false;
	for (size_t i = 0; i < p->parts; i++)
		if (p->part[i].name == NULL || p->part[i].path == NULL)
			return false;
	for (size_t i = 0; i < p->targets; i++) {
		const struct plan_target *t = &p->target[i];
		if (t->name == NULL || t->kind == NULL || t->tables == 0)
			return false;
		for (size_t j = 0; j < t->tables; j++)
			if (t->table[j].name == NULL || t->table[j].file == NULL ||
			    t->table[j].level == NULL)
				return false;
		for (size_t j = 0; j < t->sides; j++)
			if (t->side[j].name == NULL || t->side[j].path == NULL)
				return false;
	}
	return true;
}

bool plan_load(const char *path, struct arena *a, struct plan *plan, struct error *e)
{
	const struct yaml *root = yaml_load(path, a, e), *targets = yaml_get(root, "targets");

	*plan = (struct plan){.arena = a};
	if (root == NULL)
		return false;
	plan->name = text_of(plan, root, "pipeline");
	plan->path = text_of(plan, root, "path");
	plan->part = load_files(plan, yaml_get(root, "parts"), &plan->parts);
	plan->work = text_of(plan, root, "work");
	plan->publish = text_of(plan, root, "publish");
	plan->key = text_of(plan, root, "key");
	plan->mode = mode_of(text_of(plan, root, "mode"));
	load_editions(plan, yaml_get(root, "editions"));
	plan->about = yaml_get(root, "about");
	plan->parameters = yaml_get(root, "parameters");
	plan->identifier = load_names(plan, yaml_get(root, "identifiers"), &plan->identifiers);
	plan->amount = load_names(plan, yaml_get(root, "amounts"), &plan->amounts);
	plan->target = arena_take(a, (length(targets) + 1) * sizeof *plan->target);
	for (const struct yaml *t = targets == NULL ? NULL : targets->first; t != NULL; t = t->next)
		load_target(plan, &plan->target[plan->targets++], t);
	return is_whole(plan) || error_set(e, "%s: not a plan of finsam pipeline", path);
}

const struct account *plan_account(const struct settlement *s, const char *target, size_t number)
{
	for (size_t i = s->accounts; i-- > 0;)
		if ((size_t)s->account[i].number == number &&
		    strcmp(s->account[i].target, target) == 0)
			return &s->account[i];
	return NULL;
}

const struct flow *plan_result(const struct settlement *s, const char *file)
{
	for (size_t i = s->results; i-- > 0;)
		if (strcmp(s->result[i].path, file) == 0)
			return &s->result[i];
	return NULL;
}

bool plan_is_made_up(const struct settlement *s)
{
	for (size_t i = 0; i < s->results; i++)
		if (s->result[i].made_up)
			return true;
	return false;
}
