/*
 * stage_facts: what a stage does to the records that go through it, as far as others have to know. The stage says
 * it in its own file, --help ends with it, and the compiler of pipelines reads it there. What is not said is not
 * so.
 */
#ifndef STAGE_FACTS_H
#define STAGE_FACTS_H

#include <stdbool.h>

#include "str.h"

/*
 * Bits of a set. Rows: each record that comes in goes out once (it keeps them); goes out once or not at all (it
 * leaves some out); may go out several times. Columns: all that it does not name go out with their values (it keeps
 * them); its operands are COLUMN=EXPRESSION (it makes some), or COLUMN=NEW (it renames some).
 */
enum stage_fact {
	STAGE_STEP = 1 << 0, /* it reads records and writes records, so a table may take it */
	STAGE_KEEPS_ROWS = 1 << 1,
	STAGE_LEAVES_ROWS_OUT = 1 << 2,
	STAGE_MULTIPLIES_ROWS = 1 << 3,
	STAGE_KEEPS_COLUMNS = 1 << 4,
	STAGE_MAKES_COLUMNS = 1 << 5,
	STAGE_RENAMES_COLUMNS = 1 << 6,
	STAGE_KEEPS_HIDDEN =
	    1 << 7, /* no figure is made of several rows: what is hidden stays so */
	STAGE_MAKES_FIGURES = 1 << 8, /* of several rows, which are not seen in them any more */
	STAGE_PROTECTS_FIGURES = 1 << 9,
	STAGE_MAKES_PSEUDONYMS = 1 << 10,
	STAGE_LETS_PERSONS_IN = 1 << 11 /* from where the pipeline does not see, or it may */
};

/* The line "In a pipeline: a step of a table, keeps rows.", of a set; nothing if it is empty. */
void stage_facts_write(unsigned facts, struct str *to);

/* The same read. False: it is no such line. */
bool stage_facts_read(struct slice line, unsigned *facts);

#endif
