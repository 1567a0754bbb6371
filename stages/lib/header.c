#include "header.h"

#include <stdlib.h>

#include "text.h"

bool header_add(struct header *h, struct slice name, struct error *e)
{
	bool added;

	if (!text_is_column_name(name, e))
		return false;
	if (h->n == RECORD_MAX_COLUMNS)
		return error_set(e, "more than %d columns", RECORD_MAX_COLUMNS);
	map_put(&h->index, name, &added);
	if (!added)
		return error_set(e, "column %.*s occurs twice", SLICE(name));
	h->name = array_room(h->name, &h->room, h->n + 1, sizeof *h->name);
	h->name[h->n] = map_key(&h->index, h->n);
	h->n++;
	return true;
}

void header_copy(struct header *to, const struct header *from)
{
	*to = (struct header){0};
	for (size_t i = 0; i < from->n; i++)
		header_add(to, from->name[i], NULL);
}

size_t header_find(const struct header *h, struct slice name)
{
	return map_find(&h->index, name);
}

const char *header_suggest(const struct header *h, struct slice name, struct suggest *s)
{
	suggest_start(s, name);
	for (size_t i = 0; i < h->n; i++)
		suggest_offer(s, h->name[i]);
	return suggest_text(s);
}

void header_done(struct header *h)
{
	free(h->name);
	map_done(&h->index);
	*h = (struct header){0};
}

static size_t find_marked(const struct header *h, struct slice name, const char *mark)
{
	struct str marked = {0};
	size_t column;

	str_addf(&marked, "%.*s%s", SLICE(name), mark);
	column = header_find(h, str_slice(&marked));
	str_done(&marked);
	return column;
}

size_t header_status(const struct header *h, struct slice name)
{
	return find_marked(h, name, ".status");
}

size_t header_noise_key(const struct header *h, struct slice name)
{
	return find_marked(h, name, ".key");
}
