/*
 * pipeline_descriptor: what is known of a table before it is made, written beside it for whoever shows it or publishes it.
 *
 * WORK/NAME.tsv.json is a Table Schema (datapackage.org), read by described.h:
 *
 *	fields      of each column that the compiler knows: name; title, what it is called; finsam, a map of
 *	              title_en   the same in English
 *	              figure     true: it is a measure for certain; of one that is, or may be:
 *	              kind, unit antal, andel, pengar ... (docs/reports.md); SEK, d, 1
 *	              decimals, millions, formula, formula_en  as the words say
 *	            and of one that is not
 *	              breakdown, breakdown_en  what a split by it is called
 *	              codes      the code list that its values are of
 *	              counts     of whom, or of what, protect is told that it is (finsam pipeline --figures)
 *	primaryKey  the columns that tell its records apart
 *	finsam      table, what people call it; level; group, by which it is protected; of, the tables that it is made of
 *
 * A column may be called one thing as a key and another as a measure: that it is a figure decides, else that its name is one of a key.
 */
#ifndef PIPELINE_DESCRIPTOR_H
#define PIPELINE_DESCRIPTOR_H

#include "map.h"
#include "pipeline/pipeline.h"

/* What all of them are made with. */
struct descriptors {
	struct pipeline *p;
	const struct yaml *words; /* for all reports, or NULL */
	struct map amount;        /* columns that some aggregate adds up or counts */
};

/* False and the reason: the words for all reports can not be read. */
bool descriptors_begin(struct descriptors *d, struct pipeline *p, struct error *e);
void descriptors_done(struct descriptors *d);

/* Whether the table has one: it is published, shown in a report, or the answer to a question. */
bool descriptor_is_wanted(const struct pipeline *p, const struct output *o);

void descriptor_write(const struct descriptors *d, const struct output *o, struct str *to);

#endif
