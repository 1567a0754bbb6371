/*
 * synth_measure: what the figures of a table of targets may be of, as measures.tsv of a country's folder says it.
 *
 * A population is the cells of a block where a condition holds; an answer is one more condition on them. In a
 * condition $a, $p and $s stand for what the year asks for (of ar, period and status), @ for fore_ or efter_.
 */
#ifndef SYNTH_MEASURE_H
#define SYNTH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "synth/synth_model.h"

struct synth_measure {
	bool answer; /* else a population */
	const char *name;
	const char *block; /* NULL: the first one that has all dimensions that are asked for */
	const char *condition;
	bool by_episode; /* as often as a person has episodes */
	uint64_t line;
};

struct synth_measures {
	const char *table;
	struct synth_measure *at;
	size_t n, room;
};

/* Dies with file, line and column at what can not be understood. */
void synth_measures_read(struct synth_measures *all, const char *folder, struct arena *arena);

/* When the blocks are made: dies at a population of one that there is not, or that can not be counted so. */
void synth_measures_check(const struct synth_measures *all, const struct synth_model *m);

/* NULL: there is none of that name. */
const struct synth_measure *synth_measure_find(const struct synth_measures *all, bool answer,
                                               struct slice name);

/* Adds the text to the condition, with what $ and @ stand for. False and the reason. */
bool synth_measure_add(struct synth_condition *c, struct slice text, bool last_year, bool after,
                       struct error *e);

void synth_measures_done(struct synth_measures *all);

#endif
