#include "validate/schema_value.h"

#include <stdlib.h>

#include "arena.h"
#include "date.h"
#include "validate/schema_instant.h"
#include "validate/schema_number.h"
#include "validate/schema_time.h"
#include "text.h"

#define WRONG fault_bit(FAULT_TYPE)

/* A value that is not what stands in the field lies in f->own. */
static void own(struct schema_field *f, struct slice canonical, struct slice *value)
{
	str_reset(&f->own);
	str_add(&f->own, canonical);
	*value = str_slice(&f->own);
}

static uint64_t read_number(struct schema_field *f, struct slice s, struct slice *value)
{
	struct schema_number as = {
	    f->type == SCHEMA_INTEGER, f->decimal, f->group, f->bare, f->units.at, f->units.n};
	char room[NUMBER_MAX_TEXT];
	struct slice canonical;
	enum schema_number_answer answer = schema_number_read(&as, s, room, &canonical);

	if (answer != SCHEMA_NUMBER_READ)
		return answer == SCHEMA_NUMBER_BEYOND ? fault_bit(FAULT_DIGITS) : WRONG;
	*value = canonical;
	if (canonical.at == room)
		own(f, canonical, value);
	return 0;
}

static bool is_in(const struct descriptor_texts *texts, struct slice s)
{
	for (size_t i = 0; i < texts->n; i++)
		if (slice_equal(texts->at[i], s))
			return true;
	return false;
}

static uint64_t read_boolean(struct schema_field *f, struct slice s, struct slice *value)
{
	bool yes = is_in(&f->yes, s);

	if (!yes && !is_in(&f->no, s))
		return WRONG;
	if (s.n == 1 && *s.at == (yes ? '1' : '0'))
		*value = s;
	else
		*value = slice_of(yes ? "1" : "0");
	return 0;
}

static uint64_t read_date(struct schema_field *f, struct slice s, struct slice *value)
{
	char text[DATE_TEXT];
	int32_t day;

	*value = s;
	if (f->format == NULL)
		return date_parse(s, &day) ? 0 : WRONG;
	if (!date_parse_as(s, f->format, &day))
		return WRONG;
	date_write(day, text);
	own(f, (struct slice){text, DATE_TEXT}, value);
	return 0;
}

static uint64_t read_time(struct schema_field *f, struct slice s, struct slice *value)
{
	char text[SCHEMA_MOMENT_TEXT];
	bool moment = f->type == SCHEMA_DATETIME;

	*value = s;
	if (moment && f->format == NULL)
		return schema_time_is_moment(s) ? 0 : WRONG;
	if (moment ? !schema_time_parse_moment(s, f->format, text)
	           : !schema_time_parse(s, f->format, text))
		return WRONG;
	own(f, (struct slice){text, moment ? SCHEMA_MOMENT_TEXT : SCHEMA_TIME_TEXT}, value);
	return 0;
}

static uint64_t read_duration(struct schema_field *f, struct slice s, struct slice *value)
{
	str_reset(&f->own);
	if (!schema_duration_read(s, &f->own))
		return WRONG;
	*value = slice_equal(s, str_slice(&f->own)) ? s : str_slice(&f->own);
	return 0;
}

static bool all_digits(struct slice s, size_t n)
{
	size_t i = 0;

	while (i < s.n && s.at[i] >= '0' && s.at[i] <= '9')
		i++;
	return s.n == n && i == n;
}

/* ---------------------------------------------------------------- formats of string */

static bool is_email(struct slice s)
{
	const char *at = memchr(s.at, '@', s.n), *dot;
	struct slice domain;

	if (at == NULL || at == s.at || s.n > 254 || memchr(s.at, ' ', s.n))
		return false;
	domain = (struct slice){at + 1, s.n - (size_t)(at + 1 - s.at)};
	dot = memchr(domain.at, '.', domain.n);
	return dot != NULL && dot != domain.at && domain.at[domain.n - 1] != '.' &&
	       memchr(domain.at, '@', domain.n) == NULL;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A scheme, a colon and something: RFC 3986 without what hardly anybody breaks. */
static bool is_uri(struct slice s)
{
	size_t i = 0;

	while (i < s.n && (is_letter(s.at[i]) ||
	                   (i > 0 && ((s.at[i] >= '0' && s.at[i] <= '9') || s.at[i] == '+' ||
	                              s.at[i] == '-' || s.at[i] == '.'))))
		i++;
	if (i == 0 || i + 1 >= s.n || s.at[i] != ':')
		return false;
	for (; i < s.n; i++)
		if (strchr(" <>\"{}|\\^`", s.at[i]))
			return false;
	return true;
}

static bool is_uuid(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		if (dash ? s.at[i] != '-' : !strchr("0123456789abcdefABCDEF", s.at[i]))
			return false;
	}
	return s.n == 36;
}

static bool is_base64(struct slice s)
{
	size_t pads = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		if (c == '=')
			pads++;
		else if (pads > 0 ||
		         !(is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '/'))
			return false;
	}
	return s.n % 4 == 0 && pads <= 2;
}

/* ---------------------------------------------------------------- Swedish types */

static uint64_t read_person(struct schema_field *f, struct slice s,
                            const struct identity_rules *rules, struct slice *value)
{
	struct identity id;
	enum identity_reason reason = identity_parse(s, rules, &id);

	if (reason != IDENTITY_VALID)
		return fault_bit(fault_identity(reason));
	if (f->type != SCHEMA_IDENTITET && id.coordination != (f->type == SCHEMA_SAMORDNINGSNUMMER))
		return WRONG;
	*value = s;
	if (s.n != IDENTITY_DIGITS || memcmp(s.at, id.digits, IDENTITY_DIGITS) != 0)
		own(f, (struct slice){id.digits, IDENTITY_DIGITS}, value);
	return 0;
}

static uint64_t read_organisation(struct schema_field *f, struct slice s, struct slice *value)
{
	char text[IDENTITY_ORGANISATION_TEXT];
	enum identity_reason reason = identity_parse_organisation(s, text);

	if (reason != IDENTITY_VALID)
		return fault_bit(fault_identity(reason));
	*value = s;
	if (!slice_equal(s, (struct slice){text, sizeof text}))
		own(f, (struct slice){text, sizeof text}, value);
	return 0;
}

/* ---------------------------------------------------------------- lists */

/*
 * The items stand one after the other in f->items. Those of a set have an order of their own, that of the codes, or
 * of the alphabet if there are none. Unknown codes come last; they are a fault of their own.
 */
struct item {
	size_t at, n, rank;
	const struct str *text;
};

static int compare_items(const void *x, const void *y)
{
	const struct item *a = x, *b = y;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return slice_compare((struct slice){a->text->at + a->at, a->n},
	                     (struct slice){b->text->at + b->at, b->n});
}

/* The part before the next delimiter; *rest.at is NULL after the last. */
static struct slice cut(struct slice *rest, struct slice delimiter)
{
	const char *found = memmem(rest->at, rest->n, delimiter.at, delimiter.n);
	struct slice part = *rest;

	if (found == NULL) {
		*rest = (struct slice){0};
		return part;
	}
	part.n = (size_t)(found - rest->at);
	rest->at += part.n + delimiter.n;
	rest->n -= part.n + delimiter.n;
	return part;
}

static bool read_item(struct schema_field *f, struct slice part, const struct identity_rules *rules,
                      struct item *item)
{
	struct slice value = text_trim(part);

	if (value.n == 0 || memchr(value.at, '|', value.n) ||
	    (f->item && schema_value_read(f->item, value, rules, &value) != 0))
		return false;
	*item = (struct item){f->items.n, value.n, 0, &f->items};
	item->rank = f->codes ? map_find(&f->codes->map, value) : 0;
	str_add(&f->items, value);
	return true;
}

static uint64_t read_list(struct schema_field *f, struct slice s,
                          const struct identity_rules *rules, struct slice *value)
{
	struct item *item = NULL;
	size_t n = 0, room = 0;
	uint64_t broken = 0;

	str_reset(&f->items);
	do {
		struct slice part = cut(&s, f->delimiter);
		item = array_room(item, &room, n + 1, sizeof *item);
		if (!read_item(f, part, rules, &item[n++]))
			broken = WRONG;
	} while (s.at && !broken);
	if (!broken) {
		if (f->set)
			qsort(item, n, sizeof *item, compare_items);
		str_reset(&f->own);
		for (size_t i = 0; i < n; i++) {
			if (f->set && i > 0 && compare_items(&item[i - 1], &item[i]) == 0)
				broken = WRONG; /* the same item twice */
			if (i > 0)
				str_add_byte(&f->own, '|');
			str_add(&f->own, (struct slice){f->items.at + item[i].at, item[i].n});
		}
		*value = str_slice(&f->own);
	}
	free(item);
	return broken;
}

/* ---------------------------------------------------------------- all of them */

uint64_t schema_value_read(struct schema_field *f, struct slice s,
                           const struct identity_rules *rules, struct slice *value)
{
	int32_t month;

	*value = s;
	switch (f->type) {
	case SCHEMA_NUMBER:
	case SCHEMA_INTEGER:
		return read_number(f, s, value);
	case SCHEMA_BOOLEAN:
		return read_boolean(f, s, value);
	case SCHEMA_DATE:
		return read_date(f, s, value);
	case SCHEMA_DATETIME:
	case SCHEMA_TIME:
		return read_time(f, s, value);
	case SCHEMA_YEAR:
		return all_digits(s, 4) && !slice_is(s, "0000") ? 0 : WRONG;
	case SCHEMA_YEARMONTH:
		return date_parse_month(s, &month) ? 0 : WRONG;
	case SCHEMA_DURATION:
		return read_duration(f, s, value);
	case SCHEMA_LIST:
		return read_list(f, s, rules, value);
	case SCHEMA_EMAIL:
		return is_email(s) ? 0 : WRONG;
	case SCHEMA_URI:
		return is_uri(s) ? 0 : WRONG;
	case SCHEMA_UUID:
		return is_uuid(s) ? 0 : WRONG;
	case SCHEMA_BINARY:
		return is_base64(s) ? 0 : WRONG;
	case SCHEMA_PERSONNUMMER:
	case SCHEMA_SAMORDNINGSNUMMER:
	case SCHEMA_IDENTITET:
		return read_person(f, s, rules, value);
	case SCHEMA_ORGANISATIONSNUMMER:
		return read_organisation(f, s, value);
	case SCHEMA_KOMMUNKOD:
		return all_digits(s, 4) ? 0 : WRONG;
	case SCHEMA_ANY:
	case SCHEMA_STRING:
	case SCHEMA_TYPES:
		break;
	}
	return 0;
}

void schema_value_expected(const struct schema_field *f, enum fault_language language,
                           struct str *to)
{
	const struct schema_type_row *type = schema_type_of(f->type);
	static const char *const beside[FAULT_LANGUAGES] = {
	    ", with nothing beside it but its unit", ", med inget annat bredvid sig än sin enhet"};
	bool not_bare = type->compared == SCHEMA_BY_NUMBER && !f->bare;
	static const char *const once[FAULT_LANGUAGES] = {", each once", ", vart och ett en gång"};
	const char *message = type->expected[language],
	           *hole = message ? strstr(message, "%s") : NULL;

	if (hole == NULL) {
		str_add_text(to, message ? message : "");
		str_add_text(to, not_bare ? beside[language] : f->set ? once[language] : "");
		return;
	}
	str_add(to, (struct slice){message, (size_t)(hole - message)});
	str_add_text(to, f->format ? f->format : type->form[language]);
	str_add_text(to, hole + 2);
}
