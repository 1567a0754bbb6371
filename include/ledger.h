/*
 * ledger: what each stage says of itself, one JSON object a line, so that a run can be settled afterwards.
 *
 * With FINSAM_LEDGER=FILE in the environment a stage appends a line when it starts and one when it ends; FINSAM_STEP
 * names the step (TABLE.N in a pipeline). Lines are appended by one write each, so that neighbours in a pipe can share
 * the file (mode 0600). docs/ledger.md tells the fields; settle reads them.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "stream_hash.h"
#include "stage_count.h"

/* A stream or file that was read or written. records -1: not a record stream. */
struct ledger_stream {
	const char *role; /* "input", "side", "read"; "output", "written" */
	const char *path; /* "-" for standard input and output */
	int64_t records, bytes;
	char hash[STREAM_HASH_HEX]; /* XXH3-128 of the bytes (after gunzip, for a stream) */
};

struct ledger_reason {
	const char *reason;
	uint64_t records;
};

/* A fact of the stage's own that an auditor wants ("key_id"). */
struct ledger_note {
	const char *name, *value;
};

struct ledger_entry {
	const char *stage, *version;
	enum stage_count count;
	char **arguments; /* ended by NULL */
	struct ledger_stream *read, *written;
	size_t reads, writes;
	struct ledger_reason *set_aside;
	size_t reasons;
	struct ledger_note *note;
	size_t notes;
	int status;
};

/* Whether FINSAM_LEDGER is set. */
bool ledger_wanted(void);

/* Both die if the ledger can not be written, except that ledger_end with a status of 2 stays silent. */
void ledger_start(const struct ledger_entry *entry);
void ledger_end(const struct ledger_entry *entry);

#endif
