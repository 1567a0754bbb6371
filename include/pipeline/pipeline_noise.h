/*
 * pipeline_noise: a group of `protect:` with `method: noise`: what it asks of the steps before it.
 *
 * Noise is drawn of numbers that pseudonymise gives and aggregate adds up (include/noise.h). So the aggregates of the group's
 * tables get --noise, and each pseudonymise that their records come from, along `from` and what is appended, --noise with
 * what tells one record of a person from another (`row:`), and the unit, period and edition of the group. How the tables hang
 * together does not matter: the same persons have the same noise wherever they are counted.
 */
#ifndef PIPELINE_NOISE_H
#define PIPELINE_NOISE_H

#include "pipeline/pipeline.h"

/* Whether the key is said to the compiler, and is no option of protect. */
bool noise_knows(struct slice key);

/* Whether the group, whose own words are written, asks for noise. */
bool noise_is_asked(const struct target *group);

/* When the steps of its tables are there: takes out what is said for other methods only, and writes what noise needs of them. */
void noise_write(struct pipeline *p, struct target *group);

#endif
