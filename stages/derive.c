/*
 * derive: adds columns that are computed from those there are, or replaces some.
 *
 * One pass over the input. Holds the expressions, the reader's block and one record.
 */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "expr/expr.h"
#include "mark.h"
#include "noise.h"
#include "number.h"
#include "stage.h"
#include "token.h"

static const struct stage stage = {
    .name = "derive",
    .about = "add or replace columns that are computed from the others",
    .operands = "NAME=EXPRESSION... [FILE]",
    .details =
        "A new column comes last, a replaced one stays in its place. An expression sees "
        "what those\n"
        "before it have made. The language is that of `finsam help expressions`, for example:\n\n"
        "  finsam derive 'alder=age(fodelsedatum, start)' 'ung=alder < 30'",
    .facts = STAGE_STEP | STAGE_KEEPS_ROWS | STAGE_KEEPS_COLUMNS | STAGE_MAKES_COLUMNS |
             STAGE_KEEPS_HIDDEN,
    .count = STAGE_COUNT_KEPT,
};

/* What one expression makes, and the status columns of the figures that it reads, as fields of the record at hand. */
struct value {
	struct expr *x;
	size_t *status;
	size_t n;
	bool difference; /* of two columns */
	bool marked;     /* a field for its own status comes after it */
};

/*
 * The record at hand is the record that came in, and behind it a field for every expression, in
 * order, and for its status if it has one. It has the form that a reader gives, so an expression reads an input column and
 * one derived before it alike, and the fields of a new record are a few spans of it: `place` says
 * for each column of the output which field of the record at hand it is.
 *
 * What is made of a hidden figure is hidden, whatever the expression would make of a field that is empty.
 */
struct derivation {
	struct value *value;
	size_t n;
	size_t fields;        /* of the record at hand */
	struct header header; /* of the output, as far as it is known */
	size_t *place;
	size_t room;
	struct str bytes;
	uint32_t *end; /* 1 + fields */
	struct arena arena;
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
	d->place[i] = d->fields++;
}

/* Rule 7 of records: only pseudonymise takes the mark off, and nobody puts it on. */
static void check_mark(const struct derivation *d, const bool *used, struct slice name)
{
	const struct slice *identifier = NULL;

	for (size_t i = 0; i < d->header.n && identifier == NULL; i++)
		if (used[i] && column_is_identifier(d->header.name[i]))
			identifier = &d->header.name[i];
	if (identifier != NULL && !column_is_identifier(name))
		die("%.*s reads %.*s: only pseudonymise takes off the mark id.", SLICE(name),
		    SLICE(*identifier));
	if (identifier == NULL && column_is_identifier(name))
		die("%.*s reads no column with the mark id., so it can not have it", SLICE(name));
}

/* Which status columns the value depends on. */
static void find_status(struct derivation *d, const bool *used, struct value *value)
{
	value->status = arena_take(&d->arena, (d->header.n + 1) * sizeof *value->status);
	for (size_t i = 0; i < d->header.n; i++) {
		size_t status =
		    used[i] ? header_status(&d->header, d->header.name[i]) : COLUMN_NONE;
		if (status != COLUMN_NONE)
			value->status[value->n++] = d->place[status];
	}
}

/* A figure made of figures with a status has one; one that was replaced has a new one. */
static void name_status(struct derivation *d, struct slice name, size_t fields_in,
                        struct value *value)
{
	struct str status = {0};

	value->marked = value->n > 0 || header_status(&d->header, name) != COLUMN_NONE;
	if (!value->marked)
		return;
	str_addf(&status, "%.*s.status", SLICE(name));
	name_column(d, arena_copy(&d->arena, str_slice(&status)), fields_in);
	str_done(&status);
}

/* COLUMN - COLUMN, as of two periods. */
static bool is_difference(struct slice text)
{
	struct slice first, sign, second, more;

	return token_next(&text, &first) && token_is_name(first, text) &&
	       token_next(&text, &sign) && slice_is(sign, "-") && token_next(&text, &second) &&
	       token_is_name(second, text) && !token_next(&text, &more);
}

static void add_value(struct derivation *d, const char *operand, const struct reader *in)
{
	struct expr_columns columns = {.header = &d->header, .place = d->place};
	struct error e = {0};
	struct slice name;
	struct value *value = &d->value[d->n];
	const char *text;
	struct expr *x;
	bool *used;

	if (!stage_assignment(operand, &name, &text) || name.n == 0)
		stage_usage("NAME=EXPRESSION is wanted, and an operand has no name or no =");
	x = expr_compile(slice_of(text), &columns, EXPR_ANY, &d->arena, &e);
	if (x == NULL)
		die("%.*s: expression, character %zu: %s", SLICE(name), e.column, e.text);
	used = arena_take(&d->arena, d->header.n * sizeof *used);
	expr_uses(x, used);
	check_mark(d, used, name);
	if (column_is_status(name))
		die("%.*s: a status is given by protect", SLICE(name));
	if (column_is_noise_key(name))
		die("%.*s: what noise is drawn of is made by pseudonymise", SLICE(name));
	value->x = x;
	value->difference = is_difference(slice_of(text));
	find_status(d, used, value);
	name_column(d, name, reader_header(in)->n);
	name_status(d, name, reader_header(in)->n, value);
	d->n++;
}

static void begin(struct derivation *d, const struct reader *in, const struct operands *o)
{
	const struct header *h = reader_header(in);

	header_copy(&d->header, h);
	d->place = array_room(d->place, &d->room, h->n, sizeof *d->place);
	for (size_t i = 0; i < h->n; i++)
		d->place[i] = i;
	d->fields = h->n;
	d->value = arena_take(&d->arena, (size_t)o->n * sizeof *d->value);
	d->end = arena_take(&d->arena, (1 + h->n + 2 * (size_t)o->n) * sizeof *d->end);
	for (int i = 0; i < o->n; i++)
		add_value(d, o->at[i], in);
}

/* The columns of the output as runs of neighbours in the record at hand. */
static size_t join_neighbours(const struct derivation *d, struct record_run *span)
{
	size_t n = 0;

	for (size_t i = 0; i < d->header.n; i++) {
		if (n > 0 && span[n - 1].first + span[n - 1].count == d->place[i])
			span[n - 1].count++;
		else
			span[n++] = (struct record_run){d->place[i], 1};
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

/* The field that was put at the end of the record at hand is whole. */
static void end_field(struct derivation *d, const struct reader *in, struct record *r)
{
	if (d->bytes.n > RECORD_MAX_BYTES)
		die("%s:%llu: the record becomes longer than 16 MiB", reader_name(in),
		    (unsigned long long)r->line);
	d->end[++r->n] = (uint32_t)d->bytes.n;
	str_add_byte(&d->bytes, '\t');
	r->block = d->bytes.at;
}

/*
 * Of the figures that the value is made of: hidden goes before perturbed, and that before rounded. A bound need not be one of
 * the result, which is then missing, as what has no value is.
 */
static const char *status(const struct value *value, const struct record *r)
{
	static const char *const told[MARKS] = {[MARK_PROTECTED] = "hidden",
	                                        [MARK_ADJUSTED] = "rounded",
	                                        [MARK_PERTURBED] = "perturbed"};
	enum mark worst = MARK_NONE, mark;

	for (size_t i = 0; i < value->n; i++) {
		if (!mark_of_status(record_field(r, value->status[i]), &mark))
			mark = MARK_NONE;
		if (mark == MARK_PROTECTED)
			return told[mark];
		if (mark_is_bound(mark) || mark == MARK_UNSURE)
			worst = MARK_UNAVAILABLE;
		else if (mark_is_change(mark) && worst != MARK_UNAVAILABLE && mark > worst)
			worst = mark;
	}
	return worst == MARK_UNAVAILABLE ? "missing" : worst == MARK_NONE ? "" : told[worst];
}

/* Whether noise could have made the difference. */
static bool is_unsure(struct slice text)
{
	struct number n;

	return number_parse(text, &n) && number_compare(n, number_of(NOISE_DIFFERENCE)) < 0 &&
	       number_compare(n, number_of(-NOISE_DIFFERENCE)) > 0;
}

/* Puts the next value behind the fields of the record at hand, and its status. */
static void add_field(struct derivation *d, size_t i, const struct reader *in, struct record *r)
{
	const struct value *value = &d->value[i];
	const char *told = status(value, r);
	size_t before = d->bytes.n;
	struct expr_value v;
	struct error e = {0};

	/* A text may be a part of the record itself, which must not move while it is copied. */
	str_room(&d->bytes, d->bytes.n + NUMBER_MAX_TEXT);
	r->block = d->bytes.at;
	if (strcmp(told, "hidden") != 0 && strcmp(told, "missing") != 0) {
		if (!expr_evaluate(value->x, r, &v, &e))
			die("%s:%zu: %s", reader_name(in), e.line, e.text);
		expr_write(&v, &d->bytes);
		if (value->difference && strcmp(told, "perturbed") == 0 &&
		    is_unsure((struct slice){d->bytes.at + before, d->bytes.n - before})) {
			d->bytes.n = before;
			told = "unsure";
		} else if (value->n > 0 && d->bytes.n == before)
			told = "missing";
	}
	end_field(d, in, r);
	if (!value->marked)
		return;
	str_add_text(&d->bytes, told);
	end_field(d, in, r);
}

static void derive(struct reader *in, struct derivation *d, struct writer *out)
{
	struct record_run *span = arena_take(&d->arena, d->header.n * sizeof *span);
	size_t spans = join_neighbours(d, span);
	struct record from, r;

	while (reader_next(in, &from)) {
		take_record(d, &from, &r);
		for (size_t i = 0; i < d->n; i++)
			add_field(d, i, in, &r);
		str_room(&d->bytes, RECORD_PADDING);
		r.block = d->bytes.at;
		writer_runs(out, &r, span, spans);
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
		expr_done(d.value[i].x);
	free(d.place);
	str_done(&d.bytes);
	header_done(&d.header);
	arena_done(&d.arena);
	return stage_end();
}
