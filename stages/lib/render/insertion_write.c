/* insertion_write: see insertion_write.h. */
#include "render/insertion_write.h"

#include "date.h"
#include "render/insertion_list.h"
#include "render/insertion_value.h"
#include "render/report_words.h"
#include "text.h"
#include "render/written.h"

#define PASSED "0" /* stands where an insertion with a mistake was, while others are looked for */

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
static void check_unit(const struct insertion_site *s, enum kind kind)
{
	enum numeral_unit unit = s->insertion->numeral.unit;
	const char *wrong = unit_rules[unit].wrong;

	if (kind == unit_rules[unit].kind || kind == unit_rules[unit].also)
		return;
	if (kind == KIND_POINTS)
		wrong = "a difference of shares is in percentage points: use procentenheter";
	else if (unit == NUMERAL_POINTS && kind == KIND_COUNT)
		wrong = "a change of a count is in percent: write forandring(new, old) | procent";
	insertion_fail(s, s->insertion->value->column, "%s", wrong);
}

/* The word before a rounded figure (drygt, knappt), and whether what the author wrote is true of it. */
static void write_claim(const struct insertion_site *s, enum numeral_word word, struct str *to)
{
	enum claim claim = s->insertion->claim;

	if (claim == CLAIM_NONE || (claim == CLAIM_WORD && word == NUMERAL_EXACT))
		return;
	if ((claim == CLAIM_DRYGT && word != NUMERAL_DRYGT) ||
	    (claim == CLAIM_KNAPPT && word != NUMERAL_KNAPPT))
		insertion_fail(
		    s, s->insertion->column,
		    "the word is not true of the figure, which is %s; ungefar finds the right one",
		    word == NUMERAL_EXACT   ? "exact"
		    : word == NUMERAL_DRYGT ? "drygt"
		                            : "knappt");
	str_add_text(to, numeral_word_text(claim == CLAIM_CIRKA ? NUMERAL_EXACT : word,
	                                   s->report->language));
	str_add_byte(to, ' ');
}

/* What is above nought and rounds to it is less than one step of the rounding: "drygt 0" says nothing. */
static void write_less(const struct insertion_site *s, struct str *to)
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
static bool write_words(const struct insertion_site *s, struct number shown, struct str *to)
{
	const struct insertion *i = s->insertion;
	bool none = number_is_zero(shown);

	if (i->none == NULL || (!none && number_compare(shown, number_of(1)) != 0))
		return false;
	str_add(to, none ? *i->none : *i->one);
	return true;
}

/* A count that was changed into nothing need not be nothing. */
static bool write_few(const struct insertion_site *s, const struct quantity *q, struct number shown,
                      struct str *to)
{
	const struct insertion *i = s->insertion;
	bool swedish = s->report->language == LANGUAGE_SV;

	if (q->change == MARK_NONE || q->kind != KIND_COUNT || !number_is_zero(shown))
		return false;
	str_add_text(to, swedish ? "inga eller några få" : "none or a few");
	if (i->after != NULL)
		str_addf(to, "\u00a0%.*s", SLICE(*i->after));
	return true;
}

/* A count that was changed is told as one that is about right, unless the author has a word for it. */
static void write_about(const struct insertion_site *s, const struct quantity *q, struct str *to)
{
	if (q->change != MARK_NONE && q->kind == KIND_COUNT && q->bound == MARK_NONE &&
	    s->insertion->claim == CLAIM_NONE)
		str_add_text(to, s->report->language == LANGUAGE_SV ? "omkring " : "about ");
}

static const char *bound_words(enum mark bound, enum language l)
{
	static const char *const words[MARKS][LANGUAGES] = {[MARK_AT_MOST] = {"högst ", "at most "},
	                                                    [MARK_UNDER] = {"under ", "under "},
	                                                    [MARK_OVER] = {"över ", "over "}};

	return words[bound][l];
}

static void write_number(const struct insertion_site *s, struct quantity *q, struct str *to)
{
	const struct insertion *i = s->insertion;
	struct numeral_rounded rounded;

	if (q->kind == KIND_TEXT) {
		if (q->column.n > 0 || !number_parse(q->text, &q->number))
			insertion_fail(
			    s, i->value->column,
			    q->column.n > 0
			        ? "not a measure: say under tabeller what slag the column is"
			        : "the setting is not a number");
		q->kind = KIND_NUMBER;
	}
	check_unit(s, q->kind);
	if (!numeral_round(&i->numeral, q->number, &rounded))
		insertion_fail(s, i->value->column, "the value is too large");
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
	if (write_few(s, q, rounded.shown, to))
		return;
	if (q->bound == MARK_NONE && rounded.word == NUMERAL_EXACT &&
	    write_words(s, rounded.shown, to))
		return;
	if (q->bound != MARK_NONE)
		str_add_text(to, bound_words(q->bound, s->report->language));
	write_about(s, q, to);
	write_claim(s, rounded.word, to);
	numeral_prose(to, &i->numeral, rounded.shown, s->report->language);
	if (i->after != NULL)
		str_addf(to, "\u00a0%.*s", SLICE(*i->after));
}

static void write_day(const struct insertion_site *s, struct slice text, struct str *to)
{
	int32_t day, month;

	if (s->insertion->form == FORM_DATE) {
		if (!date_parse(text, &day))
			insertion_fail(s, s->insertion->value->column, "not a date (YYYY-MM-DD)");
		numeral_date(to, day, s->report->language);
		return;
	}
	if (date_parse(text, &day)) {
		struct date_parts d = date_split(day);
		month = d.year * 12 + d.month - 1;
	} else if (!date_parse_month(text, &month)) {
		insertion_fail(s, s->insertion->value->column, "not a month (YYYY-MM) or a date");
	}
	numeral_month(to, month, s->report->language);
}

static void write_text(const struct insertion_site *s, const struct quantity *q, struct str *to)
{
	struct slice label = report_line(s->report, q->text);

	if (q->kind != KIND_TEXT)
		insertion_fail(s, s->insertion->value->column,
		               "say how the number is written: procent, antal, kr, dagar ...");
	if (s->insertion->form == FORM_DATE || s->insertion->form == FORM_MONTH) {
		write_day(s, q->text, to);
		return;
	}
	if (s->insertion->form == FORM_LABEL &&
	    !report_label(s->report, q->column, q->text, &label))
		insertion_fail(s, s->insertion->value->column,
		               "the code is not in the list of its column");
	str_add(to, label);
}

/* What a value is called that is not told. A direction is a word of the author's, who must say another. */
static void write_hidden(const struct insertion_site *s, enum kind kind, struct str *to)
{
	static const char *const called[][LANGUAGES] = {
	    [KIND_COUNT] = {"ett skyddat antal", "a protected number"},
	    [KIND_SHARE] = {"en skyddad andel", "a protected share"}};
	const struct insertion *i = s->insertion;
	enum language l = s->report->language;

	if (i->hidden != NULL)
		str_add(to, *i->hidden);
	else if (i->direction != NULL)
		insertion_fail(s, i->value->column,
		               "with riktning, skyddat needs a text: skyddat(\"...\")");
	else if (kind == KIND_COUNT || kind == KIND_SHARE)
		str_add_text(to, called[kind][l]);
	else
		str_add_text(to, l == LANGUAGE_SV ? "ett skyddat mått" : "a protected figure");
}

/* Where there is no value: what the author wrote to stand instead, the sign if he asks for it, or an error. */
static void write_absent(const struct insertion_site *s, enum kind kind, enum mark mark,
                         struct str *to)
{
	const struct insertion *i = s->insertion;
	const struct yaml *usual = insertion_usual(s->report, mark);

	if (mark == MARK_PROTECTED && i->hides)
		write_hidden(s, kind, to);
	else if (i->instead != NULL)
		str_add(to, *i->instead);
	else if (i->mark || s->report->check)
		str_add_text(to, mark_text(mark));
	else if (mark == MARK_UNSURE)
		str_addf(to, "(%s)", mark_meaning(mark, s->report->language));
	else if (usual != NULL)
		str_add(to, insertion_text(s->report, usual));
	else if (mark == MARK_PROTECTED)
		insertion_fail(s, i->value->column,
		               "the value is protected: write the sentence without it, "
		               "or add | skyddat, | marke or | eller(\"...\")");
	else if (mark == MARK_NOT_APPLICABLE)
		insertion_fail(s, i->value->column,
		               "division by zero; add | marke or | eller(\"...\")");
	else
		insertion_fail(s, i->value->column,
		               "the value is missing; add | marke or | eller(\"...\")");
}

static void write_reference(const struct insertion_site *s, struct str *to)
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
	insertion_fail(s, node->column, "no table or chart has that id");
}

/* The labels of all rows that the selectors leave, in Swedish order. */
static void write_list(const struct insertion_site *s, struct str *to)
{
	const struct node *node = insertion_whole(s, s->insertion->value);
	const struct keyed_table *t =
	    node->kind == NODE_CELL ? report_table(s->report, node->name) : NULL;

	if (t == NULL)
		insertion_fail(s, node->column,
		               "lista is for a key column: table[key=value, ...].column");
	struct insertion_list list = {.column = keyed_table_column(t, node->field),
	                              .key = insertion_keys(s, node, t),
	                              .keys = node->selectors};
	if (list.column == COLUMN_NONE)
		insertion_no_column(s, node, t, node->field);
	const struct yaml *none = report_key_own(s->report, node->field, "ingen");
	if (insertion_write_list_write(&list, s->report, t, to))
		return;
	if (none != NULL && s->insertion->instead == NULL)
		str_add(to, insertion_text(s->report, none));
	else
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
	const struct insertion_site s = {r, i, i, r->values};
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
		struct quantity q = insertion_value(&s, i->value);
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
		const struct yaml *own = plain_get(node, keys[r->language]);
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
