/*
 * synth_fit: whole numbers for all cells of a model, so that every row holds, near to what was guessed.
 *
 * Three steps. Raking bends the guesses to the figures, each in turn, many times: what is plausible stays in
 * proportion. Then GLPK finds the counts that keep every row and are together nearest to the guesses: a linear problem
 * in whole numbers. Then all rows are checked in whole numbers here; what the solver says is not taken on trust.
 */
#ifndef SYNTH_FIT_H
#define SYNTH_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "synth/synth_goal.h"
#include "synth/synth_model.h"

/*
 * Fills m->count. False: no counts do it. Then conflict[0 .. *conflicts - 1] are the targets (indexes, in order) that
 * can not all hold, while without any one of them the others of the list can; room for all targets. Dies if the solver
 * gives up on a model of which it can not tell.
 */
bool synth_fit(struct synth_model *m, const struct synth_goals *goals, size_t targets,
               size_t *conflict, size_t *conflicts);

#endif
