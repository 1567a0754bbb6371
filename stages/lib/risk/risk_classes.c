#include "risk/risk_classes.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "error.h"

#define COLUMNS_MAX 64

/* Numbers as bytes, which a map takes for a key. */
static struct slice as_key(const uint32_t *code, size_t n)
{
	return (struct slice){(const char *)code, n * sizeof *code};
}

/* Whether this person is new in this class or group. */
static bool is_new(struct map *pair, size_t class, uint32_t person)
{
	uint32_t both[2] = {(uint32_t) class, person};
	bool added;

	map_put(pair, as_key(both, 2), &added);
	return added;
}

/* Which of the different texts it is; one that is new gets the next number. */
static uint32_t number_of_text(struct map *texts, struct slice text)
{
	size_t number = map_put(texts, text, NULL);

	if (number >= UINT32_MAX)
		die("more than %u different values", UINT32_MAX);
	return (uint32_t)number;
}

size_t risk_classes_add(struct risk_classes *c, const struct slice *value, struct slice person)
{
	uint32_t code[COLUMNS_MAX];
	size_t class;
	bool added;

	for (size_t i = 0; i < c->columns; i++)
		code[i] = number_of_text(&c->value, value[i]);
	class = map_put(&c->tuple, as_key(code, c->columns), &added);
	if (added) {
		size_t n = c->tuple.n;
		c->code = array_room(c->code, &c->code_room, n * c->columns, sizeof *c->code);
		c->size = array_room(c->size, &c->size_room, n, sizeof *c->size);
		memcpy(&c->code[class * c->columns], code, c->columns * sizeof *code);
		c->size[class] = 0;
	}
	if (person.n == 0 || is_new(&c->pair, class, number_of_text(&c->person, person))) {
		c->size[class]++;
		c->total++;
	}
	return class;
}

/* A person who is in two classes of a group is in the group once. */
static void count_persons(const struct risk_classes *c, struct risk_classes_groups *g)
{
	map_reset(&g->pair);
	for (size_t i = 0; i < c->pair.n; i++) {
		uint32_t both[2];
		memcpy(both, map_key(&c->pair, i).at, sizeof both);
		g->size[g->group[both[0]]] += is_new(&g->pair, g->group[both[0]], both[1]);
	}
}

void risk_classes_by(const struct risk_classes *c, const size_t *column, size_t n,
                     struct risk_classes_groups *g)
{
	uint32_t code[COLUMNS_MAX];

	map_reset(&g->tuple);
	g->group = array_room(g->group, &g->group_room, c->tuple.n, sizeof *g->group);
	g->size = array_room(g->size, &g->size_room, c->tuple.n, sizeof *g->size);
	for (size_t class = 0; class < c->tuple.n; class ++) {
		bool added;
		for (size_t i = 0; i < n; i++)
			code[i] = c->code[class * c->columns + column[i]];
		g->group[class] = (uint32_t)map_put(&g->tuple, as_key(code, n), &added);
		if (added)
			g->size[g->group[class]] = 0;
		if (c->pair.n == 0)
			g->size[g->group[class]] += c->size[class];
	}
	g->n = g->tuple.n;
	if (c->pair.n > 0)
		count_persons(c, g);
}

void risk_classes_groups_done(struct risk_classes_groups *g)
{
	map_done(&g->tuple);
	map_done(&g->pair);
	free(g->group);
	free(g->size);
}

void risk_classes_done(struct risk_classes *c)
{
	map_done(&c->value);
	map_done(&c->tuple);
	map_done(&c->person);
	map_done(&c->pair);
	free(c->code);
	free(c->size);
}
