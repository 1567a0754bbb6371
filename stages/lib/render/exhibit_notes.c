#include "render/exhibit_notes.h"
#include "render/indicators.h"
#include "render/report_words.h"

#include "render/insertion_write.h"

/* ---------------------------------------------------------------- finding */

/* What a descriptor says, as if it stood in the block. */
static struct yaml *at_block(const struct exhibit *f, const struct report *r,
                             const struct yaml *node)
{
	struct yaml *here = arena_take(r->arena, sizeof *here);

	*here = *node;
	here->line = f->node->line;
	here->column = f->node->column;
	here->next = NULL;
	return here;
}

const struct yaml *exhibit_notes_get(const struct exhibit *f, const struct report *r,
                                     const char *key)
{
	const struct yaml *found = plain_get(f->node, key);
	const struct table_words *own = report_described(r, f->table->name);

	if (found == NULL)
		found = plain_get(report_description(r, f->table), key);
	if (found == NULL && exhibit_notes_is_personal(f, r))
		found = plain_get(plain_get(r->front, "personer"), key);
	if (found == NULL && own != NULL && own->base != NULL && strcmp(key, "bas") == 0)
		return at_block(f, r, own->base);
	return found != NULL ? found : plain_get(r->front, key);
}

bool exhibit_notes_is_personal(const struct exhibit *f, const struct report *r)
{
	const struct yaml *about = plain_get(report_description(r, f->table), "galler");
	const struct table_words *own = report_described(r, f->table->name);

	return about != NULL ? plain_word(about->text, "personer") : own == NULL || !own->open;
}

/* Those that the template says, or the descriptor: then with the place of the block. */
static const struct yaml *indicators_of(const struct exhibit *f, const struct report *r)
{
	const struct yaml *said = exhibit_notes_get(f, r, "indikator");
	const struct table_words *own = report_described(r, f->table->name);
	struct yaml *list, **end;

	if (said != NULL || own == NULL || own->indicators == NULL)
		return said;
	list = at_block(f, r, own->indicators);
	end = &list->first;
	for (const struct yaml *i = yaml_first(own->indicators); i != NULL;
	     i = yaml_next(own->indicators, i)) {
		*end = at_block(f, r, i);
		end = &(*end)->next;
	}
	return list;
}

/* ---------------------------------------------------------------- lines */

static const char *const names[][LANGUAGES] = {
    {"Population", "Population"}, {"Bas", "Base"},     {"Täckning", "Coverage"},
    {"Mått", "Measure"},          {"Källa", "Source"}, {"Referensperiod", "Reference period"},
    {"Uppdelning", "Breakdown"}};

enum line {
	LINE_POPULATION,
	LINE_BASE,
	LINE_COVERAGE,
	LINE_FORMULA,
	LINE_SOURCE,
	LINE_PERIOD,
	LINE_SPLIT
};

static void add_line(struct exhibit *f, const struct report *r, enum line line, struct slice text)
{
	f->line[f->lines++] = (struct exhibit_line){slice_of(names[line][r->language]), text};
	if (line == LINE_SOURCE)
		f->source = text;
}

static _Noreturn void fail_missing(const struct exhibit *f, const struct report *r, const char *key)
{
	report_die(
	    r, f->node->line, f->node->column,
	    "a table or chart needs %s: in the block, under tabeller, or in the front matter", key);
}

static void add_required(struct exhibit *f, const struct report *r, enum line line, const char *key)
{
	const struct yaml *node = exhibit_notes_get(f, r, key);

	if (node == NULL)
		fail_missing(f, r, key);
	add_line(f, r, line, insertion_text(r, node));
}

static void add_population(struct exhibit *f, const struct report *r, const struct yaml *first)
{
	const struct yaml *node = exhibit_notes_get(f, r, "population");

	if (node == NULL && first != NULL)
		node = plain_get(indicators_entry(r, first), "population");
	if (node == NULL)
		fail_missing(f, r, "population");
	add_line(f, r, LINE_POPULATION, insertion_text(r, node));
}

/* A chart has no row or column for a base that is a measure: "Antal deltagare (Kvinna: 57; Man: 43)". */
static struct slice chart_base(const struct exhibit *f, const struct report *r)
{
	const struct exhibit_axis *a = f->base == EXHIBIT_BASE_ROW ? &f->columns : &f->rows;
	struct str text = {0};

	str_add(&text, f->base_label);
	for (size_t i = 0; i < a->n; i++) {
		str_add_text(&text, i == 0 ? " (" : "; ");
		exhibit_write_step(a, i, ", ", &text);
		str_add_text(&text, ":\u00a0");
		exhibit_write_cell(&f->base_cell[i], r->language, &text);
	}
	str_add_byte(&text, ')');
	struct slice kept = arena_copy(r->arena, str_slice(&text));
	str_done(&text);
	return kept;
}

/* A table has the base as a row or a column, if it is a measure; all else stands here. */
static void add_base(struct exhibit *f, const struct report *r, bool personal)
{
	const struct yaml *node = exhibit_notes_get(f, r, "bas");

	if (node == NULL && personal)
		fail_missing(f, r, "bas");
	if (node == NULL || f->rows.n == 0 || f->columns.n == 0)
		return;
	if (f->base != EXHIBIT_BASE_TEXT) {
		if (f->chart != CHART_NONE)
			add_line(f, r, LINE_BASE, chart_base(f, r));
		return;
	}
	if (node->kind == YAML_SCALAR && memchr(node->text.at, ' ', node->text.n) == NULL)
		report_die(r, node->line, node->column,
		           "bas: not a measure of the table; a text is written {sv: ..., en: ...}");
	add_line(f, r, LINE_BASE, insertion_text(r, node));
}

#define UNSPLIT "utan_" /* and the column: why a table is not split by it */

static bool is_column(struct slice written, const char *column)
{
	return slice_is(written, column) || plain_word(written, column);
}

static bool is_split(const struct exhibit *f, const char *column)
{
	bool split = false;

	for (size_t i = 0; i < EXHIBIT_LEVELS; i++)
		split |= (i < f->rows.levels && is_column(f->rows.key[i], column)) ||
		         (i < f->columns.levels && is_column(f->columns.key[i], column));
	return split;
}

/* The column that a key of the block gives a reason for; NULL if it is another key. */
static const char *unsplit(const struct yaml *key, struct arena *arena)
{
	size_t n = strlen(UNSPLIT);

	if (!slice_starts(key->key, UNSPLIT))
		return NULL;
	return arena_text(arena, (struct slice){key->key.at + n, key->key.n - n});
}

/* A table about persons is split by what the pipeline says that they are split by, or the author says why not. */
static void check_split(const struct exhibit *f, const struct report *r,
                        const struct report_split *by)
{
	bool answered = is_split(f, by->column);

	for (const struct yaml *key = f->node->first; key != NULL && !answered; key = key->next) {
		const char *column = unsplit(key, r->arena);
		answered = column != NULL && is_column(slice_of(column), by->column);
	}
	if (!answered)
		report_die(r, f->node->line, f->node->column,
		           "a table about persons that is not split by %s says why: " UNSPLIT
		           "%s%s%s%s",
		           by->column, by->column, by->rule == NULL ? "" : " (",
		           by->rule == NULL ? "" : by->rule, by->rule == NULL ? "" : ")");
}

static void add_split(struct exhibit *f, const struct report *r)
{
	for (size_t i = 0; i < r->splits; i++)
		check_split(f, r, &r->split[i]);
	for (const struct yaml *key = f->node->first; key != NULL; key = key->next) {
		const char *column = unsplit(key, r->arena);
		const struct yaml *name;
		if (column == NULL)
			continue;
		if (is_split(f, column))
			report_die(r, key->line, key->column,
			           UNSPLIT "%s, but the table is split by %s", column, column);
		if (f->lines == EXHIBIT_LINES)
			report_die(r, key->key_line, key->key_column, "too many of " UNSPLIT);
		name = report_key_text(r, f->table, slice_of(column), "uppdelning");
		add_line(f, r, LINE_SPLIT, insertion_text(r, key));
		if (name != NULL)
			f->line[f->lines - 1].name = insertion_text(r, name);
	}
}

/* ---------------------------------------------------------------- unit and notes */

static bool has_name(const char *const *name, size_t n, const char *wanted)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(name[i], wanted) == 0)
			return true;
	return false;
}

/* The units of the measures, each once, as a list in words: Antal, kronor och procent. Or what the author says. */
static void find_unit(struct exhibit *f, const struct report *r)
{
	const struct yaml *node = exhibit_notes_get(f, r, "enhet");
	const char *name[EXHIBIT_MEASURES];
	struct str unit = {0};
	size_t names = 0;

	for (size_t i = 0; i < f->measures; i++) {
		const char *its = numeral_unit_name(f->measure[i].numeral.unit, r->language);
		if (f->measure[i].numeral.unit == NUMERAL_PLAIN)
			its = r->language == LANGUAGE_SV ? "antal" : "number";
		if (!has_name(name, names, its))
			name[names++] = its;
	}
	for (size_t i = 0; i < names; i++) {
		if (i > 0)
			str_add_text(&unit, i + 1 < names                ? ", "
			                    : r->language == LANGUAGE_SV ? " och "
			                                                 : " and ");
		str_add_text(&unit, name[i]);
	}
	if (node != NULL) {
		str_reset(&unit);
		str_add(&unit, insertion_text(r, node));
	}
	if (unit.n > 0)
		insertion_capital(&unit, 0);
	f->unit = arena_copy(r->arena, str_slice(&unit));
	str_done(&unit);
}

/* Caveats of several indicators may be the same sentence: it stands once. */
static void add_note(struct exhibit *f, struct slice text)
{
	for (size_t i = 0; i < f->notes; i++)
		if (slice_equal(f->note[i], text))
			return;
	f->note[f->notes++] = text;
}

static size_t count_items(const struct yaml *node)
{
	return node == NULL ? 0 : node->kind == YAML_LIST ? node->n : 1;
}

static void find_notes(struct exhibit *f, const struct report *r, const struct yaml *ids)
{
	const struct yaml *own = plain_get(f->node, "noter"), *id, *note;
	size_t room = count_items(own);

	for (size_t i = 0; (id = report_item(ids, i)) != NULL; i++)
		room += count_items(plain_get(indicators_entry(r, id), "forbehall"));
	f->note = arena_take(r->arena, (room + 2) * sizeof *f->note);
	if (r->made_up)
		add_note(f, slice_of(report_made_up(r->language)));
	for (size_t i = 0; (id = report_item(ids, i)) != NULL; i++) {
		const struct yaml *caveats = plain_get(indicators_entry(r, id), "forbehall");
		for (size_t k = 0; (note = report_item(caveats, k)) != NULL; k++)
			add_note(f, insertion_text(r, note));
	}
	if (own != NULL && own->kind == YAML_MAP)
		add_note(f, insertion_text(r, own));
	for (size_t k = 0; (note = report_item(own, k)) != NULL; k++)
		add_note(f, insertion_text(r, note));
}

static void find_sentence(struct exhibit *f, const struct report *r)
{
	if (f->table->rows > 0 && f->rows.n > 0)
		return;
	f->nothing = insertion_text(r, exhibit_notes_get(f, r, "tom"));
	if (f->nothing.n == 0)
		f->nothing = slice_of(r->language == LANGUAGE_SV ? "Ingen rad finns att redovisa."
		                                                 : "There is no row to report.");
}

/* How the measures that are shown are computed, where they say it, each by its name if there are several. */
static bool add_own_formulas(struct exhibit *f, const struct report *r)
{
	struct str text = {0};

	for (size_t i = 0; i < f->measures; i++) {
		const struct measure *m = &f->measure[i];
		if (m->formula == NULL)
			continue;
		if (text.n > 0)
			str_add_text(&text, "; ");
		if (f->measures > 1 && m->label != NULL) {
			str_add(&text, insertion_text(r, m->label));
			str_add_text(&text, ": ");
		}
		str_add(&text, insertion_text(r, m->formula));
	}
	if (text.n > 0)
		insertion_capital(&text, 0);
	bool any = text.n > 0;
	if (any)
		add_line(f, r, LINE_FORMULA, arena_copy(r->arena, str_slice(&text)));
	str_done(&text);
	return any;
}

static void add_formulas(struct exhibit *f, const struct report *r, const struct yaml *ids)
{
	const struct yaml *id = report_item(ids, 0);

	if (add_own_formulas(f, r) || id == NULL)
		return;
	add_line(f, r, LINE_FORMULA,
	         insertion_text(r, plain_get(indicators_entry(r, id), "formel")));
}

void exhibit_notes_make(struct exhibit *f, const struct report *r)
{
	const struct yaml *ids = indicators_of(f, r);
	bool personal = exhibit_notes_is_personal(f, r);

	if (personal && ids == NULL)
		fail_missing(f, r, "indikator");
	add_population(f, r, report_item(ids, 0));
	add_base(f, r, personal);
	if (personal || exhibit_notes_get(f, r, "tackning") != NULL)
		add_required(f, r, LINE_COVERAGE, "tackning");
	add_formulas(f, r, ids);
	add_required(f, r, LINE_PERIOD, "period");
	add_required(f, r, LINE_SOURCE, "kalla");
	if (personal)
		add_split(f, r);
	find_unit(f, r);
	find_notes(f, r, ids);
	find_sentence(f, r);
}
