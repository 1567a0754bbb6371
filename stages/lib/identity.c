#include "identity.h"

#include <endian.h>
#include <string.h>

#define FIRST_YEAR 1800
#define LAST_YEAR 2099
#define SYNTHETIC_MONTHS 80
#define COORDINATION_DAYS 60

/* The letters with which an interim number begins its last four. */
static const char interim_letters[] = "TRSUWXJKLMN";

/* What was written, taken apart: where its digits are, and what stands between them. */
struct written {
	const char *date; /* six or eight digits */
	size_t date_digits;
	const char *tail; /* the last four */
	bool plus;
};

static struct slice without_blanks(struct slice s)
{
	while (s.n > 0 && s.at[0] == ' ') {
		s.at++;
		s.n--;
	}
	while (s.n > 0 && s.at[s.n - 1] == ' ')
		s.n--;
	return s;
}

static bool is_digit(char c)
{
	return (unsigned char)(c - '0') <= 9;
}

/* Bytes that are digits become 0 to 9, and adding 118 to more than that carries into the top bit of their byte. */
static bool four_digits(const char *at)
{
	uint32_t x;

	memcpy(&x, at, sizeof x);
	x ^= UINT32_C(0x30303030);
	return ((x + UINT32_C(0x76767676)) & UINT32_C(0x80808080)) == 0 &&
	       (x & UINT32_C(0x80808080)) == 0;
}

/* Four to eight of them. */
static bool all_digits(const char *at, size_t n)
{
	return four_digits(at) && four_digits(at + n - 4);
}

static int two_digits(const char *at)
{
	return (at[0] - '0') * 10 + at[1] - '0';
}

/* Of eight digits: every other one, from the first, twice; and the sum of the digits of all these. */
static unsigned sum_of_eight(uint64_t digits)
{
	uint64_t x = le64toh(digits) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	uint64_t twice = (x & UINT64_C(0x000f000f000f000f)) * 2;
	uint64_t over = (twice + UINT64_C(0x0076007600760076)) >> 7 & UINT64_C(0x0001000100010001);

	x = (x & UINT64_C(0x0f000f000f000f00)) + twice - over * 9;
	return (unsigned)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* Weights 2 and 1 in turn from the first of the ten; the digits of the products sum to tens. */
static bool check_digit_fits(const char *six, const char *four)
{
	uint64_t eight = 0, two = 0;

	memcpy(&eight, six, 6);
	memcpy((char *)&eight + 6, four, 2);
	memcpy(&two, four + 2, 2);
	return (sum_of_eight(eight) + sum_of_eight(two)) % 10 == 0;
}

char identity_check_digit(const char nine[9])
{
	char ten[10];

	memcpy(ten, nine, 9);
	for (ten[9] = '0'; !check_digit_fits(ten, ten + 6);)
		ten[9]++;
	return ten[9];
}

/* Ten or twelve digits, perhaps with a sign before the last four. */
static bool take_apart(struct slice s, struct written *w)
{
	bool sign = s.n == 11 || s.n == 13;
	size_t date_digits = s.n - (sign ? 5 : 4);

	if (s.n < 10 || s.n > 13)
		return false;
	*w = (struct written){s.at, date_digits, s.at + s.n - 4, false};
	if (sign) {
		w->plus = s.at[date_digits] == '+';
		if (s.at[date_digits] != '-' && !w->plus)
			return false;
	}
	return all_digits(w->date, date_digits);
}

/* Why the last four are not digits. */
static enum identity_reason with_letters(const char tail[4])
{
	for (int i = 0; i < 4; i++) {
		char letter = tail[i] & ~0x20;
		if (!is_digit(tail[i]) && (letter < 'A' || letter > 'Z'))
			return IDENTITY_FORM;
	}
	if (is_digit(tail[1]) && is_digit(tail[2]) && is_digit(tail[3]) &&
	    strchr(interim_letters, tail[0] & ~0x20) != NULL)
		return IDENTITY_INTERIM;
	return IDENTITY_RESERVE;
}

/* A samordningsnummer may have any day of 60 to 91 in any month (identity.h says why). */
static bool date_exists(int year, int month, int day, bool coordination)
{
	static const signed char days[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (year < FIRST_YEAR || year > LAST_YEAR || month > 12)
		return false;
	if (coordination)
		return day <= 31;
	return day > 0 && day <= days[month] && (month != 2 || day < 29 || leap);
}

/* The latest year ending in these two digits that the sign allows. */
static int year_of(int two, bool plus, int reference)
{
	int now = reference / 10000;
	int year = now - (now % 100 - two + 100) % 100;

	return plus ? year - 100 : year;
}

/* The date as it is written, and what was added to its month and its day. */
struct dated {
	int year, month, day;
	bool coordination, synthetic;
};

static struct dated read_date(const struct written *w, int reference)
{
	const char *six = w->date + w->date_digits - 6;
	struct dated d = {.month = two_digits(six + 2), .day = two_digits(six + 4)};

	if (w->date_digits == 8)
		d.year = two_digits(w->date) * 100 + two_digits(six);
	else
		d.year = year_of(two_digits(six), w->plus, reference);
	d.synthetic = d.month >= SYNTHETIC_MONTHS;
	d.month -= d.synthetic ? SYNTHETIC_MONTHS : 0;
	d.coordination = d.day >= COORDINATION_DAYS;
	d.day -= d.coordination ? COORDINATION_DAYS : 0;
	return d;
}

/* What can be told of the kind of number without its date. */
static enum identity_reason judge_form(const struct written *w)
{
	bool whole = w->date_digits == 8;
	const char *six = w->date + w->date_digits - 6;

	if (whole && memcmp(w->date, "99", 2) == 0)
		return IDENTITY_RESERVE;
	if (!all_digits(w->tail, 4))
		return with_letters(w->tail);
	/* No month begins with 2 to 7; a synthetic one begins with 8 or 9 and is judged later. */
	if ((six[2] >= '2' && six[2] <= '7') && (!whole || memcmp(w->date, "16", 2) == 0))
		return check_digit_fits(six, w->tail) ? IDENTITY_ORGANISATION : IDENTITY_DATE;
	return IDENTITY_VALID;
}

uint64_t identity_number(const struct identity *id)
{
	uint64_t number = 0;

	for (int i = 0; i < IDENTITY_DIGITS; i++)
		number = number * 10 + (uint64_t)(id->digits[i] - '0');
	return number;
}

static bool is_listed(const struct identity_list *list, const struct identity *id)
{
	uint64_t wanted = identity_number(id);
	size_t from = 0, to = list->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (list->number[middle] < wanted)
			from = middle + 1;
		else
			to = middle;
	}
	return from < list->n && list->number[from] == wanted;
}

enum identity_reason identity_parse(struct slice s, const struct identity_rules *rules,
                                    struct identity *id)
{
	struct identity valid;
	struct written w;
	struct dated d;
	enum identity_reason reason;
	const char *six;

	if (!take_apart(without_blanks(s), &w))
		return IDENTITY_FORM;
	reason = judge_form(&w);
	if (reason != IDENTITY_VALID)
		return reason;
	if (w.date_digits == 6 && rules->reference == 0)
		return IDENTITY_NO_REFERENCE;
	six = w.date + w.date_digits - 6;
	d = read_date(&w, rules->reference);
	if (w.plus && rules->reference != 0 && rules->reference / 10000 - d.year < 100)
		return IDENTITY_CENTURY;
	if (!date_exists(d.year, d.month, d.day, d.coordination))
		return IDENTITY_DATE;
	if (d.synthetic && !rules->allow_synthetic)
		return IDENTITY_SYNTHETIC;
	if (!check_digit_fits(six, w.tail))
		return IDENTITY_CHECK_DIGIT;
	if (memcmp(w.tail, "000", 3) == 0)
		return IDENTITY_BIRTH_NUMBER;
	if (rules->reference != 0 && d.year * 10000 + d.month * 100 + d.day > rules->reference)
		return IDENTITY_FUTURE;

	valid.digits[0] = (char)('0' + d.year / 1000);
	valid.digits[1] = (char)('0' + d.year / 100 % 10);
	memcpy(valid.digits + 2, six, 6);
	memcpy(valid.digits + 8, w.tail, 4);
	valid.coordination = d.coordination;
	valid.synthetic = d.synthetic;
	if (rules->refused != NULL && is_listed(rules->refused, &valid))
		return IDENTITY_TEST;
	if (valid.synthetic && rules->synthetic_seen != NULL)
		*rules->synthetic_seen = true;
	*id = valid;
	return IDENTITY_VALID;
}

static size_t digits_at(struct slice s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && is_digit(s.at[i + n]))
		n++;
	return n;
}

/* Bytes of what may divide a number before its last four digits: one sign, blank or dash, of up to three bytes. */
static size_t divider_at(struct slice s, size_t i)
{
	size_t n = 1;

	if (i >= s.n || ((signed char)s.at[i] >= 0 && strchr(" -+./:_", s.at[i]) == NULL))
		return 0;
	while ((unsigned char)s.at[i] >= 0xC0 && i + n < s.n && (s.at[i + n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* Of anybody, at any time: two digits of a year are of this century or, with a plus, of the last. */
static bool is_anybodys(struct slice date, char sign, const char tail[4])
{
	static const struct identity_rules anybody = {.reference = (LAST_YEAR + 1) * 10000 - 1,
	                                              .allow_synthetic = true};
	char text[13];
	struct identity id;

	memcpy(text, date.at, date.n);
	text[date.n] = sign == '+' ? '+' : '-';
	memcpy(text + date.n + 1, tail, 4);
	return identity_parse((struct slice){text, date.n + 5}, &anybody, &id) == IDENTITY_VALID;
}

bool identity_is_in(struct slice s, bool *tens)
{
	size_t digits = 0;
	bool found = false;

	for (size_t i = 0, n; i < s.n && !found; i += n > 0 ? n : 1) {
		n = digits_at(s, i);
		digits += n;
		if (n == 10 || n == 12) {
			found = is_anybodys((struct slice){s.at + i, n - 4}, '-', s.at + i + n - 4);
		} else if (n == 6 || n == 8) {
			size_t tail = i + n + divider_at(s, i + n);
			if (tail > i + n && digits_at(s, tail) == 4)
				found = is_anybodys((struct slice){s.at + i, n}, s.at[i + n],
				                    s.at + tail);
		}
	}
	if (tens != NULL)
		*tens = found || digits >= 10;
	return found;
}

struct identity_birth identity_birth(const struct identity *id)
{
	int month = two_digits(id->digits + 4);
	int day = two_digits(id->digits + 6);

	return (struct identity_birth){
	    two_digits(id->digits) * 100 + two_digits(id->digits + 2),
	    id->synthetic ? month - SYNTHETIC_MONTHS : month,
	    id->coordination ? day - COORDINATION_DAYS : day,
	};
}

enum identity_sex identity_sex(const struct identity *id)
{
	return (id->digits[IDENTITY_DIGITS - 2] & 1) != 0 ? IDENTITY_MAN : IDENTITY_WOMAN;
}

enum identity_reason identity_parse_organisation(struct slice s,
                                                 char to[IDENTITY_ORGANISATION_TEXT])
{
	struct written w;
	const char *six;
	bool whole;

	if (!take_apart(without_blanks(s), &w) || w.plus || !all_digits(w.tail, 4))
		return IDENTITY_ORGANISATION_FORM;
	whole = w.date_digits == 8;
	six = whole ? w.date + 2 : w.date;
	if (six[2] < '2')
		return IDENTITY_PERSON;
	if (whole && memcmp(w.date, "16", 2) != 0)
		return IDENTITY_ORGANISATION_FORM;
	if (!check_digit_fits(six, w.tail))
		return IDENTITY_CHECK_DIGIT;
	memcpy(to, six, 6);
	to[6] = '-';
	memcpy(to + 7, w.tail, 4);
	return IDENTITY_VALID;
}

static const struct {
	const char *name, *en, *sv;
} reasons[IDENTITY_REASONS] = {
    [IDENTITY_VALID] = {"valid", "a valid number", "ett giltigt nummer"},
    [IDENTITY_FORM] = {"form", "not YYYYMMDDNNNN, YYYYMMDD-NNNN, YYMMDD-NNNN or YYMMDD+NNNN",
                       "inte ÅÅÅÅMMDDNNNN, ÅÅÅÅMMDD-NNNN, ÅÅMMDD-NNNN eller ÅÅMMDD+NNNN"},
    [IDENTITY_ORGANISATION_FORM] = {"organisation-form", "not NNNNNN-NNNN", "inte NNNNNN-NNNN"},
    [IDENTITY_NO_REFERENCE] = {"no-reference",
                               "ten digits leave the century open without a reference date",
                               "tio siffror lämnar seklet öppet utan ett referensdatum"},
    [IDENTITY_CENTURY] = {"century", "its plus is for those who turn 100, its century is not",
                          "plustecknet gäller den som fyller 100, men inte seklet"},
    [IDENTITY_DATE] = {"date", "its date does not exist", "datumet i numret finns inte"},
    [IDENTITY_FUTURE] = {"future", "born after the reference date", "född efter referensdatumet"},
    [IDENTITY_BIRTH_NUMBER] = {"birth-number", "the birth number 000 is never issued",
                               "födelsenumret 000 delas aldrig ut"},
    [IDENTITY_CHECK_DIGIT] = {"check-digit", "the check digit does not fit",
                              "kontrollsiffran stämmer inte"},
    [IDENTITY_INTERIM] = {"interim", "an interim number (with a letter), not a lasting identity",
                          "ett interimsnummer (med bokstav), ingen bestående identitet"},
    [IDENTITY_RESERVE] = {"reserve", "a care giver's reserve number, not a national identity",
                          "en vårdgivares reservnummer, ingen nationell identitet"},
    [IDENTITY_SYNTHETIC] = {"synthetic", "a synthetic number (month + 80), which is not allowed",
                            "ett syntetiskt nummer (månad + 80), som inte tillåts"},
    [IDENTITY_TEST] = {"test-number", "a number that is published for tests, and nobody's",
                       "ett nummer som är publicerat för test, och ingens"},
    [IDENTITY_ORGANISATION] = {"organisation", "the number of an organisation, not of a person",
                               "numret på en organisation, inte på en person"},
    [IDENTITY_PERSON] = {"person", "the number of a person, not of an organisation",
                         "numret på en person, inte på en organisation"},
};

const char *identity_reason_name(enum identity_reason reason)
{
	return reasons[reason].name;
}

const char *identity_reason_en(enum identity_reason reason)
{
	return reasons[reason].en;
}

const char *identity_reason_sv(enum identity_reason reason)
{
	return reasons[reason].sv;
}
