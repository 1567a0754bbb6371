/*
 * synth_goal: what the figures of a table mean for the counts of a model.
 *
 * A measure is a population, or a population and an answer: `avslutade`, `avslutade.arbetar_studerar`
 * (synth_measure.h). Its breakdown is a list of conditions, kon=K;tidpunkt=efter.
 */
#ifndef SYNTH_GOAL_H
#define SYNTH_GOAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "synth/synth_measure.h"
#include "synth/synth_model.h"
#include "synth/synth_target.h"

/*
 * A figure as weighted cells: for a count their sum, for a share 100 * numerator / denominator. Also for guessing: the
 * share or the sum that the middle of the limits is.
 */
struct synth_goal {
	size_t numerator, denominator,
	    end;         /* terms: numerator .. denominator - 1, denominator .. end - 1 */
	double middle;   /* of a share 0 to 1; of a count */
	bool difference; /* of two such; not used for guessing */
};

struct synth_goals {
	struct synth_goal *at;
	size_t n, room;
	struct synth_term *term;
	size_t terms, term_room;
};

/* Adds the rows of every target, in order. False: the target's line and what was expected. */
bool synth_goals_add(struct synth_model *m, const struct synth_measures *measures,
                     const struct synth_targets *t, int year, struct synth_goals *goals,
                     struct error *e);

void synth_goals_done(struct synth_goals *goals);

#endif
