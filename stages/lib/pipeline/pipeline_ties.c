/* pipeline_ties: see pipeline_ties.h. */
#include "pipeline/pipeline_ties.h"

#include <stdlib.h>

#include "memory.h"
#include "pipeline/pipeline_lineage.h"
#include "pipeline/pipeline_nest.h"

/* A table: what its aggregate reads, and the columns by which it counts. */
struct table {
	const struct rules_call *call;
	const struct step *aggregate;
	struct lineage lineage;
	bool complete; /* no row was left out after it was counted */
};

struct count {
	const struct table *table;
	struct definition is;
	const struct yaml *node;
	struct lineage rows; /* those that it counts: only its conditions */
	size_t counted;      /* what is distinct; ROWS */
};

#define ROWS ((size_t)-1)

/* ---------------------------------------------------------------- what there is */

/* Of a join its kind tells. */
static bool leaves_rows_out(const struct pipeline *p, const struct step *s)
{
	const char *kind = strcmp(s->stage, "join") == 0 ? step_option(s, "kind") : NULL;

	return step_does(p, s, STAGE_LEAVES_ROWS_OUT) ||
	       (kind != NULL && strcmp(kind, "left") != 0);
}

/* False: its columns are not those of an aggregate of rows. */
static bool read_table(struct table *t, const struct rules_call *c, struct map *texts)
{
	size_t at = 0;

	*t = (struct table){.call = c, .complete = true};
	t->aggregate = c->from == NULL ? NULL : rules_aggregate(c, &at);
	if (t->aggregate == NULL || step_says(t->aggregate, "merge"))
		return false;
	t->lineage = (struct lineage){.p = c->p, .texts = texts};
	lineage_read(&t->lineage, c->from, at);
	for (size_t i = at + 1; i < c->steps; i++)
		t->complete &= !leaves_rows_out(c->p, &c->from->step[i]);
	return true;
}

static size_t read_counts(struct table *t, struct count *count)
{
	size_t n = 0;

	for (size_t i = 0; i < t->aggregate->words; i++) {
		struct count *one = &count[n];

		if (!rules_measure(&t->aggregate->word[i], &one->is) ||
		    !definition_counts(&one->is) || rules_say_otherwise(t->call, one->is.name))
			continue;
		one->table = t;
		one->node = t->aggregate->word[i].node;
		one->counted = one->is.function == MEASURE_COUNT
		                   ? ROWS
		                   : lineage_text(&t->lineage, one->is.argument);
		one->rows = (struct lineage){.p = t->call->p, .texts = t->lineage.texts};
		lineage_copy_conditions(&one->rows, &t->lineage);
		lineage_where(&t->lineage, one->is.condition, &one->rows);
		n++;
	}
	return n;
}

/* ---------------------------------------------------------------- what is a part of what */

/* Whether a share of the aggregate says already that these are some of those. */
static bool is_share(const struct step *s, struct slice part, struct slice whole)
{
	struct definition d;

	for (size_t i = 0; i < s->words; i++) {
		if (rules_measure(&s->word[i], &d) && d.function == MEASURE_RATIO && !d.coarser &&
		    slice_equal(d.numerator, part) && slice_equal(d.denominator, whole))
			return true;
	}
	return false;
}

/* Rows of which each is another person's. */
static bool is_one_of(const struct count *rows, size_t counted)
{
	return rows->counted == ROWS && rows->table->lineage.one &&
	       rows->table->lineage.one_of == counted;
}

/* Persons are no more than their rows, and where each has one row, the rows are persons. */
static bool is_part(const struct count *part, const struct count *whole)
{
	return part->table->lineage.basis == whole->table->lineage.basis &&
	       (part->counted == whole->counted || whole->counted == ROWS ||
	        is_one_of(part, whole->counted)) &&
	       lineage_has(&whole->rows, &part->rows);
}

/* `of`: the values that it has in some keys, in brackets, or nothing. */
static void add(const struct count *part, const char *of, const char *whole)
{
	const char *text =
	    arena_format(part->table->call->p->arena, "%.*s%s=%s", SLICE(part->is.name), of, whole);

	rules_add(part->table->call, "part", text, text, part->node);
}

/* ---------------------------------------------------------------- the keys of two tables */

/* Whether the count is told apart by the key. */
static bool is_by(const struct count *c, struct slice key)
{
	struct slice said = rules_said_by(c->table->call, c->is.name);

	return slice_lists(slice_of(c->table->call->by), key) &&
	       (said.at == NULL || slice_lists(said, key));
}

static size_t key_text(const struct count *c, struct slice key)
{
	return lineage_text((struct lineage *)&c->table->lineage, key);
}

static bool is_plain(struct slice value)
{
	for (size_t i = 0; i < value.n; i++)
		if (strchr(",=[]:@ ", value.at[i]) != NULL)
			return false;
	return value.n > 0;
}

/* Whether the rows of the whole that have the values of the part are all of them in the part. */
static bool is_same(const struct count *part, const struct count *whole, const struct lineage *with)
{
	struct count some = *whole;

	some.rows = *with;
	return part->table->complete && is_part(&some, part);
}

/*
 * TABLE:COUNT@KEY,...[KEY=VALUE,...]: the keys that are the same column in both (if others have the same name), and the values that the part has in the other keys of
 * the whole by its conditions. Where nothing else tells the two apart they are one figure, so each is a part of the other.
 */
static void add_between(const struct count *part, const struct count *whole)
{
	struct slice rest = slice_of(whole->table->call->by), key;
	struct arena *a = whole->table->call->p->arena;
	struct str keys = {0}, values = {0};
	struct lineage with = {.p = whole->rows.p, .texts = whole->rows.texts};
	const char *at = "", *of;
	bool all = true;

	lineage_copy_conditions(&with, &whole->rows);

	while (slice_cut(&rest, ',', &key)) {
		size_t number = key_text(whole, key);
		struct slice value = lineage_value(&part->rows, number);

		if (!is_by(whole, key))
			continue;
		all &= !is_by(part, key) || key_text(part, key) == number;
		if (is_by(part, key) && key_text(part, key) == number)
			str_addf(&keys, "%s%.*s", keys.n == 0 ? "" : ",", SLICE(key));
		else if (value.at != NULL && is_plain(value)) {
			str_addf(&values, "%s%.*s=%.*s", values.n == 0 ? "[" : ",", SLICE(key),
			         SLICE(value));
			lineage_copy_value(&with, &part->rows, number);
		}
	}
	str_add_text(&values, values.n == 0 ? "" : "]");
	of = arena_text(a, str_slice(&values));
	if (!all)
		at = arena_format(a, "@%.*s", SLICE(str_slice(&keys)));
	add(part, "",
	    arena_format(a, "%s:%.*s%s%s", whole->table->call->table, SLICE(whole->is.name), at,
	                 of));
	if (of[0] != '\0' && is_same(part, whole, &with))
		add(whole, of,
		    arena_format(a, "%s:%.*s%s", part->table->call->table, SLICE(part->is.name),
		                 at));
	lineage_done(&with);
	str_done(&keys);
	str_done(&values);
}

static void tie(const struct count *part, const struct count *whole)
{
	bool one = part->table == whole->table;

	if (part == whole || !is_part(part, whole))
		return;
	if (one && !is_share(part->table->aggregate, part->is.name, whole->is.name))
		add(part, "", arena_text(part->table->call->p->arena, whole->is.name));
	else if (!one && whole->table->complete)
		add_between(part, whole);
}

/* ---------------------------------------------------------------- doubt */

static bool is_comparable(const struct count *a, const struct count *b)
{
	return a->counted == b->counted || is_one_of(a, b->counted) || is_one_of(b, a->counted);
}

/* Said by the author: untied, or which is a part of which. */
static bool is_settled(const struct count *a, const struct count *b, const struct yaml *untied)
{
	return yaml_get(untied, a->table->call->table) != NULL ||
	       yaml_get(untied, b->table->call->table) != NULL ||
	       rules_say_part(a->table->call, a->is.name) ||
	       rules_say_part(b->table->call, b->is.name);
}

/* Rows that have nothing in common are known to hang together in no way. */
static void note_apart(struct rules_call *call, size_t n, const struct count *a,
                       const struct count *b)
{
	size_t one = (size_t)(a->table->call - call), other = (size_t)(b->table->call - call);

	if (one < n && other < n && one != other &&
	    a->table->lineage.basis == b->table->lineage.basis && is_comparable(a, b) &&
	    lineage_excludes(&a->rows, &b->rows))
		call[other].apart_from = one + 1;
}

/* That one may be a part of the other for what the conditions mean, which nobody has said. */
static void doubt(const struct count *a, const struct count *b, const struct yaml *untied)
{
	const struct rules_call *one = a->table->call, *other = b->table->call;

	if (a->table->lineage.basis != b->table->lineage.basis || !is_comparable(a, b) ||
	    is_part(a, b) || is_part(b, a) || is_settled(a, b, untied) ||
	    !lineage_may_nest(&a->rows, &b->rows))
		return;
	pipeline_problem(b->table->call->p, b->node,
	                 "%.*s of %s and %.*s of %s are some of the same, by conditions on the "
	                 "same column, and whether one is a "
	                 "part of the other is not known: say `part:`, or `untied: {%s: why}`",
	                 SLICE(b->is.name), other->table, SLICE(a->is.name), one->table,
	                 other->table);
}

void ties_write(struct rules_call *call, size_t n, const struct yaml *untied)
{
	struct table *table = memory_zeroed(n + 1, sizeof *table);
	struct count *count;
	struct map texts = {0};
	size_t counts = 0, words = 0;

	for (size_t i = 0; i < n; i++)
		if (read_table(&table[i], &call[i], &texts))
			words += table[i].aggregate->words;
	count = memory_zeroed(words + 1, sizeof *count);
	for (size_t i = 0; i < n; i++)
		if (table[i].aggregate != NULL && table[i].lineage.p != NULL)
			counts += read_counts(&table[i], &count[counts]);
	for (size_t i = 0; i < counts; i++)
		for (size_t k = 0; k < counts; k++)
			tie(&count[i], &count[k]);
	for (size_t i = 0; i < counts && n > 1; i++)
		for (size_t k = i + 1; k < counts; k++) {
			note_apart(call, n, &count[i], &count[k]);
			doubt(&count[i], &count[k], untied);
		}
	for (size_t i = 0; i < counts; i++)
		lineage_done(&count[i].rows);
	for (size_t i = 0; i < n; i++)
		lineage_done(&table[i].lineage);
	free(count);
	free(table);
	map_done(&texts);
}
