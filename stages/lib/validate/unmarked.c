#include "validate/unmarked.h"

#include <stdlib.h>

#include "error.h"
#include "memory.h"

/* Values that are there, those with ten digits, and those that are numbers of persons; and the last without weight. */
struct watched {
	size_t field;
	uint64_t values, tens, persons, seen;
};

/*
 * The fields that are watched; judged once after the first rows, where most data give themselves away, and at the
 * end.
 */
struct unmarked {
	const struct schema *schema;
	const char *file;
	struct watched *watched;
	size_t n;
	bool judged; /* by the first rows */
};

/*
 * Text and numbers that may be anything. What is on a list, has a form of its own or is marked is known for what it
 * is.
 */
static bool may_be_one(const struct schema_field *f)
{
	if (f->class == SCHEMA_IDENTIFIER || f->not_identity.n > 0 || f->codes != NULL ||
	    f->values != NULL || f->categories != NULL)
		return false;
	return schema_type_of(f->type)->is_loose;
}

struct unmarked *unmarked_open(const struct schema *s, const char *file)
{
	struct unmarked *u = memory_zeroed(1, sizeof *u);

	u->watched = memory_zeroed(s->n, sizeof *u->watched);
	u->schema = s;
	u->file = file;
	for (size_t i = 0; i < s->n; i++)
		if (may_be_one(&s->field[i]) && s->from[i] != COLUMN_NONE)
			u->watched[u->n++].field = i;
	return u;
}

static void judge(const struct unmarked *u)
{
	for (size_t i = 0; i < u->n; i++) {
		const struct watched *w = &u->watched[i];
		bool most = w->persons * 2 > w->values;
		bool most_of_tens = w->persons * 2 > w->tens && w->seen >= UNMARKED_LEAST;
		if (most || most_of_tens)
			die("%s: %.*s: most values%s are numbers of persons, and the schema does "
			    "not say so: give the field finsam: {class: identifier}, or "
			    "{type: organisationsnummer}, or {not_identity: WHY} if they are none",
			    u->file, SLICE(u->schema->field[w->field].name),
			    most ? "" : " with ten digits");
	}
}

uint64_t unmarked_look(struct unmarked *u, const struct record *r, uint64_t row)
{
	uint64_t weight = row <= UNMARKED_ROWS ? 1 : UNMARKED_STRIDE;

	for (size_t i = 0; i < u->n; i++) {
		struct watched *w = &u->watched[i];
		struct slice value = schema_value(u->schema, r, w->field);
		bool tens = false, person = value.n >= 10 && identity_is_in(value, &tens);
		w->values += value.n > 0 ? weight : 0;
		w->tens += tens ? weight : 0;
		w->persons += person ? weight : 0;
		w->seen += person;
	}
	if (!u->judged && row >= UNMARKED_ROWS) {
		u->judged = true;
		judge(u);
	}
	return row < UNMARKED_ROWS ? row + 1 : row + UNMARKED_STRIDE;
}

void unmarked_end(const struct unmarked *u)
{
	judge(u);
}

void unmarked_close(struct unmarked *u)
{
	free(u->watched);
	free(u);
}
