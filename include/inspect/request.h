/*
 * request: what a run asked of protect, read out of the ledger of the step: its settings, and the measures of its tables.
 *
 * The plan tells what may be published of a step; the ledger has the command line as it was.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "str.h"

enum request_kind { REQUEST_COUNT, REQUEST_SUM, REQUEST_DERIVED };

struct request_measure {
	struct slice name;
	enum request_kind kind;
	bool contributions; /* of a sum: its largest are given */
};

struct request_table {
	struct slice name;  /* empty: the one table of the step */
	const char *inside; /* as it was before; NULL: it came by a pipe */
	struct request_measure *measure;
	size_t measures, room;
};

/* Settings by their options; NULL: not given. */
struct request {
	const char *min, *width, *zeros, *alike, *method, *base, *percent, *dominance;
	bool keyed, previous, cumulative;
	struct request_table *table;
	size_t tables, room;
};

/* False without a reason if no protect ran in that step; with one if the ledger can not be read. Free with request_done. */
bool request_read(const char *ledger, struct arena *a, struct request *r, struct error *e);
/* suppress, if nothing was said. */
const char *request_method(const struct request *r);

void request_done(struct request *r);

#endif
