/* sighting: see sighting.h. One pass over the runs of letters and digits. */
#include "sighting.h"

#include "digest.h"
#include "identity.h"

#define LAST_DAY 20991231 /* for ten digits the century does not matter: all may be somebody's */
#define TAIL 4
#define RARE_LETTERS 2 /* of q, w, x and z: a word of 26 letters has fewer */

static bool is_digit(char c)
{
	return (unsigned char)(c - '0') <= 9;
}

static bool is_alphanumeric(char c)
{
	return is_digit(c) || (unsigned char)((c | 0x20) - 'a') <= 25;
}

static bool are_digits(struct slice text, size_t from, size_t n)
{
	if (from + n > text.n)
		return false;
	for (size_t i = from; i < from + n; i++)
		if (!is_digit(text.at[i]))
			return false;
	return true;
}

static size_t run_end(struct slice text, size_t at)
{
	while (at < text.n && is_alphanumeric(text.at[at]))
		at++;
	return at;
}

/*
 * The bytes of what stands between the day and the last four: + and -, the hyphens, dashes and the minus of
 * Unicode, either of the first as an address on the web has it, or one blank; 0: none of them.
 */
static size_t sign_at(struct slice text, size_t at)
{
	static const char *const others[] = {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014",
	                                     "\u2015", "\u2212", "\u00a0", "\u2009", "\u202f",
	                                     "%2D",    "%2d",    "%2B",    "%2b"};
	struct slice rest = {text.at + at, text.n - at};

	if (rest.n > 0 && (*rest.at == '-' || *rest.at == '+' || *rest.at == ' '))
		return 1;
	for (size_t i = 0; rest.n > 0 && i < sizeof others / sizeof *others; i++)
		if (slice_starts(rest, others[i]))
			return strlen(others[i]);
	return 0;
}

static bool is_identity(struct slice date, struct slice tail, const char *sign)
{
	static const struct identity_rules anyone = {.reference = LAST_DAY,
	                                             .allow_synthetic = true};
	struct identity id;
	char text[8 + 1 + TAIL];
	size_t n = date.n;

	memcpy(text, date.at, n);
	if (sign != NULL)
		text[n++] = *sign == '+' || (sign[0] == '%' && (sign[2] | 0x20) == 'b') ? '+' : '-';
	memcpy(text + n, tail.at, TAIL);
	return identity_parse((struct slice){text, n + TAIL}, &anyone, &id) == IDENTITY_VALID;
}

/* 0.1982040512: what stands after the point of a number. */
static bool are_decimals(struct slice text, size_t at)
{
	return at >= 2 && text.at[at - 1] == '.' && is_digit(text.at[at - 2]);
}

/* 1982040512.55: what stands before it; a number that Excel made of an identity ends in .0. */
static bool have_decimals(struct slice text, size_t end)
{
	bool some = false;

	if (end >= text.n || text.at[end] != '.')
		return false;
	for (size_t i = end + 1; i < text.n && is_digit(text.at[i]); i++)
		some |= text.at[i] != '0';
	return some;
}

/*
 * A run of digits, and what follows a sign behind it: date and four digits, or all together; but no amount with
 * decimals.
 */
static enum sighting look_at_digits(struct slice text, size_t at, size_t *end)
{
	size_t n = *end - at, sign = sign_at(text, *end), tail = *end + sign;
	struct slice run = {text.at + at, n};

	if ((n == 6 || n == 8) && sign > 0 && are_digits(text, tail, TAIL) &&
	    run_end(text, tail) == tail + TAIL &&
	    is_identity(run, (struct slice){text.at + tail, TAIL}, text.at + *end)) {
		*end = tail + TAIL;
		return SIGHTING_IDENTITY;
	}
	if ((n != 10 && n != 12) || are_decimals(text, at) || have_decimals(text, *end) ||
	    !is_identity((struct slice){run.at, n - TAIL}, (struct slice){run.at + n - TAIL, TAIL},
	                 NULL))
		return SIGHTING_NONE;
	return n == 10 ? SIGHTING_NUMBER : SIGHTING_IDENTITY;
}

/* The last of 26 characters stands for three bits. */
static bool is_token(struct slice run)
{
	size_t rare = 0, digits = 0;

	if (run.n != DIGEST_TOKEN || strchr("aeimquy4AEIMQUY", run.at[run.n - 1]) == NULL)
		return false;
	for (size_t i = 0; i < run.n; i++) {
		char c = is_digit(run.at[i]) ? run.at[i] : run.at[i] | 0x20;
		if ((c < 'a' || c > 'z') && (c < '2' || c > '7'))
			return false;
		digits += is_digit(c);
		rare += c == 'q' || c == 'w' || c == 'x' || c == 'z';
	}
	return digits > 0 || rare >= RARE_LETTERS;
}

/*
 * The letter after a backslash, and the four digits after that letter u, are no part of what follows: records and
 * JSON write so.
 */
static size_t skip_escape(struct slice text, size_t at)
{
	size_t left = text.n - at;

	if (left < 2 || is_digit(text.at[at + 1]))
		return at + 1;
	return at + (left > 5 && text.at[at + 1] == 'u' ? 6 : 2);
}

enum sighting sighting_next(struct slice text, size_t *at, size_t *end)
{
	size_t i = *at;

	while (i < text.n) {
		enum sighting found = SIGHTING_NONE;
		size_t stop;

		if (!is_alphanumeric(text.at[i])) {
			i = text.at[i] == '\\' ? skip_escape(text, i) : i + 1;
			continue;
		}
		stop = *end = run_end(text, i);
		if (stop - i == DIGEST_TOKEN && is_token((struct slice){text.at + i, stop - i}))
			found = SIGHTING_TOKEN;
		else if (stop - i >= 6 && stop - i <= 12 && are_digits(text, i, stop - i))
			found = look_at_digits(text, i, end);
		if (found != SIGHTING_NONE) {
			*at = i;
			return found;
		}
		i = stop;
	}
	*at = *end = text.n;
	return SIGHTING_NONE;
}

const char *sighting_name(enum sighting what)
{
	switch (what) {
	case SIGHTING_NONE:
		break;
	case SIGHTING_IDENTITY:
	case SIGHTING_NUMBER:
		return "the identity of a person";
	case SIGHTING_TOKEN:
		return "the pseudonym of a person";
	}
	return "nothing";
}
