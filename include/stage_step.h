/*
 * stage_step: whether a table of a pipeline may take a stage among its steps. The stage says so in its own file, --help prints
 * it, and the compiler reads it there.
 */
#ifndef STAGE_STEP_H
#define STAGE_STEP_H

/* A step reads records and writes records. */
enum stage_step {
	STAGE_NO_STEP,
	STAGE_STEP,
	STAGE_STEP_KEEPS_PROTECTED /* no figure is made of several rows, so what is hidden stays hidden */
};

/* The last line of --help. */
#define STAGE_STEP_LINE "In a pipeline: a step of a table."
#define STAGE_STEP_KEEPS_PROTECTED_LINE "In a pipeline: a step of a table, also after protect."

#endif
