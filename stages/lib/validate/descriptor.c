#include "validate/descriptor.h"

#include <string.h>

#include "map.h"
#include "suggest.h"
#include "normal.h"

#define NUMBERS_DIGITS_MAX 9

bool descriptor_map(const struct descriptor *d, const struct yaml *node)
{
	if (node->kind == YAML_MAP)
		return true;
	return yaml_error(d->e, d->path, node, "a mapping (name: value) is expected here");
}

bool descriptor_text(const struct descriptor *d, const struct yaml *node, struct slice *to)
{
	if (node->kind != YAML_SCALAR)
		return yaml_error(d->e, d->path, node, "a text is expected here");
	*to = normal_kept(node->text, d->arena);
	return true;
}

bool descriptor_bool(const struct descriptor *d, const struct yaml *node, bool *to)
{
	if (yaml_bool(node, to))
		return true;
	return yaml_error(d->e, d->path, node, "true or false is expected here");
}

bool descriptor_count(const struct descriptor *d, const struct yaml *node, size_t least, size_t *to)
{
	size_t number = 0, n = node->kind == YAML_SCALAR ? node->text.n : 0;

	for (size_t i = 0; i < n; i++) {
		if (node->text.at[i] < '0' || node->text.at[i] > '9')
			n = 0;
		number = number * 10 + (size_t)(node->text.at[i] - '0');
	}
	if (n == 0 || n > NUMBERS_DIGITS_MAX || number < least)
		return yaml_error(d->e, d->path, node,
		                  "a whole number from %zu on is expected here", least);
	*to = number;
	return true;
}

bool descriptor_character(const struct descriptor *d, const struct yaml *node, char *to)
{
	if (yaml_is_null(node) || (node->kind == YAML_SCALAR && node->text.n == 0)) {
		*to = '\0';
		return true;
	}
	if (node->kind != YAML_SCALAR || node->text.n != 1 ||
	    (unsigned char)node->text.at[0] >= 0x80 || node->text.at[0] == '\n' ||
	    node->text.at[0] == '\r' || node->text.at[0] == '\0')
		return yaml_error(d->e, d->path, node, "one ASCII character is expected here");
	*to = node->text.at[0];
	return true;
}

bool descriptor_list(const struct descriptor *d, const struct yaml *node,
                     struct descriptor_texts *to)
{
	bool lone = node->kind == YAML_SCALAR;
	const struct yaml *item = lone ? node : node->first;

	if (node->kind == YAML_MAP)
		return yaml_error(d->e, d->path, node, "a list is expected here");
	to->n = 0;
	to->at = arena_take(d->arena, (lone ? 1 : node->n + 1) * sizeof *to->at);
	for (; item; item = lone ? NULL : item->next)
		if (!descriptor_text(d, item, &to->at[to->n++]))
			return false;
	return true;
}

bool descriptor_values(const struct descriptor *d, const struct yaml *node,
                       struct descriptor_texts *to)
{
	static const char *const known[] = {"value", "label"};
	struct map seen = {0};
	bool ok = true;

	if (node->kind != YAML_LIST)
		return yaml_error(d->e, d->path, node, "a list is expected here");
	to->n = 0;
	to->at = arena_take(d->arena, (node->n + 1) * sizeof *to->at);
	for (const struct yaml *item = node->first; ok && item; item = item->next) {
		const struct yaml *value = item->kind == YAML_MAP ? yaml_get(item, "value") : item;
		bool is_new;
		for (const struct yaml *own = item->kind == YAML_MAP ? item->first : NULL; own;
		     own = own->next)
			if (!slice_is(own->key, "value") && !slice_is(own->key, "label"))
				ok = descriptor_unknown(d, own, "a value", known,
				                        sizeof known / sizeof *known);
		if (ok && value == NULL)
			ok = yaml_error(d->e, d->path, item, "a value is missing here");
		if (!ok || !(ok = descriptor_text(d, value, &to->at[to->n])))
			break;
		map_put(&seen, to->at[to->n++], &is_new);
		if (!is_new)
			ok = yaml_error(d->e, d->path, value, "a value that was given before");
	}
	map_done(&seen);
	return ok;
}

bool descriptor_word(const struct descriptor *d, const struct yaml *node, const char *const *words,
                     size_t n, size_t *to)
{
	struct str list = {0};
	struct suggest near;

	suggest_start(&near, node->kind == YAML_SCALAR ? node->text : (struct slice){"", 0});
	for (size_t i = 0; i < n; i++) {
		if (node->kind == YAML_SCALAR && slice_is(node->text, words[i])) {
			*to = i;
			str_done(&list);
			return true;
		}
		suggest_offer(&near, slice_of(words[i]));
		str_addf(&list, "%s%s", i == 0 ? "" : ", ", words[i]);
	}
	yaml_error(d->e, d->path, node, "one of these is expected here: %s%s", list.at,
	           suggest_text(&near));
	str_done(&list);
	return false;
}

static struct yaml key_of(const struct yaml *item)
{
	struct yaml place = *item;

	place.line = item->key_line;
	place.column = item->key_column;
	return place;
}

static void look_for(const struct yaml *item, const char *const *words, size_t n,
                     struct suggest *near)
{
	suggest_start(near, item->key);
	for (size_t i = 0; i < n; i++)
		suggest_offer(near, slice_of(words[i]));
}

bool descriptor_unknown(const struct descriptor *d, const struct yaml *item, const char *where,
                        const char *const *words, size_t n)
{
	struct yaml place = key_of(item);
	struct suggest near;

	look_for(item, words, n, &near);
	return yaml_error(d->e, d->path, &place, "%s has no property %.*s%s", where,
	                  SLICE(item->key), suggest_text(&near));
}

static bool pass(const struct descriptor *d, const struct yaml *item, const char *perhaps)
{
	if (d->passed == NULL)
		return descriptor_unknown(d, item, "this place", NULL, 0);
	str_addf(d->passed, "%s%.*s (%zu:%zu%s)", d->passed->n == 0 ? "" : ", ", SLICE(item->key),
	         item->key_line, item->key_column, perhaps);
	return true;
}

bool descriptor_pass(const struct descriptor *d, const struct yaml *item)
{
	return pass(d, item, "");
}

bool descriptor_foreign(const struct descriptor *d, const struct yaml *item, const char *where,
                        const char *const *words, size_t n)
{
	struct suggest near;

	look_for(item, words, n, &near);
	if (near.n > 0 && !near.foreign)
		return descriptor_unknown(d, item, where, words, n);
	return pass(d, item, suggest_text(&near));
}

bool descriptor_is_remark(struct slice key)
{
	static const char *const remarks[] = {"$schema",  "name",     "title",       "description",
	                                      "homepage", "version",  "created",     "keywords",
	                                      "sources",  "licenses", "contributors"};

	if (slice_starts(key, "x-"))
		return true;
	for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
		if (slice_is(key, remarks[i]))
			return true;
	return false;
}
