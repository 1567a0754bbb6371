/*
 * synth_chance: repeatable chance. The same seed and the same name give the same numbers on every machine.
 *
 * A stream of its own for every purpose, so that a change in one place does not move all the others. Pure.
 */
#ifndef SYNTH_CHANCE_H
#define SYNTH_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct synth_chance {
	uint64_t state;
};

struct synth_chance synth_chance_of(uint64_t seed, const char *name, uint64_t part);

uint64_t synth_chance_next(struct synth_chance *c);

/* 0 to n - 1; n above 0. */
uint32_t synth_chance_below(struct synth_chance *c, uint32_t n);

/* From low to high, both among them. */
int synth_chance_between(struct synth_chance *c, int low, int high);

/* True so many times of a thousand. */
bool synth_chance_permille(struct synth_chance *c, unsigned times);

/* The index of a weight, each as often as its weight says; the weights have a sum above 0. */
size_t synth_chance_pick(struct synth_chance *c, const unsigned *weight, size_t n);

/* Whole numbers from 0 with a long tail and about the given mean; not above `most`. */
int synth_chance_tail(struct synth_chance *c, int mean, int most);

void synth_chance_shuffle(struct synth_chance *c, uint32_t *array, size_t n);

/*
 * Shares `whole` among n in proportion to their weights, to the last unit: share[i] * sum = whole * weight[i], rounded
 * by largest remainders. Those of weight 0 get nothing; if all have it, the first gets all.
 */
void synth_chance_apportion(int64_t whole, const uint32_t *weight, size_t n, int64_t *share);

#endif
