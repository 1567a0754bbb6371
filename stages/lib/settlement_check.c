/* settlement: what is held against what; docs/man/settle.1 tells the rules. */
#include "settlement.h"

#include "stage_count.h"

/* ---------------------------------------------------------------- single accounts */

/* "where (avslutade.2)" */
static const char *called(struct settlement *s, const struct account *a)
{
	return a->step[0] == '\0' ? a->stage : arena_format(s->arena, "%s (%s)", a->stage, a->step);
}

static const struct flow *stream(const struct flow *flow, size_t n, const char *role)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(flow[i].role, role) == 0)
			return &flow[i];
	return NULL;
}

static const struct flow *input(const struct account *a)
{
	const struct flow *f = stream(a->read, a->reads, "input");

	return f != NULL ? f : stream(a->read, a->reads, "read");
}

static const struct flow *output(const struct account *a)
{
	return stream(a->written, a->writes, "output");
}

int64_t account_records_in(const struct account *a)
{
	const struct flow *f = input(a);

	return f == NULL ? SETTLEMENT_UNKNOWN : f->records;
}

int64_t account_records_out(const struct account *a)
{
	const struct flow *f = output(a);

	return f == NULL ? SETTLEMENT_UNKNOWN : f->records;
}

/* What came in by the side, of a stage whose side streams come out too. */
static int64_t records_aside(const struct account *a)
{
	int64_t n = 0;

	for (size_t i = 0; i < a->reads; i++)
		if (strcmp(a->read[i].role, "side") == 0)
			n += a->read[i].records;
	return n;
}

static void check_count(struct settlement *s, const struct account *a)
{
	int64_t in = account_records_in(a), out = account_records_out(a), aside = 0;

	if (strcmp(a->count, stage_count_name(STAGE_COUNT_FREE)) == 0)
		return;
	if (in < 0 || out < 0) {
		settlement_differ(s, "%s: it does not say how many records came %s", called(s, a),
		                  in < 0 ? "in" : "out");
		return;
	}
	if (strcmp(a->count, stage_count_name(STAGE_COUNT_ADDED)) == 0)
		in += records_aside(a);
	for (size_t i = 0; i < a->set_asides; i++)
		aside += a->set_aside[i].records;
	if (in != out + aside)
		settlement_differ(
		    s, "%s: %lld records came in, but %lld went out and %lld were set aside",
		    called(s, a), (long long)in, (long long)out, (long long)aside);
}

static void check_account(struct settlement *s, const struct account *a)
{
	if (a->started == NULL)
		settlement_differ(s, "%s: ended, but nothing says that it started", called(s, a));
	else if (a->ended == NULL)
		settlement_differ(s,
		                  "%s: started and never ended: it was killed, or could not say so",
		                  called(s, a));
	else if (a->status == 1)
		settlement_differ(s, "%s: more was set aside than allowed", called(s, a));
	else if (a->status != 0)
		settlement_differ(s, "%s: ended with status %lld", called(s, a),
		                  (long long)a->status);
	else
		check_count(s, a);
}

/* ---------------------------------------------------------------- neighbours */

static bool is_pipe(const struct flow *f)
{
	return f != NULL && strcmp(f->path, "-") == 0;
}

static bool same(const struct flow *a, const struct flow *b)
{
	return (a->records < 0 || b->records < 0 || a->records == b->records) &&
	       (a->hash[0] == '\0' || b->hash[0] == '\0' || strcmp(a->hash, b->hash) == 0);
}

static void tell_apart(struct settlement *s, const struct account *from, const struct account *to)
{
	const struct flow *out = output(from), *in = input(to);

	if (out->records >= 0 && in->records >= 0 && out->records != in->records)
		settlement_differ(s, "%lld records left %s, but %lld entered %s",
		                  (long long)out->records, called(s, from), (long long)in->records,
		                  called(s, to));
	else
		settlement_differ(
		    s, "what left %s is not what entered %s: as many records, other bytes",
		    called(s, from), called(s, to));
}

/* The account of a step that a pipe ties to this one; the same step run again stands for itself. */
static const struct account *step_before(const struct settlement *s, const struct account *a)
{
	const struct account *found = NULL;

	for (size_t i = 0; i < s->accounts; i++) {
		const struct account *b = &s->account[i];
		if (b->number != a->number - 1 || strcmp(b->target, a->target) != 0 ||
		    b->ended == NULL)
			continue;
		found = b;
		if (is_pipe(output(b)) && same(output(b), input(a)))
			return b;
	}
	return found;
}

static void check_step(struct settlement *s, const struct account *a)
{
	const struct account *before;

	if (a->number < 2 || a->ended == NULL || !is_pipe(input(a)))
		return;
	before = step_before(s, a);
	if (before == NULL)
		settlement_differ(s, "%s: nothing is known of the step before it", called(s, a));
	else if (is_pipe(output(before)) && a->status < 2 && before->status < 2 &&
	         !same(output(before), input(a)))
		tell_apart(s, before, a);
}

/*
 * A chain made by hand has no step numbers. What was read from a pipe may come from a program that keeps no ledger,
 * and what was written to one may go anywhere; but a stage that read what nobody wrote, beside one that ran at the
 * same time and wrote what nobody read, were neighbours that lost something between them. The first in a pipe ends
 * first.
 */
static const struct account *partner(const struct settlement *s, const struct account *a,
                                     bool reader)
{
	const struct flow *mine = reader ? output(a) : input(a);

	for (size_t i = 0; is_pipe(mine) && i < s->accounts; i++) {
		const struct account *b = &s->account[i];
		const struct flow *other = reader ? input(b) : output(b);
		if (b != a && b->number == 0 && is_pipe(other) && same(mine, other))
			return b;
	}
	return NULL;
}

static bool at_the_same_time(const struct account *a, const struct account *b)
{
	return a->started != NULL && b->started != NULL && a->ended != NULL && b->ended != NULL &&
	       strcmp(a->started, b->ended) <= 0 && strcmp(b->started, a->ended) <= 0;
}

/* Whether what `from` wrote came to `to`, perhaps through others. */
static bool leads_to(const struct settlement *s, const struct account *from,
                     const struct account *to)
{
	for (size_t i = 0; from != NULL && i < s->accounts; i++) {
		if (from == to)
			return true;
		from = partner(s, from, true);
	}
	return from == to;
}

static void check_by_hand(struct settlement *s, const struct account *a)
{
	if (a->number != 0 || !is_pipe(input(a)) || partner(s, a, false) != NULL)
		return;
	for (size_t i = 0; i < s->accounts; i++) {
		const struct account *b = &s->account[i];
		if (b != a && b->number == 0 && is_pipe(output(b)) && partner(s, b, true) == NULL &&
		    at_the_same_time(a, b) && b->end_line < a->end_line && !leads_to(s, a, b)) {
			tell_apart(s, b, a);
			return;
		}
	}
}

/* ---------------------------------------------------------------- files */

/* The last that was said of a file before a line. */
static const struct flow *file_before(const struct settlement *s, const struct flow *f)
{
	const struct flow *last = NULL;

	for (size_t i = 0; i < s->results; i++)
		if (s->result[i].order < f->order && strcmp(s->result[i].path, f->path) == 0 &&
		    (last == NULL || s->result[i].order > last->order))
			last = &s->result[i];
	for (size_t i = 0; i < s->accounts; i++)
		for (size_t j = 0; j < s->account[i].writes; j++) {
			const struct flow *w = &s->account[i].written[j];
			if (w->order < f->order && strcmp(w->path, f->path) == 0 &&
			    (last == NULL || w->order > last->order))
				last = w;
		}
	return last;
}

static void check_files(struct settlement *s, const struct account *a)
{
	for (size_t i = 0; i < a->reads; i++) {
		const struct flow *f = &a->read[i], *was;
		if (is_pipe(f) || (was = file_before(s, f)) == NULL || same(was, f))
			continue;
		if (was->records >= 0 && f->records >= 0 && was->records != f->records)
			settlement_differ(
			    s, "%s: %lld records were written to %s, but %lld were read from it",
			    called(s, a), (long long)was->records, f->path, (long long)f->records);
		else
			settlement_differ(s, "%s: %s is not what was written to it", called(s, a),
			                  f->path);
	}
}

void settlement_check(struct settlement *s)
{
	for (size_t i = 0; i < s->accounts; i++) {
		check_account(s, &s->account[i]);
		check_step(s, &s->account[i]);
		check_by_hand(s, &s->account[i]);
		check_files(s, &s->account[i]);
	}
}
