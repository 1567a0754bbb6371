/*
 * given: what a report is told beside its template and tables, as it stands in the options: settings and the day, code lists, what tables are split by, and
 * what is known of tables without rows.
 */
#ifndef GIVEN_H
#define GIVEN_H

#include "options.h"
#include "render/report.h"

struct given {
	struct texts codes, settings, differs, writes, split;
	const char *date;
};

/* Adds it to the report; of code lists nothing is read. False: which option is not as it should be. */
bool given_read(struct report *r, const struct given *g, struct error *e);

#endif
