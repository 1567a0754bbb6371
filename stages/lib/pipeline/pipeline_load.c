/* pipeline_load: see pipeline_load.h. First the names of all there is, then what each is made of. */
#include "pipeline/pipeline_load.h"

#include <stdlib.h>

#include "date.h"
#include "stream_hash.h"
#include "language/expand.h"
#include "pipeline/pipeline_editions.h"
#include "pipeline/pipeline_expects.h"
#include "pipeline/pipeline_follows.h"
#include "pipeline/pipeline_protect.h"
#include "pipeline/pipeline_site.h"
#include "pipeline/pipeline_target.h"
#include "plan.h"

#define WORK_KEY_BYTES 60 /* of values in the name of a work folder; the rest is a hash */

/* ---------------------------------------------------------------- names */

/* A map under a key of the root, or NULL. */
static const struct yaml *section(struct pipeline *p, const char *key)
{
	const struct yaml *node = yaml_get(p->root, key);

	if (node == NULL || yaml_is_null(node))
		return NULL;
	if (node->kind == YAML_MAP)
		return node;
	pipeline_problem(p, node, "%s is a map of names", key);
	return NULL;
}

static void declare(struct pipeline *p, enum target_kind kind, const struct yaml *node)
{
	struct yaml place = yaml_key(node);
	const char *name = arena_text(p->arena, node->key);
	struct target *t;

	if (!(kind == TARGET_TABLE ? pipeline_is_table : pipeline_is_name)(node->key))
		pipeline_problem(p, &place,
		                 "a name is made of lower case letters, digits, _ and -, first a "
		                 "letter");
	else if (node->kind != YAML_MAP)
		pipeline_problem(p, node, "%s must be a map", name);
	else if (kind != TARGET_REPORT && pipeline_find(p, node->key) != NULL)
		pipeline_problem(p, &place, "there is a source or table %s already", name);
	else {
		t = pipeline_add(p, kind, node, name);
		target_add_output(p, t, name, arena_format(p->arena, "%s.tsv", name));
		if (yaml_get(node, "keep") != NULL && !yaml_bool(yaml_get(node, "keep"), &t->keep))
			pipeline_problem(p, yaml_get(node, "keep"), "true or false");
		if (kind == TARGET_SOURCE)
			for (int i = 0; i < 2; i++) {
				const char *more = i == 0 ? "quality" : "rejects";
				target_add_output(p, t, arena_format(p->arena, "%s.%s", name, more),
				                  arena_format(p->arena, "%s.%s.tsv", name, more));
			}
		if (kind == TARGET_GROUP)
			protect_declare(p, t);
	}
}

static void declare_all(struct pipeline *p, enum target_kind kind, const char *key)
{
	const struct yaml *map = section(p, key);

	for (const struct yaml *item = map == NULL ? NULL : map->first; item != NULL;
	     item = item->next)
		declare(p, kind, item);
}

/* What should have come is a few tables of each entry. */
static void declare_expected(struct pipeline *p)
{
	static const char *const keys[] = {"each", "on", "of", "kept", "covers", "columns", NULL};
	const struct yaml *map = section(p, "expects");

	for (const struct yaml *item = map == NULL ? NULL : map->first; item != NULL;
	     item = item->next) {
		struct yaml place = yaml_key(item);
		if (!pipeline_is_name(item->key))
			pipeline_problem(p, &place,
			                 "a name is made of lower case letters, digits, _ and -, "
			                 "first a letter");
		else if (item->kind != YAML_MAP)
			pipeline_problem(p, item, "%.*s must be a map", SLICE(item->key));
		else if (pipeline_find(p, item->key) != NULL)
			pipeline_problem(p, &place, "there is a source or table %.*s already",
			                 SLICE(item->key));
		else {
			pipeline_keys(p, item, "what is expected", keys);
			expects_declare(p, item);
		}
	}
}

/* ---------------------------------------------------------------- parameters */

static void load_parameters(struct pipeline *p, const struct pipeline_request *request)
{
	const struct yaml *map = section(p, "parameters");
	int32_t day = request->today;
	char text[DATE_TEXT + 1] = "";
	struct error e = {0};

	if (day != PARAMETER_NO_DAY)
		date_write(day, text);
	parameter_builtin(&p->parameters, "run_date", PARAMETER_DATE,
	                  day == PARAMETER_NO_DAY ? NULL : arena_text(p->arena, slice_of(text)));
	parameter_builtin(&p->parameters, "here", PARAMETER_PATH, p->here);
	if (yaml_get(p->root, "editions") != NULL)
		parameter_builtin(&p->parameters, PARAMETER_EDITION, PARAMETER_TEXT, NULL);
	site_declare(p);
	for (const struct yaml *item = map == NULL ? NULL : map->first; item != NULL;
	     item = item->next)
		if (!parameter_declare(&p->parameters, item, &e))
			pipeline_reason(p, item, &e);
	for (int i = 0; i < request->n_given; i++)
		if (!parameter_give(&p->parameters, request->given[i], &e))
			pipeline_reason(p, NULL, &e);
	site_read(p);
	if (p->parameters.at[0].value != NULL)
		date_parse(slice_of(p->parameters.at[0].value), &day);
	for (size_t i = 0; i < p->parameters.n; i++)
		if (!parameter_settle(
		        &p->parameters, &p->parameters.at[i], day,
		        request->headers || site_is_elsewhere(p, &p->parameters.at[i]), &e))
			pipeline_reason(p, p->parameters.at[i].node, &e);
}

/* ---------------------------------------------------------------- where it goes */

/* The name of the work folder: the values that the publication's name mentions, so that each publication has its own. */
static const char *work_key(struct pipeline *p)
{
	struct stream_hash *all = stream_hash_open();
	struct str key = {0};
	char hex[STREAM_HASH_HEX];
	bool exact = true;
	const char *text;

	for (size_t i = 0; i < p->parameters.n; i++) {
		const struct parameter *one = &p->parameters.at[i];
		if (!one->place || one->value == NULL)
			continue;
		stream_hash_add(all, one->value, strlen(one->value) + 1);
		exact &= one->type != PARAMETER_PATH && one->value[0] != '\0';
		if (one->type == PARAMETER_PATH)
			continue;
		if (key.n > 0)
			str_add_byte(&key, '-');
		for (const char *c = one->value; *c != '\0'; c++) {
			bool plain = (*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') ||
			             (*c >= 'A' && *c <= 'Z') || *c == '-';
			str_add_byte(&key, plain ? *c : '_');
			exact &= plain;
		}
	}
	stream_hash_hex(all, hex);
	stream_hash_close(all);
	if (key.n > WORK_KEY_BYTES || !exact) {
		key.n = key.n > WORK_KEY_BYTES ? WORK_KEY_BYTES : key.n;
		str_addf(&key, "%s%.8s", key.n > 0 ? "-" : "", hex);
	}
	text = arena_text(p->arena, key.n == 0 ? slice_of("all") : str_slice(&key));
	str_done(&key);
	return text;
}

/*
 * Who may read the publication: the mode of its files, three octal digits as chmod takes them. Whoever may write it can change
 * what was published, so that is the owner and at most his group.
 */
static bool mode_of(const char *text, unsigned *mode)
{
	if (text[0] == '0')
		text++;
	if (strlen(text) != 3 || text[0] != '6' || strchr("046", text[1]) == NULL ||
	    strchr("04", text[2]) == NULL)
		return false;
	*mode = (unsigned)((text[0] - '0') << 6 | (text[1] - '0') << 3 | (text[2] - '0'));
	return true;
}

static void load_mode(struct pipeline *p, const struct yaml *node)
{
	const char *text;
	struct error e = {0};

	p->mode = PLAN_MODE;
	if (node == NULL)
		return;
	if (node->kind != YAML_SCALAR)
		pipeline_problem(p, node, "mode is three octal digits, as 0640");
	else if (!parameter_fill(&p->parameters, node, PARAMETER_VALUE, true, &text, &e))
		pipeline_reason(p, node, &e);
	else if (!mode_of(text, &p->mode))
		pipeline_problem(p, node,
		                 "mode is 0600, 0640, 0644, 0660 or 0664: who may read what is "
		                 "published, and never all may write");
}

static void load_place(struct pipeline *p, const struct pipeline_request *request)
{
	static const char *const keys[] = {"to", "tables", "mode", NULL};
	const struct yaml *publish = yaml_get(p->root, "publish");
	const struct yaml *to = publish, *mode = NULL;
	struct error e = {0};

	if (publish != NULL && publish->kind == YAML_MAP) {
		pipeline_keys(p, publish, "publish", keys);
		to = yaml_get(publish, "to");
		mode = yaml_get(publish, "mode");
	}
	load_mode(p, mode);
	if (publish != NULL && (to == NULL || to->kind != YAML_SCALAR || to->text.n == 0))
		pipeline_problem(p, publish, "publish is the folder for the result");
	else if (site_publishes(p) && to != NULL &&
	         !parameter_fill(&p->parameters, to, PARAMETER_FOLDER, true, &p->publish, &e))
		pipeline_reason(p, to, &e);
	p->work = arena_format(p->arena, "%s/%s/%s%s", request->base, p->name, work_key(p),
	                       site_ending(p));
}

/* ---------------------------------------------------------------- all of it */

static void load_name(struct pipeline *p)
{
	static const char *const keys[] = {
	    "pipeline", "about",   "use",     "parameters", "families", "models",  "scope",
	    "steps",    "sources", "expects", "rules",      "place",    "row_key", "tables",
	    "protect",  "reports", "codes",   "split",      "heads",    "sites",   "handover",
	    "editions", "follows", "publish", "indicators", "bases",    NULL};
	static const char *const of_handover[] = {"to",   "period",  "parties",
	                                          "sign", "signers", NULL};
	const struct yaml *part = yaml_get(p->root, "part");
	const struct yaml *name = part != NULL ? part : yaml_get(p->root, "pipeline");
	const struct yaml *handover = yaml_get(p->root, "handover");

	if (part == NULL)
		pipeline_keys(p, p->root, "a pipeline", keys);
	if (handover != NULL && handover->kind == YAML_MAP)
		pipeline_keys(p, handover, "handover", of_handover);
	else if (handover != NULL)
		pipeline_problem(p, handover,
		                 "handover is a map: to, period, parties, sign, signers");
	p->name = "unnamed";
	if (name == NULL || name->kind != YAML_SCALAR || !pipeline_is_name(name->text))
		pipeline_problem(p, name == NULL ? p->root : name,
		                 "`%s:` must be its name: lower case letters, digits, _ and -",
		                 part != NULL ? "part" : "pipeline");
	else
		p->name = arena_text(p->arena, name->text);
}

/* The pipeline with its parts, written out. False: that can not be done, which was said. */
static bool write_out(struct pipeline *p, struct language_ask ask)
{
	struct language l;
	bool good = expand(&l, p->arena, p->path, p->root, ask, p->helps);

	for (size_t i = 0; i < l.problems; i++) {
		struct error e = {0};
		error_set(&e, "%s", l.problem[i].text);
		pipeline_reason(p, l.problem[i].node, &e);
	}
	p->root = l.root;
	p->part = arena_take(p->arena, (l.parts + 1) * sizeof *p->part);
	for (size_t i = 0; i < l.parts; i++)
		p->part[p->parts++] = l.part[i];
	language_done(&l);
	return good;
}

/* What hangs on the parameters: where it goes, and which edition it is. */
static void load_given(struct pipeline *p, const struct pipeline_request *request)
{
	p->parameters = (struct parameters){.path = p->path, .arena = p->arena};
	load_parameters(p, request);
	if (p->problems == 0)
		load_place(p, request);
	if (p->problems == 0)
		follows_check(p);
	if (p->problems == 0)
		editions_load(p, request->base, request->approved);
}

void pipeline_load_again(struct pipeline *p, const struct pipeline_request *request)
{
	parameters_done(&p->parameters);
	p->editions = (struct editions){0};
	p->publish = NULL;
	load_given(p, request);
}

void pipeline_load(struct pipeline *p, const struct pipeline_request *request)
{
	struct error e = {0};

	p->path = request->path;
	p->here = yaml_folder(p->arena, request->path);
	p->programs = request->programs;
	p->helps = arena_take(p->arena, sizeof *p->helps);
	*p->helps = (struct stage_helps){.programs = p->programs, .arena = p->arena};
	p->headers = request->headers;
	p->root = yaml_load(p->path, p->arena, &e);
	if (p->root == NULL) {
		pipeline_reason(p, NULL, &e);
		return;
	}
	if (p->root->kind != YAML_MAP) {
		pipeline_problem(p, p->root, "a pipeline is a map");
		return;
	}
	struct language_ask ask = request->ask;

	ask.given = request->given;
	ask.n_given = request->n_given;
	if (!write_out(p, ask))
		return;
	load_name(p);
	p->asked = request->ask.text != NULL;
	if (p->asked)
		p->name = arena_format(p->arena, "%s-ask", p->name);
	if (request->clock)
		return;
	load_given(p, request);
	if (p->problems > 0)
		return;
	section(p, "codes");
	declare_all(p, TARGET_SOURCE, "sources");
	declare_all(p, TARGET_TABLE, "tables");
	declare_expected(p);
	declare_all(p, TARGET_GROUP, "protect");
	declare_all(p, TARGET_REPORT, "reports");
	for (size_t i = 0, n = p->targets; i < n; i++)
		pipeline_target(p, p->target[i]);
	pipeline_publish(p);
	if (p->targets == 0 && p->problems == 0)
		pipeline_problem(p, p->root, "nothing is made: there are no sources and no tables");
}
