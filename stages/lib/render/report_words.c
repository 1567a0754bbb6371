/* report_words: see report_words.h. */
#include "render/report_words.h"

#include "suggest.h"

/* ---------------------------------------------------------------- words for all reports */

/* The entries of a column in the words that were given, and in the descriptor of its table. */
static const struct yaml *in_words(const struct report *r, const char *section, struct slice name)
{
	return report_entry(plain_get(r->words, section), name);
}

static const struct yaml *in_table(const struct report *r, const struct keyed_table *t,
                                   struct slice name)
{
	return report_entry(report_entry(plain_get(r->words, "tabeller"), t->name), name);
}

/* What was given goes before the descriptor, of which nothing holds for a column that it knows. */
static const struct table_words *descriptor(const struct report *r, const struct keyed_table *t,
                                            struct slice name)
{
	if (in_table(r, t, name) != NULL || in_words(r, "matt", name) != NULL ||
	    in_words(r, "nycklar", name) != NULL)
		return NULL;
	return report_described(r, t->name);
}

static const struct yaml *usual_key(const struct report *r, const struct keyed_table *t,
                                    struct slice name)
{
	const struct table_words *own = descriptor(r, t, name);

	return own != NULL ? report_entry(own->keys, name) : in_words(r, "nycklar", name);
}

/* ---------------------------------------------------------------- keys */

const struct yaml *report_key_text(const struct report *r, const struct keyed_table *t,
                                   struct slice column, const char *word)
{
	const struct yaml *own = report_key_own(r, column, word);

	return own != NULL ? own : plain_get(usual_key(r, t, column), word);
}

/* One that is both a key and a measure in the words is a measure where the table says so. */
static bool is_key(const struct report *r, const struct keyed_table *t, struct slice column)
{
	return report_key(r, column) != NULL || usual_key(r, t, column) != NULL;
}

static const struct kind_word {
	const char *word;
	enum kind kind;
	enum numeral_unit unit;
} kind_words[] = {{"andel", KIND_SHARE, NUMERAL_PERCENT_SIGN},
                  {"antal", KIND_COUNT, NUMERAL_PLAIN},
                  {"procentenheter", KIND_POINTS, NUMERAL_POINTS},
                  {"forandring", KIND_CHANGE, NUMERAL_PERCENT_SIGN},
                  {"pengar", KIND_MONEY, NUMERAL_KRONOR},
                  {"dagar", KIND_DAYS, NUMERAL_DAYS},
                  {"tal", KIND_NUMBER, NUMERAL_PLAIN}};

static void set_kind(const struct report *r, const struct yaml *word, struct measure *m)
{
	struct suggest near;
	struct str list = {0};

	suggest_start(&near, word->kind == YAML_SCALAR ? word->text : (struct slice){"", 0});
	for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++) {
		suggest_offer(&near, slice_of(kind_words[i].word));
		str_addf(&list, "%s%s", i == 0 ? "" : ", ", kind_words[i].word);
	}
	for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++) {
		if (!plain_word(word->text, kind_words[i].word))
			continue;
		m->kind = kind_words[i].kind;
		m->numeral.unit = kind_words[i].unit;
		str_done(&list);
		return;
	}
	report_die(r, word->line, word->column, "slag is one of %s%s",
	           arena_text(r->arena, str_slice(&list)), suggest_text(&near));
}

static void set_decimals(const struct report *r, const struct yaml *node, struct measure *m)
{
	if (node == NULL)
		return;
	if (node->text.n != 1 || node->text.at[0] < '0' || node->text.at[0] > '6')
		report_die(r, node->line, node->column, "decimaler is a whole number, 0 to 6");
	m->numeral.decimals = node->text.at[0] - '0';
}

/* A measure may be written as `andel: andel` or with a map of what is known about it. */
static const struct yaml *kind_of(const struct yaml *node)
{
	return node != NULL && node->kind == YAML_MAP ? plain_get(node, "slag") : node;
}

/* What is said of a measure, the nearest first: the template, the words of the table, those of all. Of one of another kind than the nearest nothing holds. */
#define LAYERS 3

struct described {
	const struct yaml *layer[LAYERS]; /* NULL: nothing */
};

static const struct yaml *attribute(const struct described *d, const char *key)
{
	const struct yaml *found = NULL;

	for (size_t i = 0; i < LAYERS && found == NULL; i++)
		found = plain_get(d->layer[i], key);
	return found;
}

/* Sets the kind, which the first that says one decides. */
static void take_kind(const struct report *r, struct described *d, struct measure *m)
{
	struct measure other = {0};
	bool known = false;

	for (size_t i = 0; i < LAYERS; i++) {
		const struct yaml *kind = kind_of(d->layer[i]);

		if (kind == NULL)
			continue;
		set_kind(r, kind, known ? &other : m);
		if (known && other.kind != m->kind)
			d->layer[i] = NULL;
		known = true;
	}
	if (!known)
		set_kind(r, d->layer[0], m);
}

static void describe(const struct report *r, struct described d, struct measure *m)
{
	const struct yaml *millions;
	bool yes = false;

	if (d.layer[0] != NULL && d.layer[0]->kind == YAML_MAP)
		report_keys(r, d.layer[0], "slag namn decimaler miljoner formel");
	take_kind(r, &d, m);
	set_decimals(r, attribute(&d, "decimaler"), m);
	m->label = attribute(&d, "namn");
	m->formula = attribute(&d, "formel");
	millions = attribute(&d, "miljoner");
	if (millions != NULL && (!yaml_bool(millions, &yes) || (yes && m->kind != KIND_MONEY)))
		report_die(r, millions->line, millions->column,
		           "miljoner is true or false, of a measure that is pengar");
	if (yes)
		m->numeral.unit = NUMERAL_MILLIONS;
}

static void add_usual(const struct report *r, const struct keyed_table *t, struct slice name,
                      struct described *d)
{
	const struct table_words *own = descriptor(r, t, name);

	d->layer[1] = own != NULL ? report_entry(own->measures, name) : in_table(r, t, name);
	d->layer[2] = own != NULL ? NULL : in_words(r, "matt", name);
}

bool report_measure(const struct report *r, const struct keyed_table *t, struct slice column,
                    struct measure *m)
{
	const struct yaml *all = plain_get(report_description(r, t), "matt"), *said;
	struct described d = {
	    {all == NULL || all->kind != YAML_MAP ? NULL : report_entry(all, column)}};
	struct suggest near;

	*m = (struct measure){.column = keyed_table_column(t, column)};
	said = d.layer[0];
	add_usual(r, t, column, &d);
	if (said == NULL && d.layer[1] == NULL && (d.layer[2] == NULL || is_key(r, t, column)))
		return false;
	if (said != NULL && m->column == COLUMN_NONE)
		report_die(r, said->key_line, said->key_column, "%s has no column of that name%s",
		           t->path, header_suggest(&t->header, column, &near));
	describe(r, d, m);
	return true;
}

/* ---------------------------------------------------------------- what all reports say */

void report_check_both(const char *path, const struct yaml *place, const struct yaml *node,
                       const char *key)
{
	const struct yaml *sv = yaml_get(node, "sv"), *en = yaml_get(node, "en");

	if (sv == NULL || en == NULL || sv->kind != YAML_SCALAR || en->kind != YAML_SCALAR)
		yaml_die(path, node == NULL ? place : node, "%s: expected sv and en", key);
}

static void check_measure(const struct report *as, const struct yaml *entry,
                          const struct yaml *usual)
{
	struct measure m = {0};

	describe(as, (struct described){{entry, usual}}, &m);
	if (m.label != NULL)
		report_check_both(as->path, entry, m.label, "namn");
	if (m.formula != NULL)
		report_check_both(as->path, entry, m.formula, "formel");
}

static void check_key(const struct report *as, const struct yaml *entry)
{
	report_keys(as, entry, "namn uppdelning");
	for (const struct yaml *i = entry->first; i != NULL; i = i->next)
		report_check_both(as->path, i, i, "namn, uppdelning");
}

static void check_table(const struct report *as, const struct yaml *words, const struct yaml *table)
{
	if (table->kind != YAML_MAP)
		yaml_die(as->path, table, "expected lines of the form key: value");
	for (const struct yaml *i = table->first; i != NULL; i = i->next)
		check_measure(as, i, report_entry(plain_get(words, "matt"), i->key));
}

/* Errors are those of a template, with the place in this file. */
void report_words_check(const char *path, const struct yaml *words, struct arena *a)
{
	const struct report as = {.path = path, .arena = a};

	report_keys(&as, words, "matt nycklar tabeller");
	for (const struct yaml *section = words->first; section != NULL; section = section->next) {
		if (section->kind != YAML_MAP)
			yaml_die(path, section, "expected lines of the form key: value");
		for (const struct yaml *i = section->first; i != NULL; i = i->next)
			if (plain_word(section->key, "matt"))
				check_measure(&as, i, NULL);
			else if (plain_word(section->key, "nycklar"))
				check_key(&as, i);
			else
				check_table(&as, words, i);
	}
}

const struct yaml *report_words_read(const char *path, struct arena *a)
{
	struct error e = {0};
	const struct yaml *file = yaml_load(path, a, &e);

	if (file == NULL)
		die("%s", e.text);
	report_words_check(path, file, a);
	return file;
}
