#include "validate/intake.h"

#include "error.h"
#include "pattern.h"

/* A fault of the row, or of the field in which it is, if the schema has that. */
static uint32_t fault_of(const struct intake *v, const struct csv_row *row)
{
	static const enum breach of[] = {[CSV_FAULT_QUOTE] = BREACH_QUOTE,
	                                 [CSV_FAULT_CONTROL] = BREACH_CONTROL,
	                                 [CSV_FAULT_ESCAPE] = BREACH_ESCAPE,
	                                 [CSV_FAULT_C1] = BREACH_CONTROL_C1,
	                                 [CSV_FAULT_ENCODING] = BREACH_ENCODING};

	for (size_t i = 0; i < v->schema->n && row->fault_field != COLUMN_NONE; i++)
		if (v->schema->from[i] == row->fault_field)
			return findings_of_field(v->findings, i, of[row->fault]);
	return findings_of_row(v->findings, of[row->fault]);
}

/*
 * Many programs leave out the last line end, so a last row without one is a row; but one that has too few fields as well
 * is where a copy was interrupted, and what came after it is not there to be counted: no tolerance covers that.
 */
static void refuse_cut_file(const struct intake *v, const struct csv_row *row)
{
	if (row->unended && row->fault == CSV_FINE && row->record.n < v->schema->columns)
		die("%s:%llu: the file is cut: it ends in the middle of a row, %zu of %zu fields",
		    csv_name(v->csv), (unsigned long long)row->record.line, row->record.n,
		    v->schema->columns);
}

/* What makes it no row at all. */
static bool is_broken(struct intake *v, const struct csv_row *row)
{
	refuse_cut_file(v, row);
	v->schema->encoding = csv_encoding(v->csv);
	if (row->fault != CSV_FINE)
		findings_add(&v->found, fault_of(v, row));
	if (row->record.n != v->schema->columns && row->record.n > 0)
		findings_add(&v->found, findings_of_row(v->findings, BREACH_RAGGED));
	return v->found.n > 0;
}

/* No canonical form is so many times as long as what stood there. */
#define GROWTH_MOST 16

/* Escapes make a row longer than what stood in the file, and canonical forms may (1E37). */
static bool is_too_long(const struct schema *s, const struct record *r)
{
	size_t bytes = s->n;

	if (record_span(r, 0, r->n).n + s->n < RECORD_MAX_BYTES / GROWTH_MOST)
		return false;
	for (size_t i = 0; i < s->n; i++)
		bytes += schema_value(s, r, i).n;
	return bytes - 1 > RECORD_MAX_BYTES;
}

/* A pattern that can not tell whether a value fits is a fault of the schema, and every count that it gave is doubtful. */
static void refuse_endless_pattern(const struct intake *v, const struct csv_row *row)
{
	for (size_t i = 0; i < v->schema->n; i++) {
		const struct schema_field *f = &v->schema->field[i];
		if (f->pattern_endless)
			yaml_die(
			    v->schema->path, f->pattern_node,
			    "the pattern of %.*s takes more than %d steps for the value at "
			    "%s:%llu: write it so that one text can be matched in one way only, "
			    "without a repetition within a repetition",
			    SLICE(f->name), PATTERN_STEPS_MAX, csv_name(v->csv),
			    (unsigned long long)row->record.line);
	}
}

static void hand_on(struct intake *v, uint64_t number, uint64_t line, const struct record *image,
                    bool wait)
{
	if (wait && v->spool == NULL)
		v->spool = spool_open();
	if (v->spool)
		spool_put(v->spool, number, line, image, &v->found);
	else if (findings_settle(v->findings, &v->found, line, image))
		writer_copy(v->out, image);
}

void intake_row(struct intake *v, const struct csv_row *row)
{
	struct schema *s = v->schema;
	const struct record *image = &row->record;
	uint64_t number = ++v->rows;
	bool fine, rejected, known;

	v->found.n = 0;
	v->trimmed += row->trimmed;
	if (is_broken(v, row)) {
		hand_on(v, number, row->record.line, NULL, false);
		return;
	}
	fine = schema_check(s, &row->record);
	if (!fine)
		refuse_endless_pattern(v, row);
	if (number >= v->look)
		v->look = unmarked_look(v->unmarked, &row->record, number);
	if (is_too_long(s, &row->record)) {
		findings_add(&v->found, findings_of_row(v->findings, BREACH_LONG));
		hand_on(v, number, row->record.line, NULL, false);
		return;
	}
	if (fine && v->plain) {
		v->accepted++;
		if (s->in_place && s->changes == 0)
			writer_copy(v->out, &row->record);
		else
			image_write(s, &row->record, v->out);
		return;
	}
	if (!fine || s->changes > 0 || !s->in_place)
		image = image_of(&v->image, s, &row->record);
	if (!fine)
		findings_take_breaches(v->findings, &v->found);
	rules_check(v->rules, image, !fine, v->findings, &v->found);
	rejected = findings_reject(v->findings, &v->found);
	known = across_check(v->across, image, number, rejected, v->findings, &v->found);
	hand_on(v, number, row->record.line, image, !known);
}

static void take_waiting(struct intake *v)
{
	const struct record *image;
	uint64_t number, line;

	across_settle(v->across);
	while (spool_take(v->spool, &number, &line, &v->image, &image, &v->found)) {
		if (image)
			across_answer(v->across, number, v->findings, &v->found);
		if (findings_settle(v->findings, &v->found, line, image))
			writer_copy(v->out, image);
	}
	spool_close(v->spool);
}

void intake_end(struct intake *v)
{
	unmarked_end(v->unmarked);
	if (v->spool)
		take_waiting(v);
	findings_accept(v->findings, v->accepted, v->trimmed);
}

void intake_done(struct intake *v)
{
	findings_row_done(&v->found);
	image_done(&v->image);
}
