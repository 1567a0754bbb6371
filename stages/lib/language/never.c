/* never: see never.h. */
#include "language/never.h"

#include "language/node.h"
#include "language/worlds.h"

/* Values of some keys, which are looked at together. */
struct looking {
	struct worlds *w;
	size_t key[WORLDS_KEYS_MAX], value[WORLDS_KEYS_MAX], n;
	struct yaml *all;  /* what was found */
	struct yaml *last; /* the list of values of the last key of the one found last */
};

/* Whether somebody can have the values, but for the one at `without` (n: all of them). */
static bool somebody_has(const struct looking *look, size_t without)
{
	for (size_t i = 0; i < WORLDS_WORDS; i++) {
		uint64_t in = look->w->possible.word[i];

		for (size_t k = 0; k < look->n; k++)
			if (k != without)
				in &= look->w->key[look->key[k]].in[look->value[k]]->word[i];
		if (in != 0)
			return true;
	}
	return false;
}

/* Whether it is not said by fewer of the values. */
static bool needs_all(const struct looking *look)
{
	for (size_t k = 0; k < look->n; k++)
		if (!somebody_has(look, k))
			return false;
	return true;
}

static struct yaml *value_of(const struct looking *look, size_t k)
{
	struct slice value = map_key(&look->w->key[look->key[k]].value, look->value[k]);

	return node_text(look->w->l->arena, look->all, arena_text(look->w->l->arena, value));
}

/* {KEY: VALUE, ..., KEY: [VALUE]}; those that differ by the value of the last key alone are one. */
static void note(struct looking *look)
{
	struct arena *a = look->w->l->arena;
	struct yaml *one;

	if (look->last == NULL) {
		one = node_add(look->all, node_map(a, look->all));
		for (size_t k = 0; k + 1 < look->n; k++)
			node_put(a, one, arena_text(a, look->w->key[look->key[k]].name),
			         value_of(look, k));
		look->last =
		    node_put(a, one, arena_text(a, look->w->key[look->key[look->n - 1]].name),
		             node_list(a, look->all));
	}
	node_add(look->last, value_of(look, look->n - 1));
}

/* The same values, with one of a key that comes after theirs. */
static void look_on(struct looking *look, size_t key)
{
	size_t at = look->n++;

	for (; key < look->w->keys; key++) {
		look->key[at] = key;
		look->last = NULL;
		for (size_t i = 0; i < look->w->key[key].value.n; i++) {
			look->value[at] = i;
			if (!somebody_has(look, look->n) && needs_all(look))
				note(look);
		}
		look->last = NULL;
		for (size_t i = 0; i < look->w->key[key].value.n; i++) {
			look->value[at] = i;
			if (somebody_has(look, look->n))
				look_on(look, key + 1);
		}
	}
	look->n--;
}

void never_say(const struct question *q, struct yaml *said)
{
	struct looking look = {.all = node_list(q->l->arena, q->node)};
	struct worlds w;

	if (q->l->problems > 0)
		return;
	worlds_open(&w, q);
	look.w = &w;
	look_on(&look, 0);
	if (look.all->n > 0)
		node_put(q->l->arena, said, "never", look.all);
	worlds_done(&w);
}
