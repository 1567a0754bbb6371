/*
 * protect_write: what goes out: the tables with their status columns, and the two accounts of what was done.
 */
#ifndef PROTECT_WRITE_H
#define PROTECT_WRITE_H

#include "protect/protect_figures.h"
#include "protect/protect_noise.h"
#include "protect/rounding.h"
#include "protect/suppress.h"
#include "writer.h"

/* How a problem came out; of the counts and of the sums. */
struct protect_outcome {
	struct suppression counts, sums;
	struct rounding rounding;   /* with --method round, instead; */
	struct protect_noise noise; /* with --method noise */
};

/* The columns of a table as it goes out: a status after each measure, none of the largest contributions. */
void protect_header(const struct protect *p, size_t table, struct header *header);
void protect_write(const struct protect *p, const struct protect_outcome *o, size_t table,
                   struct writer *out);

/* How many rows of a table go out. */
size_t protect_rows(const struct protect *p, size_t table);

/* How many of the fields of all tables are hidden. */
size_t protect_hidden(const struct protect *p);

/* What became of all that is protected by itself; start it as {0} and add each. */
struct protect_totals {
	size_t units, hidden, widened;
	struct protect_total {
		size_t figures, hidden;
		bool heuristic, measured;
		int64_t above; /* the optimum, in percent, at most; where `measured` */
	} counts, sums;
};

void protect_total(struct protect *p, const struct protect_outcome *o, struct protect_totals *t);

/* --record: a record stream of setting and value. */
void protect_record(const struct protect *p, const struct protect_outcome *o,
                    const struct protect_totals *t, struct str *to);

/* --explain: a record stream with a row for each hidden field; those of one more unit are added. Attacks the figures once more. */
void protect_explain(struct protect *p, struct str *to);

#endif
