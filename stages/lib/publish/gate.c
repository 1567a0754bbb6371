/* gate: see gate.h. */
#include "publish/gate.h"

#include <stdlib.h>

#include "error.h"
#include "number.h"
#include "record.h"
#include "sighting.h"

#define IS_INSIDE "of finsam review, which is for those who decide and not for others"
#define TEN 10
#define SURE 3 /* that many amounts of a column do not look like persons by chance, if most do */

/* All are counted, the first GATE_FINDINGS kept. */
static void find(struct gate *g, const char *what)
{
	g->found++;
	if (g->findings >= GATE_FINDINGS)
		return;
	g->finding = array_room(g->finding, &g->finding_room, g->findings + 1, sizeof *g->finding);
	g->finding[g->findings++] = what;
}

/* ---------------------------------------------------------------- tables */

/* What is known of a column while its table is read. */
struct column {
	bool key, sum, state;
	bool text;             /* some value is no number */
	bool found;            /* it was told of */
	uint64_t tens, people; /* values of ten digits; those that may be a person's */
	uint64_t line;         /* of the first of them */
};

static bool is_among(const struct slice *list, size_t n, struct slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal(list[i], name))
			return true;
	return false;
}

/* Once for a column: the first place is enough to find the others. */
static void tell(struct gate *g, struct column *c, const char *table, uint64_t line,
                 struct slice name, enum sighting what)
{
	if (!c->found)
		find(g, arena_format(g->arena, "%s:%llu: %.*s: %s", table, (unsigned long long)line,
		                     SLICE(name), sighting_name(what)));
	c->found = true;
}

static void look_at_header(struct gate *g, const struct header *h, const char *table,
                           const char *key, bool pseudonyms, struct column *column)
{
	for (size_t i = 0; i < h->n; i++) {
		struct slice name = h->name[i];
		size_t at = 0, end;

		column[i] = (struct column){.key = key != NULL && slice_lists(slice_of(key), name),
		                            .sum = is_among(g->amount, g->amounts, name),
		                            .state = column_is_state(name)};
		if (sighting_next(name, &at, &end) != SIGHTING_NONE) {
			find(g, arena_format(g->arena,
			                     "%s:1: the name of column %zu is an identity or a "
			                     "pseudonym",
			                     table, i + 1));
			column[i].found = true;
		} else if (column_is_identifier(name) ||
		           is_among(g->identifier, g->identifiers, name)) {
			find(g,
			     arena_format(g->arena, "%s:1: %.*s: a column that identifies persons",
			                  table, SLICE(name)));
			column[i].found = true;
		} else if (slice_is(name, GATE_INSIDE)) {
			find(g,
			     arena_format(g->arena, "%s:1: %.*s: " IS_INSIDE, table, SLICE(name)));
			column[i].found = true;
		} else if (column_is_noise_key(name) && !pseudonyms) {
			find(g,
			     arena_format(g->arena,
			                  "%s:1: %.*s: of this noise is drawn; whoever has it can "
			                  "take the noise away",
			                  table, SLICE(name)));
			column[i].found = true;
		}
	}
}

/* Ten digits that passed as an amount in a table may stand in a text too. */
static void remember(struct gate *g, struct slice ten)
{
	g->seen = array_room(g->seen, &g->seen_room, g->seens + 1, sizeof *g->seen);
	g->seen[g->seens++] = arena_copy(g->arena, ten);
}

static void look_at_field(struct gate *g, struct column *c, struct slice field, struct slice name,
                          const char *table, uint64_t line, bool pseudonyms)
{
	size_t at = 0, end;
	enum sighting what;

	for (; (what = sighting_next(field, &at, &end)) != SIGHTING_NONE; at = end) {
		bool whole = end - at == field.n;
		if (what == SIGHTING_TOKEN && pseudonyms)
			continue;
		if (what == SIGHTING_NUMBER && whole && !c->key) {
			c->line = c->people++ == 0 ? line : c->line;
			remember(g, field);
		} else {
			tell(g, c, table, line, name, what);
		}
	}
}

/* A field that a ten-digit amount can be in is worth more of a look than the others. */
static void look_at_record(struct gate *g, const struct record *r, const struct header *h,
                           struct column *column, const char *table, bool pseudonyms)
{
	for (size_t i = 0; i < h->n; i++) {
		struct column *c = &column[i];
		struct slice field = record_field(r, i);
		struct number number;

		if (c->state || field.n == 0)
			continue;
		c->text = c->text || !number_parse(field, &number);
		c->tens += field.n == TEN;
		if (field.n >= TEN && !c->found)
			look_at_field(g, c, field, h->name[i], table, r->line, pseudonyms);
	}
}

/* Whether the ten digits of a column are persons; see gate.h. */
static bool are_people(const struct column *c)
{
	if (c->people == 0)
		return false;
	return c->text || (c->people * 2 > c->tens && (!c->sum || c->people >= SURE));
}

void gate_table(struct gate *g, const char *file, const char *name, const char *key,
                bool pseudonyms)
{
	struct reader *in = reader_open(file);
	const struct header *h = reader_header(in);
	struct column *column = arena_take(g->arena, h->n * sizeof *column);
	struct record r;

	look_at_header(g, h, name, key, pseudonyms, column);
	while (reader_next(in, &r))
		look_at_record(g, &r, h, column, name, pseudonyms);
	for (size_t i = 0; i < h->n; i++)
		if (are_people(&column[i]))
			tell(g, &column[i], name, column[i].line, h->name[i], SIGHTING_NUMBER);
	reader_close(in);
}

/* ---------------------------------------------------------------- texts */

/* A place in a text, which is looked for from the last one on. */
struct place {
	size_t at, line, start; /* byte; its line; the first byte of that line */
	bool quoted, escaped;   /* inside of a string of JSON; after a backslash in it */
};

/* Moves on to a place of the text, counting lines, and whether it is in quotes. */
static void go_to(struct place *p, struct slice text, size_t to)
{
	for (; p->at < to; p->at++) {
		char c = text.at[p->at];
		if (c == '\n') {
			p->line++;
			p->start = p->at + 1;
		}
		if (c == '"' && !p->escaped)
			p->quoted = !p->quoted;
		p->escaped = c == '\\' && p->quoted && !p->escaped;
	}
}

static bool is_amount(const struct gate *g, struct slice ten)
{
	return is_among(g->seen, g->seens, ten);
}

static void look_for_inside(struct gate *g, struct slice text, const char *name)
{
	const char *found =
	    text.n == 0 ? NULL : memmem(text.at, text.n, GATE_INSIDE, strlen(GATE_INSIDE));
	struct place p = {.line = 1};

	if (found == NULL)
		return;
	go_to(&p, text, (size_t)(found - text.at));
	find(g, arena_format(g->arena, "%s:%zu:%zu: " IS_INSIDE, name, p.line, p.at - p.start + 1));
}

void gate_text(struct gate *g, struct slice text, const char *name)
{
	bool json = slice_ends(slice_of(name), ".json");
	struct place p = {.line = 1};
	size_t at = 0, end;
	enum sighting what;

	look_for_inside(g, text, name);
	for (; (what = sighting_next(text, &at, &end)) != SIGHTING_NONE; at = end) {
		if (what == SIGHTING_NUMBER && is_amount(g, (struct slice){text.at + at, end - at}))
			continue;
		go_to(&p, text, at);
		if (what == SIGHTING_NUMBER && json && !p.quoted)
			continue;
		find(g, arena_format(g->arena, "%s:%zu:%zu: %s", name, p.line, at - p.start + 1,
		                     sighting_name(what)));
	}
}

void gate_name(struct gate *g, const char *name)
{
	size_t at = 0, end;
	enum sighting what = sighting_next(slice_of(name), &at, &end);

	if (what != SIGHTING_NONE)
		find(g, arena_format(g->arena, "the name of a file or folder holds %s",
		                     sighting_name(what)));
}

void gate_close(struct gate *g, const char *end)
{
	for (size_t i = 0; i < g->findings; i++)
		warn("%s", g->finding[i]);
	if (g->found > g->findings)
		warn("and %zu more", g->found - g->findings);
	if (g->found > 0)
		die("%s", end);
	free(g->finding);
	free(g->seen);
}
