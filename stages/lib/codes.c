#include "codes.h"

#include <stdlib.h>

static bool overlaps(const struct codes_entry *e, int32_t from, int32_t till)
{
	return from <= e->till && e->from <= till;
}

/* The spells of a code hang together by `next` in the order of their days. */
static bool link_spell(struct codes *c, size_t *link, size_t new, struct error *e)
{
	const struct codes_entry *spell = &c->entry[new];

	while (*link != MAP_NONE && c->entry[*link].from < spell->from) {
		if (overlaps(&c->entry[*link], spell->from, spell->till))
			return error_set(e, "the code is already in use on some of these days");
		link = &c->entry[*link].next;
	}
	if (*link != MAP_NONE && overlaps(&c->entry[*link], spell->from, spell->till))
		return error_set(e, "the code is already in use on some of these days");
	c->entry[new].next = *link;
	*link = new;
	return true;
}

bool codes_add(struct codes *c, struct slice code, int32_t from, int32_t till,
               const struct slice name[CODES_LANGUAGES], struct error *e)
{
	bool added;
	size_t i;

	if (code.n == 0)
		return error_set(e, "no code");
	if (till < from)
		return error_set(e, "the last day is before the first");
	i = map_put(&c->map, code, &added);
	c->first = array_room(c->first, &c->first_room, c->map.n, sizeof *c->first);
	if (added)
		c->first[i] = MAP_NONE;
	c->entry = array_room(c->entry, &c->room, c->n + 1, sizeof *c->entry);
	c->entry[c->n] =
	    (struct codes_entry){.code = map_key(&c->map, i), .from = from, .till = till};
	if (!link_spell(c, &c->first[i], c->n, e))
		return false;
	for (int l = 0; l < CODES_LANGUAGES; l++)
		c->entry[c->n].name[l] = arena_copy(&c->arena, name[l]);
	c->n++;
	return true;
}

enum codes_answer codes_find(const struct codes *c, struct slice code, int32_t day, size_t *entry)
{
	size_t i = map_find(&c->map, code);
	size_t found = MAP_NONE;

	if (i == MAP_NONE)
		return CODES_UNKNOWN;
	for (size_t at = c->first[i]; at != MAP_NONE; at = c->entry[at].next)
		if (day == CODES_NO_DAY || (c->entry[at].from <= day && day <= c->entry[at].till))
			found = at;
	if (found == MAP_NONE)
		return CODES_NOT_THEN;
	if (entry != NULL)
		*entry = found;
	return CODES_VALID;
}

struct slice codes_name(const struct codes *c, size_t entry, enum codes_language language)
{
	const struct codes_entry *e = &c->entry[entry];

	if (e->name[language].n > 0)
		return e->name[language];
	return e->name[CODES_SV].n > 0 ? e->name[CODES_SV] : e->code;
}

void codes_done(struct codes *c)
{
	free(c->entry);
	free(c->first);
	map_done(&c->map);
	arena_done(&c->arena);
	*c = (struct codes){0};
}
