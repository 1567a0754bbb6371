#include "render/insertion_write.h"
#include "render/report_words.h"

#include <stdarg.h>
#include <stdio.h>

#include "date.h"
#include "render/insertion_list.h"
#include "text.h"
#include "render/written.h"

#define PASSED "0" /* stands where an insertion with a mistake was, while others are looked for */

/* Where messages point: the insertion's line and the node's character. */
struct site {
	const struct report *report;
	const struct insertion *insertion;
	const struct insertion
	    *written;  /* the one in the text; `insertion` may be a value that it names */
	size_t values; /* how many of the named values may be used: those above the one looked up */
};

static _Noreturn void fail(const struct site *s, size_t column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void fail(const struct site *s, size_t column, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	report_die(s->report, s->insertion->line, column, "%s", text);
}

/* What the report says once for all its values that are protected, or missing; NULL: nothing. */
static const struct yaml *usual_words(const struct report *r, enum mark mark)
{
	return report_get(r->front, mark == MARK_PROTECTED ? "skyddas" : "saknas");
}

/* ---------------------------------------------------------------- looking up */

static struct quantity evaluate(const struct site *s, const struct node *node);

static struct quantity setting(const struct site *s, const struct node *node)
{
	for (size_t i = 0; i < s->values; i++) {
		const struct report_value *v = &s->report->value[i];
		const struct site above = {s->report, v->insertion, s->written, i};
		if (slice_equal(v->name, node->name))
			return evaluate(&above, v->insertion->value);
	}
	for (size_t i = 0; i < s->report->settings; i++)
		if (slice_equal(s->report->setting[i].name, node->name))
			return (struct quantity){.text = s->report->setting[i].value};
	if (report_table(s->report, node->name) != NULL)
		fail(s, node->column, "a table; expected [key=value, ...].column after its name");
	fail(s, node->column, "no --set, --table or value above has that name");
}

static struct slice selected(const struct site *s, const struct node *node,
                             const struct selector *selector)
{
	struct node named = {.column = node->column, .name = selector->value};
	struct quantity q = {.text = selector->value};

	if (selector->setting)
		q = setting(s, &named);
	if (q.kind != KIND_TEXT)
		fail(s, node->column, "a number can not be the value of a key");
	return q.text;
}

static _Noreturn void no_column(const struct site *s, const struct node *node,
                                const struct keyed_table *t, struct slice name)
{
	struct suggest near;

	fail(s, node->column, "%s: no column %.*s%s", t->path, SLICE(name),
	     header_suggest(&t->header, name, &near));
}

static const struct keyed_table_key *read_keys(const struct site *s, const struct node *node,
                                               const struct keyed_table *t)
{
	struct keyed_table_key *key =
	    arena_take(s->report->arena, (node->selectors + 1) * sizeof *key);
	struct suggest near;

	for (size_t i = 0; i < node->selectors; i++) {
		const struct selector *selector = &node->selector[i];
		key[i].column = keyed_table_column(t, selector->key);
		if (key[i].column == COLUMN_NONE)
			no_column(s, node, t, selector->key);
		key[i].value = selected(s, node, selector);
		if (!selector->setting &&
		    !written_may_be(s->report, t, key[i].column, key[i].value, &near))
			fail(s, node->column, "%.*s has no such code in its list%s",
			     SLICE(selector->key), suggest_text(&near));
	}
	return key;
}

/* The row that the selectors leave; false if there is none. */
static bool find_row(const struct site *s, const struct node *node, const struct keyed_table *t,
                     size_t *row)
{
	size_t found = keyed_table_find(t, read_keys(s, node, t), node->selectors, row);

	if (found > 1)
		fail(s, node->column, "several rows of %s fit; say more keys in the brackets",
		     t->path);
	return found == 1;
}

static struct quantity cell(const struct site *s, const struct node *node)
{
	const struct keyed_table *t = report_table(s->report, node->name);
	struct quantity q = {0};
	struct measure m;
	size_t row;

	if (t == NULL)
		fail(s, node->column, "no --table of that name");
	q.column = node->field;
	size_t column = keyed_table_column(t, node->field);
	if (column == COLUMN_NONE)
		no_column(s, node, t, node->field);
	bool measures = report_measure(s->report, t, node->field, &m);
	if (measures)
		q.kind = m.kind;
	if (!find_row(s, node, t, &row)) {
		if (!s->report->check && s->written->instead == NULL && !s->written->mark &&
		    usual_words(s->report, MARK_UNAVAILABLE) == NULL)
			fail(s, node->column, "no row of %s fits", t->path);
		q.mark = MARK_UNAVAILABLE;
		return q;
	}
	if (measures)
		return quantity_read(t, row, column, m.kind);
	q.text = keyed_table_field(t, row, column);
	q.mark = q.text.n == 0 ? MARK_UNAVAILABLE : MARK_NONE;
	return q;
}

static struct quantity evaluate(const struct site *s, const struct node *node)
{
	struct quantity left, right, result;
	struct error e = {0};

	switch (node->kind) {
	case NODE_CELL:
		return cell(s, node);
	case NODE_SETTING:
		return setting(s, node);
	case NODE_REFERENCE:
	case NODE_OPERATION:
		break;
	}
	left = evaluate(s, node->left);
	right = evaluate(s, node->right);
	if ((left.kind == KIND_TEXT && left.column.n > 0) ||
	    (right.kind == KIND_TEXT && right.column.n > 0))
		fail(s, node->column, "not a measure: say under tabeller what slag the column is");
	if (!quantity_combine(node->operation, &left, &right, &result, &e))
		fail(s, node->column, "%s", e.text);
	return result;
}

/* ---------------------------------------------------------------- writing */

/* Which kinds a unit is for; a text may be a number that --set gave. */
static const struct unit_rule {
	enum kind kind, also;
	const char *wrong;
} unit_rules[] = {
    [NUMERAL_PLAIN] = {KIND_COUNT, KIND_NUMBER, "antal is for counts"},
    [NUMERAL_PERCENT] = {KIND_SHARE, KIND_CHANGE, "procent is for shares and changes of counts"},
    [NUMERAL_PERCENT_SIGN] = {KIND_SHARE, KIND_CHANGE, "% is for shares and changes of counts"},
    [NUMERAL_POINTS] = {KIND_POINTS, KIND_POINTS, "procentenheter is for a difference of shares"},
    [NUMERAL_KRONOR] = {KIND_MONEY, KIND_MONEY, "kr is for money"},
    [NUMERAL_MILLIONS] = {KIND_MONEY, KIND_MONEY, "mkr is for money"},
    [NUMERAL_DAYS] = {KIND_DAYS, KIND_DAYS, "dagar is for days"}};

/* A unit that the filters ask for must be one that the kind of the value has. */
static void check_unit(const struct site *s, enum kind kind)
{
	enum numeral_unit unit = s->insertion->numeral.unit;
	const char *wrong = unit_rules[unit].wrong;

	if (kind == unit_rules[unit].kind || kind == unit_rules[unit].also)
		return;
	if (kind == KIND_POINTS)
		wrong = "a difference of shares is in percentage points: use procentenheter";
	else if (unit == NUMERAL_POINTS && kind == KIND_COUNT)
		wrong = "a change of a count is in percent: write forandring(new, old) | procent";
	fail(s, s->insertion->value->column, "%s", wrong);
}

/* The word before a rounded figure (drygt, knappt), and whether what the author wrote is true of it. */
static void write_claim(const struct site *s, enum numeral_word word, struct str *to)
{
	enum claim claim = s->insertion->claim;

	if (claim == CLAIM_NONE || (claim == CLAIM_WORD && word == NUMERAL_EXACT))
		return;
	if ((claim == CLAIM_DRYGT && word != NUMERAL_DRYGT) ||
	    (claim == CLAIM_KNAPPT && word != NUMERAL_KNAPPT))
		fail(s, s->insertion->column,
		     "the word is not true of the figure, which is %s; ungefar finds the right one",
		     word == NUMERAL_EXACT   ? "exact"
		     : word == NUMERAL_DRYGT ? "drygt"
		                             : "knappt");
	str_add_text(to, numeral_word_text(claim == CLAIM_CIRKA ? NUMERAL_EXACT : word,
	                                   s->report->language));
	str_add_byte(to, ' ');
}

/* What is above nought and rounds to it is less than one step of the rounding: "drygt 0" says nothing. */
static void write_less(const struct site *s, struct str *to)
{
	struct numeral n = s->insertion->numeral;
	struct number least = number_of(n.step > 0 ? n.step : 1), scale = number_of(1);

	for (int i = 0; i < n.decimals; i++)
		number_multiply(scale, number_of(10), &scale);
	number_divide(least, scale, &least);
	str_add_text(to, s->report->language == LANGUAGE_SV ? "mindre än " : "less than ");
	numeral_prose(to, &n, least, s->report->language);
}

/* The author's words for none and for one. */
static bool write_words(const struct site *s, struct number shown, struct str *to)
{
	const struct insertion *i = s->insertion;
	bool none = number_is_zero(shown);

	if (i->none == NULL || (!none && number_compare(shown, number_of(1)) != 0))
		return false;
	str_add(to, none ? *i->none : *i->one);
	return true;
}

static void write_number(const struct site *s, struct quantity *q, struct str *to)
{
	const struct insertion *i = s->insertion;
	struct numeral_rounded rounded;

	if (q->kind == KIND_TEXT) {
		if (q->column.n > 0 || !number_parse(q->text, &q->number))
			fail(s, i->value->column,
			     q->column.n > 0
			         ? "not a measure: say under tabeller what slag the column is"
			         : "the setting is not a number");
		q->kind = KIND_NUMBER;
	}
	check_unit(s, q->kind);
	if (!numeral_round(&i->numeral, q->number, &rounded))
		fail(s, i->value->column, "the value is too large");
	if (i->direction != NULL) {
		bool zero = number_is_zero(rounded.shown), less = number_is_negative(q->number);
		str_add(to, i->direction[zero ? 2 : less ? 1 : 0]);
		return;
	}
	if (i->claim != CLAIM_NONE && number_is_zero(rounded.shown) &&
	    rounded.word != NUMERAL_EXACT && !number_is_negative(q->number)) {
		write_less(s, to);
		return;
	}
	if (!q->at_most && rounded.word == NUMERAL_EXACT && write_words(s, rounded.shown, to))
		return;
	if (q->at_most)
		str_add_text(to, s->report->language == LANGUAGE_SV ? "högst " : "at most ");
	write_claim(s, rounded.word, to);
	numeral_prose(to, &i->numeral, rounded.shown, s->report->language);
	if (i->after != NULL)
		str_addf(to, "\u00a0%.*s", SLICE(*i->after));
}

static void write_day(const struct site *s, struct slice text, struct str *to)
{
	int32_t day, month;

	if (s->insertion->form == FORM_DATE) {
		if (!date_parse(text, &day))
			fail(s, s->insertion->value->column, "not a date (YYYY-MM-DD)");
		numeral_date(to, day, s->report->language);
		return;
	}
	if (date_parse(text, &day)) {
		struct date_parts d = date_split(day);
		month = d.year * 12 + d.month - 1;
	} else if (!date_parse_month(text, &month)) {
		fail(s, s->insertion->value->column, "not a month (YYYY-MM) or a date");
	}
	numeral_month(to, month, s->report->language);
}

static void write_text(const struct site *s, const struct quantity *q, struct str *to)
{
	struct slice label = report_line(s->report, q->text);

	if (q->kind != KIND_TEXT)
		fail(s, s->insertion->value->column,
		     "say how the number is written: procent, antal, kr, dagar ...");
	if (s->insertion->form == FORM_DATE || s->insertion->form == FORM_MONTH) {
		write_day(s, q->text, to);
		return;
	}
	if (s->insertion->form == FORM_LABEL &&
	    !report_label(s->report, q->column, q->text, &label))
		fail(s, s->insertion->value->column, "the code is not in the list of its column");
	str_add(to, label);
}

/* What a value is called that is not told. A direction is a word of the author's, who must say another. */
static void write_hidden(const struct site *s, enum kind kind, struct str *to)
{
	static const char *const called[][LANGUAGES] = {
	    [KIND_COUNT] = {"ett skyddat antal", "a protected number"},
	    [KIND_SHARE] = {"en skyddad andel", "a protected share"}};
	const struct insertion *i = s->insertion;
	enum language l = s->report->language;

	if (i->hidden != NULL)
		str_add(to, *i->hidden);
	else if (i->direction != NULL)
		fail(s, i->value->column, "with riktning, skyddat needs a text: skyddat(\"...\")");
	else if (kind == KIND_COUNT || kind == KIND_SHARE)
		str_add_text(to, called[kind][l]);
	else
		str_add_text(to, l == LANGUAGE_SV ? "ett skyddat mått" : "a protected figure");
}

/* Where there is no value: what the author wrote to stand instead, the sign if he asks for it, or an error. */
static void write_absent(const struct site *s, enum kind kind, enum mark mark, struct str *to)
{
	const struct insertion *i = s->insertion;
	const struct yaml *usual = usual_words(s->report, mark);

	if (mark == MARK_PROTECTED && i->hides)
		write_hidden(s, kind, to);
	else if (i->instead != NULL)
		str_add(to, *i->instead);
	else if (i->mark || s->report->check)
		str_add_text(to, mark_text(mark));
	else if (usual != NULL)
		str_add(to, insertion_text(s->report, usual));
	else if (mark == MARK_PROTECTED)
		fail(s, i->value->column,
		     "the value is protected: write the sentence without it, "
		     "or add | skyddat, | marke or | eller(\"...\")");
	else if (mark == MARK_NOT_APPLICABLE)
		fail(s, i->value->column, "division by zero; add | marke or | eller(\"...\")");
	else
		fail(s, i->value->column, "the value is missing; add | marke or | eller(\"...\")");
}

static void write_reference(const struct site *s, struct str *to)
{
	static const char *const words[][LANGUAGES] = {{"tabell", "Table"}, {"diagram", "Chart"}};
	const struct node *node = s->insertion->value;

	for (size_t i = 0; i < s->report->exhibits; i++) {
		const struct report_exhibit *f = &s->report->exhibit[i];
		if (!slice_equal(f->id, node->name))
			continue;
		str_addf(to, "%s\u00a0%u", words[f->chart][s->report->language], f->number);
		return;
	}
	fail(s, node->column, "no table or chart has that id");
}

/* The labels of all rows that the selectors leave, in Swedish order. */
static void write_list(const struct site *s, struct str *to)
{
	const struct node *node = s->insertion->value;
	const struct keyed_table *t =
	    node->kind == NODE_CELL ? report_table(s->report, node->name) : NULL;

	if (t == NULL)
		fail(s, node->column, "lista is for a key column: table[key=value, ...].column");
	struct insertion_list list = {.column = keyed_table_column(t, node->field),
	                              .key = read_keys(s, node, t),
	                              .keys = node->selectors};
	if (list.column == COLUMN_NONE)
		no_column(s, node, t, node->field);
	if (!insertion_write_list_write(&list, s->report, t, to))
		write_absent(s, KIND_TEXT, MARK_UNAVAILABLE, to);
}

void insertion_capital(struct str *to, size_t from)
{
	unsigned char *c = (unsigned char *)to->at + from;

	if (to->n == from)
		return;
	if (*c >= 'a' && *c <= 'z')
		*c -= 'a' - 'A';
	else if (*c == 0xc3 && c[1] >= 0xa0 && c[1] != 0xb7 && c[1] != 0xbf)
		c[1] -= 0x20; /* à to þ, ÷ and ÿ aside */
}

void insertion_write(const struct insertion *i, const struct report *r, struct str *to)
{
	const struct site s = {r, i, i, r->values};
	size_t from = to->n;

	if (!mistakes_begin(r->mistakes, "insertion", i->line, i->column)) {
		str_add_text(to, PASSED);
		return;
	}
	if (i->value->kind == NODE_REFERENCE) {
		write_reference(&s, to);
	} else if (i->form == FORM_LIST) {
		write_list(&s, to);
	} else {
		struct quantity q = evaluate(&s, i->value);
		if (i->form == FORM_NUMBER && q.mark != MARK_NONE && q.kind != KIND_TEXT)
			check_unit(&s, q.kind);
		if (q.mark != MARK_NONE)
			write_absent(&s, q.kind, q.mark, to);
		else if (i->form == FORM_NUMBER)
			write_number(&s, &q, to);
		else
			write_text(&s, &q, to);
	}
	if (i->capital)
		insertion_capital(to, from);
	mistakes_end(r->mistakes);
}

/* ---------------------------------------------------------------- texts */

/* Takes a placeholder off the front; the bytes it was, 0 if it is none (a private character of some other file). */
static size_t placeholder(const struct report *r, struct slice text, size_t *number)
{
	size_t n = strlen(INSERTION_FIRST);

	for (*number = 0; n < text.n && text.at[n] >= '0' && text.at[n] <= '9'; n++)
		*number = *number * 10 + (size_t)(text.at[n] - '0');
	text = (struct slice){text.at + n, text.n - n};
	if (*number >= r->insertions || !slice_starts(text, INSERTION_LAST))
		return 0;
	return n + strlen(INSERTION_LAST);
}

void insertion_expand(const struct report *r, struct slice text, struct str *to)
{
	size_t n, number;

	while (text.n > 0) {
		const char *first =
		    memmem(text.at, text.n, INSERTION_FIRST, strlen(INSERTION_FIRST));
		size_t plain = first == NULL ? text.n : (size_t)(first - text.at);
		str_add(to, (struct slice){text.at, plain});
		if (first == NULL)
			return;
		text = (struct slice){first, text.n - plain};
		if ((n = placeholder(r, text, &number)) > 0)
			insertion_write(r->insertion[number], r, to);
		else
			n = strlen(INSERTION_FIRST);
		text = (struct slice){text.at + n, text.n - n};
	}
}

static bool has_letters(struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			return true;
		if (c == 0xc3)
			return true;
	}
	return false;
}

static struct slice expanded(const struct report *r, struct slice text)
{
	struct str to = {0};

	insertion_expand(r, text, &to);
	struct slice kept = arena_copy(r->arena, str_slice(&to));
	str_done(&to);
	return kept;
}

struct slice insertion_name(const struct report *r, const struct yaml *node)
{
	static const char *const keys[LANGUAGES] = {"sv", "en"};

	if (node == NULL)
		return (struct slice){"", 0};
	if (node->kind == YAML_MAP) {
		report_keys(r, node, "sv en");
		const struct yaml *own = report_get(node, keys[r->language]);
		if (own == NULL)
			report_die(r, node->line, node->column, "not written in %s",
			           r->language == LANGUAGE_SV ? "Swedish (sv)" : "English (en)");
		node = own;
	}
	if (node->kind != YAML_SCALAR)
		report_die(r, node->line, node->column, "expected a text, or sv and en");
	return expanded(r, node->text);
}

struct slice insertion_text(const struct report *r, const struct yaml *node)
{
	bool both = r->written_in[LANGUAGE_SV] && r->written_in[LANGUAGE_EN];

	if (node != NULL && node->kind == YAML_SCALAR && both && has_letters(node->text))
		report_die(r, node->line, node->column, "not translated: write {sv: ..., en: ...}");
	return insertion_name(r, node);
}
