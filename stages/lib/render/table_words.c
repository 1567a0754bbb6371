/* table_words: see table_words.h. */
#include "render/table_words.h"

#include "described.h"
#include "render/report_words.h"

/* ---------------------------------------------------------------- nodes */

static struct yaml *put(struct report *r, struct yaml *map, const char *key, struct slice text)
{
	struct yaml *item = arena_take(r->arena, sizeof *item), **end = &map->first;

	*item = (struct yaml){.kind = text.at == NULL ? YAML_MAP : YAML_SCALAR,
	                      .line = map->line,
	                      .column = map->column,
	                      .text = text,
	                      .key = slice_of(key)};
	while (*end != NULL)
		end = &(*end)->next;
	*end = item;
	map->n++;
	return item;
}

static void put_fact(struct report *r, struct yaml *map, const char *key, struct slice text)
{
	if (text.at != NULL)
		put(r, map, key, text);
}

/* A text in both languages; who wrote it in one is read in that. */
static void put_both(struct report *r, struct yaml *map, const char *key, struct slice sv,
                     struct slice en)
{
	struct yaml *both;

	if (sv.at == NULL && en.at == NULL)
		return;
	both = put(r, map, key, (struct slice){NULL, 0});
	put(r, both, "sv", sv.at != NULL ? sv : en);
	put(r, both, "en", en.at != NULL ? en : sv);
}

/* ---------------------------------------------------------------- columns */

static void put_field(struct report *r, const struct yaml *field, struct yaml *measures,
                      struct yaml *keys)
{
	bool measure = described_fact(field, "kind").at != NULL;
	struct yaml *entry;

	if (!measure && described_is_figure(field))
		return;
	entry = put(r, measure ? measures : keys, "", (struct slice){NULL, 0});

	entry->key = described_text(field, "name");
	put_both(r, entry, "namn", described_text(field, "title"),
	         described_fact(field, "title_en"));
	if (!measure) {
		put_both(r, entry, "uppdelning", described_fact(field, "breakdown"),
		         described_fact(field, "breakdown_en"));
		return;
	}
	put_fact(r, entry, "slag", described_fact(field, "kind"));
	put_fact(r, entry, "decimaler", described_fact(field, "decimals"));
	put_fact(r, entry, "miljoner", described_fact(field, "millions"));
	put_both(r, entry, "formel", described_fact(field, "formula"),
	         described_fact(field, "formula_en"));
}

static void put_list(struct report *r, struct slice column, const char *path, const char *file)
{
	for (size_t i = 0; i < r->lists; i++) {
		const struct report_list *list = &r->list[i];

		if (!slice_equal(list->name, column))
			continue;
		if (list->described && strcmp(list->path, path) != 0)
			die("%s.json: %.*s: another table shows it by another list; say which with "
			    "--codes",
			    file, SLICE(column));
		return;
	}
	report_add_list(r, column, path)->described = true;
}

void table_words_read(struct report *r, struct slice table, const char *file)
{
	const struct yaml *said = described_read(file, r->arena),
	                  *fields = yaml_get(said, "fields");
	const char *path = arena_format(r->arena, "%s.json", file);
	struct yaml *words, *measures, *keys;

	if (said == NULL)
		return;
	words = arena_take(r->arena, sizeof *words);
	*words = (struct yaml){.kind = YAML_MAP, .line = 1, .column = 1};
	measures = put(r, words, "matt", (struct slice){NULL, 0});
	keys = put(r, words, "nycklar", (struct slice){NULL, 0});
	for (const struct yaml *f = fields == NULL ? NULL : fields->first; f != NULL; f = f->next) {
		struct slice codes = described_fact(f, "codes");

		put_field(r, f, measures, keys);
		if (codes.at != NULL)
			put_list(r, described_text(f, "name"), arena_text(r->arena, codes), file);
	}
	report_words_check(path, words, r->arena);
	r->described =
	    array_room(r->described, &r->described_room, r->n_described + 1, sizeof *r->described);
	r->described[r->n_described++] =
	    (struct table_words){table,
	                         measures,
	                         keys,
	                         yaml_get(yaml_get(said, "finsam"), "indicators"),
	                         yaml_get(yaml_get(said, "finsam"), "base"),
	                         slice_is(described_fact(said, "level"), "open")};
}
