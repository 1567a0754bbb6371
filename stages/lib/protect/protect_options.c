#include "protect/protect_options.h"

#include <string.h>

#include "keyed_table.h"
#include "memory.h"
#include "protect/protect_setting.h"
#include "protect/protect_word.h"

/* ---------------------------------------------------------------- tables and measures by name */

static struct protect_request_table *table_named(struct protect_request *s, struct slice name)
{
	for (size_t i = 0; i < s->n; i++)
		if (slice_equal(s->table[i].name, name))
			return &s->table[i];
	return NULL;
}

/* Which table an option speaks of, and the rest of it: "TABLE:REST" if there are several. */
static struct protect_request_table *scope(struct protect_request *s, const char *option, char mark,
                                           const char *text, struct slice *rest, struct error *e)
{
	struct protect_request_table *t = &s->table[0];
	struct slice name;

	*rest = slice_of(text);
	if (t->name.n == 0)
		return t;
	if (!protect_word_halve(*rest, mark, &name, rest) || (t = table_named(s, name)) == NULL) {
		error_set(e, "--%s: begins with the name of a --table and %c", option, mark);
		return NULL;
	}
	return t;
}

/* ---------------------------------------------------------------- populations */

static bool read_population(struct protect_request *s, struct protect_measure *m, struct slice text)
{
	return protect_word_fixed(&s->arena, text, &m->population, &m->fixed, &m->n_fixed);
}

/* ---------------------------------------------------------------- measures */

static bool append(struct protect_request_table *t, const struct protect_measure *m)
{
	t->measure = array_room(t->measure, &t->measure_room, t->measures + 1, sizeof *t->measure);
	t->measure[t->measures++] = *m;
	return true;
}

static bool add_measure(struct protect_request_table *t, const struct protect_measure *m,
                        struct error *e)
{
	if (protect_request_measure(t, m->name) != (size_t)-1)
		return error_set(e, "%.*s is said to be a measure twice", SLICE(m->name));
	return append(t, m);
}

/* MEASURE[@COLUMN,...] */
static bool read_coarser(struct protect_request *s, struct protect_measure *m, struct slice text,
                         struct slice *name)
{
	struct slice by;

	*name = protect_word_trim(text);
	if (memchr(text.at, '@', text.n) == NULL)
		return name->n > 0;
	m->coarser = true;
	return protect_word_halve(text, '@', name, &by) &&
	       protect_word_names(&s->arena, by, &m->by);
}

static bool read_count(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_measure m = {.kind = PROTECT_COUNT};
	struct slice rest, left, population;
	struct protect_request_table *t = scope(s, "count", ':', text, &rest, e);

	if (t == NULL)
		return false;
	left = rest;
	if ((memchr(rest.at, '=', rest.n) != NULL &&
	     (!protect_word_halve(rest, '=', &left, &population) ||
	      !read_population(s, &m, population))) ||
	    !read_coarser(s, &m, left, &m.name))
		return error_set(e,
		                 "--count: MEASURE[@COLUMN,...][=POPULATION[[COLUMN=VALUE,...]]]");
	return add_measure(t, &m, e);
}

static bool read_sum(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_measure m = {.kind = PROTECT_SUM};
	struct slice rest, count, population;
	struct protect_request_table *t = scope(s, "sum", ':', text, &rest, e);
	bool right;

	if (t == NULL)
		return false;
	right = protect_word_halve(rest, '=', &m.name, &count);
	if (right && protect_word_halve(count, '=', &count, &population))
		right = read_population(s, &m, population);
	if (!right || !protect_word_names(&s->arena, count, &m.part) || m.part.n != 1)
		return error_set(e, "--sum: MEASURE=COUNT[=POPULATION]");
	return add_measure(t, &m, e);
}

/* COUNT/COUNT, COUNT/COUNT@COLUMN,..., COUNT-COUNT, or MEASURE,... */
static bool read_expression(struct protect_request *s, struct protect_measure *m, struct slice text)
{
	struct slice left, right, whole;
	bool quotient = memchr(text.at, '/', text.n) != NULL;

	if (!quotient && memchr(text.at, '-', text.n) == NULL) {
		m->form = PROTECT_MADE;
		return protect_word_names(&s->arena, text, &m->part) && m->part.n > 0;
	}
	m->form = quotient ? PROTECT_QUOTIENT : PROTECT_DIFFERENCE;
	if (!protect_word_halve(text, quotient ? '/' : '-', &left, &right) || right.n == 0 ||
	    !read_coarser(s, m, right, &whole) || (m->coarser && !quotient))
		return false;
	m->part = (struct protect_names){arena_take(&s->arena, 2 * sizeof left), 2};
	m->part.at[0] = left;
	m->part.at[1] = whole;
	return true;
}

static bool read_derived(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_measure m = {.kind = PROTECT_DERIVED};
	struct slice rest;
	struct protect_request_table *t = scope(s, "derived", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (!protect_word_halve(rest, '=', &m.name, &rest) || rest.n == 0 ||
	    !read_expression(s, &m, rest))
		return error_set(e, "--derived: NAME=MEASURE/MEASURE[@COLUMN,...], "
		                    "NAME=COUNT-COUNT or NAME=MEASURE,...");
	return add_measure(t, &m, e);
}

/* COUNT[[COLUMN=VALUE,...]] = TABLE:COUNT[@COLUMN,...][[COLUMN=VALUE,...]]; *other: whether there is a TABLE. */
static bool read_tie(struct protect_request *s, struct protect_request_table *t, struct slice part,
                     struct slice text, bool *other)
{
	struct protect_tie tie = {0};
	struct slice name, rest, by;
	struct protect_request_table *u;

	*other = t->name.n > 0 && protect_word_halve(text, ':', &name, &rest);
	if (!*other)
		return true;
	u = table_named(s, name);
	if (u == NULL || !protect_word_fixed(&s->arena, part, &tie.part, &tie.some, &tie.n_some) ||
	    !protect_word_fixed(&s->arena, rest, &tie.whole, &tie.fixed, &tie.n_fixed))
		return false;
	tie.table = (size_t)(u - s->table);
	tie.by_said = memchr(tie.whole.at, '@', tie.whole.n) != NULL;
	if (tie.by_said && (!protect_word_halve(tie.whole, '@', &tie.whole, &by) ||
	                    !protect_word_names(&s->arena, by, &tie.by)))
		return false;
	t->tie = array_room(t->tie, &t->tie_room, t->ties + 1, sizeof *t->tie);
	t->tie[t->ties++] = tie;
	return tie.whole.n > 0;
}

/* A part of a whole without a share that says so: a quotient that is no column. */
static bool read_part(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_measure m = {
	    .kind = PROTECT_DERIVED, .form = PROTECT_QUOTIENT, .unseen = true};
	struct slice rest, part, whole;
	bool other;
	struct protect_request_table *t = scope(s, "part", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (!protect_word_equation(rest, &part, &rest) || rest.n == 0 ||
	    !read_tie(s, t, part, rest, &other) || (!other && !read_coarser(s, &m, rest, &whole)))
		return error_set(e, "--part: COUNT=COUNT[@COLUMN,...], or, of another table, "
		                    "COUNT[[COLUMN=VALUE,...]]=TABLE:COUNT[@COLUMN,...]"
		                    "[[COLUMN=VALUE,...]]");
	if (other)
		return true;
	m.part = (struct protect_names){arena_take(&s->arena, 2 * sizeof part), 2};
	m.part.at[0] = part;
	m.part.at[1] = whole;
	m.name = part;
	return append(t, &m);
}

static bool read_largest(struct protect_request *s, const char *text, struct error *e)
{
	struct slice rest, name;
	struct protect_request_table *t = scope(s, "largest", ':', text, &rest, e);
	size_t i;

	if (t == NULL)
		return false;
	if (!protect_word_halve(rest, '=', &name, &rest))
		return error_set(e, "--largest: SUM=COLUMN,...");
	i = protect_request_measure(t, name);
	if (i == (size_t)-1 || t->measure[i].kind != PROTECT_SUM || t->measure[i].largest.n > 0 ||
	    t->measure[i].of_nobody)
		return error_set(e, "--largest: %.*s is no --sum, or is there twice", SLICE(name));
	t->measure[i].of_nobody = slice_is(rest, "-");
	if (t->measure[i].of_nobody)
		return true;
	if (!protect_word_names(&s->arena, rest, &t->measure[i].largest) ||
	    t->measure[i].largest.n == 0)
		return error_set(e, "--largest: SUM=COLUMN,...");
	return true;
}

/* ---------------------------------------------------------------- columns */

static bool read_by(struct protect_request *s, const char *text, struct error *e)
{
	struct slice rest;
	struct protect_request_table *t = scope(s, "by", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (t->by.n > 0)
		return error_set(e, "--by is given twice for one table");
	if (!protect_word_names(&s->arena, rest, &t->by) || t->by.n == 0)
		return error_set(e, "--by: COLUMN,...");
	return true;
}

/* COLUMN, COLUMN@MEASURE or COLUMN@MEASURE? */
static bool overlap_of(struct slice text, struct protect_overlap *o, struct error *e)
{
	*o = (struct protect_overlap){.column = text, .unless_sums = true};
	if (memchr(text.at, '@', text.n) == NULL)
		return true;
	o->unless_sums = slice_ends(text, "?");
	text.n -= o->unless_sums;
	return (protect_word_halve(text, '@', &o->column, &o->measure) && o->measure.n > 0) ||
	       error_set(e, "--overlap: COLUMN[@MEASURE[?]],...");
}

static bool read_overlap(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_names names;
	struct slice rest;
	struct protect_request_table *t = scope(s, "overlap", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (t->overlaps > 0)
		return error_set(e, "--overlap is given twice for one table");
	if (!protect_word_names(&s->arena, rest, &names) || names.n == 0)
		return error_set(e, "--overlap: COLUMN[@MEASURE[?]],...");
	t->overlap = arena_take(&s->arena, names.n * sizeof *t->overlap);
	for (; t->overlaps < names.n; t->overlaps++)
		if (!overlap_of(names.at[t->overlaps], &t->overlap[t->overlaps], e))
			return false;
	return true;
}

static bool read_hierarchy(struct protect_request *s, const char *text, struct error *e)
{
	struct slice rest, column, path;
	struct protect_request_table *t = scope(s, "hierarchy", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (!protect_word_halve(rest, '=', &column, &path) || path.n == 0)
		return error_set(e, "--hierarchy: COLUMN=FILE");
	t->hierarchy =
	    array_room(t->hierarchy, &t->hierarchy_room, t->hierarchies + 1, sizeof *t->hierarchy);
	t->hierarchy[t->hierarchies++] =
	    (struct protect_hierarchy){column, arena_text(&s->arena, path)};
	return true;
}

static bool read_relation(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_relation r;
	struct slice rest;
	struct protect_request_table *t = scope(s, "relation", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (!protect_word_relation(&s->arena, rest, &r))
		return error_set(e, "--relation: COLUMN:VALUE = VALUE + VALUE - VALUE, or <=, with "
		                    "blanks around the signs");
	t->relation =
	    array_room(t->relation, &t->relation_room, t->relations + 1, sizeof *t->relation);
	t->relation[t->relations++] = r;
	return true;
}

static bool read_withhold(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_withheld w;
	struct slice rest;
	struct protect_request_table *t = scope(s, "withhold", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (!protect_word_halve(rest, ':', &w.column, &rest) ||
	    !protect_word_names(&s->arena, rest, &w.code) || w.code.n == 0)
		return error_set(e, "--withhold: COLUMN:VALUE,...");
	t->withheld =
	    array_room(t->withheld, &t->withheld_room, t->withhelds + 1, sizeof *t->withheld);
	t->withheld[t->withhelds++] = w;
	return true;
}

/* What it is of stands in a hierarchy then (protect.c); its rows are withheld. */
static bool read_class(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_withheld w = {.code.n = 1};
	struct protect_class c;
	struct slice rest;
	struct protect_request_table *t = scope(s, "class", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (!protect_word_halve(rest, ':', &c.column, &rest) ||
	    !protect_word_halve(rest, '=', &c.name, &rest) ||
	    !protect_word_names(&s->arena, rest, &c.code))
		return error_set(e, "--class: COLUMN:CLASS=CODE,...");
	t->class = array_room(t->class, &t->class_room, t->classes + 1, sizeof *t->class);
	t->class[t->classes++] = c;
	w.column = c.column;
	w.code.at = arena_take(&s->arena, sizeof *w.code.at);
	w.code.at[0] = c.name;
	t->withheld =
	    array_room(t->withheld, &t->withheld_room, t->withhelds + 1, sizeof *t->withheld);
	t->withheld[t->withhelds++] = w;
	return true;
}

static bool read_never(struct protect_request *s, const char *text, struct error *e)
{
	struct protect_never never = {0};
	struct slice rest;
	struct protect_request_table *t = scope(s, "never", ':', text, &rest, e);

	if (t == NULL)
		return false;
	if (!protect_word_pairs(&s->arena, rest, &never.said, &never.n) || never.n == 0)
		return error_set(e, "--never: COLUMN=VALUE,...");
	for (size_t i = 0; i < never.n; i++)
		if (slice_is(never.said[i].value, KEYED_TABLE_ALL))
			return error_set(e, "--never: * is no value of %.*s",
			                 SLICE(never.said[i].name));
	t->never = array_room(t->never, &t->never_room, t->nevers + 1, sizeof *t->never);
	t->never[t->nevers++] = never;
	return true;
}

static bool read_previous(struct protect_request *s, const char *text, struct error *e)
{
	struct slice rest;
	struct protect_request_table *t = scope(s, "previous", '=', text, &rest, e);

	if (t == NULL)
		return false;
	t->previous =
	    array_room(t->previous, &t->previous_room, t->previouses + 1, sizeof *t->previous);
	t->previous[t->previouses++] = arena_text(&s->arena, rest);
	return t->previouses <= PROTECT_PREVIOUS_MAX ||
	       error_set(e, "--previous: at most %d for a table", PROTECT_PREVIOUS_MAX);
}

static bool read_told(struct protect_request *s, const char *text, struct error *e)
{
	struct slice rest;
	struct protect_request_table *t = scope(s, "told", '=', text, &rest, e);

	if (t == NULL)
		return false;
	if (t->told != NULL || t->name.n == 0)
		return error_set(e, "--told: TABLE=FILE, each table once; another is to go out");
	t->told = arena_text(&s->arena, rest);
	return true;
}

/* ---------------------------------------------------------------- what is needed most */

/* TABLE[:MEASURE][[COLUMN=VALUE,...]]; of the only table without TABLE: */
static bool priority_of(struct protect_request *s, struct slice text, struct protect_priority *p)
{
	struct protect_request_table *t = &s->table[0];
	struct slice name = {"", 0};

	*p = (struct protect_priority){0};
	if (!slice_starts(text, "[") || t->name.n > 0) {
		if (!protect_word_fixed(&s->arena, text, &name, &p->fixed, &p->n_fixed))
			return false;
	} else if (!protect_word_fixed(&s->arena,
	                               slice_of(arena_format(&s->arena, "-%.*s", SLICE(text))),
	                               &(struct slice){0}, &p->fixed, &p->n_fixed)) {
		return false;
	}
	p->measure = name;
	if (t->name.n == 0)
		return true;
	p->measure = (struct slice){"", 0};
	if (memchr(name.at, ':', name.n) != NULL &&
	    (!protect_word_halve(name, ':', &name, &p->measure) || p->measure.n == 0))
		return false;
	t = table_named(s, name);
	p->table = t == NULL ? 0 : (size_t)(t - s->table);
	return t != NULL;
}

static bool read_priority(struct protect_request *s, const char *text, struct error *e)
{
	struct slice rest = slice_of(text), one;

	while (protect_word_next(&rest, &one)) {
		struct protect_priority p;

		if (!priority_of(s, one, &p))
			return error_set(e,
			                 "--priority: [TABLE:]MEASURE[[COLUMN=VALUE,...]],..., or "
			                 "TABLE[[COLUMN=VALUE,...]] for all its measures");
		s->priority = array_room(s->priority, &s->priority_room, s->priorities + 1,
		                         sizeof *s->priority);
		s->priority[s->priorities++] = p;
	}
	return s->priorities <= PROTECT_PRIORITIES_MAX ||
	       error_set(e, "--priority: at most %d", PROTECT_PRIORITIES_MAX);
}

/* ---------------------------------------------------------------- tables */

static bool read_tables(struct protect_request *s, const struct protect_words *w, struct error *e)
{
	if (w->table.n > PROTECT_TABLES_MAX)
		return error_set(e, "--table: at most %d", PROTECT_TABLES_MAX);
	s->n = w->table.n == 0 ? 1 : w->table.n;
	s->table = memory_zeroed(s->n, sizeof *s->table);
	for (size_t i = 0; i < w->table.n; i++) {
		struct slice name, path;

		if (!protect_word_halve(slice_of(w->table.at[i]), '=', &name, &path) ||
		    path.n == 0 || memchr(name.at, '/', name.n) != NULL ||
		    memchr(name.at, ':', name.n) != NULL)
			return error_set(e, "--table: NAME=FILE, and no / or : in the name");
		if (table_named(s, name) != NULL)
			return error_set(e, "--table: %.*s is there twice", SLICE(name));
		s->table[i].name = name;
		s->table[i].path = arena_text(&s->arena, path);
	}
	return true;
}

typedef bool reading(struct protect_request *s, const char *text, struct error *e);

static bool read_each(struct protect_request *s, const struct texts *words, reading *read,
                      struct error *e)
{
	for (size_t i = 0; i < words->n; i++)
		if (!read(s, words->at[i], e))
			return false;
	return true;
}

bool protect_options_read(struct protect_request *s, const struct protect_words *w, struct error *e)
{
	return read_tables(s, w, e) && read_each(s, &w->by, read_by, e) &&
	       read_each(s, &w->overlap, read_overlap, e) &&
	       read_each(s, &w->count, read_count, e) && read_each(s, &w->sum, read_sum, e) &&
	       read_each(s, &w->derived, read_derived, e) && read_each(s, &w->part, read_part, e) &&
	       read_each(s, &w->hierarchy, read_hierarchy, e) &&
	       read_each(s, &w->relation, read_relation, e) &&
	       read_each(s, &w->largest, read_largest, e) &&
	       read_each(s, &w->previous, read_previous, e) &&
	       read_each(s, &w->told, read_told, e) &&
	       read_each(s, &w->withhold, read_withhold, e) &&
	       read_each(s, &w->classes, read_class, e) && read_each(s, &w->never, read_never, e) &&
	       read_each(s, &w->priority, read_priority, e) && protect_setting_read(s, w, e);
}
