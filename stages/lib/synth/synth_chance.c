#include "synth/synth_chance.h"

#include <stdlib.h>

#include "arena.h"

uint64_t synth_chance_next(struct synth_chance *c)
{
	/* splitmix64 (Steele, Lea, Flood 2014): one addition and two multiplications a number. */
	uint64_t z = c->state += 0x9E3779B97F4A7C15U;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

struct synth_chance synth_chance_of(uint64_t seed, const char *name, uint64_t part)
{
	struct synth_chance c = {seed};

	for (; *name != '\0'; name++)
		c.state = synth_chance_next(&c) ^ (unsigned char)*name;
	c.state = synth_chance_next(&c) ^ part;
	c.state = synth_chance_next(&c);
	return c;
}

uint32_t synth_chance_below(struct synth_chance *c, uint32_t n)
{
	return (uint32_t)((synth_chance_next(c) >> 32) * n >> 32);
}

int synth_chance_between(struct synth_chance *c, int low, int high)
{
	return low >= high ? low : low + (int)synth_chance_below(c, (uint32_t)(high - low + 1));
}

bool synth_chance_permille(struct synth_chance *c, unsigned times)
{
	return synth_chance_below(c, 1000) < times;
}

size_t synth_chance_pick(struct synth_chance *c, const unsigned *weight, size_t n)
{
	uint32_t sum = 0, at;
	size_t i;

	for (i = 0; i < n; i++)
		sum += weight[i];
	at = synth_chance_below(c, sum);
	for (i = 0; i + 1 < n && at >= weight[i]; i++)
		at -= weight[i];
	return i;
}

/*
 * A geometric number without logarithms: one in two goes on to the next block of `mean * 7 / 10`, and within a block
 * all are as likely.
 */
int synth_chance_tail(struct synth_chance *c, int mean, int most)
{
	int block = mean * 7 / 10 + 1, at = 0;

	while (at < most && (synth_chance_next(c) & 0x100) != 0)
		at += block;
	at += (int)synth_chance_below(c, (uint32_t)block);
	return at > most ? synth_chance_between(c, most / 2, most) : at;
}

void synth_chance_shuffle(struct synth_chance *c, uint32_t *array, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = synth_chance_below(c, (uint32_t)i);
		uint32_t held = array[i - 1];

		array[i - 1] = array[j];
		array[j] = held;
	}
}

/* What a share is short of, and whose it is; the largest get the units that are left. */
struct remainder {
	uint64_t left;
	size_t i;
};

static int compare_remainders(const void *a, const void *b)
{
	const struct remainder *x = a, *y = b;

	if (x->left != y->left)
		return x->left < y->left ? 1 : -1;
	return x->i < y->i ? -1 : 1;
}

void synth_chance_apportion(int64_t whole, const uint32_t *weight, size_t n, int64_t *share)
{
	size_t room = 0;
	struct remainder *r = array_room(NULL, &room, n + 1, sizeof *r);
	__extension__ unsigned __int128 part;
	uint64_t sum = 0;
	int64_t left = whole;

	for (size_t i = 0; i < n; i++)
		sum += weight[i];
	for (size_t i = 0; i < n; i++) {
		part = sum == 0 ? 0 : (unsigned __int128)whole * weight[i];
		share[i] = sum == 0 ? 0 : (int64_t)(part / sum);
		r[i] = (struct remainder){sum == 0 ? 0 : (uint64_t)(part % sum), i};
		left -= share[i];
	}
	qsort(r, n, sizeof *r, compare_remainders);
	for (size_t i = 0; i < n && left > 0; i++, left--)
		share[r[i].i]++;
	if (sum == 0 && n > 0)
		share[0] = whole;
	free(r);
}
