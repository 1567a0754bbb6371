#include "validate/schema_limit.h"

#include <stdlib.h>

#include "validate/fault_names.h"
#include "pattern.h"
#include "validate/schema_bound.h"
#include "validate/schema_instant.h"
#include "validate/schema_value.h"
#include "text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const names[] = {"required", "unique",  "minLength",        "maxLength",
                                    "minimum",  "maximum", "exclusiveMinimum", "exclusiveMaximum",
                                    "pattern",  "enum",    "jsonSchema"};

bool schema_limit_is_name(struct slice key)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (slice_is(key, names[i]))
			return true;
	return false;
}

/* ---------------------------------------------------------------- values that the schema itself holds */

/* Dates and numbers in the schema may have the canonical form whatever form the data have. */
static bool read_canonical(struct schema_field *f, struct slice text, struct slice *value)
{
	static const struct identity_rules any = {.allow_synthetic = true};
	struct schema_field plain = {
	    .name = f->name, .type = f->type, .decimal = '.', .bare = true};
	struct slice yes[] = {{"true", 4}, {"1", 1}}, no[] = {{"false", 5}, {"0", 1}};
	bool ok;

	plain.yes = (struct descriptor_texts){yes, 2};
	plain.no = (struct descriptor_texts){no, 2};
	plain.codes_at = plain.reference = SIZE_MAX;
	ok = f->type != SCHEMA_LIST && schema_value_read(&plain, text, &any, value) == 0;
	if (ok && value->at == plain.own.at) {
		str_reset(&f->own);
		str_add(&f->own, *value);
		*value = str_slice(&f->own);
	}
	str_done(&plain.own);
	return ok || schema_value_read(f, text, &any, value) == 0;
}

static bool read_value(const struct descriptor *d, struct schema_field *f, const struct yaml *node,
                       struct slice text, struct slice *value)
{
	struct str field = {0};
	bool ok;

	text_escape(&field, f->trim ? text_trim(text) : text);
	ok = field.n > 0 && read_canonical(f, str_slice(&field), value);
	if (ok)
		*value = arena_copy(d->arena, *value);
	str_done(&field);
	return ok || yaml_error(d->e, d->path, node, "not a value that the field %.*s can have",
	                        SLICE(f->name));
}

/* The values are found by what they mean, not by how they are spelt. */
static size_t find_value(const struct schema_field *f, struct map *values, struct slice value)
{
	struct str key = {0};
	size_t found;

	if (f->type != SCHEMA_DATETIME)
		return map_find(values, value);
	schema_instant_key(value, &key);
	found = map_find(values, str_slice(&key));
	str_done(&key);
	return found;
}

static void put_value(const struct schema_field *f, struct map *values, struct slice value)
{
	struct str key = {0};

	if (f->type == SCHEMA_DATETIME)
		schema_instant_key(value, &key);
	else
		str_add(&key, value);
	map_put(values, str_slice(&key), NULL);
	str_done(&key);
}

static bool load_values(const struct descriptor *d, struct schema_field *f, const struct yaml *node,
                        struct map **values)
{
	struct descriptor_texts texts;
	struct slice value;

	if (!descriptor_values(d, node, &texts))
		return false;
	*values = arena_take(d->arena, sizeof **values);
	for (size_t i = 0; i < texts.n; i++) {
		if (!read_value(d, f, node, texts.at[i], &value))
			return false;
		put_value(f, *values, value);
	}
	return true;
}

/* ---------------------------------------------------------------- loading */

static bool refuse(const struct descriptor *d, const struct yaml *item,
                   const struct schema_field *f)
{
	struct yaml place = *item;

	place.line = item->key_line;
	place.column = item->key_column;
	return yaml_error(d->e, d->path, &place, "%.*s has no place in a field of this type (%.*s)",
	                  SLICE(item->key), SLICE(f->name));
}

static const struct schema_type_row *type_of(const struct schema_field *f)
{
	return schema_type_of(f->type);
}

static bool load_bound(const struct descriptor *d, const struct yaml *item, struct schema_field *f,
                       enum schema_bound bound)
{
	struct schema_limit *limit = &f->bound[bound];
	struct slice text;

	if (type_of(f)->compared == SCHEMA_UNORDERED)
		return refuse(d, item, f);
	if (!descriptor_text(d, item, &text) || !read_value(d, f, item, text, &limit->text))
		return false;
	limit->set = true;
	limit->node = item;
	limit->shown = arena_text(d->arena, text);
	if (type_of(f)->compared == SCHEMA_BY_NUMBER)
		number_parse(limit->text, &limit->number);
	return true;
}

static bool load_pattern(const struct descriptor *d, const struct yaml *item,
                         struct schema_field *f)
{
	char reason[PATTERN_REASON];
	struct slice text;
	size_t at;

	if (!type_of(f)->has_pattern)
		return refuse(d, item, f);
	if (!descriptor_text(d, item, &text))
		return false;
	f->pattern = pattern_open(text, PATTERN_WHOLE, &at, reason);
	if (f->pattern == NULL)
		return yaml_error(d->e, d->path, item,
		                  "the pattern is wrong at its character %zu: %s", at + 1, reason);
	f->pattern_text = arena_text(d->arena, text);
	f->pattern_node = item;
	return true;
}

static bool load_one(const struct descriptor *d, const struct yaml *item, struct schema_field *f)
{
	static const char *const bounds[SCHEMA_BOUNDS] = {"minimum", "maximum", "exclusiveMinimum",
	                                                  "exclusiveMaximum"};

	for (int i = 0; i < SCHEMA_BOUNDS; i++)
		if (slice_is(item->key, bounds[i]))
			return load_bound(d, item, f, (enum schema_bound)i);
	if (slice_is(item->key, "required"))
		return descriptor_bool(d, item, &f->required);
	if (slice_is(item->key, "unique"))
		return descriptor_bool(d, item, &f->unique);
	if (slice_is(item->key, "minLength"))
		return type_of(f)->has_length ? descriptor_count(d, item, 0, &f->min_length)
		                              : refuse(d, item, f);
	if (slice_is(item->key, "maxLength"))
		return type_of(f)->has_length ? descriptor_count(d, item, 0, &f->max_length)
		                              : refuse(d, item, f);
	if (slice_is(item->key, "pattern"))
		return load_pattern(d, item, f);
	if (slice_is(item->key, "enum"))
		return f->type == SCHEMA_LIST ? refuse(d, item, f)
		                              : load_values(d, f, item, &f->values);
	if (slice_is(item->key, "jsonSchema"))
		return refuse(d, item, f);
	return descriptor_is_remark(item->key) ||
	       descriptor_unknown(d, item, "constraints", names, COUNT(names));
}

bool schema_limit_load(const struct descriptor *d, const struct yaml *constraints,
                       struct schema_field *f)
{
	if (!descriptor_map(d, constraints))
		return false;
	for (const struct yaml *item = constraints->first; item; item = item->next)
		if (!load_one(d, item, f))
			return false;
	return true;
}

bool schema_limit_categories(const struct descriptor *d, const struct yaml *node,
                             struct schema_field *f)
{
	if (f->type != SCHEMA_STRING && f->type != SCHEMA_INTEGER)
		return refuse(d, node, f);
	return load_values(d, f, node, &f->categories);
}

/* ---------------------------------------------------------------- checking */

/* Characters; the items of a list. An escape is one character. */
static size_t length(const struct schema_field *f, struct slice s)
{
	size_t n = text_length(s), items = 1;

	if (f->type == SCHEMA_LIST) {
		for (size_t i = 0; i < s.n; i++)
			items += s.at[i] == '|';
		return items;
	}
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] == '\\') {
			n--;
			i++;
		}
	return n;
}

bool schema_limit_is_any(const struct schema_field *f)
{
	return schema_bound_is_any(f) || f->min_length > 0 || f->max_length < SIZE_MAX ||
	       f->pattern || f->values || f->categories;
}

/* That it can not be told is no fault of the row; whoever reads the row has the line, and ends with it. */
static uint64_t check_pattern(struct schema_field *f, struct slice s)
{
	enum pattern_answer answer = pattern_match(f->pattern, s);

	f->pattern_endless |= answer == PATTERN_ENDLESS;
	return answer == PATTERN_MATCHES ? 0 : fault_bit(FAULT_PATTERN);
}

uint64_t schema_limit_check(struct schema_field *f, struct slice s)
{
	uint64_t broken = 0;

	if (schema_bound_is_any(f))
		broken |= schema_bound_check(f, s);
	if (f->min_length > 0 && length(f, s) < f->min_length)
		broken |= fault_bit(FAULT_MIN_LENGTH);
	if (f->max_length < SIZE_MAX && length(f, s) > f->max_length)
		broken |= fault_bit(FAULT_MAX_LENGTH);
	if (f->pattern)
		broken |= check_pattern(f, s);
	if (f->values && find_value(f, f->values, s) == MAP_NONE)
		broken |= fault_bit(FAULT_ENUM);
	if (f->categories && find_value(f, f->categories, s) == MAP_NONE)
		broken |= fault_bit(FAULT_CATEGORIES);
	return broken;
}

/* ---------------------------------------------------------------- limits that no value can keep to */

/* A value that the list allows and another constraint forbids is a slip in one of them. */
static bool settle_values(const struct descriptor *d, struct schema_field *f,
                          const struct yaml *node)
{
	struct descriptor_texts texts;
	struct slice value;

	if (node == NULL)
		return true;
	if (!descriptor_values(d, node, &texts))
		return false;
	for (size_t i = 0; i < texts.n; i++) {
		if (!read_value(d, f, node, texts.at[i], &value))
			return false;
		uint64_t broken = schema_limit_check(f, value);
		char room[64];
		if (broken != 0)
			return yaml_error(
			    d->e, d->path, node,
			    "value %zu of the list is one that %.*s can not have by its %s", i + 1,
			    SLICE(f->name), fault_id((enum fault)__builtin_ctzll(broken), room));
	}
	return true;
}

bool schema_limit_settle(const struct descriptor *d, const struct yaml *field,
                         struct schema_field *f)
{
	const struct yaml *constraints = yaml_get(field, "constraints");

	if (!schema_bound_settle(d, f))
		return false;
	if (f->min_length > f->max_length)
		return yaml_error(d->e, d->path, yaml_get(constraints, "maxLength"),
		                  "maxLength is less than minLength (%.*s)", SLICE(f->name));
	return settle_values(d, f, yaml_get(constraints, "enum")) &&
	       (yaml_get(constraints, "enum") ||
	        settle_values(d, f, yaml_get(field, "categories")));
}

void schema_limit_done(struct schema_field *f)
{
	pattern_close(f->pattern);
}
