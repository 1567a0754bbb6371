/*
 * derive: adds columns that are computed from those there are, or replaces some.
 *
 * One pass over the input. Holds the expressions, the reader's block and one record.
 */
#include <stdlib.h>

#include "error.h"
#include "expr.h"
#include "stage.h"

static const struct stage stage = {
    .name = "derive",
    .about = "add or replace columns that are computed from the others",
    .operands = "NAME=EXPRESSION... [FILE]",
    .details = "A new column comes last, a replaced one stays in its place. An expression sees "
               "what those\n"
               "before it have made. The language is that of docs/expressions.md, for example:\n\n"
               "  finsam derive 'alder=age(fodelsedatum, start)' 'ung=alder < 30'",
};

/*
 * The record at hand is the record that came in, and behind it a field for every expression, in
 * order. It has the form that a reader gives, so an expression reads an input column and one
 * derived before it alike, and the fields of a new record are a few spans of it: `place` says for
 * each column of the output which field of the record at hand it is.
 */
struct derivation {
	struct expr **value;
	size_t n;
	struct header header; /* of the output, as far as it is known */
	size_t *place;
	size_t room;
	struct str bytes;
	uint32_t *end; /* 1 + fields in + n */
	struct arena arena;
};

struct span {
	size_t first, count;
};

/* Column `name` is what the next expression makes. */
static void name_column(struct derivation *d, struct slice name, size_t fields_in)
{
	size_t i = header_find(&d->header, name);
	struct error e = {0};

	if (i == COLUMN_NONE) {
		i = d->header.n;
		if (!header_add(&d->header, name, &e))
			stage_usage("%.*s: %s", SLICE(name), e.text);
		d->place = array_room(d->place, &d->room, d->header.n, sizeof *d->place);
	} else if (d->place[i] >= fields_in) {
		stage_usage("%.*s is derived twice", SLICE(name));
	}
	d->place[i] = fields_in + d->n;
}

/* Rule 7 of records: only pseudonymise takes the mark off, and nobody puts it on. */
static void check_mark(const struct derivation *d, const struct expr *x, struct slice name)
{
	bool *used = calloc(d->header.n, sizeof *used);
	const struct slice *identifier = NULL;

	if (used == NULL)
		die("out of memory");
	expr_uses(x, used);
	for (size_t i = 0; i < d->header.n && identifier == NULL; i++)
		if (used[i] && column_is_identifier(d->header.name[i]))
			identifier = &d->header.name[i];
	if (identifier != NULL && !column_is_identifier(name))
		die("%.*s reads %.*s: only pseudonymise takes off the mark id.", SLICE(name),
		    SLICE(*identifier));
	if (identifier == NULL && column_is_identifier(name))
		die("%.*s reads no column with the mark id., so it can not have it", SLICE(name));
	free(used);
}

static void add_value(struct derivation *d, const char *operand, const struct reader *in)
{
	struct expr_columns columns = {.header = &d->header, .place = d->place};
	struct error e = {0};
	struct slice name;
	const char *text;
	struct expr *x;

	if (!stage_assignment(operand, &name, &text) || name.n == 0)
		stage_usage("NAME=EXPRESSION is wanted, and an operand has no name or no =");
	x = expr_compile(slice_of(text), &columns, EXPR_ANY, &d->arena, &e);
	if (x == NULL)
		die("%.*s: expression, character %zu: %s", SLICE(name), e.column, e.text);
	check_mark(d, x, name);
	name_column(d, name, reader_header(in)->n);
	d->value[d->n++] = x;
}

static void begin(struct derivation *d, const struct reader *in, const struct operands *o)
{
	const struct header *h = reader_header(in);

	header_copy(&d->header, h);
	d->place = array_room(d->place, &d->room, h->n, sizeof *d->place);
	for (size_t i = 0; i < h->n; i++)
		d->place[i] = i;
	d->value = arena_take(&d->arena, (size_t)o->n * sizeof(struct expr *));
	d->end = arena_take(&d->arena, (1 + h->n + (size_t)o->n) * sizeof *d->end);
	for (int i = 0; i < o->n; i++)
		add_value(d, o->at[i], in);
}

/* The columns of the output as runs of neighbours in the record at hand. */
static size_t join_neighbours(const struct derivation *d, struct span *span)
{
	size_t n = 0;

	for (size_t i = 0; i < d->header.n; i++) {
		if (n > 0 && span[n - 1].first + span[n - 1].count == d->place[i])
			span[n - 1].count++;
		else
			span[n++] = (struct span){d->place[i], 1};
	}
	return n;
}

/* The input's fields become the front of the record at hand. */
static void take_record(struct derivation *d, const struct record *in, struct record *r)
{
	struct slice line = record_span(in, 0, in->n);
	uint32_t start = (uint32_t)(line.at - in->block);

	str_reset(&d->bytes);
	str_add(&d->bytes, line);
	str_add_byte(&d->bytes, '\t');
	d->end[0] = UINT32_MAX; /* its 1 more wraps to the first byte */
	for (size_t i = 0; i < in->n; i++)
		d->end[i + 1] = in->end[i] - start;
	*r = (struct record){d->bytes.at, d->end + 1, in->n, in->line};
}

/* Puts the next value behind the fields of the record at hand. */
static void add_field(struct derivation *d, size_t i, const struct reader *in, struct record *r)
{
	struct expr_value v;
	struct error e = {0};

	/* A text may be a part of the record itself, which must not move while it is copied. */
	str_room(&d->bytes, d->bytes.n + NUMBER_MAX_TEXT);
	r->block = d->bytes.at;
	if (!expr_evaluate(d->value[i], r, &v, &e))
		die("%s:%zu: %s", reader_name(in), e.line, e.text);
	expr_write(&v, &d->bytes);
	if (d->bytes.n > RECORD_MAX_BYTES)
		die("%s:%llu: the record becomes longer than 16 MiB", reader_name(in),
		    (unsigned long long)r->line);
	d->end[++r->n] = (uint32_t)d->bytes.n;
	str_add_byte(&d->bytes, '\t');
	r->block = d->bytes.at;
}

static void derive(struct reader *in, struct derivation *d, struct writer *out)
{
	struct span *span = arena_take(&d->arena, d->header.n * sizeof *span);
	size_t spans = join_neighbours(d, span);
	struct record from, r;

	while (reader_next(in, &from)) {
		take_record(d, &from, &r);
		for (size_t i = 0; i < d->n; i++)
			add_field(d, i, in, &r);
		for (size_t i = 0; i < spans; i++)
			writer_span(out, &r, span[i].first, span[i].count);
		writer_end(out);
	}
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct derivation d = {0};
	struct reader *in;

	if (o.n == 0)
		stage_usage("NAME=EXPRESSION is wanted");
	in = stage_input(file);
	begin(&d, in, &o);
	derive(in, &d, stage_output(&d.header));
	for (size_t i = 0; i < d.n; i++)
		expr_done(d.value[i]);
	free(d.place);
	str_done(&d.bytes);
	header_done(&d.header);
	arena_done(&d.arena);
	return stage_end();
}
