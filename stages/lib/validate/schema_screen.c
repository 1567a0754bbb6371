#include "validate/schema_screen.h"

#include "date.h"
#include "validate/schema.h"
#include "pattern.h"
#include "validate/schema_bound.h"
#include "validate/schema_number.h"

/* Only the pattern limits it, and no list of codes. */
static bool is_limited_by_pattern(const struct schema_field *f)
{
	return f->pattern && !schema_bound_is_any(f) && f->min_length == 0 &&
	       f->max_length == SIZE_MAX && !f->values && !f->categories;
}

static enum schema_screen screen_of(const struct schema_field *f)
{
	if (f->any_text)
		return SCHEMA_SCREEN_TEXT;
	if (f->codes_path)
		return SCHEMA_SCREEN_KNOWN;
	if (f->type == SCHEMA_STRING && f->shape && is_limited_by_pattern(f))
		return SCHEMA_SCREEN_SHAPE;
	if (f->limited)
		return SCHEMA_SCREEN_KNOWN;
	if (f->type == SCHEMA_DATE && f->format == NULL)
		return SCHEMA_SCREEN_DATE;
	if (f->type == SCHEMA_INTEGER)
		return SCHEMA_SCREEN_INTEGER;
	if (f->type == SCHEMA_NUMBER && f->decimal == '.')
		return SCHEMA_SCREEN_NUMBER;
	if (f->type == SCHEMA_PERSONNUMMER || f->type == SCHEMA_SAMORDNINGSNUMMER ||
	    f->type == SCHEMA_IDENTITET)
		return SCHEMA_SCREEN_PERSON;
	return SCHEMA_SCREEN_KNOWN;
}

void schema_screen_choose(struct schema_field *f, struct arena *arena)
{
	f->shape = f->pattern ? pattern_shape(f->pattern) : NULL;
	f->screen = screen_of(f);
	if (f->screen != SCHEMA_SCREEN_KNOWN)
		return;
	f->memo = arena_take(arena, sizeof *f->memo);
	f->memo->worth = true;
}

/* ---------------------------------------------------------------- the questions */

struct asked {
	struct schema_field *field;
	const struct identity_rules *rules;
};

static inline bool is_text(const struct asked *a, struct slice s)
{
	(void)a;
	return s.n > 0;
}

static inline bool is_known(const struct asked *a, struct slice s)
{
	return s.n - 1 < SCHEMA_MEMO_BYTES && schema_memo_knows(a->field->memo, s);
}

static inline bool has_shape(const struct asked *a, struct slice s)
{
	return shape_fits(a->field->shape, s);
}

static inline bool is_date(const struct asked *a, struct slice s)
{
	(void)a;
	return date_is(s);
}

/* Of at most eighteen digits; one that begins with a zero is left to others. */
static inline bool is_integer(const struct asked *a, struct slice s)
{
	size_t i = s.n > 0 && s.at[0] == '-', digits = s.n - i;
	unsigned other = digits - 1 >= 18 || (s.at[i] == '0' && s.n > 1);

	(void)a;
	for (; i < s.n && other == 0; i++)
		other = (unsigned char)(s.at[i] - '0') > 9;
	return other == 0;
}

static inline bool is_number(const struct asked *a, struct slice s)
{
	const struct schema_field *f = a->field;
	struct schema_number as = {false, f->decimal, f->group, f->bare, f->units.at, f->units.n};
	char room[NUMBER_MAX_TEXT];
	struct slice canonical;

	return schema_number_read(&as, s, room, &canonical) == SCHEMA_NUMBER_READ &&
	       canonical.at == s.at && canonical.n == s.n;
}

static inline bool is_person(const struct asked *a, struct slice s)
{
	enum schema_type type = a->field->type;
	struct identity id;

	return s.n == IDENTITY_DIGITS && identity_parse(s, a->rules, &id) == IDENTITY_VALID &&
	       (type == SCHEMA_IDENTITET || id.coordination == (type == SCHEMA_SAMORDNINGSNUMMER));
}

/* ---------------------------------------------------------------- a column, and all of them */

/* The fields of one column, of the rows that have all columns; bit i of `sure` and the like is the i-th of them. */
struct column {
	struct slice at[CSV_BATCH];
	size_t n;
	uint64_t empty;
};

/* Each caller names its question, so that the compiler makes a loop of its own for each. */
static inline __attribute__((always_inline)) uint64_t
ask(const struct column *c, const struct asked *a,
    bool (*question)(const struct asked *a, struct slice s))
{
	uint64_t sure = 0;

	for (size_t i = 0; i < c->n; i++)
		sure |= (uint64_t)question(a, c->at[i]) << i;
	return sure;
}

static uint64_t ask_its_question(const struct column *c, const struct asked *a)
{
	switch (a->field->screen) {
	case SCHEMA_SCREEN_TEXT:
		return ask(c, a, is_text);
	case SCHEMA_SCREEN_KNOWN:
		return a->field->memo->worth ? ask(c, a, is_known) : 0;
	case SCHEMA_SCREEN_SHAPE:
		return ask(c, a, has_shape);
	case SCHEMA_SCREEN_DATE:
		return ask(c, a, is_date);
	case SCHEMA_SCREEN_INTEGER:
		return ask(c, a, is_integer);
	case SCHEMA_SCREEN_NUMBER:
		return ask(c, a, is_number);
	case SCHEMA_SCREEN_PERSON:
		return ask(c, a, is_person);
	case SCHEMA_SCREEN_NONE:
		break;
	}
	return 0;
}

/* Nothing is right where something is required; a sign of its own for what is missing becomes nothing. */
static uint64_t screen(const struct column *c, const struct asked *a)
{
	uint64_t sure = ask_its_question(c, a) | (a->field->required ? 0 : c->empty);

	for (size_t i = 0; i < c->n && a->field->missing.n > 0; i++)
		if (c->at[i].n > 0 && schema_field_is_missing(a->field, c->at[i]))
			sure &= ~(UINT64_C(1) << i);
	return sure;
}

/* The rows that can be looked at. If they are not all, the bits of the others are put between them. */
struct rows {
	const struct record *record[CSV_BATCH];
	size_t n;
	uint64_t whole;
};

static uint64_t in_their_places(uint64_t bits, const struct rows *rows)
{
	uint64_t placed = 0;

	if (rows->n == CSV_BATCH || (rows->whole & (rows->whole + 1)) == 0)
		return bits;
	for (uint64_t rest = rows->whole; rest != 0; rest &= rest - 1, bits >>= 1)
		placed |= bits & 1 ? rest & -rest : 0;
	return placed;
}

void schema_screen_nothing(struct schema *s)
{
	for (size_t k = 0; k < s->actives; k++)
		s->sure[k] = 0;
	s->all_sure = 0;
}

void schema_screen(struct schema *s, const struct csv_row *row, size_t n)
{
	struct rows rows = {.n = 0};
	struct column c;

	for (size_t i = 0; i < n; i++) {
		if (row[i].fault != CSV_FINE || row[i].record.n != s->columns)
			continue;
		rows.record[rows.n++] = &row[i].record;
		rows.whole |= UINT64_C(1) << i;
	}
	c.n = rows.n;
	s->all_sure = rows.whole;
	for (size_t k = 0; k < s->actives; k++) {
		struct asked a = {&s->field[s->active[k]], &s->identity};
		size_t from = s->from[s->active[k]];
		c.empty = 0;
		for (size_t i = 0; i < rows.n; i++) {
			c.at[i] = record_field(rows.record[i], from);
			c.empty |= (uint64_t)(c.at[i].n == 0) << i;
		}
		s->sure[k] = in_their_places(screen(&c, &a), &rows);
		s->all_sure &= s->sure[k];
	}
}
