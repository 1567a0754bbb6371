/*
 * stage_count: what becomes of the number of records in a stage. The stage says so in its own file; its line in the
 * ledger carries it, and settle holds the numbers of that line against it.
 */
#ifndef STAGE_COUNT_H
#define STAGE_COUNT_H

enum stage_count {
	STAGE_COUNT_FREE,  /* nothing that always holds */
	STAGE_COUNT_KEPT,  /* each record that comes in goes out or is set aside */
	STAGE_COUNT_ADDED, /* so does each record of every side stream */
	STAGE_COUNTS
};

/* As the ledger has it. */
static inline const char *stage_count_name(enum stage_count count)
{
	static const char *const name[STAGE_COUNTS] = {"free", "kept", "added"};

	return name[count];
}

#endif
