/* pipeline_doubt: see pipeline_doubt.h. */
#include "pipeline/pipeline_doubt.h"

#include <stdlib.h>

#include "memory.h"
#include "pipeline/pipeline_words.h"

/* Each table is in one set with those it is tied to: `above` leads to the table that stands for the set, the first of it. */
struct sets {
	const struct rules_call *call;
	size_t n;
	size_t *above;
};

static size_t set_of(const struct sets *s, size_t i)
{
	while (s->above[i] != i)
		i = s->above[i];
	return i;
}

static void join(struct sets *s, size_t i, size_t k)
{
	i = set_of(s, i);
	k = set_of(s, k);
	if (i < k)
		s->above[k] = i;
	else
		s->above[i] = k;
}

/* The table that a text begins with, up to the colon; n: none. */
static size_t table_at(const struct sets *s, struct slice text)
{
	const char *colon = memchr(text.at, ':', text.n);
	size_t i = 0;

	if (colon == NULL)
		return s->n;
	text.n = (size_t)(colon - text.at);
	while (i < s->n && !slice_is(text, s->call[i].table))
		i++;
	return i;
}

/* What stands after the first =, the text of a count. */
static struct slice after_sign(struct slice text)
{
	const char *sign = memchr(text.at, '=', text.n);

	return sign == NULL ? (struct slice){"", 0}
	                    : (struct slice){sign + 1, text.n - (size_t)(sign + 1 - text.at)};
}

/* RECORDS of a text of a count, without values of keys in [ ]: the same figures, of which some may be shown. */
static struct slice label_of(const struct word *w)
{
	struct slice text = after_sign(slice_of(w->text));
	const char *bracket = memchr(text.at, '[', text.n);

	if (bracket != NULL && text.at[text.n - 1] == ']')
		text.n = (size_t)(bracket - text.at);
	return text;
}

static bool is(const struct word *w, const char *option)
{
	return w->option != NULL && w->text != NULL && strcmp(w->option, option) == 0;
}

/* --count TABLE:NAME=LABEL of two tables, --part TABLE:NAME=OTHER:NAME. */
static void join_all(struct sets *s, const struct step *protect)
{
	for (size_t i = 0; i < protect->words; i++) {
		const struct word *w = &protect->word[i];
		size_t one, other;
		if (!is(w, "count") && !is(w, "part"))
			continue;
		one = table_at(s, slice_of(w->text));
		if (is(w, "part")) {
			other = table_at(s, after_sign(slice_of(w->text)));
			if (one < s->n && other < s->n)
				join(s, one, other);
			continue;
		}
		for (size_t k = 0; k < i && one < s->n; k++) {
			const struct word *v = &protect->word[k];
			if (!is(v, "count") || label_of(w).n == 0 ||
			    !slice_equal(label_of(v), label_of(w)))
				continue;
			other = table_at(s, slice_of(v->text));
			if (other < s->n)
				join(s, one, other);
		}
	}
}

/* TABLE, or TABLE:COUNT of one count of it. */
static struct slice table_of(struct slice name)
{
	struct slice table;

	slice_cut(&name, ':', &table);
	return table;
}

static void check_untied(const struct rules_call *call, size_t n, const struct yaml *untied)
{
	for (const struct yaml *one = untied == NULL || untied->kind != YAML_MAP ? NULL
	                                                                         : untied->first;
	     one != NULL; one = one->next) {
		const struct yaml place = yaml_key(one);
		size_t i = 0;
		while (i < n && !slice_is(table_of(one->key), call[i].table))
			i++;
		if (i == n)
			pipeline_problem(call[0].p, &place, "untied: no table %.*s in the group",
			                 SLICE(one->key));
		else if (one->kind != YAML_SCALAR || one->text.n == 0)
			pipeline_problem(
			    call[0].p, one,
			    "untied: why it can not be held against the others of the group");
		else
			step_add_word(words_last(call[0].to),
			              (struct word){.option = "untied",
			                            .text = arena_text(call[0].p->arena, one->key),
			                            .node = one});
	}
	if (untied != NULL && untied->kind != YAML_MAP)
		pipeline_problem(call[0].p, untied,
		                 "untied is a map of tables, each with the reason");
}

/* The first table of a set that nobody says is untied: what hangs together with one that is may still be in doubt. */
static bool stands_for_its_set(const struct sets *s, size_t i, const struct yaml *untied)
{
	if (yaml_get(untied, s->call[i].table) != NULL)
		return false;
	for (size_t k = 0; k < i; k++)
		if (set_of(s, k) == set_of(s, i) && yaml_get(untied, s->call[k].table) == NULL)
			return false;
	return true;
}

void doubt_check(const struct rules_call *call, size_t n, const struct yaml *group)
{
	const struct yaml *untied = yaml_get(group, "untied");
	struct sets s = {call, n, memory_zeroed(n + 1, sizeof *s.above)};
	size_t first = n;

	for (size_t i = 0; i < n; i++)
		s.above[i] = i;
	if (n > 0) {
		check_untied(call, n, untied);
		join_all(&s, words_last(call[0].to));
		for (size_t i = 0; i < n; i++)
			if (call[i].apart_from > 0)
				join(&s, i, call[i].apart_from - 1);
	}
	for (size_t i = 0; i < n; i++) {
		if (!stands_for_its_set(&s, i, untied))
			continue;
		if (first == n)
			first = i;
		else
			pipeline_problem(call[i].p, call[i].node,
			                 "%s and %s are protected together, and how they hang "
			                 "together is not known: let them "
			                 "count the same population, or say `untied: {%s: why}`",
			                 call[i].table, call[first].table, call[i].table);
	}
	free(s.above);
}
