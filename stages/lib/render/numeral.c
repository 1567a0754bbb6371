#include "render/numeral.h"

#include "date.h"

#define SPACE "\u00a0" /* no-break */
#define MINUS "\u2212"

static const char *const months[LANGUAGES][12] = {
    {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
     "oktober", "november", "december"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"}};

/* The value in the unit that is printed: a share in per cent, kronor in millions. */
static bool in_unit(enum numeral_unit unit, struct number x, struct number *result)
{
	switch (unit) {
	case NUMERAL_PERCENT:
	case NUMERAL_PERCENT_SIGN:
	case NUMERAL_POINTS:
		return number_multiply(x, number_of(100), result);
	case NUMERAL_MILLIONS:
		return number_divide(x, number_of(1000000), result);
	case NUMERAL_PLAIN:
	case NUMERAL_KRONOR:
	case NUMERAL_DAYS:
		break;
	}
	*result = x;
	return true;
}

/* Of the sizes without sign: -5.4 printed as -5 is "drygt 5" less. */
static enum numeral_word word_of(struct number shown, struct number exact)
{
	if (number_is_negative(exact)) {
		shown = number_negate(shown);
		exact = number_negate(exact);
	}
	int order = number_compare(shown, exact);
	return order < 0 ? NUMERAL_DRYGT : order > 0 ? NUMERAL_KNAPPT : NUMERAL_EXACT;
}

static bool round_to(const struct numeral *n, struct number x, struct number *shown)
{
	if (n->step <= 1) {
		*shown = number_round(x, n->decimals);
		return true;
	}
	/* exact, since a step has no other prime factors than 2 and 5 */
	return number_divide(x, number_of(n->step), shown) &&
	       number_multiply(number_round(*shown, 0), number_of(n->step), shown);
}

bool numeral_round(const struct numeral *n, struct number exact, struct numeral_rounded *result)
{
	struct number x;

	if (!in_unit(n->unit, exact, &x))
		return false;
	if (n->absolute && number_is_negative(x))
		x = number_negate(x);
	if (!round_to(n, x, &result->shown))
		return false;
	result->zero = number_is_zero(x);
	result->word = word_of(result->shown, x);
	return true;
}

/* The parts of a figure: canonical digits, split at the point. */
struct digits {
	char text[NUMBER_MAX_TEXT];
	struct slice whole, decimals;
	bool negative;
};

static void split(struct digits *d, struct number shown)
{
	struct slice rest = {d->text, number_write(shown, d->text)};

	d->negative = slice_starts(rest, "-");
	if (d->negative)
		rest = (struct slice){rest.at + 1, rest.n - 1};
	d->decimals = (struct slice){"", 0};
	slice_cut(&rest, '.', &d->whole);
	slice_cut(&rest, '.', &d->decimals);
}

static void add_decimals(struct str *to, const struct numeral *n, const struct digits *d,
                         const char *point)
{
	if (n->decimals == 0)
		return;
	str_add_text(to, point);
	str_add(to, d->decimals);
	for (size_t i = d->decimals.n; i < (size_t)n->decimals; i++)
		str_add_byte(to, '0');
}

void numeral_digits(struct str *to, const struct numeral *n, struct number shown, enum language l)
{
	struct digits d;

	split(&d, shown);
	if (d.negative)
		str_add_text(to, MINUS);
	else if (n->plus && !number_is_zero(shown))
		str_add_byte(to, '+');
	for (size_t i = 0; i < d.whole.n; i++) {
		if (i > 0 && (d.whole.n - i) % 3 == 0)
			str_add_text(to, l == LANGUAGE_SV ? SPACE : ",");
		str_add_byte(to, d.whole.at[i]);
	}
	add_decimals(to, n, &d, l == LANGUAGE_SV ? "," : ".");
}

void numeral_machine(struct str *to, const struct numeral *n, struct number shown, char point)
{
	const char text[] = {point, '\0'};
	struct digits d;

	split(&d, shown);
	if (d.negative)
		str_add_byte(to, '-');
	str_add(to, d.whole);
	add_decimals(to, n, &d, text);
}

/* What stands before the figure, and after it when it is one and when it is not. */
static const struct wording {
	const char *before, *one, *many;
} wording[][LANGUAGES] = {
    [NUMERAL_PLAIN] = {{"", "", ""}, {"", "", ""}},
    [NUMERAL_PERCENT] = {{"", SPACE "procent", SPACE "procent"},
                         {"", SPACE "per" SPACE "cent", SPACE "per" SPACE "cent"}},
    [NUMERAL_PERCENT_SIGN] = {{"", SPACE "%", SPACE "%"}, {"", "%", "%"}},
    [NUMERAL_POINTS] = {{"", SPACE "procentenhet", SPACE "procentenheter"},
                        {"", SPACE "percentage point", SPACE "percentage points"}},
    [NUMERAL_KRONOR] = {{"", SPACE "krona", SPACE "kronor"}, {"SEK" SPACE, "", ""}},
    [NUMERAL_MILLIONS] = {{"", SPACE "miljon kronor", SPACE "miljoner kronor"},
                          {"SEK" SPACE, SPACE "million", SPACE "million"}},
    [NUMERAL_DAYS] = {{"", SPACE "dag", SPACE "dagar"}, {"", SPACE "day", SPACE "days"}}};

void numeral_prose(struct str *to, const struct numeral *n, struct number shown, enum language l)
{
	const struct wording *w = &wording[n->unit][l];
	/* 1 procentenhet, but 1,0 procentenheter */
	bool one = n->decimals == 0 && (number_compare(shown, number_of(1)) == 0 ||
	                                number_compare(shown, number_of(-1)) == 0);

	str_add_text(to, w->before);
	numeral_digits(to, n, shown, l);
	str_add_text(to, one ? w->one : w->many);
}

const char *numeral_unit_name(enum numeral_unit unit, enum language l)
{
	static const char *const names[][LANGUAGES] = {
	    [NUMERAL_PLAIN] = {"", ""},
	    [NUMERAL_PERCENT] = {"procent", "per cent"},
	    [NUMERAL_PERCENT_SIGN] = {"procent", "per cent"},
	    [NUMERAL_POINTS] = {"procentenheter", "percentage points"},
	    [NUMERAL_KRONOR] = {"kronor", "SEK"},
	    [NUMERAL_MILLIONS] = {"miljoner kronor", "SEK million"},
	    [NUMERAL_DAYS] = {"dagar", "days"}};

	return names[unit][l];
}

const char *numeral_word_text(enum numeral_word word, enum language l)
{
	static const char *const words[][LANGUAGES] = {[NUMERAL_EXACT] = {"cirka", "about"},
	                                               [NUMERAL_DRYGT] = {"drygt", "just over"},
	                                               [NUMERAL_KNAPPT] = {"knappt", "just under"}};

	return words[word][l];
}

void numeral_date(struct str *to, int32_t day, enum language l)
{
	struct date_parts d = date_split(day);

	str_addf(to, "%d" SPACE "%s %d", d.day, months[l][d.month - 1], d.year);
}

void numeral_month(struct str *to, int32_t month, enum language l)
{
	str_addf(to, "%s %d", months[l][month % 12], month / 12);
}
