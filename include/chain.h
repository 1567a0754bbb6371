/*
 * chain: a file that only grows, in which a line that was removed, changed or cut off is found (docs/ledger.md).
 *
 *	struct chain *c = chain_open("gallring.tsv", "time\tevent", false, &e);
 *	chain_add(c, fields, &e);                   the line is on disk when it returns
 *	chain_close(c);
 *
 * A record stream whose last column, `chain`, is SHA-256 (hex) of the chain of the line before it, a newline, and the
 * line's own fields; of the first line, of the header. Beside it lies PATH.end with the number of lines and the last chain, so
 * that an end that was cut off is found too. Both have mode 0600. Whoever may write to both can make another chain of
 * his own: what shows that is a chain that was noted elsewhere.
 *
 * A line without its newline had not been followed by anything (the program was killed): it is taken off by the next chain_open,
 * unless PATH.end knows of it.
 */
#ifndef CHAIN_H
#define CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "digest.h"
#include "error.h"
#include "str.h"

struct chain;

struct chain_end {
	uint64_t lines;        /* without the header */
	char hash[DIGEST_HEX]; /* of the last of them */
};

/*
 * `columns`: the header without the last column. Made if it is not there. Locked until it is closed; with `wait` another who
 * has it is waited for, else that is an error. NULL and "path: reason" if it can not be opened or is not whole: such a file is
 * never added to.
 */
struct chain *chain_open(const char *path, const char *columns, bool wait, struct error *e);

/* Fields in record form with tabs between them, as many as there are columns. False and "path: reason". */
bool chain_add(struct chain *c, struct slice fields, struct error *e);

void chain_close(struct chain *c);

/* The moment it is by the clock, in UTC, for the first column: YYYY-MM-DDTHH:MM:SSZ. */
#define CHAIN_MOMENT 32
void chain_now(char to[CHAIN_MOMENT]);

/* Whether a file is whole; nothing is changed. `columns` NULL: any. */
bool chain_check(const char *path, const char *columns, struct chain_end *end, struct error *e);

#endif
