#include "validate/row_checks.h"

#include "error.h"
#include "pattern.h"

/* A fault of the row, or of the field in which it is, if the schema has that. */
static uint32_t fault_of(const struct row_checks *v, const struct csv_row *row)
{
	static const enum fault of[] = {[CSV_FAULT_QUOTE] = FAULT_QUOTE,
	                                [CSV_FAULT_CONTROL] = FAULT_CONTROL,
	                                [CSV_FAULT_ESCAPE] = FAULT_ESCAPE,
	                                [CSV_FAULT_C1] = FAULT_CONTROL_C1,
	                                [CSV_FAULT_ENCODING] = FAULT_ENCODING};

	for (size_t i = 0; i < v->schema->n && row->fault_field != COLUMN_NONE; i++)
		if (v->schema->from[i] == row->fault_field)
			return faults_of_field(v->faults, i, of[row->fault]);
	return faults_of_row(v->faults, of[row->fault]);
}

/*
 * Many programs leave out the last line end, so a last row without one is a row; but one that has too few fields as
 * well is where a copy was interrupted, and what came after it is not there to be counted: no tolerance covers
 * that. One that was interrupted in its last field has as many fields as it should: so a warning counts each.
 */
static void refuse_cut_file(const struct row_checks *v, const struct csv_row *row)
{
	if (row->unended && row->fault == CSV_FINE && row->record.n < v->schema->columns)
		die("%s:%llu: the file is cut: it ends in the middle of a row, %zu of %zu fields",
		    csv_name(v->csv), (unsigned long long)row->record.line, row->record.n,
		    v->schema->columns);
}

/* What makes it no row at all. */
static bool is_broken(struct row_checks *v, const struct csv_row *row)
{
	refuse_cut_file(v, row);
	v->schema->encoding = csv_encoding(v->csv);
	if (row->fault != CSV_FINE)
		faults_add(&v->found, fault_of(v, row));
	if (row->record.n != v->schema->columns && row->record.n > 0)
		faults_add(&v->found, faults_of_row(v->faults, FAULT_RAGGED));
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

/*
 * A pattern that can not tell whether a value fits is a fault of the schema, and every count that it gave is
 * doubtful.
 */
static void refuse_endless_pattern(const struct row_checks *v, const struct csv_row *row)
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

/* A run goes out in one piece, before it is as long as what the writer holds. */
#define RUN_BYTES ((size_t)64 << 10)

void row_checks_flush(struct row_checks *v)
{
	if (v->run_rows > 0)
		writer_lines(v->out, v->run, v->run_rows);
	v->run_rows = 0;
}

static void write_clean(struct row_checks *v, const struct record *clean)
{
	row_checks_flush(v);
	writer_copy(v->out, clean);
}

static void take_waiting(struct row_checks *v)
{
	const struct record *clean;
	uint64_t number, line;

	key_checks_settle(v->keys);
	while (spool_take(v->spool, &number, &line, &v->clean, &clean, &v->found)) {
		if (clean)
			key_checks_answer(v->keys, number, v->faults, &v->found);
		if (faults_settle(v->faults, &v->found, line, clean))
			write_clean(v, clean);
	}
	spool_close(v->spool);
	v->spool = NULL;
}

static void hand_on(struct row_checks *v, uint64_t number, uint64_t line,
                    const struct record *clean, bool wait)
{
	if (wait && v->spool == NULL)
		v->spool = spool_open();
	if (v->spool) {
		spool_put(v->spool, number, line, clean, &v->found);
		if (key_checks_should_settle(v->keys, spool_bytes(v->spool)))
			take_waiting(v);
	} else if (faults_settle(v->faults, &v->found, line, clean)) {
		write_clean(v, clean);
	}
}

/* A row that is right as it stands: it makes the run longer if it begins where that ends. */
static void pass_on(struct row_checks *v, const struct record *r)
{
	struct slice line = record_span(r, 0, r->n);

	if (v->run_rows > 0 && (line.at != v->run.at + v->run.n || v->run.n > RUN_BYTES))
		row_checks_flush(v);
	if (v->run_rows++ == 0)
		v->run = (struct slice){line.at, 0};
	v->run.n += line.n + 1;
}

void row_checks_row(struct row_checks *v, const struct csv_row *row, size_t i)
{
	struct schema *s = v->schema;
	const struct record *clean = &row->record;
	uint64_t number = ++v->rows;
	bool fine, rejected, known;

	v->found.n = 0;
	v->trimmed += row->trimmed;
	if (is_broken(v, row)) {
		hand_on(v, number, row->record.line, NULL, false);
		return;
	}
	fine = schema_check(s, &row->record, i);
	if (!fine)
		refuse_endless_pattern(v, row);
	if (number >= v->look)
		v->look = unmarked_look(v->unmarked, &row->record, number);
	if (is_too_long(s, &row->record)) {
		faults_add(&v->found, faults_of_row(v->faults, FAULT_LONG));
		hand_on(v, number, row->record.line, NULL, false);
		return;
	}
	if (row->unended)
		faults_add(&v->found, faults_of_row(v->faults, FAULT_UNENDED));
	if (fine && v->plain && !row->unended) {
		v->accepted++;
		if (s->in_place && s->changes == 0) {
			pass_on(v, &row->record);
		} else {
			row_checks_flush(v);
			clean_row_write(s, &row->record, v->out);
		}
		return;
	}
	if (!fine || s->changes > 0 || !s->in_place)
		clean = clean_row_of(&v->clean, s, &row->record);
	if (!fine)
		faults_take_breaches(v->faults, &v->found);
	rules_check(v->rules, clean, !fine, v->faults, &v->found);
	rejected = faults_reject(v->faults, &v->found);
	known = key_checks_check(v->keys, clean, number, rejected, v->faults, &v->found);
	hand_on(v, number, row->record.line, clean, !known);
}

void row_checks_end(struct row_checks *v)
{
	unmarked_end(v->unmarked);
	if (v->spool)
		take_waiting(v);
	faults_accept(v->faults, v->accepted, v->trimmed);
}

void row_checks_done(struct row_checks *v)
{
	faults_row_done(&v->found);
	clean_row_done(&v->clean);
}
