#include "validate/schema_own.h"

#include <stdint.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

_Static_assert(SCHEMA_TYPES - SCHEMA_PERSONNUMMER == SCHEMA_OWN_TYPES, "a type of our own each");

static const char *const names[] = {"class",        "codes", "codes_at", "reference_date",
                                    "aliases",      "units", "trim",     "optional",
                                    "not_identity", "set",   "severity", "type"};
bool schema_own_is_name(struct slice key)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (slice_is(key, names[i]))
			return true;
	return false;
}

static bool load_own_type(const struct descriptor *d, const struct yaml *node,
                          struct schema_field *f)
{
	size_t i;

	if (!descriptor_word(d, node, schema_own_types, SCHEMA_OWN_TYPES, &i))
		return false;
	if (f->type != SCHEMA_STRING && f->type != SCHEMA_ANY)
		return yaml_error(d->e, d->path, node, "a finsam type goes with type: string");
	f->type = (enum schema_type)(SCHEMA_PERSONNUMMER + i);
	return true;
}

static bool load_severity(const struct descriptor *d, const struct yaml *node, bool *warning)
{
	static const char *const severities[] = {"error", "warning"};
	size_t i;

	if (!descriptor_word(d, node, severities, COUNT(severities), &i))
		return false;
	*warning = i == 1;
	return true;
}

/* A reason in words, so that whoever reads the schema can judge it. */
static bool load_not_identity(const struct descriptor *d, const struct yaml *node,
                              struct schema_field *f)
{
	bool word;

	if (!descriptor_text(d, node, &f->not_identity))
		return false;
	return (f->not_identity.n > 0 && !yaml_bool(node, &word)) ||
	       yaml_error(d->e, d->path, node, "say in words why the values are no identities");
}

static bool load_aliases(const struct descriptor *d, const struct yaml *node,
                         struct schema_field *f)
{
	struct descriptor_texts aliases;
	struct slice *all;
	struct str folded = {0};

	if (!descriptor_list(d, node, &aliases))
		return false;
	all = arena_take(d->arena, (aliases.n + 1) * sizeof *all);
	all[0] = f->name;
	for (size_t i = 0; i < aliases.n; i++) {
		schema_field_fold(aliases.at[i], &folded);
		all[i + 1] = arena_copy(d->arena, str_slice(&folded));
	}
	str_done(&folded);
	f->aliases = (struct descriptor_texts){all, aliases.n + 1};
	return true;
}

/* What may stand beside a number; a digit in it would be one of the number. */
static bool load_units(const struct descriptor *d, const struct yaml *node, struct schema_field *f)
{
	if (f->bare)
		return yaml_error(d->e, d->path, node, "units go with bareNumber: false");
	if (!descriptor_list(d, node, &f->units))
		return false;
	for (size_t i = 0; i < f->units.n; i++)
		if (f->units.at[i].n == 0 ||
		    strpbrk(arena_text(d->arena, f->units.at[i]), "0123456789"))
			return yaml_error(d->e, d->path, node, "a unit is a text without digits");
	return true;
}

/* The type decides what the rest may be, so it is read before all else; `class` says whether one was given. */
static bool load_extension(const struct descriptor *d, const struct yaml *node,
                           struct schema_context *context, struct schema_field *f, size_t *class)
{
	bool ok = descriptor_map(d, node);

	f->set = f->type == SCHEMA_LIST && yaml_get(node, "codes") != NULL;
	for (const struct yaml *item = node->first; ok && item; item = item->next) {
		if (slice_is(item->key, "type"))
			continue;
		if (slice_is(item->key, "class")) {
			ok = descriptor_word(d, item, schema_classes, SCHEMA_CLASSES, class);
		} else if (slice_is(item->key, "codes")) {
			ok = descriptor_text(d, item, &f->codes_name);
			f->codes_path = ok ? arena_text(d->arena, item->text) : NULL;
		} else if (slice_is(item->key, "codes_at")) {
			context->codes_at = item;
		} else if (slice_is(item->key, "reference_date")) {
			context->reference = item;
		} else if (slice_is(item->key, "aliases")) {
			ok = load_aliases(d, item, f);
		} else if (slice_is(item->key, "units")) {
			ok = load_units(d, item, f);
		} else if (slice_is(item->key, "trim")) {
			ok = descriptor_bool(d, item, &f->trim);
		} else if (slice_is(item->key, "optional")) {
			ok = descriptor_bool(d, item, &f->optional);
		} else if (slice_is(item->key, "not_identity")) {
			ok = load_not_identity(d, item, f);
		} else if (slice_is(item->key, "set")) {
			ok = f->type == SCHEMA_LIST
			         ? descriptor_bool(d, item, &f->set)
			         : descriptor_unknown(d, item, "finsam of a field that is no list",
			                              NULL, 0);
		} else if (slice_is(item->key, "severity")) {
			ok = load_severity(d, item, &f->warning);
		} else {
			ok = descriptor_is_remark(item->key) ||
			     descriptor_unknown(d, item, "finsam of a field", names, COUNT(names));
		}
	}
	return ok;
}

static bool settle_class(const struct descriptor *d, struct schema_field *f, size_t class)
{
	bool person = f->type >= SCHEMA_PERSONNUMMER &&
	              schema_own_type_is_person(f->type - SCHEMA_PERSONNUMMER);

	if (class == SIZE_MAX)
		class = person ? SCHEMA_IDENTIFIER : SCHEMA_OPEN;
	f->class = (enum schema_class) class;
	if (person && f->class != SCHEMA_IDENTIFIER)
		return yaml_error(d->e, d->path, f->node,
		                  "the number of a person is an identifier, whatever else is said");
	if (f->not_identity.n > 0 && f->class == SCHEMA_IDENTIFIER)
		return yaml_error(d->e, d->path, f->node,
		                  "the field %.*s is an identifier and says that it is none",
		                  SLICE(f->name));
	f->column = f->name;
	if (f->class == SCHEMA_IDENTIFIER)
		f->column = slice_of(arena_format(d->arena, "id.%.*s", SLICE(f->name)));
	return true;
}

bool schema_own_load(const struct descriptor *d, const struct yaml *node,
                     struct schema_context *context, struct schema_field *f)
{
	size_t class = SIZE_MAX;

	if (node != NULL &&
	    (!load_extension(d, node, context, f, &class) ||
	     (yaml_get(node, "type") && !load_own_type(d, yaml_get(node, "type"), f))))
		return false;
	return settle_class(d, f, class);
}
