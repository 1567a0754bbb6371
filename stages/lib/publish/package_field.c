/* package_field: see package_field.h. */
#include "publish/package_field.h"

#include <stdlib.h>

#include "codelist.h"
#include "described.h"
#include "json.h"
#include "record.h"

#define ALL "*" /* the value of a key for all of them (docs/records.md) */

static const struct codes *list_at(struct package_lists *lists, struct slice path)
{
	bool added;
	size_t i = map_put(&lists->path, path, &added);
	struct reader *in;

	if (!added)
		return lists->codes[i];
	lists->codes = array_room(lists->codes, &lists->room, i + 1, sizeof(*lists->codes));
	lists->codes[i] = arena_take(lists->arena, sizeof **lists->codes);
	in = reader_open(arena_text(lists->arena, path));
	codelist_read(in, lists->codes[i]);
	reader_close(in);
	return lists->codes[i];
}

void package_lists_done(struct package_lists *lists)
{
	for (size_t i = 0; i < lists->path.n; i++)
		codes_done(lists->codes[i]);
	map_done(&lists->path);
	free(lists->codes);
}

void field_begin(struct package_field *f, struct package_lists *lists, const struct yaml *said,
                 struct slice name)
{
	struct slice codes = described_fact(said, "codes");

	*f = (struct package_field){.said = said, .name = name};
	if (codes.at != NULL)
		f->codes = list_at(lists, codes);
}

void field_take(struct package_field *f, struct slice value)
{
	f->type = field_type_with(f->type, value);
	if (f->codes == NULL || value.n == 0)
		return;
	if (slice_is(value, ALL))
		f->total = true;
	else if (!f->outside)
		f->outside = codes_find(f->codes, value, CODES_NO_DAY, NULL) != CODES_VALID;
}

static void add_category(struct str *to, struct slice code, struct slice label)
{
	str_add_text(to, to->at[to->n - 1] == '[' ? "{" : ",{");
	json_field(to, "value", code);
	json_field(to, "label", label);
	str_add_byte(to, '}');
}

/* Each code once, as it was called last. */
static void add_categories(const struct package_field *f, struct str *to)
{
	size_t entry;

	json_key(to, "categories");
	str_add_byte(to, '[');
	if (f->total)
		add_category(to, slice_of(ALL), slice_of("Totalt"));
	for (size_t i = 0; i < f->codes->map.n; i++)
		if (codes_find(f->codes, map_key(&f->codes->map, i), CODES_NO_DAY, &entry) ==
		    CODES_VALID)
			add_category(to, map_key(&f->codes->map, i),
			             codes_name(f->codes, entry, CODES_SV));
	str_add_byte(to, ']');
}

static void add_fact(const struct package_field *f, const char *key, struct str *to)
{
	struct slice text = described_fact(f->said, key);

	if (text.at != NULL)
		json_field(to, key, text);
}

/* Of what holds numbers also its kind and unit. */
static void add_words(const struct package_field *f, bool number, struct str *to)
{
	struct slice title = described_text(f->said, "title");

	if (title.at != NULL)
		json_field(to, "title", title);
	json_key(to, "finsam");
	str_add_byte(to, '{');
	if (number) {
		add_fact(f, "kind", to);
		add_fact(f, "unit", to);
	}
	add_fact(f, "title_en", to);
	str_add_byte(to, '}');
}

/* What is called so as a measure, and is none by its values, has no name. */
static bool is_called(const struct package_field *f, bool number)
{
	return described_text(f->said, "title").at != NULL
	           ? number || described_fact(f->said, "kind").at == NULL
	           : number && described_fact(f->said, "kind").at != NULL;
}

void field_write(const struct package_field *f, struct str *to)
{
	bool figure = described_is_figure(f->said);
	bool number = f->type == FIELD_INTEGER || f->type == FIELD_NUMBER;
	bool coded = f->codes != NULL && !f->outside && !(number && figure);

	str_add_byte(to, '{');
	json_field(to, "name", f->name);
	json_field(to, "type", slice_of(coded ? "string" : field_type_word(f->type)));
	if (is_called(f, figure || (number && !coded)))
		add_words(f, figure || (number && !coded), to);
	if (coded)
		add_categories(f, to);
	str_add_byte(to, '}');
}
