#include "validate/schema_properties.h"

#include <stdint.h>

#include "validate/schema_limit.h"
#include "validate/schema_own.h"
#include "validate/schema_time.h"
#include "text.h"

static const char *const refused[] = {"object", "array", "geopoint", "geojson"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct slice in_record_form(const struct descriptor *d, struct slice plain)
{
	struct str field = {0};
	struct slice copy;

	text_escape(&field, plain);
	copy = arena_copy(d->arena, str_slice(&field));
	str_done(&field);
	return copy;
}

bool schema_properties_missing(const struct descriptor *d, const struct yaml *node,
                               struct descriptor_texts *to)
{
	struct descriptor_texts texts;

	if (!descriptor_values(d, node, &texts))
		return false;
	*to = (struct descriptor_texts){texts.at, 0};
	for (size_t i = 0; i < texts.n; i++)
		if (texts.at[i].n > 0)
			to->at[to->n++] = in_record_form(d, texts.at[i]);
	return true;
}

static bool words_in_record_form(const struct descriptor *d, const struct yaml *node,
                                 struct descriptor_texts *to)
{
	if (!descriptor_list(d, node, to))
		return false;
	for (size_t i = 0; i < to->n; i++)
		to->at[i] = in_record_form(d, to->at[i]);
	return true;
}

/* ---------------------------------------------------------------- type and format */

static bool load_type(const struct descriptor *d, const struct yaml *node, struct schema_field *f)
{
	const char *names[SCHEMA_EMAIL];
	size_t i;

	for (i = 0; i < COUNT(refused); i++)
		if (node->kind == YAML_SCALAR && slice_is(node->text, refused[i]))
			return yaml_error(d->e, d->path, node,
			                  "the type %s has no place in a record stream",
			                  refused[i]);
	for (i = 0; i < SCHEMA_EMAIL; i++)
		names[i] = schema_type_of((enum schema_type)i)->name;
	if (!descriptor_word(d, node, names, SCHEMA_EMAIL, &i))
		return false;
	f->type = (enum schema_type)i;
	return true;
}

static bool load_string_format(const struct descriptor *d, const struct yaml *node,
                               struct schema_field *f)
{
	const char *names[1 + SCHEMA_PERSONNUMMER - SCHEMA_EMAIL] = {"default"};
	size_t i;

	for (i = 1; i < COUNT(names); i++)
		names[i] = schema_type_of((enum schema_type)(SCHEMA_EMAIL + i - 1))->name;
	if (!descriptor_word(d, node, names, COUNT(names), &i))
		return false;
	if (i > 0)
		f->type = (enum schema_type)(SCHEMA_EMAIL + i - 1);
	return true;
}

static bool load_format(const struct descriptor *d, const struct yaml *node, struct schema_field *f)
{
	bool date = f->type == SCHEMA_DATE || f->type == SCHEMA_DATETIME;
	bool time = f->type == SCHEMA_TIME || f->type == SCHEMA_DATETIME;
	struct slice text;

	if (!descriptor_text(d, node, &text))
		return false;
	if (f->type == SCHEMA_STRING)
		return load_string_format(d, node, f);
	if (slice_is(text, "default"))
		return true;
	if (!date && !time)
		return yaml_error(d->e, d->path, node, "this type has no format but default");
	if (slice_is(text, "any"))
		return yaml_error(d->e, d->path, node,
		                  "the format any is a guess: say the form, as in \"%%d/%%m/%%Y\"");
	if (slice_starts(text, "fmt:"))
		text = (struct slice){text.at + 4, text.n - 4};
	f->format = arena_text(d->arena, text);
	if (!schema_time_format_is_known(f->format, date, time))
		return yaml_error(
		    d->e, d->path, node,
		    "a format of a %s has %s%s%s, each once, and characters as they are",
		    schema_type_of(f->type)->name, date ? "%Y %m %d" : "", date && time ? " " : "",
		    time ? "%H (%M %S)" : "");
	return true;
}

/* ---------------------------------------------------------------- properties of one type */

static bool load_item_type(const struct descriptor *d, const struct yaml *node,
                           struct schema_field *f)
{
	static const char *const items[] = {"string", "integer",  "boolean", "number",
	                                    "date",   "datetime", "time"};
	static const enum schema_type type[] = {SCHEMA_STRING, SCHEMA_INTEGER, SCHEMA_BOOLEAN,
	                                        SCHEMA_NUMBER, SCHEMA_DATE,    SCHEMA_DATETIME,
	                                        SCHEMA_TIME};
	static struct slice yes[] = {{"true", 4}, {"True", 4}, {"TRUE", 4}, {"1", 1}};
	static struct slice no[] = {{"false", 5}, {"False", 5}, {"FALSE", 5}, {"0", 1}};
	size_t i;

	if (!descriptor_word(d, node, items, COUNT(items), &i))
		return false;
	if (type[i] == SCHEMA_STRING)
		return true;
	f->item = arena_take(d->arena, sizeof *f->item);
	*f->item =
	    (struct schema_field){.name = f->name, .type = type[i], .decimal = '.', .bare = true};
	f->item->yes = (struct descriptor_texts){yes, COUNT(yes)};
	f->item->no = (struct descriptor_texts){no, COUNT(no)};
	return true;
}

/* Properties that only some types have. *known says whether it was one. */
static bool load_special(const struct descriptor *d, const struct yaml *item,
                         struct schema_field *f, bool *known)
{
	bool number = f->type == SCHEMA_NUMBER, whole = f->type == SCHEMA_INTEGER;
	bool boolean = f->type == SCHEMA_BOOLEAN, list = f->type == SCHEMA_LIST;

	*known = true;
	if (slice_is(item->key, "decimalChar"))
		return number ? descriptor_character(d, item, &f->decimal)
		              : descriptor_pass(d, item);
	if (slice_is(item->key, "groupChar"))
		return number || whole ? descriptor_text(d, item, &f->group)
		                       : descriptor_pass(d, item);
	if (slice_is(item->key, "bareNumber"))
		return number || whole ? descriptor_bool(d, item, &f->bare)
		                       : descriptor_pass(d, item);
	if (slice_is(item->key, "trueValues"))
		return boolean ? words_in_record_form(d, item, &f->yes) : descriptor_pass(d, item);
	if (slice_is(item->key, "falseValues"))
		return boolean ? words_in_record_form(d, item, &f->no) : descriptor_pass(d, item);
	if (slice_is(item->key, "itemType"))
		return list ? load_item_type(d, item, f) : descriptor_pass(d, item);
	if (slice_is(item->key, "delimiter")) {
		if (!list)
			return descriptor_pass(d, item);
		if (!descriptor_text(d, item, &f->delimiter))
			return false;
		f->delimiter = in_record_form(d, f->delimiter);
		return f->delimiter.n > 0 || yaml_error(d->e, d->path, item, "an empty delimiter");
	}
	*known = false;
	return true;
}

static bool check_special(const struct descriptor *d, const struct schema_field *f)
{
	if (f->type == SCHEMA_NUMBER &&
	    (f->decimal == '\0' || (f->group.n == 1 && *f->group.at == f->decimal)))
		return yaml_error(
		    d->e, d->path, f->node,
		    "decimalChar and groupChar must differ, and decimalChar be one character");
	for (size_t i = 0; i < f->yes.n; i++)
		for (size_t k = 0; k < f->no.n; k++)
			if (slice_equal(f->yes.at[i], f->no.at[k]))
				return yaml_error(d->e, d->path, f->node,
				                  "a word is both true and false");
	return true;
}

/* ---------------------------------------------------------------- a field */

static bool load_name(const struct descriptor *d, struct schema_field *f)
{
	const struct yaml *name = yaml_get(f->node, "name");
	struct error e = {0};

	if (name == NULL)
		return yaml_error(d->e, d->path, f->node, "a field needs a name");
	if (!descriptor_text(d, name, &f->name))
		return false;
	if (!text_is_column_name(f->name, &e) || memchr(f->name.at, '.', f->name.n))
		return yaml_error(
		    d->e, d->path, name,
		    "a name has lower case letters (a-z, å, ä, ö), digits and _, first a "
		    "letter; what the data call it goes under finsam: aliases");
	f->aliases = (struct descriptor_texts){&f->name, 1};
	return true;
}

static void set_defaults(const struct schema_context *context, const struct yaml *node,
                         struct schema_field *f)
{
	static struct slice yes[] = {{"true", 4}, {"True", 4}, {"TRUE", 4}, {"1", 1}};
	static struct slice no[] = {{"false", 5}, {"False", 5}, {"FALSE", 5}, {"0", 1}};

	*f =
	    (struct schema_field){.node = node, .missing = context->missing, .trim = context->trim};
	f->decimal = '.';
	f->bare = true;
	f->yes = (struct descriptor_texts){yes, COUNT(yes)};
	f->no = (struct descriptor_texts){no, COUNT(no)};
	f->delimiter = slice_of(",");
	f->max_length = f->codes_at = f->reference = SIZE_MAX;
}

/*
 * What is known one level down is a slip of the place, and a constraint would go unseen. All else is the author's
 * own.
 */
static bool load_unknown(const struct descriptor *d, const struct yaml *item)
{
	static const char *const known[] = {"name",          "type",        "format",
	                                    "constraints",   "categories",  "categoriesOrdered",
	                                    "missingValues", "finsam",      "decimalChar",
	                                    "groupChar",     "bareNumber",  "trueValues",
	                                    "falseValues",   "itemType",    "delimiter",
	                                    "title",         "description", "example",
	                                    "rdfType"};
	struct yaml place = *item;
	bool limit = schema_limit_is_name(item->key);

	if (!limit && !schema_own_is_name(item->key))
		return descriptor_foreign(d, item, "a field", known, COUNT(known));
	place.line = item->key_line;
	place.column = item->key_column;
	return yaml_error(d->e, d->path, &place, "%.*s stands under %s", SLICE(item->key),
	                  limit ? "constraints" : "finsam");
}

static bool load_property(const struct descriptor *d, const struct yaml *item,
                          struct schema_field *f)
{
	static const char *const elsewhere[] = {"type",   "format",  "constraints", "categories",
	                                        "finsam", "example", "rdfType"};
	bool known;

	if (!load_special(d, item, f, &known))
		return false;
	if (known || descriptor_is_remark(item->key))
		return true;
	for (size_t i = 0; i < COUNT(elsewhere); i++)
		if (slice_is(item->key, elsewhere[i]))
			return true;
	if (slice_is(item->key, "missingValues"))
		return schema_properties_missing(d, item, &f->missing);
	if (slice_is(item->key, "categoriesOrdered")) {
		/* who sorts by categories is told so by the schema, not by the stream */
		bool ordered;
		return descriptor_bool(d, item, &ordered);
	}
	return load_unknown(d, item);
}

/* What decides how others are read goes first: type, format, the properties, our own type, then limits. */
bool schema_properties_field(const struct descriptor *d, const struct yaml *node,
                             struct schema_context *context, struct schema_field *f)
{
	const struct yaml *type = yaml_get(node, "type"), *format = yaml_get(node, "format");
	const struct yaml *limits = yaml_get(node, "constraints");
	const struct yaml *categories = yaml_get(node, "categories"),
	                  *own = yaml_get(node, "finsam");

	set_defaults(context, node, f);
	context->codes_at = context->reference = NULL;
	if (!descriptor_map(d, node) || !load_name(d, f) || (type && !load_type(d, type, f)))
		return false;
	for (const struct yaml *item = node->first; item; item = item->next)
		if (!load_property(d, item, f))
			return false;
	if (format && !load_format(d, format, f))
		return false;
	return schema_own_load(d, own, context, f) && check_special(d, f) &&
	       (!limits || schema_limit_load(d, limits, f)) &&
	       (!categories || schema_limit_categories(d, categories, f)) &&
	       schema_limit_settle(d, node, f);
}
