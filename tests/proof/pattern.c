/*
 * pattern: what somebody learns of the choice of hidden figures who knows this program and runs it again.
 *
 *	pattern WORD [TABLES [KEYS [FIRST]]]      WORD: public, keyed
 *
 * Small tables are made up (3 by 3 with all totals, threshold and width 5, zeros shown) and protected. Of each all
 * tables that agree with what is published are enumerated, and protected too, each with up to KEYS keys, since the
 * attacker does not have the one that was used. Those that come out with the same figures hidden, by any of them, are
 * what he can not tell from the true one. A secret, a small count, is closer than promised if its values in these are
 * less than the width from each other, and exact if they are one. `public` is the control: no key, so each table has
 * one pattern.
 *
 * As soon as tables that lie far enough from each other are found a secret is settled, and only tables that settle
 * more are tried. What is asked is the program itself: protect_rules and suppress, on cells that protect_cells made.
 * Prints a line of figures.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "memory.h"
#include "protect/protect_cells.h"
#include "protect/protect_keyed.h"
#include "protect/protect_options.h"
#include "protect/protect_rules.h"
#include "protect/suppress.h"
#include "record.h"

#define SIDE 3
#define CELLS ((SIDE + 1) * (SIDE + 1))
#define INNER (SIDE * SIDE)
#define LARGEST 16 /* of an inner figure, from 1 */
#define WIDTH 5
#define FITS_MAX 1500
#define OTHERS 50     /* patterns of one table that are remembered */
#define RUNS_MAX 4000 /* of the program, for one table */

/* A table by rows: its inner figures, each row's total after it, last the row of totals. */
typedef int64_t table[CELLS];

static uint64_t seed;

/* From 0 to n - 1; the same ones each time (splitmix64). */
static int64_t pick(int64_t n)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return (int64_t)((z ^ z >> 31) % (uint64_t)n);
}

static bool is_small(int64_t value)
{
	return value >= 1 && value < WIDTH;
}

static bool is_inner(int at)
{
	return at / (SIDE + 1) < SIDE && at % (SIDE + 1) < SIDE;
}

/* ---------------------------------------------------------------- the program */

/* What is drawn of each figure by a key. */
struct chance {
	int64_t more[CELLS];
	bool decoy[CELLS];
};

struct program {
	struct protect_request request;
	struct protect p;
	size_t place[CELLS]; /* the cell of each figure */
	/* as they are before any rule */
	struct cell cell[CELLS];
	struct protect_place known[CELLS];
	size_t relations;
	struct digest_key *key; /* NULL: public */
	struct chance *chance;
	size_t runs;
	table *room; /* for tables that fit */
};

static void write_table(const char *path)
{
	FILE *f = fopen(path, "w");

	if (f == NULL)
		die_errno("%s", path);
	fprintf(f, "a\tb\tn\n");
	for (int a = 0; a <= SIDE; a++)
		for (int b = 0; b <= SIDE; b++)
			fprintf(f, "%c\t%c\t%d\n", a == SIDE ? '*' : 'x' + a,
			        b == SIDE ? '*' : 'x' + b,
			        (a == SIDE ? SIDE : 1) * (b == SIDE ? SIDE : 1));
	fclose(f);
}

static void open_program(struct program *g)
{
	static char by[] = "a,b", count[] = "n=alla";
	const char *bys[] = {by}, *counts[] = {count};
	struct protect_words words = {.min = WIDTH,
	                              .width = PROTECT_UNSET,
	                              .percent = PROTECT_UNSET,
	                              .base = PROTECT_UNSET,
	                              .zeros = "show"};
	struct error e = {0};
	struct keyed_table tidy;
	char path[] = "/tmp/pattern.XXXXXX";
	int descriptor = mkstemp(path);

	if (descriptor < 0)
		die_errno("%s", path);
	words.by.at = bys, words.by.n = 1;
	words.count.at = counts, words.count.n = 1;
	if (!protect_options_read(&g->request, &words, &e))
		die("%s", e.text);
	write_table(path);
	protect_open(&g->p, &g->request);
	keyed_table_load(&tidy, g->request.table[0].name, reader_open(path), &g->p.arena);
	protect_table_load(&g->p.table[0], &g->request.table[0], tidy, &g->p.arena);
	protect_cells(&g->p);
	remove(path);
	for (size_t i = 0; i < CELLS; i++)
		g->place[i] = g->p.table[0].measure[0].cell[i];
	g->relations = g->p.counts.cells.relations;
	memcpy(g->cell, g->p.counts.cells.cell, sizeof g->cell);
	memcpy(g->known, g->p.counts.place, sizeof g->known);
}

/* The first n of all keys there are, and what the program draws by them. */
static void make_keys(struct program *g, size_t n)
{
	g->key = memory_zeroed(n, sizeof *g->key);
	g->chance = memory_zeroed(n, sizeof *g->chance);
	for (size_t k = 0; k < n; k++) {
		unsigned char bytes[32];

		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (unsigned char)pick(256);
		digest_key_init(&g->key[k], bytes, sizeof bytes);
		g->p.keyed = &g->key[k];
		for (int i = 0; i < CELLS; i++) {
			struct term figure = {g->place[i], 1};

			g->chance[k].more[i] =
			    protect_keyed_more(&g->p, &g->p.counts, &figure, 1, WIDTH);
			g->chance[k].decoy[i] =
			    is_inner(i) && protect_keyed_decoy(&g->p, &g->p.counts, figure.cell);
		}
	}
}

/* The figures of the table, of which nothing is decided yet. */
static void begin(struct program *g, const table t, size_t k)
{
	struct protect *p = &g->p;
	struct cells *c = &p->counts.cells;

	memcpy(c->cell, g->cell, sizeof g->cell);
	memcpy(p->counts.place, g->known, sizeof g->known);
	c->relations = g->relations;
	c->secrets = 0;
	p->keyed = g->key == NULL ? NULL : &g->key[k];
	for (size_t i = 0; i < CELLS; i++)
		c->cell[g->place[i]].value = t[i];
}

/* Which figures are hidden, a bit each, of the table under the key; 0: it could not be protected. */
static unsigned pattern_of(struct program *g, const table t, size_t k)
{
	struct cells *c = &g->p.counts.cells;
	struct suppression s;
	struct error e = {0};
	unsigned hidden = 0;

	begin(g, t, k);
	protect_rules_counts(&g->p);
	g->runs++;
	if (!suppress(c, SUPPRESS_EFFORT, &s, &e))
		return 0;
	for (size_t i = 0; i < CELLS; i++)
		hidden |= (unsigned)cell_is_hidden(&c->cell[g->place[i]]) << i;
	return hidden;
}

/* ---------------------------------------------------------------- all tables that fit */

struct fits {
	unsigned hidden;
	const int64_t *truth;
	table *at;
	size_t n;
	int64_t most; /* no figure is more */
	bool too_many;
};

static void add_fit(struct fits *f, table t)
{
	if (f->n == FITS_MAX) {
		f->too_many = true;
		return;
	}
	memcpy(f->at[f->n++], t, sizeof(table));
}

/* Whether a total may be what its parts come to: it is that where it is shown, and is at least 1. */
static bool may_be(const struct fits *f, int at, int64_t sum)
{
	return f->hidden >> at & 1 ? sum >= 1 : sum == f->truth[at];
}

/* What is left for a figure of a line of the table when those before it are as they are and those after it at least 1. */
static int64_t left_of(const struct fits *f, const table t, int first, int step, int total, int at)
{
	int64_t left = f->hidden >> total & 1 ? f->most : f->truth[total];

	for (int i = first; i < total; i += step)
		if (i != at)
			left -= i < at ? t[i] : f->hidden >> i & 1 ? 1 : f->truth[i];
	return left;
}

/* The figure at `at`, row by row; the totals follow from them. */
static void fit_from(struct fits *f, table t, int at)
{
	int row = at / (SIDE + 1), column = at % (SIDE + 1), first = row * (SIDE + 1);
	int64_t sum = 0, across, down, most;

	if (at == CELLS) {
		add_fit(f, t);
		return;
	}
	if (column == SIDE || row == SIDE) {
		for (int i = 0; i < SIDE; i++)
			sum += column == SIDE ? t[first + i] : t[i * (SIDE + 1) + column];
		t[at] = sum;
		if (may_be(f, at, sum))
			fit_from(f, t, at + 1);
		return;
	}
	across = left_of(f, t, first, 1, first + SIDE, at);
	down = left_of(f, t, column, SIDE + 1, SIDE * (SIDE + 1) + column, at);
	most = f->hidden >> at & 1 ? (across < down ? across : down) : f->truth[at];
	for (t[at] = f->hidden >> at & 1 ? 1 : most; t[at] <= most && !f->too_many; t[at]++)
		fit_from(f, t, at + 1);
}

/* False: there are too many. A figure that only hidden totals bound may be anything. */
static bool find_fits(struct fits *f, const table truth, unsigned hidden, table *room)
{
	table t;

	*f = (struct fits){.hidden = hidden, .truth = truth, .at = room, .most = truth[CELLS - 1]};
	if (hidden >> (CELLS - 1) & 1)
		return false;
	fit_from(f, t, 0);
	return !f->too_many;
}

/* ---------------------------------------------------------------- the attack */

struct range {
	int64_t low, high;
};

static void widen(struct range *r, int64_t value)
{
	r->low = value < r->low ? value : r->low;
	r->high = value > r->high ? value : r->high;
}

static int64_t width(struct range r)
{
	return r.high - r.low;
}

struct found {
	size_t tables, skipped, given_up, refused, fits, hidden, beside;
	size_t secrets, exact, closer, small;
};

/* How much more of the secrets would be settled by the table. */
static int64_t gain(const table t, const struct range *seen, const struct range *all,
                    unsigned secret)
{
	int64_t sum = 0;

	for (int i = 0; i < CELLS; i++) {
		struct range then = seen[i];

		if (!(secret >> i & 1) || width(then) >= WIDTH || width(all[i]) < WIDTH)
			continue;
		widen(&then, t[i]);
		sum += (width(then) < WIDTH ? width(then) : WIDTH) - width(seen[i]);
	}
	return sum;
}

static int64_t far_off(const table t, const table truth)
{
	int64_t sum = 0;

	for (int i = 0; i < CELLS; i++)
		sum += llabs(t[i] - truth[i]);
	return sum;
}

/* Another pattern of a table, and how uncertain each figure is then. */
struct other {
	unsigned hidden;
	int64_t width[CELLS];
};

/*
 * Whether the figures of the table are as uncertain in a pattern as the key demands, and its decoys hidden. (Where a
 * wish was given up a pattern may be had that is not. Then one table too few is found, and so at most a secret too many
 * closer.)
 */
static bool is_safe(const struct chance *chance, const table t, unsigned hidden,
                    const int64_t *wide)
{
	for (int i = 0; i < CELLS; i++)
		if ((is_small(t[i]) || chance->decoy[i]) &&
		    (!(hidden >> i & 1) || wide[i] < WIDTH + chance->more[i]))
			return false;
	return true;
}

/* What hiding these costs beside the small figures and decoys; the weights are those of the program now. */
static int64_t cost_of(const struct program *g, const struct chance *chance, const table t,
                       unsigned hidden)
{
	int64_t sum = 0;

	for (int i = 0; i < CELLS; i++)
		if ((hidden >> i & 1) && !is_small(t[i]) && !chance->decoy[i])
			sum += g->p.counts.cells.cell[g->place[i]].weight;
	return sum;
}

static void measure(struct program *g, const table t, unsigned hidden, struct other *o)
{
	struct fits f;
	struct range all[CELLS];

	find_fits(&f, t, hidden, g->room);
	o->hidden = hidden;
	for (int i = 0; i < CELLS; i++)
		all[i] = (struct range){t[i], t[i]};
	for (size_t k = 0; k < f.n; k++)
		for (int i = 0; i < CELLS; i++)
			widen(&all[i], f.at[k][i]);
	for (int i = 0; i < CELLS; i++)
		o->width[i] = width(all[i]);
}

/*
 * Whether the table has that pattern by any of the keys. The program is only asked where nothing that it answered
 * before, of the same table by another key, is safe by this one too and costs less.
 */
static bool has_pattern(struct program *g, const table t, const struct other *pattern, size_t keys,
                        size_t last)
{
	struct other other[OTHERS];
	size_t others = 0;

	for (size_t k = 0; k < keys && g->runs < last; k++) {
		const struct chance *chance = &g->chance[k];
		bool better = false;
		int64_t cost;
		unsigned hidden;

		if (!is_safe(chance, t, pattern->hidden, pattern->width))
			continue;
		begin(g, t, k);
		protect_set_weights(&g->p, &g->p.counts);
		cost = cost_of(g, chance, t, pattern->hidden);
		for (size_t i = 0; i < others && !better; i++)
			better = is_safe(chance, t, other[i].hidden, other[i].width) &&
			         cost_of(g, chance, t, other[i].hidden) < cost;
		if (better)
			continue;
		hidden = pattern_of(g, t, k);
		if (hidden == pattern->hidden)
			return true;
		if (hidden != 0 && others < OTHERS)
			measure(g, t, hidden, &other[others++]);
	}
	return false;
}

/* False: it was given up, so that more secrets may be uncertain than are found to be. */
static bool try_again(struct program *g, const struct fits *f, size_t keys, const struct range *all,
                      struct range *seen, unsigned secret)
{
	size_t last = g->runs + RUNS_MAX;
	bool *tried = memory_zeroed(f->n, sizeof *tried);
	struct other pattern = {.hidden = f->hidden};

	for (int i = 0; i < CELLS; i++)
		pattern.width[i] = width(all[i]);
	while (g->runs < last) {
		size_t best = f->n;
		int64_t most = 0, nearest = 0;

		for (size_t i = 0; i < f->n; i++) {
			int64_t more = tried[i] ? 0 : gain(f->at[i], seen, all, secret);
			int64_t off = far_off(f->at[i], f->truth);

			if (more > most || (more > 0 && more == most && off < nearest))
				best = i, most = more, nearest = off;
		}
		if (best == f->n)
			break;
		tried[best] = true;
		if (has_pattern(g, f->at[best], &pattern, keys, last))
			for (int i = 0; i < CELLS; i++)
				widen(&seen[i], f->at[best][i]);
	}
	free(tried);
	return g->runs < last;
}

static void count(struct found *n, const table t, unsigned hidden, const struct range *seen)
{
	n->tables++;
	for (int i = 0; i < CELLS; i++) {
		n->hidden += hidden >> i & 1;
		n->beside += (hidden >> i & 1) && !is_small(t[i]);
		if (!is_small(t[i]))
			continue;
		n->secrets++;
		n->exact += width(seen[i]) == 0;
		n->closer += width(seen[i]) < WIDTH;
		n->small += seen[i].high < WIDTH;
	}
}

static void make_table(table t)
{
	memset(t, 0, sizeof(table));
	for (int i = 0; i < CELLS; i++)
		if (is_inner(i)) {
			t[i] = 1 + pick(LARGEST);
			t[i / (SIDE + 1) * (SIDE + 1) + SIDE] += t[i];
			t[SIDE * (SIDE + 1) + i % (SIDE + 1)] += t[i];
			t[CELLS - 1] += t[i];
		}
}

/* One table; false: it has no secret, or too many tables fit. */
static bool attack(struct program *g, size_t keys, table *room, struct found *n)
{
	table truth;
	struct fits f;
	struct range all[CELLS], seen[CELLS];
	unsigned hidden, secret = 0;

	make_table(truth);
	for (int i = 0; i < CELLS; i++)
		secret |= (unsigned)is_small(truth[i]) << i;
	if (secret == 0)
		return false;
	hidden = pattern_of(g, truth, (size_t)pick((int64_t)keys));
	n->refused += hidden == 0;
	if (hidden == 0 || !find_fits(&f, truth, hidden, room)) {
		n->skipped += hidden != 0;
		return false;
	}
	n->fits += f.n;
	for (int i = 0; i < CELLS; i++) {
		all[i] = seen[i] = (struct range){truth[i], truth[i]};
		for (size_t k = 0; k < f.n; k++)
			widen(&all[i], f.at[k][i]);
	}
	n->given_up += !try_again(g, &f, keys, all, seen, secret);
	count(n, truth, hidden, seen);
	return true;
}

static size_t number(int argc, char **argv, int i, size_t otherwise)
{
	return argc > i ? (size_t)strtoul(argv[i], NULL, 10) : otherwise;
}

int main(int argc, char **argv)
{
	bool keyed = argc > 1 && strcmp(argv[1], "keyed") == 0;
	size_t tables = number(argc, argv, 2, 100), keys = keyed ? number(argc, argv, 3, 400) : 1;
	struct program g = {0};
	struct found n = {0};
	table *room = memory_zeroed(FITS_MAX, sizeof *room);

	if (argc < 2 || (!keyed && strcmp(argv[1], "public") != 0))
		die("pattern public|keyed [TABLES [KEYS [FIRST]]]");
	g.room = memory_zeroed(FITS_MAX, sizeof *g.room);
	open_program(&g);
	g.chance = memory_zeroed(1, sizeof *g.chance);
	if (keyed)
		make_keys(&g, keys);
	seed = number(argc, argv, 4, 1);
	while (n.tables < tables)
		attack(&g, keys, room, &n);
	printf("%s\ttables\t%zu\tskipped\t%zu\tgiven "
	       "up\t%zu\trefused\t%zu\tfits\t%zu\thidden\t%zu\tbeside\t%zu\t"
	       "secrets\t%zu\texact\t%zu\tcloser\t%zu\tknown to be small\t%zu\truns\t%zu\n",
	       argv[1], n.tables, n.skipped, n.given_up, n.refused, n.fits, n.hidden, n.beside,
	       n.secrets, n.exact, n.closer, n.small, g.runs);
	free(room);
	free(g.room);
	free(g.key);
	free(g.chance);
	protect_done(&g.p);
	protect_request_done(&g.request);
	return 0;
}
