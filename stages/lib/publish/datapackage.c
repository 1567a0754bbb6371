/* datapackage: see datapackage.h. */
#include "publish/datapackage.h"

#include <stdlib.h>

#include "described.h"
#include "json.h"
#include "record.h"

#define MADE_UP "Påhittade uppgifter (made-up data)"
#define MADE_UP_MORE \
	"Some persons who are counted here do not exist. Nothing in it may be used as statistics."

static void add_key(struct str *to, const struct header *h, const char *key)
{
	struct slice rest = slice_of(key), name;
	struct str list = {0};
	bool all = true;

	while (slice_cut(&rest, ',', &name)) {
		all &= header_find(h, name) != COLUMN_NONE;
		str_add_text(&list, list.n == 0 ? "" : ",");
		json_text(&list, name);
	}
	if (all)
		str_addf(to, ",\"primaryKey\":[%s]", list.at);
	str_done(&list);
}

static void add_schema(struct datapackage_resource *r, struct arena *a, struct str *to)
{
	const struct yaml *descriptor = r->lists == NULL ? NULL : described_read(r->file, a);
	struct reader *in = reader_open(r->file);
	const struct header *h = reader_header(in);
	struct package_field *field = arena_take(a, h->n * sizeof *field);
	struct record record;

	for (size_t i = 0; i < h->n; i++)
		field_begin(&field[i], r->lists, described_field(descriptor, h->name[i]),
		            h->name[i]);
	while (reader_next(in, &record))
		for (size_t i = 0; i < h->n; i++)
			field_take(&field[i], record_field(&record, i));
	r->rows = reader_records(in);
	json_key(to, "schema");
	str_add_text(to, "{\"fields\":[");
	for (size_t i = 0; i < h->n; i++) {
		if (i > 0)
			str_add_byte(to, ',');
		field_write(&field[i], to);
	}
	str_add_text(to, "],\"missingValues\":[\"\"]");
	if (r->key != NULL)
		add_key(to, h, r->key);
	str_add_byte(to, '}');
	reader_close(in);
}

bool datapackage_resource(struct datapackage_resource *r, struct arena *a, struct str *to,
                          struct error *e)
{
	struct str schema = {0};

	if (!file_hash_of(r->file, &r->hash, e))
		return false;
	str_add_text(&schema, "{");
	add_schema(r, a, &schema);
	str_add_byte(to, '{');
	json_field_text(to, "name", r->name);
	json_field_text(to, "path", r->path);
	str_add_text(to, ",\"type\":\"table\",\"format\":\"tsv\",\"mediatype\":"
	                 "\"text/tab-separated-values\",\"encoding\":\"utf-8\",\"dialect\":{"
	                 "\"delimiter\":\"\\t\",\"lineTerminator\":\"\\n\"}");
	str_addf(to, ",\"bytes\":%lld", (long long)r->hash.bytes);
	json_field_text(to, "hash", arena_format(a, "sha256:%s", r->hash.sha256));
	str_addf(to, ",\"finsam\":{\"level\":\"%s\"", r->level);
	if (r->tell_rows)
		str_addf(to, ",\"rows\":%llu", (unsigned long long)r->rows);
	if (r->key_id != NULL)
		json_field_text(to, "key", r->key_id);
	if (r->made_up)
		str_add_text(to, ",\"made_up\":true");
	str_addf(to, "},%s}", schema.at + 1);
	str_done(&schema);
	return true;
}

static void add_table(const struct plan *plan, struct str *to, const struct plan_table *table,
                      struct package_lists *lists, bool made_up, struct error *e)
{
	struct datapackage_resource r = {
	    .name = table->name,
	    .path = arena_format(plan->arena, "tables/%s.tsv", table->name),
	    .file = table->file,
	    .level = table->level,
	    .key = table->key,
	    .made_up = made_up,
	    .lists = lists};

	if (!datapackage_resource(&r, plan->arena, to, e))
		die("%s", e->text);
}

static int by_name(const void *a, const void *b)
{
	const struct plan_table *const *one = a, *const *other = b;

	return strcmp((*one)->name, (*other)->name);
}

/* In the order of their names: how a pipeline is laid out in files, or the order of its tables, is nothing that a reader is told. */
static void add_resources(const struct plan *plan, bool made_up, struct str *to, struct error *e)
{
	const struct plan_table **all = NULL;
	struct package_lists lists = {.arena = plan->arena};
	size_t n = 0, room = 0;

	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].tables; j++)
			if (plan->target[i].table[j].published &&
			    strcmp(plan->target[i].kind, "report") != 0) {
				all = array_room(all, &room, n + 1, sizeof(*all));
				all[n++] = &plan->target[i].table[j];
			}
	if (n > 0)
		qsort(all, n, sizeof(*all), by_name);
	str_add_byte(to, '[');
	for (size_t i = 0; i < n; i++) {
		str_add_text(to, i == 0 ? "\n    " : ",\n    ");
		add_table(plan, to, all[i], &lists, made_up, e);
	}
	str_add_text(to, "\n  ]");
	package_lists_done(&lists);
	free(all);
}

void datapackage_write(const struct plan *plan, bool made_up, struct str *to, struct error *e)
{
	const struct yaml *title =
	    plan->about == NULL || plan->about->kind != YAML_MAP ? NULL : plan->about->first;

	str_add_text(to, "{\n  \"$schema\":"
	                 "\"https://datapackage.org/profiles/2.0/datapackage.json\"");
	json_field_text(to, "name", plan->name);
	if (plan->editions.ledger != NULL)
		json_field_text(to, "version",
		                arena_format(plan->arena, "%s-%zu", plan->editions.period,
		                             plan->editions.number));
	if (title != NULL) {
		json_key(to, "title");
		json_text(to, made_up ? slice_of(arena_format(plan->arena, "%s: %.*s", MADE_UP,
		                                              SLICE(title->text)))
		                      : title->text);
	}
	if (made_up) {
		json_field_text(to, "description", MADE_UP_MORE);
		str_add_text(to, ",\n  \"finsam\":{\"made_up\":true}");
	}
	json_key(to, "resources");
	add_resources(plan, made_up, to, e);
	str_add_text(to, "\n}\n");
}
