#include "validate/key_checks.h"

#include <stdlib.h>

#include "validate/keyset.h"
#include "memory.h"
#include "normal.h"
#include "validate/schema_instant.h"

/* However little memory is allowed, questions may take so much of it: the files are not read for a few. */
#define WAITING_LEAST_BYTES ((size_t)4 << 20)

/* Set i is that of key i; after those come the foreign keys'. What a set said at the end is walked row by row. */
struct question {
	struct keyset *set;
	size_t *own;           /* KEYSET_ITSELF: the columns that are pointed at */
	const uint64_t *wrong; /* after key_checks_settle: rows, ascending */
	size_t n, at;
};

/*
 * A question for each key, and for each foreign key. While rows come their keys go into the sets (keyset.h), and a set
 * that is all in memory answers at once. Of what had to wait (a set that went to disk, a table that points at itself)
 * the sets tell which rows are wrong, in rising order, and each is asked once more as the rows come by
 * again.
 */
struct key_checks {
	const struct schema *schema;
	struct question *question;
	size_t n, budget_bytes;
	bool points_at_itself;
	struct str key; /* the parts of a key, tabs between them */
};

/* A table that points at itself is asked about in the end only, and from files. */
static enum keyset_kind kind_of(const struct schema *s, size_t question)
{
	if (question < s->keys)
		return KEYSET_UNIQUE;
	return s->foreign[question - s->keys].resource.n == 0 ? KEYSET_ITSELF : KEYSET_REFERENCE;
}

static size_t *own_columns(const struct schema *s, const struct schema_foreign *f)
{
	size_t *column = memory_zeroed(f->n, sizeof *column);

	for (size_t i = 0; i < f->n; i++)
		column[i] = header_find(&s->names, f->to[i]);
	return column;
}

struct key_checks *key_checks_open(const struct schema *s, size_t budget_bytes)
{
	struct key_checks *a = memory_zeroed(1, sizeof *a);

	a->schema = s;
	a->n = s->keys + s->foreigns;
	a->budget_bytes = budget_bytes;
	a->question = memory_zeroed(a->n + 1, sizeof *a->question);
	for (size_t i = 0; i < a->n; i++) {
		enum keyset_kind kind = kind_of(s, i);
		a->question[i].set = keyset_open(kind, budget_bytes / a->n);
		a->points_at_itself |= kind == KEYSET_ITSELF;
		if (kind == KEYSET_ITSELF)
			a->question[i].own = own_columns(s, &s->foreign[i - s->keys]);
	}
	return a;
}

/*
 * False if a part of the key is missing. `field` says what the parts are: moments are the same by what they mean,
 * all else by its canonical text.
 */
static bool key_of(struct key_checks *a, const struct record *r, const size_t *column,
                   const size_t *field, size_t n, struct slice *key)
{
	str_reset(&a->key);
	for (size_t i = 0; i < n; i++) {
		struct slice part = record_field(r, column[i]);
		bool moment = a->schema->field[field[i]].type == SCHEMA_DATETIME;
		if (part.n == 0)
			return false;
		if (n == 1 && !moment) {
			*key = part;
			return true;
		}
		if (moment)
			schema_instant_key(part, &a->key);
		else
			str_add(&a->key, part);
		str_add_byte(&a->key, '\t');
	}
	*key = str_slice(&a->key);
	return true;
}

/* The schema speaks of names without id.; the stream has the mark. */
static size_t column_of(struct reader *in, struct slice name)
{
	struct str marked = {0};
	size_t column = header_find(reader_header(in), name);

	if (column == COLUMN_NONE) {
		str_addf(&marked, "id.%.*s", SLICE(name));
		column = header_find(reader_header(in), str_slice(&marked));
		str_done(&marked);
	}
	return column == COLUMN_NONE ? reader_column(in, name) : column;
}

void key_checks_refer(struct key_checks *a, size_t foreign, struct reader *in)
{
	const struct schema_foreign *f = &a->schema->foreign[foreign];
	size_t *column = memory_take(f->n * sizeof *column);
	struct str normal = {0};
	struct slice key;
	struct record r;

	for (size_t i = 0; i < f->n; i++)
		column[i] = column_of(in, f->to[i]);
	while (reader_next(in, &r))
		if (key_of(a, &r, column, f->field, f->n, &key))
			keyset_refer(a->question[a->schema->keys + foreign].set,
			             normal_of(key, &normal));
	str_done(&normal);
	free(column);
}

static void add_finding(const struct key_checks *a, size_t question, const struct faults *f,
                        struct faults_row *found)
{
	size_t keys = a->schema->keys;

	faults_add(found, question < keys ? faults_of_key(f, question)
	                                  : faults_of_foreign(f, question - keys));
}

bool key_checks_check(struct key_checks *a, const struct record *clean, uint64_t row, bool rejected,
                      const struct faults *f, struct faults_row *found)
{
	const struct schema *s = a->schema;
	bool all_known = true;
	struct slice key;

	for (size_t i = 0; i < a->n; i++) {
		const struct schema_foreign *foreign =
		    i < s->keys ? NULL : &s->foreign[i - s->keys];
		const size_t *column = foreign ? foreign->field : s->key[i].field;
		size_t n = foreign ? foreign->n : s->key[i].n;
		struct question *q = &a->question[i];
		if (q->own && !rejected && key_of(a, clean, q->own, column, n, &key))
			keyset_refer(q->set, key);
		if (!key_of(a, clean, column, column, n, &key))
			continue;
		enum keyset_answer answer =
		    rejected ? keyset_ask_only(q->set, key, row) : keyset_ask(q->set, key, row);
		if (answer == KEYSET_WRONG)
			add_finding(a, i, f, found);
		all_known &= answer != KEYSET_LATER;
	}
	return all_known;
}

bool key_checks_should_settle(const struct key_checks *a, uint64_t waiting_bytes)
{
	uint64_t files = 0, memory = 0;

	if (a->points_at_itself || waiting_bytes < a->budget_bytes / 8)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		files += keyset_file_bytes(a->question[i].set);
		memory += keyset_waiting_bytes(a->question[i].set);
	}
	return waiting_bytes >= files / 4 ||
	       (memory >= a->budget_bytes / 8 && memory >= WAITING_LEAST_BYTES);
}

void key_checks_settle(struct key_checks *a)
{
	for (size_t i = 0; i < a->n; i++) {
		a->question[i].wrong = keyset_settle(a->question[i].set, &a->question[i].n);
		a->question[i].at = 0;
	}
}

void key_checks_answer(struct key_checks *a, uint64_t row, const struct faults *f,
                       struct faults_row *found)
{
	for (size_t i = 0; i < a->n; i++) {
		struct question *q = &a->question[i];
		while (q->at < q->n && q->wrong[q->at] < row)
			q->at++;
		if (q->at < q->n && q->wrong[q->at] == row)
			add_finding(a, i, f, found);
	}
}

void key_checks_close(struct key_checks *a)
{
	for (size_t i = 0; i < a->n; i++) {
		keyset_close(a->question[i].set);
		free(a->question[i].own);
	}
	free(a->question);
	str_done(&a->key);
	free(a);
}
