#include "protect/protect_write.h"

#include <math.h>

#include "protect/attack.h"
#include "columns.h"
#include "number.h"
#include "protect/protect_never.h"
#include "protect/protect_round.h"
#include "protect/protect_rules.h"
#include "text.h"

/* ---------------------------------------------------------------- tables */

/* The measure that a column is, PROTECT_NONE if it is a key; false if it does not go out. */
static bool goes_out(const struct protect_table *t, size_t column, size_t *measure)
{
	*measure = PROTECT_NONE;
	for (size_t m = 0; m < t->spec->measures; m++) {
		if (t->measure[m].column == column)
			*measure = m;
		for (size_t k = 0; k < t->spec->measure[m].largest.n; k++)
			if (t->measure[m].largest[k] == column)
				return false;
		if (t->spec->noise && t->measure[m].noise == column)
			return false;
	}
	return true;
}

void protect_header(const struct protect *p, size_t table, struct header *header)
{
	const struct protect_table *t = &p->table[table];
	struct str status = {0};
	size_t measure;

	for (size_t i = 0; i <= t->tidy.header.n; i++) {
		struct slice name = i < t->tidy.header.n ? t->tidy.header.name[i] : slice_of("");

		if (i == t->unit_at)
			columns_name(header, p->units);
		if (i == t->tidy.header.n)
			break;
		if (!goes_out(t, i, &measure))
			continue;
		columns_name(header, name);
		if (measure == PROTECT_NONE)
			continue;
		str_reset(&status);
		str_addf(&status, "%.*s.status", SLICE(name));
		columns_name(header, str_slice(&status));
	}
	str_done(&status);
}

static void write_field(const struct protect *p, const struct protect_outcome *o, size_t table,
                        size_t row, size_t column, struct writer *out)
{
	const struct protect_table *t = &p->table[table];
	struct slice field = keyed_table_field(&t->tidy, row, column);
	size_t measure;

	if (!goes_out(t, column, &measure))
		return;
	if (measure == PROTECT_NONE) {
		writer_text(out, field);
		return;
	}
	if (p->spec->noise) {
		const struct protect_noise_figure *f =
		    protect_noise_figure(&o->noise, table, measure, row);

		writer_field(out, f->text);
		writer_field(out, slice_of(f->status));
		return;
	}
	if (p->spec->round) {
		char text[NUMBER_MAX_TEXT];

		field = protect_round_field(p, &o->rounding, table, measure, row, text);
		writer_field(out, field);
		/* A share of what became nothing. */
		writer_field(out, slice_of(field.n == 0 ? "unsure" : "rounded"));
		return;
	}
	if (protect_is_hidden(p, table, measure, row)) {
		writer_field(out, slice_of(""));
		writer_field(out, slice_of("hidden"));
		return;
	}
	writer_text(out, field);
	writer_field(out, slice_of(""));
}

/* A row that was filled in though nobody can be in it tells nothing. */
static bool is_out(const struct protect *p, size_t table, size_t row)
{
	const struct protect_table *t = &p->table[table];

	return !protect_table_withholds(t, row) &&
	       (t->line[row] != 0 || p->spec->noise || !protect_never_row(p, t, row));
}

void protect_write(const struct protect *p, const struct protect_outcome *o, size_t table,
                   struct writer *out)
{
	const struct protect_table *t = &p->table[table];

	for (size_t row = 0; row < t->tidy.rows; row++) {
		if (!is_out(p, table, row) ||
		    (p->spec->noise && !protect_noise_goes_out(&o->noise, table, row)))
			continue;
		for (size_t i = 0; i < t->tidy.header.n; i++) {
			if (i == t->unit_at)
				writer_text(out, p->unit);
			write_field(p, o, table, row, i, out);
		}
		if (t->unit_at == t->tidy.header.n)
			writer_text(out, p->unit);
		writer_end(out);
	}
}

size_t protect_rows(const struct protect *p, size_t table)
{
	size_t rows = 0;

	for (size_t row = 0; row < p->table[table].tidy.rows; row++)
		rows += is_out(p, table, row);
	return rows;
}

/* ---------------------------------------------------------------- every hidden field */

/* `line` is that of the row in what goes out. */
typedef void each(const struct protect *p, size_t table, size_t measure, size_t row, size_t line,
                  void *with);

/* In the order of the rows that go out; lines are counted as they are there. */
static void for_each_hidden(const struct protect *p, each *call, void *with)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct protect_table *t = &p->table[i];
		size_t line = 1 + t->before;

		for (size_t row = 0; t->spec->told == NULL && row < t->tidy.rows; row++) {
			if (!is_out(p, i, row))
				continue;
			line++;
			for (size_t m = 0; m < t->spec->measures; m++)
				if (t->measure[m].column != PROTECT_UNSEEN &&
				    protect_is_hidden(p, i, m, row))
					call(p, i, m, row, line, with);
		}
	}
}

static void count_one(const struct protect *p, size_t table, size_t measure, size_t row,
                      size_t line, void *with)
{
	(void)p, (void)table, (void)measure, (void)row, (void)line;
	(*(size_t *)with)++;
}

size_t protect_hidden(const struct protect *p)
{
	size_t n = 0;

	for_each_hidden(p, count_one, &n);
	return n;
}

/* ---------------------------------------------------------------- the record */

static void add_fact(struct str *to, const char *name, const char *value)
{
	str_addf(to, "%s\t%s\n", name, value);
}

static void add_count(struct str *to, const char *name, int64_t value)
{
	str_addf(to, "%s\t%lld\n", name, (long long)value);
}

/* Whether suppress.h solves it to the optimum: no figure is in more than two sums, and no inequality binds them. */
static bool is_two_way(struct protect *p, const struct cells *c)
{
	size_t *sums = arena_take(&p->arena, (c->n + 1) * sizeof *sums);

	for (size_t i = 0; i < c->relations; i++) {
		if (c->relation[i].at_most)
			return false;
		for (size_t k = 0; k < c->relation[i].n; k++)
			if (++sums[c->relation[i].term[k].cell] > 2)
				return false;
	}
	return true;
}

/*
 * How it was chosen, and how far above the least possible cost it may be, in percent rounded up to quarters of a
 * hundred. Nobody may see from it whether anything was hidden beside the primary figures: if not, all that is
 * hidden is small. So a cost of nothing is told as any other that is near the least, and the costs themselves,
 * which grow with the figures, not at all.
 */
static void take_method(struct protect *p, const struct cells *c, const struct suppression *s,
                        struct protect_total *t)
{
	int64_t over = s->cost - s->bound, above;

	if (s->method == SUPPRESS_OPTIMAL || (s->method == SUPPRESS_NOTHING && is_two_way(p, c)))
		return;
	above = over <= 0 ? 25 : s->bound > 0 ? (over * 4 + s->bound - 1) / s->bound * 25 : 0;
	t->measured = (!t->heuristic || t->measured) && (s->bound > 0 || s->cost == 0);
	t->heuristic = true;
	if (above > t->above)
		t->above = above;
}

static void take_side(struct protect *p, const struct protect_side *side,
                      const struct suppression *s, struct protect_total *t)
{
	if (side->cells.n == 0)
		return;
	for (size_t i = 0; i < side->cells.n; i++)
		t->hidden += side->place[i].shown && !p->table[side->place[i].table].earlier &&
		             side->place[i].told == PROTECT_NOT_TOLD &&
		             cell_is_hidden(&side->cells.cell[i]);
	t->figures += side->cells.n;
	take_method(p, &side->cells, s, t);
}

void protect_total(struct protect *p, const struct protect_outcome *o, struct protect_totals *t)
{
	t->units++;
	if (p->spec->noise)
		return;
	t->widened += o->rounding.widened;
	if (p->spec->round) {
		t->counts.figures += p->counts.cells.n;
		return;
	}
	t->hidden += protect_hidden(p);
	take_side(p, &p->counts, &o->counts, &t->counts);
	take_side(p, &p->sums, &o->sums, &t->sums);
}

static void add_total(const char *of, const struct protect_total *t, struct str *to)
{
	if (t->figures == 0)
		return;
	str_addf(to, "%s.figures\t%zu\n", of, t->figures);
	str_addf(to, "%s.hidden\t%zu\n", of, t->hidden);
	str_addf(to, "%s.method\t%s\n", of, t->heuristic ? "heuristic" : "optimum");
	if (t->heuristic && t->measured)
		str_addf(to, "%s.above_optimum_at_most_percent\t%lld\n", of, (long long)t->above);
}

void protect_record(const struct protect *p, const struct protect_outcome *o,
                    const struct protect_totals *t, struct str *to)
{
	const struct protect_request *s = p->spec;

	str_add_text(to, "uppgift\tvarde\n");
	add_fact(to, "version", FINSAM_VERSION);
	add_fact(to, "method", protect_request_method(s));
	add_count(to, "min", s->min);
	if (s->noise) {
		add_fact(to, "edition", o->noise.edition);
		add_fact(to, "transitions", o->noise.name);
		add_count(to, "largest_change", o->noise.transitions.step);
		add_count(to, "tables", (int64_t)p->n);
		return;
	}
	if (!s->round)
		add_count(to, "width", s->width);
	if (p->keyed != NULL)
		add_fact(to, "pattern", "keyed");
	add_fact(to, "zeros", s->zeros_hidden ? "hide" : "show");
	if (s->alike_hidden && s->alike_from < INT64_MAX)
		add_count(to, "alike", s->alike_from);
	else
		add_fact(to, "alike", s->alike_hidden ? "hide" : "show");
	if (s->percent != PROTECT_UNSET)
		add_count(to, "percent", s->percent);
	if (s->dominance_n > 0)
		str_addf(to, "dominance\t%lld,%lld\n", (long long)s->dominance_n,
		         (long long)s->dominance_percent);
	add_count(to, "tables", (int64_t)p->n);
	if (p->units.n > 0)
		add_count(to, "units", (int64_t)t->units);
	if (s->round) {
		add_count(to, "base", s->base);
		add_count(to, "figures", (int64_t)t->counts.figures);
		add_count(to, "not_to_the_nearest", (int64_t)t->widened);
		add_fact(to, "attack", "failed");
		return;
	}
	add_count(to, "hidden", (int64_t)t->hidden);
	add_total("counts", &t->counts, to);
	add_total("sums", &t->sums, to);
	add_fact(to, "attack", "failed");
}

/* ---------------------------------------------------------------- the explanation */

/*
 * To have the interval of each hidden cell, each is made a secret of its own (that demands nothing); its number is
 * that of the cell's place among the hidden.
 */
struct explanation {
	struct str *to;
	struct attack *counts, *sums;
	size_t *secret_of_count, *secret_of_sum; /* by cell */
	unsigned decimals;
};

static struct attack *attack_each(struct protect *p, struct protect_side *side, size_t **secret)
{
	*secret = arena_take(&p->arena, (side->cells.n + 1) * sizeof **secret);
	side->cells.alone = NULL; /* of an outsider */
	for (size_t i = 0; i < side->cells.n; i++) {
		const struct cell *cell = &side->cells.cell[i];

		if (!cell_is_hidden(cell))
			continue;
		(*secret)[i] = side->cells.secrets;
		cells_keep(&side->cells, (struct term[]){{i, 1}}, 1,
		           (struct secret){.low = cell->value, .high = cell->value, .origin = i});
	}
	return attack_open(&side->cells);
}

static void add_key(struct str *to, const struct protect *p, const struct protect_table *t,
                    size_t row)
{
	if (p->units.n > 0) {
		str_addf(to, "%.*s=", SLICE(p->units));
		text_escape(to, p->unit);
	}
	for (size_t k = 0; k < t->keys; k++) {
		if (k > 0 || p->units.n > 0)
			str_add_text(to, ", ");
		str_addf(to, "%.*s=", SLICE(t->key[k].name));
		text_escape(to, protect_table_value(t, row, k));
	}
}

static void add_bound(struct str *to, int64_t value, unsigned decimals, bool none)
{
	char text[NUMBER_MAX_TEXT];

	str_add_byte(to, '\t');
	if (!none)
		str_add(to,
		        (struct slice){text, number_write((struct number){value, decimals}, text)});
}

static void add_interval(struct explanation *x, const struct protect_column *c, size_t cell)
{
	bool sum = c->spec->kind == PROTECT_SUM;
	unsigned decimals = sum ? x->decimals : 0;
	struct interval i;

	if (c->spec->kind == PROTECT_DERIVED) {
		str_add_text(x->to, "\t\t");
		return;
	}
	i = sum ? attack_interval(x->sums, x->secret_of_sum[cell])
	        : attack_interval(x->counts, x->secret_of_count[cell]);
	add_bound(x->to, i.low, decimals, false);
	add_bound(x->to, i.high, decimals, isinf(i.outer_high));
}

/* Which figure, by which rule it is hidden, and what an outsider can work out of it. */
static void explain_one(const struct protect *p, size_t table, size_t measure, size_t row,
                        size_t line, void *with)
{
	static const char *const rules[PROTECT_RULES] = {
	    [PROTECT_SMALL] = "small",         [PROTECT_REST] = "rest",
	    [PROTECT_ALIKE] = "alike",         [PROTECT_BELONGS] = "belongs",
	    [PROTECT_PERCENT] = "percent",     [PROTECT_DOMINANCE] = "dominance",
	    [PROTECT_ADDED] = "added",         [PROTECT_CHANCE] = "chance",
	    [PROTECT_OTHER] = "another's sake"};
	struct explanation *x = with;
	const struct protect_table *t = &p->table[table];
	const struct protect_column *c = &t->measure[measure];

	str_addf(x->to, "%.*s\t%zu\t", SLICE(t->spec->name), line);
	add_key(x->to, p, t, row);
	str_addf(x->to, "\t%.*s\t%s%s", SLICE(c->spec->name),
	         c->spec->kind == PROTECT_DERIVED ? "made of: " : "",
	         rules[protect_rule_of(p, table, measure, row)]);
	add_interval(x, c, c->cell[row]);
	str_add_byte(x->to, '\n');
}

void protect_explain(struct protect *p, struct str *to)
{
	struct explanation x = {.to = to, .decimals = p->decimals};

	if (to->n == 0)
		str_add_text(to, "tabell\trad\tnyckel\tmatt\tregel\tminst\tmest\n");
	if (p->spec->noise || p->spec->round)
		return;
	x.counts = attack_each(p, &p->counts, &x.secret_of_count);
	x.sums = attack_each(p, &p->sums, &x.secret_of_sum);
	for_each_hidden(p, explain_one, &x);
	attack_close(x.counts);
	attack_close(x.sums);
}
