/* worlds: see worlds.h. */
#include "language/worlds.h"

#include <stdlib.h>
#include <string.h>

#include "language/classes.h"
#include "language/meaning.h"
#include "language/node.h"
#include "language/several.h"
#include "language/truth.h"
#include "token.h"

#define BRANCH_MAX 1024 /* worlds of one moment */
#define MOMENTS_MAX (WORLDS_MAX / BRANCH_MAX)
#define WHERES_MAX 32

/* The worlds of one moment: what the keys and the conditions are there. */
struct branch {
	struct worlds *w;
	struct meaning meaning;
	struct truth truth;
	const char *condition[WHERES_MAX];
	bool asked[WHERES_MAX]; /* the condition is one of the truth's */
	size_t conditions;
	struct yaml *is
	    [WORLDS_KEYS_MAX]; /* a list: its expression; the conditions of its values; of codes, the column */
	bool known[WORLDS_KEYS_MAX];
};

/* ---------------------------------------------------------------- sets */

static void add(struct worlds_set *set, size_t world)
{
	set->word[world / 64] |= (uint64_t)1 << world % 64;
}

static void add_value(struct branch *b, struct worlds_key *key, struct slice value, size_t world)
{
	bool added;
	size_t i = map_put(&key->value, value, &added);

	key->in = array_room(key->in, &key->room, i + 1, sizeof(*key->in));
	if (added) {
		key->in[i] = arena_take(&b->w->arena, sizeof **key->in);
		*key->in[i] = (struct worlds_set){0};
	}
	add(key->in[i], world);
}

/* ---------------------------------------------------------------- what is asked */

static bool are_classes(const struct worlds_key *key)
{
	return key->dimension != NULL && several_is(key->dimension) &&
	       classes_are_of(key->dimension);
}

static bool are_codes(const struct worlds_key *key)
{
	return key->dimension != NULL && several_is(key->dimension) &&
	       !classes_are_of(key->dimension);
}

static void put_meaning(struct branch *b, struct yaml *to, struct slice text)
{
	const char *all = meaning_of(&b->meaning, arena_text(b->w->l->arena, text));

	node_add(to, node_text(b->w->l->arena, to, all));
}

static void read_key(struct branch *b, size_t k)
{
	const struct worlds_key *key = &b->w->key[k];
	const struct yaml *several = yaml_get(key->dimension, "several");

	b->is[k] = node_list(b->w->l->arena, b->meaning.model);
	if (are_classes(key))
		for (const struct yaml *c = several->first; c != NULL; c = c->next)
			put_meaning(b, b->is[k], c->text);
	else
		put_meaning(b, b->is[k], are_codes(key) ? several->text : key->name);
}

/* A condition, or the parts of one that all hold. */
static void read_condition(struct branch *b, struct slice text)
{
	struct slice rest = text, part, either = text;

	token_part(&either, "or", &part);
	if (either.at != NULL)
		rest = (struct slice){NULL, 0};
	if (either.at != NULL && b->conditions < WHERES_MAX)
		b->condition[b->conditions++] = arena_text(b->w->l->arena, text);
	while (token_part(&rest, "and", &part))
		if (b->conditions < WHERES_MAX)
			b->condition[b->conditions++] = arena_text(b->w->l->arena, part);
}

static void read_conditions(struct branch *b, const struct question *q)
{
	const struct yaml *where = yaml_get(q->node, "where");
	struct yaml *all = meaning_conditions(&b->meaning, q->asked.population);

	if (where != NULL && where->kind == YAML_SCALAR)
		put_meaning(b, all, where->text);
	for (const struct yaml *c = all->first; c != NULL; c = c->next)
		read_condition(b, c->text);
}

/* Asks a condition, or each of what a key is. False: it is not understood. */
static bool ask(struct truth *t, const char *condition, const struct yaml *is, bool values)
{
	bool good = true;

	if (is == NULL)
		return truth_ask(t, slice_of(condition));
	for (const struct yaml *one = is->first; one != NULL && good; one = one->next)
		good = values ? truth_ask_value(t, one->text) : truth_ask(t, one->text);
	return good;
}

/* The key's codes are asked of by others. */
static bool names_codes(const struct truth *t, struct slice column)
{
	struct slice name = slice_of("has(");

	for (size_t i = 0; i < t->n; i++)
		if (slice_starts(t->column[i].name, "has(") &&
		    t->column[i].name.n > name.n + column.n &&
		    memcmp(t->column[i].name.at + name.n, column.at, column.n) == 0 &&
		    t->column[i].name.at[name.n + column.n] == ',')
			return true;
	return false;
}

/* Whether both ask of a column. */
static bool share(const struct truth *a, const struct truth *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (slice_equal(a->column[i].name, b->column[k].name))
				return true;
	return false;
}

/* One thing that asks: a key, or a condition, by itself. */
struct asking {
	struct truth own;
	const char *condition;
	size_t key;
	bool good, codes;
};

static bool is_needed(const struct branch *b, const struct asking *all, size_t n, size_t one)
{
	if (all[one].own.n == 0 && !all[one].codes)
		return true;
	for (size_t i = 0; i < n; i++) {
		if (i == one || !all[i].good)
			continue;
		if (all[one].codes
		        ? names_codes(&all[i].own, b->is[all[one].key]->first->text)
		        : share(&all[i].own, &all[one].own) ||
		              (all[i].codes &&
		               names_codes(&all[one].own, b->is[all[i].key]->first->text)))
			return true;
	}
	return false;
}

/* What shares no column with another tells nothing of it, and is left out; so is what would make too many worlds. */
static void ask_needed(struct branch *b, const struct asking *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct truth before = b->truth;
		bool condition = all[i].condition != NULL, good;

		if (!all[i].good || !is_needed(b, all, n, i))
			continue;
		good = all[i].codes ||
		       ask(&b->truth, all[i].condition, condition ? NULL : b->is[all[i].key],
		           !condition && !are_classes(&b->w->key[all[i].key]));
		good = good && truth_worlds(&b->truth) <= BRANCH_MAX;
		if (!good)
			b->truth = before;
		if (condition)
			b->asked[i - b->w->keys] = good;
		else
			b->known[all[i].key] = good;
	}
}

static void ask_all(struct branch *b)
{
	size_t n = b->w->keys + b->conditions;
	struct asking *all = arena_take(&b->w->arena, (n + 1) * sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct asking *one = &all[i];

		*one = (struct asking){.own = {.arena = b->w->l->arena}, .key = i};
		if (i >= b->w->keys)
			one->condition = b->condition[i - b->w->keys];
		one->codes = one->condition == NULL && are_codes(&b->w->key[i]);
		one->good = one->codes ||
		            ask(&one->own, one->condition, one->condition == NULL ? b->is[i] : NULL,
		                one->condition == NULL && !are_classes(&b->w->key[i]));
	}
	ask_needed(b, all, n);
}

/* ---------------------------------------------------------------- what is so in a world */

/* The code as which the dimension tells it. */
static struct slice as_told(const struct worlds_key *key, struct slice code)
{
	for (const struct yaml *as = node_items(yaml_get(key->dimension, "as")); as != NULL;
	     as = as->next)
		if (slice_equal(as->key, code))
			return as->text;
	return code;
}

/* What the truth calls has(COLUMN, CODE). */
static struct slice name_of_code(struct branch *b, struct slice column, struct slice code)
{
	return slice_of(
	    arena_format(b->w->l->arena, "has(%.*s, %.*s)", SLICE(column), SLICE(code)));
}

static bool is_named(const struct truth *t, struct slice name)
{
	for (size_t i = 0; i < t->n; i++)
		if (slice_equal(t->column[i].name, name))
			return true;
	return false;
}

/* Whether each code that is told so is asked of, so that it is known when the key has that value. */
static bool is_known_value(struct branch *b, const struct worlds_key *key, struct slice column,
                           struct slice value)
{
	bool taken = false;

	for (const struct yaml *as = node_items(yaml_get(key->dimension, "as")); as != NULL;
	     as = as->next) {
		taken |= slice_equal(as->key, value);
		if (slice_equal(as->text, value) &&
		    !is_named(&b->truth, name_of_code(b, column, as->key)))
			return false;
	}
	return taken || is_named(&b->truth, name_of_code(b, column, value));
}

static void add_codes(struct branch *b, struct worlds_key *key, struct slice column, size_t world)
{
	for (size_t i = 0; i < b->truth.n; i++) {
		const struct truth_column *c = &b->truth.column[i];
		struct slice code = c->name, head, value;

		if (!slice_starts(c->name, "has(") || !slice_is(c->value[c->at], "1"))
			continue;
		slice_cut(&code, '(', &head);
		slice_cut(&code, ',', &head);
		code = slice_trim((struct slice){code.at, code.n - 1});
		value = as_told(key, code);
		if (slice_equal(head, column) && is_known_value(b, key, column, value))
			add_value(b, key, value, world);
	}
}

/* A row in a class that is none, since something is missing, stops the run. */
static void add_class(struct branch *b, struct worlds_key *key, const struct yaml *conditions,
                      size_t world)
{
	struct slice class = slice_of(classes_now(&b->truth, conditions));

	if (map_find(&key->classes, class) != MAP_NONE)
		add_value(b, key, class, world);
}

static void add_one(struct branch *b, struct worlds_key *key, const struct yaml *is, size_t world)
{
	struct slice value = truth_value(&b->truth, is->first->text);

	if (value.n > 0 && !slice_is(value, TRUTH_OTHER) && !slice_is(value, TRUTH_MISSING))
		add_value(b, key, value, world);
}

static void add_world(struct branch *b)
{
	size_t world = b->w->n++;
	bool possible = true;

	for (size_t i = 0; i < b->conditions; i++)
		possible &= !b->asked[i] || truth_holds(&b->truth, slice_of(b->condition[i]));
	if (possible)
		add(&b->w->possible, world);
	for (size_t k = 0; k < b->w->keys; k++) {
		struct worlds_key *key = &b->w->key[k];

		if (b->known[k] && are_codes(key))
			add_codes(b, key, b->is[k]->first->text, world);
		else if (b->known[k] && are_classes(key))
			add_class(b, key, b->is[k], world);
		else if (b->known[k])
			add_one(b, key, b->is[k], world);
	}
}

/* ---------------------------------------------------------------- all of them */

/* Where the key is not understood it may have any value. */
static void add_any(struct branch *b, size_t from, size_t till)
{
	for (size_t k = 0; k < b->w->keys; k++)
		for (size_t i = 0; i < b->w->key[k].value.n && !b->known[k]; i++)
			for (size_t world = from; world < till; world++)
				add(b->w->key[k].in[i], world);
}

static struct branch *add_branch(struct worlds *w, const struct question *q,
                                 const struct yaml *moment)
{
	struct branch *b = arena_take(&w->arena, sizeof *b);
	const char *name = moment == NULL ? NULL : arena_text(w->l->arena, moment->key);

	*b = (struct branch){
	    .w = w, .meaning = {w->l, q->asked.model, name, ""}, .truth = {.arena = w->l->arena}};
	for (size_t k = 0; k < w->keys; k++)
		read_key(b, k);
	read_conditions(b, q);
	ask_all(b);
	truth_begin_apart(&b->truth);
	return b;
}

static void add_key(struct worlds *w, const struct question *q, struct slice name)
{
	if (w->keys < WORLDS_KEYS_MAX)
		w->key[w->keys++] = (struct worlds_key){
		    .name = name, .dimension = models_dimension(&q->asked, name)};
}

/* Those of one value, then the one of several. */
static void add_keys(struct worlds *w, const struct question *q)
{
	struct slice rest = slice_of(q->by), name;

	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		if (q->several == NULL || !slice_equal(name, q->several->key))
			add_key(w, q, name);
	if (q->several == NULL)
		return;
	add_key(w, q, q->several->key);
	if (classes_are_of(q->several))
		classes_all(q->l, q->asked.model, q->several, &w->key[w->keys - 1].classes);
}

void worlds_open(struct worlds *w, const struct question *q)
{
	const struct yaml *moment = node_items(yaml_get(q->asked.model, "moments"));
	struct branch *branch[MOMENTS_MAX];
	size_t from[MOMENTS_MAX + 1] = {0}, n = 0;

	*w = (struct worlds){.l = q->l};
	if (moment == NULL || yaml_get(q->asked.model, "moments")->n <= MOMENTS_MAX)
		add_keys(w, q);
	do {
		branch[n] = add_branch(w, q, moment);
		do
			add_world(branch[n]);
		while (truth_next(&branch[n]->truth));
		from[++n] = w->n;
		moment = moment == NULL ? NULL : moment->next;
	} while (moment != NULL && n < MOMENTS_MAX);
	for (size_t i = 0; i < n; i++)
		add_any(branch[i], from[i], from[i + 1]);
}

void worlds_done(struct worlds *w)
{
	for (size_t k = 0; k < w->keys; k++) {
		map_done(&w->key[k].value);
		map_done(&w->key[k].classes);
		free(w->key[k].in);
	}
	arena_done(&w->arena);
}
