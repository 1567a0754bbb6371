/*
 * settlement: what a ledger says happened, and whether it adds up.
 *
 * Load one or several ledgers into a struct settlement, check it, look at the accounts. docs/ledger.md tells what
 * the lines hold; docs/man/settle.1 what is checked.
 */
#ifndef SETTLEMENT_H
#define SETTLEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "str.h"
#include "yaml.h"

#define SETTLEMENT_UNKNOWN (-1) /* records or bytes that were not said */

/* A stream or file that a program read or wrote, or (role "result") a file that a step left. */
struct flow {
	const char *role, *path, *hash; /* hash "": not said */
	int64_t records, bytes;
	bool made_up; /* of a result: made of data about persons who do not exist */
	size_t order; /* when it was said: line number over all ledgers */
};

struct set_aside {
	const char *reason;
	int64_t records;
};

/* One run of one stage. */
struct account {
	const char *id, *step, *stage, *version;
	const char *target;          /* step without its number */
	int64_t number;              /* of the step; 0: none */
	const char *started, *ended; /* times; NULL: no such line */
	size_t end_line;             /* over all ledgers */
	int64_t status;
	const char *count; /* what becomes of the number of its records (stage_count.h) */
	struct flow *read, *written;
	size_t reads, writes;
	struct set_aside *set_aside;
	size_t set_asides;
	const struct yaml *notes; /* a map of the stage's own facts, or NULL */
};

struct settlement {
	struct arena *arena;
	struct account *account; /* in the order of their start lines */
	size_t accounts, account_room;
	struct flow *result;
	size_t results, result_room;
	size_t lines;
	const char **difference; /* messages for people */
	size_t differences, difference_room;
};

/*
 * Adds a ledger. A last line without an end is a difference (its writer was killed); a line that is no JSON object of a
 * ledger, or a file that can not be read, makes it false with "path:line: reason".
 */
bool settlement_load(struct settlement *s, const char *path, struct error *e);

/* Whether it is a line that a ledger can have: known keys, none missing, of their form. */
bool settlement_is_line(const struct yaml *line, struct error *e);

/* Notes a difference. */
void settlement_differ(struct settlement *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Notes all that does not add up. */
void settlement_check(struct settlement *s);

/*
 * Whether a stage noted that persons who do not exist were among what it was given, or read a file whose own result
 * (FILE.id beside it) says so.
 */
bool settlement_is_made_up(const struct settlement *s);

/* The same of a file that a step left. */
bool settlement_says_made_up(const char *file);

/* What the last step that wrote to `path` ("-": its standard output) wrote; NULL if nobody says that he did. */
const struct flow *settlement_written(const struct settlement *s, const char *path);

/* What a step that reads records got and gave; SETTLEMENT_UNKNOWN if it did not say. */
int64_t account_records_in(const struct account *a);
int64_t account_records_out(const struct account *a);

void settlement_done(struct settlement *s);

#endif
