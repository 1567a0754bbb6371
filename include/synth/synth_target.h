/*
 * synth_target: the table of figures that a country is fitted to.
 *
 * A record stream with the columns id, matt, uppdelning, varde, enhet, exakthet, and if need be steg and anmarkning;
 * what they mean is told in docs/synth.md. A row whose exakthet is `utom` is kept out, and must say why in anmarkning.
 */
#ifndef SYNTH_TARGET_H
#define SYNTH_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "str.h"

#define SYNTH_THOUSANDTHS 1000

enum synth_unit {
	SYNTH_COUNT,  /* antal */
	SYNTH_MONEY,  /* mkr */
	SYNTH_SHARE,  /* procent */
	SYNTH_POINTS, /* procentenheter: the difference of two shares */
	SYNTH_DAYS,   /* dagar: a mean, or the difference of two */
	SYNTH_UNITS
};

struct synth_target {
	struct slice id, measure, breakdown;
	uint64_t line;
	enum synth_unit unit;
	/* What the true figure may be, in thousandths of the unit; limits that it may not reach are moved by open_*. */
	int64_t value, low, high;
	bool has_low, has_high;
	bool low_open, high_open;
};

struct synth_targets {
	struct synth_target *at;
	size_t n, room;
	const char *file;
};

/* Dies with file, line and column if a row can not be understood. */
struct synth_targets synth_target_read(const char *file, struct arena *arena);

void synth_target_done(struct synth_targets *t);

#endif
