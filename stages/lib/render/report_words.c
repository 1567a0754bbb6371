/* report_words: see report_words.h. */
#include "render/report_words.h"

#include "suggest.h"

/* ---------------------------------------------------------------- words for all reports */

/* The entry of a map of the words for all reports, or NULL. */
static const struct yaml *usual_words(const struct report *r, const char *section,
                                      struct slice name)
{
	const struct yaml *all = report_get(r->words, section);

	for (const struct yaml *i = all == NULL ? NULL : all->first; i != NULL; i = i->next)
		if (slice_equal(i->key, name))
			return i;
	return NULL;
}

/* ---------------------------------------------------------------- keys */

const struct yaml *report_key_text(const struct report *r, struct slice column, const char *word)
{
	const struct yaml *own = report_key_own(r, column, word);

	return own != NULL ? own : report_get(usual_words(r, "nycklar", column), word);
}

/* One that is both a key and a measure in the words is a measure where the table says so. */
static bool is_key(const struct report *r, struct slice column)
{
	return report_key(r, column) != NULL || usual_words(r, "nycklar", column) != NULL;
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
		if (!report_word(word->text, kind_words[i].word))
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
	return node != NULL && node->kind == YAML_MAP ? report_get(node, "slag") : node;
}

/* What the template says of a measure goes before what is usual, of which nothing holds for one of another kind. */
struct described {
	const struct yaml *said, *usual; /* NULL: nothing */
};

static const struct yaml *attribute(const struct described *d, const char *key)
{
	const struct yaml *own = report_get(d->said, key);

	return own != NULL ? own : report_get(d->usual, key);
}

static void describe(const struct report *r, struct described d, struct measure *m)
{
	const struct yaml *own = kind_of(d.said), *usual = kind_of(d.usual), *millions;
	struct measure other = {0};
	bool yes = false;

	if (d.said != NULL && d.said->kind == YAML_MAP)
		report_keys(r, d.said, "slag namn decimaler miljoner formel");
	set_kind(r, own != NULL ? own : usual != NULL ? usual : d.said, m);
	if (own != NULL && usual != NULL)
		set_kind(r, usual, &other);
	if (own != NULL && other.kind != m->kind)
		d.usual = NULL;
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

bool report_measure(const struct report *r, const struct keyed_table *t, struct slice column,
                    struct measure *m)
{
	const struct yaml *all = report_get(report_description(r, t), "matt");
	struct described d = {NULL, usual_words(r, "matt", column)};
	struct suggest near;

	*m = (struct measure){.column = keyed_table_column(t, column)};
	for (const struct yaml *i = all == NULL || all->kind != YAML_MAP ? NULL : all->first;
	     i != NULL && d.said == NULL; i = i->next)
		if (slice_equal(i->key, column))
			d.said = i;
	if (d.said == NULL && (d.usual == NULL || is_key(r, column)))
		return false;
	if (d.said != NULL && m->column == COLUMN_NONE)
		report_die(r, d.said->key_line, d.said->key_column,
		           "%s has no column of that name%s", t->path,
		           header_suggest(&t->header, column, &near));
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

static void check_measure(const struct report *as, const struct yaml *entry)
{
	struct measure m = {0};

	describe(as, (struct described){entry, NULL}, &m);
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

/* Errors are those of a template, with the place in this file. */
const struct yaml *report_words_read(const char *path, struct arena *a)
{
	const struct report as = {.path = path, .arena = a};
	struct error e = {0};
	const struct yaml *file = yaml_load(path, a, &e);

	if (file == NULL)
		die("%s", e.text);
	report_keys(&as, file, "matt nycklar");
	for (const struct yaml *section = file->first; section != NULL; section = section->next) {
		if (section->kind != YAML_MAP)
			yaml_die(path, section, "expected lines of the form key: value");
		for (const struct yaml *i = section->first; i != NULL; i = i->next)
			if (report_word(section->key, "matt"))
				check_measure(&as, i);
			else
				check_key(&as, i);
	}
	return file;
}
