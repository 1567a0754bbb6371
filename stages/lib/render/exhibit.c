#include "render/exhibit.h"

#include "text.h"

#define HELD_MAX 12 /* characters of a unit that stays on one line */

/* ---------------------------------------------------------------- writing */

void exhibit_write_cell(const struct exhibit_cell *c, enum language l, struct str *to)
{
	if (c->bound != MARK_NONE)
		str_addf(to, "%s\u00a0", mark_text(c->bound));
	if (c->mark != MARK_NONE)
		str_add_text(to, mark_text(c->mark));
	else
		numeral_digits(to, &c->numeral, c->shown, l);
}

void exhibit_write_value(const struct exhibit_cell *c, enum language l, struct str *to)
{
	struct numeral n = c->numeral;

	if (n.unit != NUMERAL_PERCENT && n.unit != NUMERAL_PERCENT_SIGN)
		n.unit = NUMERAL_PLAIN;
	if (c->bound != MARK_NONE)
		str_addf(to, "%s\u00a0", mark_text(c->bound));
	if (c->mark == MARK_NONE || c->mark == MARK_SMALL)
		numeral_prose(to, &n, c->shown, l);
	else
		str_add_text(to, mark_text(c->mark));
}

void exhibit_write_name(const struct exhibit *f, enum language l, struct str *to)
{
	static const char *const words[][LANGUAGES] = {{"Tabell", "Table"}, {"Diagram", "Chart"}};

	str_addf(to, "%s\u00a0%u", words[f->chart != CHART_NONE][l], f->number);
}

void exhibit_write_step(const struct exhibit_axis *a, size_t i, const char *between, struct str *to)
{
	for (size_t k = 0; k < a->levels; k++) {
		if (k > 0)
			str_add_text(to, between);
		str_add(to, a->at[i].label[k]);
	}
}

void exhibit_write_legend(const struct exhibit *f, enum language l, struct str *to)
{
	for (enum mark m = MARK_ZERO; m < MARKS; m++) {
		if (!f->mark_used[m])
			continue;
		if (to->n > 0)
			str_add_text(to, !mark_is_change(m)               ? "; "
			                 : slice_ends(str_slice(to), ".") ? " "
			                                                  : ". ");
		if (!mark_is_change(m))
			str_addf(to, "%s\u00a0", mark_text(m));
		str_add_text(to, mark_meaning(m, l));
	}
}

bool exhibit_remark(const struct exhibit *f, const struct report *r, size_t i, struct str *to)
{
	size_t from = to->n;

	if (r->edition != NULL && i-- == 0)
		return str_add_text(to, r->edition), true;
	if (i < f->lines)
		return str_addf(to, "%.*s: %.*s", SLICE(f->line[i].name), SLICE(f->line[i].text)),
		       true;
	i -= f->lines;
	if (i < f->notes)
		return str_add(to, f->note[i]), true;
	if (i == f->notes)
		exhibit_write_legend(f, r->language, to);
	return to->n > from;
}

/* ---------------------------------------------------------------- headings */

size_t exhibit_span(const struct exhibit_axis *a, size_t k, size_t at)
{
	size_t n = 1;

	for (; at + n < a->n; n++)
		for (size_t i = 0; i <= k; i++)
			if (!slice_equal(a->at[at].code[i], a->at[at + n].code[i]))
				return n;
	return n;
}

bool exhibit_begins(const struct exhibit_axis *a, size_t k, size_t at)
{
	return at == 0 || exhibit_span(a, k, at - 1) == 1;
}

/* "per cent", "SEK million": too short to be broken over two lines. */
static void add_held(struct str *to, const char *unit)
{
	bool hold = text_width(slice_of(unit)) <= HELD_MAX;

	for (; *unit != '\0'; unit++)
		if (*unit == ' ' && hold)
			str_add_text(to, "\u00a0");
		else
			str_add_byte(to, *unit);
}

/* The unit of a measure, after a comma; nothing where the level is none of measures or all have one unit. */
static const char *unit_of(const struct exhibit *f, const struct exhibit_axis *a, size_t k,
                           size_t at, enum language l)
{
	bool mixed = false;

	for (size_t i = 1; i < f->measures; i++)
		mixed |= f->measure[i].numeral.unit != f->measure[0].numeral.unit;
	if (!a->measures || !slice_is(a->key[k], "matt") || !mixed)
		return "";
	return numeral_unit_name(f->measure[a->at[at].measure].numeral.unit, l);
}

void exhibit_write_label(const struct exhibit *f, const struct exhibit_axis *a, size_t k, size_t at,
                         enum language l, struct str *to)
{
	const char *unit = unit_of(f, a, k, at, l);

	str_add(to, a->at[at].label[k]);
	str_addf(to, "%s%s", *unit == '\0' ? "" : ", ", unit);
}

void exhibit_write_heading(const struct exhibit *f, const struct exhibit_axis *a, size_t k,
                           size_t at, enum language l, struct str *to)
{
	const char *unit = unit_of(f, a, k, at, l);

	str_add(to, a->at[at].label[k]);
	str_add_text(to, *unit == '\0' ? "" : ", ");
	add_held(to, unit);
}

void exhibit_write_base_label(const struct exhibit *f, enum language l, struct str *to)
{
	str_add(to, f->base_label);
	str_addf(to, " (%s)", l == LANGUAGE_SV ? "bas" : "base");
}
