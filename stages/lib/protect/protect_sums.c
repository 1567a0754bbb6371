#include "protect/protect_sums.h"

#include "protect/protect_parts.h"
#include "protect/protect_ties.h"

/* ---------------------------------------------------------------- true values */

/* The value of a total that stands in no row, from its parts by the first key that it is a total by. */
static int64_t value_of(struct parts *s, size_t cell)
{
	int64_t value = 0;
	size_t i = MAP_NONE;

	if (parts_cell(s, cell)->value != PROTECT_UNKNOWN)
		return parts_cell(s, cell)->value;
	for (size_t k = 0; k < s->t->keys && i == MAP_NONE; k++)
		if (!parts_overlap(s, k))
			i = parts_sum_of(s, cell, k);
	for (size_t j = 0; j < s->sum[i].n; j++)
		value += value_of(s, s->sum[i].term[j].cell);
	parts_cell(s, cell)->value = value;
	return value;
}

static int64_t total(const struct parts *s, const struct parts_sum *sum)
{
	int64_t value = 0;

	for (size_t i = 0; i < sum->n; i++)
		value += sum->term[i].factor * parts_cell(s, sum->term[i].cell)->value;
	return value;
}

/* A total with something in it, but no part, though there are rows of parts. */
static void refuse_empty(struct parts *s, const struct parts_figure *f)
{
	uint32_t pattern = parts_pattern(s, f->value);

	for (size_t k = 0; k < s->t->keys; k++)
		if ((s->c->dims >> k & 1) != 0 && slice_is(f->value[k], KEYED_TABLE_ALL) &&
		    !parts_overlap(s, k) && parts_cell(s, f->cell)->value > 0 &&
		    protect_table_shows(s->t, pattern & ~(UINT32_C(1) << k), s->c->dims) &&
		    parts_sum_of(s, f->cell, k) == MAP_NONE)
			parts_refuse(s, f->cell, "is not the sum of its parts by", k);
}

static void check(const struct parts *s, const struct parts_sum *sum)
{
	if (sum->relation && (sum->relation->at_most ? total(s, sum) > 0 : total(s, sum) != 0))
		parts_refuse(s, sum->whole, "does not hold the --relation of", sum->key);
	if (sum->relation != NULL || parts_overlap(s, sum->key))
		return;
	if (total(s, sum) != parts_cell(s, sum->whole)->value &&
	    s->side->place[sum->whole].row == PROTECT_NONE)
		parts_refuse(s, sum->whole,
		             "a total that stands in no row is another by other figures than by",
		             sum->key);
	if (total(s, sum) != parts_cell(s, sum->whole)->value)
		parts_refuse(s, sum->whole, "is not the sum of its parts by", sum->key);
}

/* ---------------------------------------------------------------- relations */

/* Of what was published earlier, what is left is known to be a number of persons, but kept as it was then. */
static void relate_some(struct parts *s, struct term *term, size_t n)
{
	if (s->t->earlier)
		protect_relate(s->side, term, n, true);
	else
		protect_relate_some(s->p, s->side, term, n, false);
}

/*
 * Of a key of overlaps: no part is more than the whole; and the whole no more than all parts, where that is so
 * throughout.
 */
static void relate_overlap(struct parts *s, struct parts_sum *sum, bool covered)
{
	for (size_t i = 0; i < sum->n; i++) {
		size_t part = sum->term[i].cell;

		if (!s->t->earlier && parts_cell(s, part)->value > parts_cell(s, sum->whole)->value)
			parts_refuse(s, part, "is more than the whole that it is a part of by",
			             sum->key);
		relate_some(s, (struct term[]){{part, 1}, {sum->whole, -1}}, 2);
		sum->term[i].factor = -1;
	}
	s->side->place[sum->whole].wholes++;
	parts_add_term(sum, sum->whole, 1);
	if (covered)
		protect_relate(s->side, sum->term, sum->n, true);
}

/*
 * Where only the figures say that the parts add up, what anybody was told still holds: one may be in several. Who is
 * not in a part is then a number of persons, as with every key of overlaps.
 */
static void relate_believed(struct parts *s, const struct parts_sum *sum)
{
	for (size_t i = 0; i < sum->n; i++)
		relate_some(s, (struct term[]){{sum->term[i].cell, 1}, {sum->whole, -1}}, 2);
}

static bool is_covered(const struct parts *s, size_t key)
{
	for (size_t i = 0; i < s->sums; i++)
		if (s->sum[i].key == key && s->sum[i].relation == NULL &&
		    total(s, &s->sum[i]) < parts_cell(s, s->sum[i].whole)->value)
			return false;
	return true;
}

/* Those that an inequality says that others are a part of. */
static void note_wholes(struct parts *s, const struct parts_sum *sum)
{
	for (size_t i = 0; i < sum->n; i++)
		if (sum->term[i].factor < 0)
			s->side->place[sum->term[i].cell].wholes++;
}

static void relate_all(struct parts *s)
{
	bool covered[PROTECT_KEYS_MAX];

	for (size_t k = 0; k < s->t->keys; k++)
		covered[k] = parts_overlap(s, k) && !s->t->earlier && is_covered(s, k);
	for (size_t i = 0; i < s->sums; i++) {
		struct parts_sum *sum = &s->sum[i];

		if (sum->relation != NULL && sum->relation->at_most) {
			note_wholes(s, sum);
			relate_some(s, sum->term, sum->n);
			continue;
		}
		if (sum->relation == NULL && parts_overlap(s, sum->key)) {
			relate_overlap(s, sum, covered[sum->key]);
			continue;
		}
		if (sum->relation == NULL) {
			if ((s->c->believed >> sum->key & 1) != 0)
				relate_believed(s, sum);
			s->side->place[sum->whole].wholes++;
			parts_add_term(sum, sum->whole, -1);
		}
		protect_relate(s->side, sum->term, sum->n, false);
	}
}

/* Of an earlier publication not all is known; protect_earlier.h finds out whether it can be so. */
static void check_all(struct parts *s)
{
	for (size_t i = 0; i < s->n; i++)
		value_of(s, s->figure[i].cell);
	for (size_t i = 0; i < s->n; i++)
		refuse_empty(s, &s->figure[i]);
	for (size_t i = 0; i < s->sums; i++)
		check(s, &s->sum[i]);
}

static bool is_shared(const struct protect *p, const struct protect_table *t,
                      const struct protect_column *c)
{
	size_t n = 0;

	for (size_t i = 0; i < p->all; i++)
		for (size_t m = 0; m < p->table[i].measures; m++)
			n += protect_table_counts_the_same(t, c, &p->table[i],
			                                   &p->table[i].measure[m]);
	return n > 1 || protect_is_tied(p, t, c);
}

/* Whether there are totals by the key, and each is the sum of its values. */
static bool adds_up(const struct parts *s, size_t key)
{
	size_t n = 0;

	for (size_t i = 0; i < s->sums; i++) {
		if (s->sum[i].key != key || s->sum[i].relation != NULL)
			continue;
		if (total(s, &s->sum[i]) != parts_cell(s, s->sum[i].whole)->value)
			return false;
		n++;
	}
	return n > 0;
}

/*
 * Where nobody said of this measure that it overlaps, its figures tell: an outsider sees that they add up, and
 * reckons with it. An earlier publication, of which not all is known, goes by that of now.
 */
static void settle_overlaps(struct parts *s)
{
	uint32_t sums = 0;

	if (s->t->earlier != 0) {
		s->c->overlap = s->p->table[s->t->number].measure[s->measure].overlap;
		return;
	}
	if (s->c->doubtful == 0)
		return;
	parts_find(s);
	for (size_t i = 0; i < s->n; i++)
		value_of(s, s->figure[i].cell);
	for (size_t k = 0; k < s->t->keys; k++)
		if ((s->c->doubtful >> k & 1) != 0 && adds_up(s, k))
			sums |= UINT32_C(1) << k;
	s->c->overlap &= ~sums;
	s->c->believed = sums;
	parts_forget(s);
}

void protect_sums(struct protect *p, size_t table, size_t measure)
{
	struct protect_table *t = &p->table[table];
	struct protect_column *c = &t->measure[measure];
	struct parts s = {.p = p, .t = t, .c = c, .table = table, .measure = measure};

	s.side = protect_side_of(p, c);
	s.shared = is_shared(p, t, c);
	settle_overlaps(&s);
	parts_find(&s);
	if (t->earlier == 0)
		check_all(&s);
	relate_all(&s);
	parts_done(&s);
}
