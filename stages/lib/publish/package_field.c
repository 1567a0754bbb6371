/* package_field: see package_field.h. The type of a column is the narrowest that all of its values have. */
#include "publish/package_field.h"

#include "codelist.h"
#include "json.h"
#include "record.h"

#define ALL "*" /* the value of a key for all of them (docs/records.md) */

/* What a kind of measure is counted in. */
static const struct {
	const char *kind, *unit;
} units[] = {{"pengar", "SEK"}, {"dagar", "d"}, {"andel", "1"}};

void package_words_read(struct package_words *w, const struct plan *plan)
{
	struct error e = {0};

	*w = (struct package_words){
	    .amount = plan->amount,
	    .amounts = plan->amounts,
	    .list = arena_take(plan->arena, (plan->lists + 1) * sizeof *w->list)};
	if (plan->words != NULL) {
		w->words = yaml_load(plan->words, plan->arena, &e);
		if (w->words == NULL)
			die("%s", e.text);
	}
	for (; w->lists < plan->lists; w->lists++) {
		struct package_list *list = &w->list[w->lists];
		struct reader *in = reader_open(plan->list[w->lists].path);

		list->name = plan->list[w->lists].name;
		codelist_read(in, &list->codes);
		reader_close(in);
	}
}

void package_words_done(struct package_words *w)
{
	for (size_t i = 0; i < w->lists; i++)
		codes_done(&w->list[i].codes);
}

void field_begin(struct package_field *f, const struct package_words *words, struct slice name)
{
	*f = (struct package_field){.words = words, .name = name};
	for (size_t i = 0; words != NULL && i < words->lists; i++)
		if (slice_is(name, words->list[i].name))
			f->codes = &words->list[i].codes;
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

static void add_text(struct str *to, const char *key, struct slice text)
{
	json_key(to, key);
	json_text(to, text);
}

static void add_category(struct str *to, struct slice code, struct slice label)
{
	str_add_text(to, to->at[to->n - 1] == '[' ? "{" : ",{");
	add_text(to, "value", code);
	add_text(to, "label", label);
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

/* Of a measure its kind, in the words of docs/reports.md, and its unit; in both languages what it is called. */
static void add_words(const struct yaml *word, bool measure, struct str *to)
{
	const struct yaml *kind = word->kind == YAML_MAP ? yaml_get(word, "slag") : word;
	const struct yaml *name = yaml_get(word, "namn");

	if (yaml_get(name, "sv") != NULL)
		add_text(to, "title", yaml_get(name, "sv")->text);
	json_key(to, "finsam");
	str_add_byte(to, '{');
	if (measure && kind != NULL)
		add_text(to, "kind", kind->text);
	for (size_t i = 0; measure && kind != NULL && i < sizeof units / sizeof *units; i++)
		if (slice_is(kind->text, units[i].kind))
			add_text(to, "unit", slice_of(units[i].unit));
	if (yaml_get(name, "en") != NULL)
		add_text(to, "title_en", yaml_get(name, "en")->text);
	str_add_byte(to, '}');
}

static const struct yaml *word_of(const struct package_field *f, const char *section)
{
	const struct yaml *all = f->words == NULL ? NULL : yaml_get(f->words->words, section);

	for (const struct yaml *i = all == NULL ? NULL : all->first; i != NULL; i = i->next)
		if (slice_equal(i->key, f->name))
			return i;
	return NULL;
}

void field_write(const struct package_field *f, bool figure, struct str *to)
{
	bool number = f->type == FIELD_INTEGER || f->type == FIELD_NUMBER;
	bool coded = f->codes != NULL && !f->outside && !(number && figure);
	const struct yaml *key = word_of(f, "nycklar");
	bool measure = number && !coded && (figure || key == NULL);
	const struct yaml *word = measure ? word_of(f, "matt") : key;

	str_add_byte(to, '{');
	add_text(to, "name", f->name);
	add_text(to, "type", slice_of(coded ? "string" : field_type_word(f->type)));
	if (word != NULL)
		add_words(word, measure, to);
	if (coded)
		add_categories(f, to);
	str_add_byte(to, '}');
}
