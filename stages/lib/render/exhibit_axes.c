#include "render/exhibit_axes.h"

#include <stdlib.h>

#include "collate.h"
#include "render/written.h"

/* Where a code stands: in the order of its list, "all" last; without a list by number or letter. */
struct rank {
	struct slice code, label;
	size_t entry;
	bool number;
	struct number value;
};

/* The order of a code list; without one by number, else by letter; the total last. */
static int compare_ranks(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;
	bool all_a = slice_is(a->code, KEYED_TABLE_ALL), all_b = slice_is(b->code, KEYED_TABLE_ALL);

	if (all_a != all_b)
		return all_a ? 1 : -1;
	if (a->entry != b->entry)
		return a->entry < b->entry ? -1 : 1;
	if (a->number && b->number)
		return number_compare(a->value, b->value);
	return collate_compare(a->label, b->label);
}

/* What a code is sorted by. */
static void rank_code(const struct exhibit_layout *l, struct slice key, struct slice code,
                      struct rank *to)
{
	const struct codes *list = report_codes(l->r, key);

	*to = (struct rank){.code = code};
	if (!report_label(l->r, key, code, &to->label))
		report_die(l->r, l->f->node->line, l->f->node->column,
		           "%s: %.*s: a code that is not in its list", l->f->table->path,
		           SLICE(key));
	if (list != NULL && codes_find(list, code, CODES_NO_DAY, &to->entry) != CODES_VALID)
		to->entry = list->n;
	to->number = number_parse(code, &to->value);
}

/*
 * Whether urval may leave its rows out: it chooses by another column into which the pipeline writes texts, so that
 * the two may never stand in one row. Where it chooses all (*), each row is counted.
 */
static bool may_be_left_out(const struct exhibit_layout *l, size_t column)
{
	for (size_t i = 0; i < l->n_allowed; i++) {
		size_t other = l->allowed[i].column;

		if (other == column || exhibit_layout_allows(l, other, slice_of(KEYED_TABLE_ALL)))
			continue;
		for (size_t k = 0; k < l->r->writes; k++)
			if (written_is_of(&l->r->written[k], l->f->table, other))
				return true;
	}
	return false;
}

/* What the pipeline is known to write into the level, before there are rows. */
static void look_at_written(const struct exhibit_layout *l, const struct level *level)
{
	if (!l->r->check || level->column == COLUMN_NONE || may_be_left_out(l, level->column))
		return;
	for (size_t i = 0; i < l->r->writes; i++)
		if (exhibit_layout_allows(l, level->column, l->r->written[i].value))
			written_expect(l->r, l->f->table, level->column, i);
}

static void sort_level(struct exhibit_layout *l, struct level *level)
{
	const struct codes *list =
	    level->column == COLUMN_NONE ? NULL : report_codes(l->r, level->key);

	look_at_written(l, level);
	for (size_t i = 0; l->all_codes && list != NULL && i < list->n; i++)
		if (exhibit_layout_allows(l, level->column, list->entry[i].code))
			map_put(&level->seen, list->entry[i].code, NULL);
	if (level->column == COLUMN_NONE)
		for (size_t i = 0; i < l->f->measures; i++)
			map_put(&level->seen, l->f->measure_name[i], NULL);
	struct rank *rank = arena_take(l->r->arena, (level->seen.n + 1) * sizeof *rank);
	level->codes = level->seen.n;
	level->code = arena_take(l->r->arena, (level->codes + 1) * sizeof *level->code);
	for (size_t i = 0; i < level->codes; i++) {
		struct slice code = arena_copy(l->r->arena, map_key(&level->seen, i));
		if (level->column == COLUMN_NONE)
			rank[i] = (struct rank){.code = code, .entry = i};
		else
			rank_code(l, level->key, code, &rank[i]);
	}
	if (level->codes > 1)
		qsort(rank, level->codes, sizeof *rank, compare_ranks);
	map_reset(&level->seen);
	for (size_t i = 0; i < level->codes; i++) {
		level->code[i] = rank[i].code;
		map_put(&level->seen, level->code[i], NULL);
	}
}

/* A step of an axis under way: for each level, which of its sorted codes. */
struct place {
	size_t at[EXHIBIT_LEVELS];
};

/* The steps of an axis, each once: the bytes of a place are its key. */
struct places {
	struct place *at;
	size_t n, room;
	struct map seen;
};

static void add_place(const struct exhibit_layout *l, struct places *p, const struct place *place)
{
	bool added;

	map_put(&p->seen, (struct slice){(const char *)place, sizeof *place}, &added);
	if (!added)
		return;
	if (p->n == EXHIBIT_AXES_MAX)
		exhibit_layout_fail(l, NULL, "more than 2,000 rows or columns; choose with urval");
	p->at = array_room(p->at, &p->room, p->n + 1, sizeof *p->at);
	p->at[p->n++] = *place;
}

/* The steps that rows of the table have; one for each measure if a level is the measures. */
static void add_occurring(const struct exhibit_layout *l, const struct level *level,
                          const struct exhibit_axis *a, struct places *p)
{
	const struct keyed_table *t = l->f->table;

	for (size_t row = 0; row < t->rows; row++)
		for (size_t m = 0;
		     exhibit_layout_selects(l, row) && m < (a->measures ? l->f->measures : 1);
		     m++) {
			struct place place = {0};
			for (size_t k = 0; k < a->levels; k++)
				place.at[k] =
				    level[k].column == COLUMN_NONE
				        ? m
				        : map_find(&level[k].seen,
				                   keyed_table_field(t, row, level[k].column));
			add_place(l, p, &place);
		}
}

/* All combinations of the codes of the levels. */
static void add_all(const struct exhibit_layout *l, const struct level *level,
                    const struct exhibit_axis *a, struct places *p)
{
	size_t all = 1;

	for (size_t k = 0; k < a->levels; k++)
		all *= level[k].codes;
	for (size_t i = 0; i < all; i++) {
		struct place place = {0};
		size_t rest = i;
		for (size_t k = a->levels; k-- > 0; rest /= level[k].codes)
			place.at[k] = rest % level[k].codes;
		add_place(l, p, &place);
	}
}

/* Level by level: the codes of each are sorted already. */
static int compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	for (size_t k = 0; k < EXHIBIT_LEVELS; k++)
		if (a->at[k] != b->at[k])
			return a->at[k] < b->at[k] ? -1 : 1;
	return 0;
}

static void fill_step(const struct exhibit_layout *l, const struct level *level, size_t i,
                      size_t at, struct exhibit_step *step)
{
	step->code[i] = level->code[at];
	if (level->column == COLUMN_NONE) {
		step->measure = at;
		step->label[i] = l->f->measure_label[at];
		return;
	}
	report_label(l->r, level->key, step->code[i], &step->label[i]);
	step->total |= slice_is(step->code[i], KEYED_TABLE_ALL);
}

static void make_axis(struct exhibit_layout *l, struct level *level, struct exhibit_axis *a)
{
	struct places p = {0};

	for (size_t i = 0; i < a->levels; i++)
		sort_level(l, &level[i]);
	if (l->all_codes)
		add_all(l, level, a, &p);
	else
		add_occurring(l, level, a, &p);
	if (p.n > 1)
		qsort(p.at, p.n, sizeof *p.at, compare_places);
	a->at = arena_take(l->r->arena, (p.n + 1) * sizeof *a->at);
	for (; a->n < p.n; a->n++)
		for (size_t k = 0; k < a->levels; k++)
			fill_step(l, &level[k], k, p.at[a->n].at[k], &a->at[a->n]);
	map_done(&p.seen);
	free(p.at);
}

void exhibit_axes_make(struct exhibit_layout *l)
{
	make_axis(l, l->rows, &l->f->rows);
	make_axis(l, l->columns, &l->f->columns);
}
