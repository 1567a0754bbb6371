#include "validate/schema.h"

#include <stdio.h>
#include <stdlib.h>

#include "date.h"
#include "validate/schema_limit.h"
#include "validate/schema_value.h"

/* The day that another field of the row holds; CODES_NO_DAY if it is missing or wrong. */
static int32_t day_in(const struct schema *s, const struct record *r, size_t field)
{
	int32_t day;

	if (field == COLUMN_NONE || s->fault[field] != 0 ||
	    !date_parse(schema_value(s, r, field), &day))
		return CODES_NO_DAY;
	return day;
}

static uint64_t check_code(const struct schema_field *f, struct slice code, int32_t day)
{
	switch (codes_find(f->codes, code, day, NULL)) {
	case CODES_UNKNOWN:
		return fault_bit(FAULT_CODE);
	case CODES_NOT_THEN:
		return fault_bit(FAULT_CODE_DATE);
	case CODES_VALID:
		break;
	}
	return 0;
}

/* Each item of a list is a code. */
static uint64_t check_codes(const struct schema *s, const struct record *r,
                            const struct schema_field *f, struct slice value)
{
	int32_t day = day_in(s, r, f->codes_at);
	struct slice item;
	uint64_t broken = 0;

	if (f->type != SCHEMA_LIST)
		return check_code(f, value, day);
	while (slice_cut(&value, '|', &item))
		broken |= check_code(f, item, day);
	return broken;
}

static struct identity_rules rules_for(const struct schema *s, const struct record *r,
                                       const struct schema_field *f)
{
	struct identity_rules rules = s->identity;
	int32_t day = day_in(s, r, f->reference);

	if (day != CODES_NO_DAY) {
		struct date_parts parts = date_split(day);
		rules.reference = parts.year * 10000 + parts.month * 100 + parts.day;
	}
	return rules;
}

/* A value that is there. What can not be read under a mere warning is left out, for it has no canonical form. */
static uint64_t check_value(struct schema *s, const struct record *r, struct schema_field *f,
                            struct slice field, struct slice *value)
{
	uint64_t broken;

	if (f->reference != COLUMN_NONE) {
		struct identity_rules rules = rules_for(s, r, f);
		broken = schema_value_read(f, field, &rules, value);
	} else {
		broken = schema_value_read(f, field, &s->identity, value);
	}
	if (broken != 0) {
		*value = f->warning ? (struct slice){"", 0} : field;
		return broken;
	}
	if (f->limited)
		broken = schema_limit_check(f, *value);
	if (f->codes)
		broken |= check_codes(s, r, f, *value);
	return broken;
}

/* What was right is known the next time. */
static uint64_t check_and_learn(struct schema *s, const struct record *r, struct schema_field *f,
                                struct slice field, struct slice *value)
{
	uint64_t broken = check_value(s, r, f, field, value);

	if (f->memo && f->memo->worth && broken == 0 && value->at == field.at &&
	    field.n <= SCHEMA_MEMO_BYTES)
		schema_memo_learn(f->memo, field);
	return broken;
}

static uint64_t check_field(struct schema *s, const struct record *r, size_t i)
{
	struct schema_field *f = &s->field[i];
	struct slice field = record_field(r, s->from[i]), *value = &s->value[i];
	uint64_t broken = 0;

	*value = field;
	if (field.n == 0 || (f->missing.n > 0 && schema_field_is_missing(f, field))) {
		value->n = 0;
		broken = f->required ? fault_bit(FAULT_REQUIRED) : 0;
		s->change[s->changes] = i;
		s->changes += field.n > 0;
	} else if (!f->any_text) {
		broken = check_and_learn(s, r, f, field, value);
		s->change[s->changes] = i;
		s->changes += value->at != field.at;
	}
	return broken;
}

bool schema_check(struct schema *s, const struct record *r, size_t row)
{
	uint64_t bit = UINT64_C(1) << row, any = 0;

	for (; s->looks > 0; s->looks--) {
		s->value[s->looked[s->looks - 1]].at = NULL;
		s->fault[s->looked[s->looks - 1]] = 0;
	}
	s->changes = 0;
	if (s->all_sure & bit)
		return true;
	for (size_t k = 0; k < s->actives; k++) {
		size_t i = s->active[k];
		if (s->sure[k] & bit)
			continue;
		s->looked[s->looks++] = i;
		s->fault[i] = check_field(s, r, i);
		any |= s->fault[i];
	}
	return any == 0;
}

/* ---------------------------------------------------------------- messages */

/* What the hole in a message is about. */
static const char *hole(const struct schema *s, const struct schema_field *f, enum fault fault,
                        char room[32])
{
	switch (fault) {
	case FAULT_ENCODING:
		return encoding_name(s->encoding);
	case FAULT_MIN_LENGTH:
	case FAULT_MAX_LENGTH:
		snprintf(room, 32, "%zu",
		         fault == FAULT_MIN_LENGTH ? f->min_length : f->max_length);
		return room;
	case FAULT_MINIMUM:
	case FAULT_MAXIMUM:
	case FAULT_EXCLUSIVE_MINIMUM:
	case FAULT_EXCLUSIVE_MAXIMUM:
		return f->bound[fault - FAULT_MINIMUM].shown;
	case FAULT_PATTERN:
		return f->pattern_text;
	case FAULT_CODE:
		return f->codes_name.at;
	case FAULT_CODE_DATE:
		return f->codes_at == COLUMN_NONE ? "" : s->field[f->codes_at].name.at;
	/* There is no hole in the messages of the others. */
	case FAULT_RAGGED:
	case FAULT_QUOTE:
	case FAULT_ESCAPE:
	case FAULT_CONTROL:
	case FAULT_CONTROL_C1:
	case FAULT_LONG:
	case FAULT_UNENDED:
	case FAULT_REQUIRED:
	case FAULT_TYPE:
	case FAULT_DIGITS:
	case FAULT_ENUM:
	case FAULT_CATEGORIES:
	case FAULT_IDENTITY:
	case FAULT_UNIQUE:
	case FAULT_PRIMARY_KEY:
	case FAULT_UNIQUE_KEY:
	case FAULT_FOREIGN_KEY:
	case FAULTS:
		break;
	}
	return "";
}

/* Whether there are values of which none is the greater. */
static bool is_partly_ordered(const struct schema_field *f)
{
	enum schema_compared compared = schema_type_of(f->type)->compared;

	return compared == SCHEMA_BY_INSTANT || compared == SCHEMA_BY_DURATION;
}

void schema_message(const struct schema *s, const struct schema_field *f, enum fault fault,
                    enum fault_language language, struct str *to)
{
	const char *message = fault_message(fault, language), *at;
	char room[32];

	if (fault == FAULT_TYPE) {
		schema_value_expected(f, language, to);
		return;
	}
	at = strstr(message, "%s");
	if (at == NULL) {
		str_add_text(to, message);
		return;
	}
	str_add(to, (struct slice){message, (size_t)(at - message)});
	str_add_text(to, hole(s, f, fault, room));
	str_add_text(to, at + 2);
	if (fault >= FAULT_MINIMUM && fault <= FAULT_EXCLUSIVE_MAXIMUM && is_partly_ordered(f))
		str_add_text(to, language == FAULT_SV ? ", eller går inte att jämföra med det"
		                                      : ", or can not be compared with it");
}

void schema_close(struct schema *s)
{
	for (size_t i = 0; i < s->n; i++) {
		schema_limit_done(&s->field[i]);
		schema_field_done(&s->field[i]);
	}
	for (size_t i = 0; i < s->lists; i++)
		codes_done(&s->list[i].codes);
	free(s->list);
	free(s->key);
	str_done(&s->passed);
	header_done(&s->header);
	header_done(&s->names);
	arena_done(&s->arena);
	free(s);
}
