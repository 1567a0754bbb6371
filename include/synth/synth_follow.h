/*
 * synth_follow: what registers say of the persons of a country: whom they know and from when to when, and on which days
 * each had a benefit.
 *
 * benefits.tsv of the country's folder says how it is with each group of benefits; a table of targets, in the form of
 * synth_target.h, how many days more or fewer there were in the year after an insats ended than in the year before it
 * began, on average, of whom docs/synth.md tells. Who ended in a year is followed by the last that ended then.
 *
 *	synth_follow_read(&r, targets, country, &c);
 *	synth_follow_make(&f, &r, &c, &people, &episodes, copy);     dies if a target can not be met
 *	n = synth_follow_days(&f, person, benefit, days);
 *	synth_follow_done(&f);
 *
 * Memory: some 60 bytes a person and 16 for each of its benefits, of one copy of the country.
 */
#ifndef SYNTH_FOLLOW_H
#define SYNTH_FOLLOW_H

#include "interval.h"
#include "synth/synth_people.h"
#include "synth/synth_target.h"

struct synth_benefit {
	const char *group; /* a code of the support before and after */
	const char *other; /* another benefit of the group; empty: none */
	int other_often, whole_before, whole_after, otherwise, keeps, begins; /* promille */
	int shortest, longest;                                                /* days of a row */
};

/* A target: of whom, and by how much. */
struct synth_change {
	size_t benefit;
	int back;      /* the year they ended in, so many before that of the country */
	bool had;      /* only those who had the benefit before */
	size_t target; /* among the targets */
};

struct synth_registers {
	struct synth_benefit *benefit;
	size_t benefits;
	struct synth_targets targets;
	struct synth_change *change; /* of the years of the country */
	size_t changes;
	struct interval days; /* that the registers tell of */
};

struct synth_paid {
	int32_t before, after; /* days up to the start, and from the end */
	int32_t back, on;      /* further days, where the whole year has it */
};

struct synth_followed {
	uint32_t index
	    [SYNTH_MOST_YEARS]; /* the episode that counts for who ended in a year, or SYNTH_NONE */
	uint32_t anchor;        /* the one that days lie around; SYNTH_NONE: no episode */
	struct interval there;  /* in the population */
	bool known, died;
};

struct synth_follow {
	const struct synth_registers *registers;
	const struct synth_country *country;
	const struct synth_people *people;
	const struct synth_episodes *episodes;
	struct synth_followed *at; /* by person */
	struct synth_paid *paid;   /* by person and benefit */
	size_t n;
};

void synth_follow_read(struct synth_registers *r, const char *targets, const char *folder,
                       struct synth_country *c);

void synth_follow_make(struct synth_follow *f, const struct synth_registers *r,
                       const struct synth_country *c, const struct synth_people *people,
                       const struct synth_episodes *episodes, unsigned copy);

/* The days with a benefit of a person, in order; at most two intervals. */
size_t synth_follow_days(const struct synth_follow *f, size_t person, size_t benefit,
                         struct interval days[2]);

/* The year before the start of an episode, and the one after its end. */
struct interval synth_year_before(const struct synth_episode *e);
struct interval synth_year_after(const struct synth_episode *e);

/* Moves days until the targets are met; for synth_follow_make. */
void synth_follow_fit(struct synth_follow *f, struct synth_chance *chance);

void synth_follow_done(struct synth_follow *f);
void synth_registers_done(struct synth_registers *r);

#endif
