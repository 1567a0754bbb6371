/* match: see match.h. */
#include "join/match.h"

#include "columns.h"

#define OVERLAP_EXPECTED "--overlap: FROM,TILL:FROM,TILL or FROM,TILL:FROM,TILL=NEW was expected"
#define ASOF_EXPECTED "--asof: DAY:DAY was expected, a column of the input and one of the reference"

/* A,B at the front of the text, up to `end`. */
static bool read_spell(struct slice *rest, char end, const struct reader *in,
                       struct spell_columns *to)
{
	struct slice from, till, pair;

	if (!slice_cut(rest, end, &pair) || !slice_cut(&pair, ',', &from) ||
	    !slice_cut(&pair, ',', &till) || from.n == 0 || till.n == 0 || pair.at != NULL)
		return false;
	*to = (struct spell_columns){reader_column(in, from), reader_column(in, till)};
	return to->from != to->till;
}

static const char *read_overlap(struct match *m, struct slice text, const struct reader *in,
                                const struct reader *side)
{
	m->kind = MATCH_OVERLAP;
	if (!read_spell(&text, ':', in, &m->mine) || text.at == NULL ||
	    !read_spell(&text, '=', side, &m->theirs))
		return OVERLAP_EXPECTED;
	m->days = text;
	return text.at != NULL && text.n == 0 ? OVERLAP_EXPECTED : NULL;
}

static const char *read_asof(struct match *m, struct slice text, const struct reader *in,
                             const struct reader *side)
{
	struct slice mine;

	m->kind = MATCH_ASOF;
	if (!slice_cut(&text, ':', &mine) || text.at == NULL || mine.n == 0 || text.n == 0)
		return ASOF_EXPECTED;
	m->mine.from = m->mine.till = reader_column(in, mine);
	m->theirs.from = m->theirs.till = reader_column(side, text);
	return NULL;
}

const char *match_read(struct match *m, const char *overlap, const char *asof,
                       const struct reader *in, const struct reader *side)
{
	if (overlap != NULL && asof != NULL)
		return "--overlap or --asof, not both";
	if (overlap != NULL)
		return read_overlap(m, slice_of(overlap), in, side);
	return asof == NULL ? NULL : read_asof(m, slice_of(asof), in, side);
}

/* ---------------------------------------------------------------- the rows of a record */

void match_begin(struct match *m, const struct reader *in, const struct record *r,
                 struct reference_row *first)
{
	m->in = in;
	m->record = r;
	m->row = first;
	m->spell = spell_read(in, r, m->mine);
}

static bool next_overlap(struct match *m, const struct reference *ref, struct pair *pair)
{
	struct interval both;

	while (m->row != NULL) {
		struct reference_row *row = m->row;

		m->row = reference_next(ref, row);
		if (!interval_both(m->spell, reference_days(ref, row), &both))
			continue;
		if (m->days.n > 0 && interval_is_open(both))
			reader_die(m->in, m->record->line, m->days,
			           "both it and line %llu of the reference are open, so nobody "
			           "knows how many days they share; spells --clip closes an end",
			           (unsigned long long)row->line);
		*pair = (struct pair){row, interval_days(both)};
		return true;
	}
	return false;
}

static bool is_missing(struct interval day)
{
	return day.from != day.till;
}

/* The rows need not be in the order of their days. */
static bool next_asof(struct match *m, const struct reference *ref, struct pair *pair)
{
	struct reference_row *last = NULL;
	uint64_t twice = 0;

	for (struct reference_row *row = is_missing(m->spell) ? NULL : m->row; row != NULL;
	     row = reference_next(ref, row)) {
		struct interval day = reference_days(ref, row);

		if (is_missing(day) || day.from > m->spell.from ||
		    (last != NULL && day.from < reference_days(ref, last).from))
			continue;
		twice = last != NULL && day.from == reference_days(ref, last).from ? row->line : 0;
		last = twice != 0 ? last : row;
	}
	m->row = NULL;
	if (twice != 0)
		match_die_of_second(m, ref, last->line, twice);
	*pair = (struct pair){last, 0};
	return last != NULL;
}

bool match_next(struct match *m, const struct reference *ref, struct pair *pair)
{
	return m->kind == MATCH_OVERLAP ? next_overlap(m, ref, pair) : next_asof(m, ref, pair);
}

void match_die_of_second(const struct match *m, const struct reference *ref, uint64_t first,
                         uint64_t second)
{
	struct slice column = reader_header(m->in)->name[m->mine.from];

	reader_die(m->in, m->record->line, column,
	           m->kind == MATCH_ASOF
	               ? "lines %llu and %llu of %s have the same day; which is meant?"
	               : "lines %llu and %llu of %s both have a day in common with it; the "
	                 "cardinality allows one",
	           (unsigned long long)first, (unsigned long long)second, reader_name(ref->side));
}
