/*
 * synth_guess: what is plausible of the cells of a block (synth_model.h), as guesses.tsv of a country's folder says it.
 *
 * The guess of a cell is a product: of each step (led) of its block the factor of the first row whose condition holds.
 * If none does, or a factor is 0, there is no such cell. So a number stands once, and what can not be stands beside
 * it.
 */
#ifndef SYNTH_GUESS_H
#define SYNTH_GUESS_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "synth/synth_model.h"

struct synth_guess {
	const char *block;
	unsigned step; /* from 1; rows of a block and step are together */
	struct synth_condition condition;
	double factor;
	uint64_t line;
	bool met; /* its block is one that there is */
};

struct synth_guesses {
	const char *table;
	struct synth_guess *at;
	size_t n, room;
};

/* Dies with file, line and column at what can not be understood. */
void synth_guess_read(struct synth_guesses *g, const char *folder, struct arena *arena);

/* Before a block is made: dies if nothing is said of it, or of dimensions (bits) that it has not. */
void synth_guess_begin(struct synth_guesses *g, const char *block, uint64_t dimensions);

/* The guess of a cell of the block, 0 if there is none such. */
double synth_guess(const struct synth_guesses *g, const char *block,
                   const uint8_t code[SYNTH_DIMENSIONS]);

/* When all blocks are made: dies at a row of one that there is not. */
void synth_guess_end(const struct synth_guesses *g);

void synth_guess_done(struct synth_guesses *g);

#endif
