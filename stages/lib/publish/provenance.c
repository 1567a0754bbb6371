/* provenance: see provenance.h. */
#include "publish/provenance.h"

#include <stdlib.h>

#include "digest.h"
#include "input.h"
#include "json.h"
#include "key.h"
#include "file_hash.h"
#include "sighting.h"
#include "told.h"

#define PIPELINE_MAX_BYTES ((size_t)16 << 20)

static void add_number(struct str *to, const char *key, int64_t number)
{
	if (number == SETTLEMENT_UNKNOWN)
		return;
	json_key(to, key);
	str_addf(to, "%lld", (long long)number);
}

/*
 * How many records passed a step over persons can tell of one of them: that a selection held one, or that one fewer
 * was there than the month before. The ledger has those counts; what is published has them of open tables only.
 */
static bool is_open(const struct plan_target *t)
{
	return t->table[0].level != NULL && strcmp(t->table[0].level, "open") == 0;
}

/* A map of scalars, as texts, but for the key `except`. */
static void add_map(struct str *to, const char *key, const struct yaml *map, const char *except)
{
	json_key(to, key);
	str_add_byte(to, '{');
	for (const struct yaml *item = map == NULL ? NULL : map->first; item != NULL;
	     item = item->next)
		if (item->kind == YAML_SCALAR && strcmp(item->key.at, except) != 0) {
			json_key(to, item->key.at);
			if (yaml_is_null(item))
				str_add_text(to, "null");
			else
				json_text(to, item->text);
		}
	str_add_byte(to, '}');
}

/* The next item of a list, each on a line of its own. */
static void next_item(struct str *to, bool *first)
{
	str_add_text(to, *first ? "\n    {" : ",\n    {");
	*first = false;
}

/*
 * What is not open is not told of, though it is looked at: whoever can list what a file of small numbers may hold
 * would try them all and know by its hash when he is right.
 */
static bool add_hash(struct str *to, const char *path, bool open, struct file_hash *hash,
                     struct error *e)
{
	if (!file_hash_of(path, hash, e))
		return false;
	if (open) {
		add_number(to, "bytes", hash->bytes);
		json_field_text(to, "sha256", hash->sha256);
	}
	return true;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static const char *name_of(const struct plan_target *t, const char *path)
{
	for (size_t i = 0; i < t->sides; i++)
		if (strcmp(t->side[i].path, path) == 0)
			return t->side[i].name;
	return last_part(path);
}

/* Whether the file is still what the first step read. */
static bool is_what_was_read(const struct settlement *s, const struct plan_target *t,
                             const struct file_hash *hash)
{
	const struct account *a = plan_account(s, t->name, 1);

	for (size_t i = 0; a != NULL && i < a->reads; i++)
		if (strcmp(a->read[i].path, t->file) == 0)
			return a->read[i].hash[0] == '\0' ||
			       strcmp(a->read[i].hash, hash->xxh3) == 0 ||
			       strcmp(a->read[i].hash, hash->unpacked) == 0;
	return true;
}

/*
 * What a command says may hold anything: it is told of by its program, and by a digest that only who has the key of
 * the run can compare. Without a key there is none: who can list what stands in a command would try it all.
 */
static bool add_command(const struct plan *plan, struct str *to, const char *command,
                        struct error *e)
{
	struct slice program = told_program(slice_of(command));
	unsigned char derived[DIGEST_BYTES], bytes[DIGEST_BYTES];
	struct digest_key keyed;
	char hex[DIGEST_HEX];
	struct key key;

	json_key(to, "command");
	json_text(to, program);
	if (plan->key == NULL)
		return true;
	if (!key_load(plan->key, &key, e))
		return false;
	digest_derive(key.bytes, sizeof key.bytes, (struct slice){0}, slice_of("finsam/command/1"),
	              derived, sizeof derived);
	digest_key_init(&keyed, derived, sizeof derived);
	digest_keyed(&keyed, slice_of(command), bytes);
	digest_hex(bytes, hex);
	json_field_text(to, "command_hmac_sha256", hex);
	digest_key_done(&keyed);
	digest_wipe(derived, sizeof derived);
	key_done(&key);
	return true;
}

static bool add_inputs(const struct plan *plan, const struct settlement *s, struct str *to,
                       struct error *e)
{
	bool first = true;

	json_key(to, "inputs");
	str_add_byte(to, '[');
	for (size_t i = 0; i < plan->targets; i++) {
		const struct plan_target *t = &plan->target[i];
		struct file_hash hash;
		if (strcmp(t->kind, "source") != 0)
			continue;
		next_item(to, &first);
		json_field_text(to, "name", t->name);
		if (t->file != NULL) {
			json_field_text(to, "file", last_part(t->file));
			if (!add_hash(to, t->file, is_open(t), &hash, e))
				return false;
			if (!is_what_was_read(s, t, &hash))
				return error_set(e, "%s changed while the run went on; run again",
				                 t->file);
		} else if (t->command != NULL) {
			if (!add_command(plan, to, t->command, e))
				return false;
		}
		if (t->schema != NULL)
			json_field_text(to, "schema", name_of(t, t->schema));
		str_add_byte(to, '}');
	}
	str_add_text(to, "\n  ]");
	return true;
}

static int by_name(const void *a, const void *b)
{
	const struct plan_file *one = a, *other = b;
	int order = strcmp(one->name, other->name);

	return order != 0 ? order : strcmp(one->path, other->path);
}

/* Whether nothing in the pipeline must be kept from those who would guess it by the hash of the rest. */
static bool is_told(const char *path)
{
	struct str text = {0};
	size_t at = 0, end;
	bool told;

	told = input_slurp(path, PIPELINE_MAX_BYTES, &text, &(struct error){0}) &&
	       !told_secret(str_slice(&text)) &&
	       sighting_next(str_slice(&text), &at, &end) == SIGHTING_NONE;
	str_done(&text);
	return told;
}

static bool is_of_pipeline(const struct plan *plan, const char *path)
{
	for (size_t i = 0; i < plan->parts; i++)
		if (strcmp(plan->part[i].path, path) == 0)
			return true;
	return strcmp(path, plan->path) == 0;
}

/* Schemas, code lists, templates, and the pipeline itself with its parts. */
static bool add_files(const struct plan *plan, struct str *to, struct error *e)
{
	struct plan_file *file;
	size_t n = 1 + plan->parts;
	bool first = true;

	for (size_t i = 0; i < plan->targets; i++)
		n += plan->target[i].sides;
	file = arena_take(plan->arena, n * sizeof *file);
	n = 0;
	file[n++] = (struct plan_file){last_part(plan->path), plan->path};
	for (size_t i = 0; i < plan->parts; i++)
		file[n++] = plan->part[i];
	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].sides; j++)
			file[n++] = plan->target[i].side[j];
	qsort(file, n, sizeof *file, by_name);
	json_key(to, "files");
	str_add_byte(to, '[');
	for (size_t i = 0; i < n; i++) {
		struct file_hash hash;
		if (i > 0 && by_name(&file[i - 1], &file[i]) == 0)
			continue;
		next_item(to, &first);
		json_field_text(to, "file", file[i].name);
		if (!add_hash(to, file[i].path,
		              !is_of_pipeline(plan, file[i].path) || is_told(file[i].path), &hash,
		              e))
			return false;
		str_add_byte(to, '}');
	}
	str_add_text(to, "\n  ]");
	return true;
}

static void add_counts(struct str *to, const struct account *a)
{
	add_number(to, "in", account_records_in(a));
	add_number(to, "out", account_records_out(a));
	if (a->set_asides == 0)
		return;
	json_key(to, "set_aside");
	str_add_byte(to, '{');
	for (size_t j = 0; j < a->set_asides; j++)
		add_number(to, a->set_aside[j].reason, a->set_aside[j].records);
	str_add_byte(to, '}');
}

static void add_step(struct str *to, const struct plan_target *t, size_t i, const struct account *a)
{
	str_add_text(to, i == 0 ? "\n      {" : ",\n      {");
	json_field_text(to, "step", t->step[i]);
	if (a != NULL) {
		json_field_text(to, "version", a->version);
		if (is_open(t))
			add_counts(to, a);
		if (a->notes != NULL)
			add_map(to, "notes", a->notes, is_open(t) ? "" : "missing");
	}
	str_add_byte(to, '}');
}

static bool is_kind(const struct plan_target *t, const char *kind)
{
	return strcmp(t->kind, kind) == 0;
}

static void add_tables(const struct plan *plan, const struct settlement *s, struct str *to)
{
	bool first = true;

	json_key(to, "tables");
	str_add_byte(to, '[');
	for (size_t i = 0; i < plan->targets; i++) {
		const struct plan_target *t = &plan->target[i];
		const struct flow *result = plan_result(s, t->table[0].file);
		if (is_kind(t, "report"))
			continue;
		next_item(to, &first);
		json_field_text(to, "name", t->name);
		json_field_text(to, "level", t->table[0].level);
		if (result != NULL && is_open(t))
			add_number(to, "records", result->records);
		json_key(to, "steps");
		str_add_byte(to, '[');
		for (size_t j = 0; j < t->steps; j++)
			add_step(to, t, j, plan_account(s, t->name, j + 1));
		str_add_text(to, "]}");
	}
	str_add_text(to, "\n  ]");
}

static bool add_published(const struct plan *plan, const struct settlement *s, struct str *to,
                          struct error *e)
{
	bool first = true;

	json_key(to, "published");
	str_add_byte(to, '[');
	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].tables; j++) {
			const struct plan_target *t = &plan->target[i];
			const struct plan_table *table = &t->table[j];
			const struct flow *result = plan_result(s, table->file);
			struct file_hash hash;
			if (!table->published)
				continue;
			next_item(to, &first);
			json_field_text(to, "name", table->name);
			if (is_kind(t, "report"))
				json_field_text(to, "made_by", t->steps == 0 ? "" : t->step[0]);
			if (is_kind(t, "report") && plan_is_made_up(s) &&
			    (result == NULL || !result->made_up))
				return error_set(e,
				                 "%s does not say that it is of made-up persons; "
				                 "remove it and run again",
				                 table->file);
			if (!add_hash(to, table->file, true, &hash, e))
				return false;
			if (result == NULL || strcmp(result->hash, hash.xxh3) != 0)
				return error_set(e,
				                 "%s is not what its step left; remove it and "
				                 "run again",
				                 table->file);
			str_add_byte(to, '}');
		}
	str_add_text(to, "\n  ]");
	return true;
}

/* What is public of the line in the ledger of releases. */
static void add_edition(const struct plan *plan, struct str *to)
{
	const struct plan_editions *of = &plan->editions;
	bool final = of->ledger != NULL && strcmp(of->kind, "final") == 0;

	if (of->ledger == NULL)
		return;
	json_key(to, "edition");
	str_add_byte(to, '{');
	json_field_text(to, "period", of->period);
	add_number(to, "number", (int64_t)of->number);
	json_field_text(to, "kind", of->kind);
	if (!final)
		json_field_text(to, "final", of->day[of->days - 1]);
	str_add_byte(to, '}');
}

bool provenance_write(const struct plan *plan, const struct settlement *s, struct str *to,
                      struct error *e)
{
	str_add_byte(to, '{');
	json_field_text(to, "pipeline", plan->name);
	json_field_text(to, "made_with", "finsam " FINSAM_VERSION);
	if (plan_is_made_up(s))
		str_add_text(to, ",\"made_up\":true");
	add_edition(plan, to);
	add_map(to, "about", plan->about, "");
	add_map(to, "parameters", plan->parameters, "");
	if (!add_inputs(plan, s, to, e) || !add_files(plan, to, e))
		return false;
	add_tables(plan, s, to);
	if (!add_published(plan, s, to, e))
		return false;
	str_add_text(to, "\n}\n");
	return true;
}
