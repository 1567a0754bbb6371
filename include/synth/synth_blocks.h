/*
 * synth_blocks: the blocks of a country (synth_model.h) and what must hold between them.
 *
 * What can occur together, and what is plausible, is read (synth_guess.h): its author's judgement of the field, in
 * rough numbers, which says nothing of any year. Figures of a year come from the table of targets alone, and bend
 * these guesses.
 */
#ifndef SYNTH_BLOCKS_H
#define SYNTH_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#include "synth/synth_guess.h"
#include "synth/synth_model.h"
#include "synth/synth_number.h"

#define SYNTH_COUNTIES 21

/* Adds all blocks. kommuner: how many there are in each county, in the order of the codes of SYNTH_LAN. */
void synth_blocks_add(struct synth_model *m, struct synth_guesses *g,
                      const struct synth_numbers *say, const int kommuner[SYNTH_COUNTIES],
                      uint64_t seed);

/* Those of counties, which come last, and the rows that hold between all. */
void synth_blocks_places(struct synth_model *m, struct synth_guesses *g,
                         const struct synth_numbers *say, const int kommuner[SYNTH_COUNTIES]);

#endif
