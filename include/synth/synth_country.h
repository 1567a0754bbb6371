/*
 * synth_country: what a made-up country consists of besides its persons: kommuner, förbund, insatser, money.
 *
 * They are made from the counts of a fitted model (synth_fit.h), in the order of these functions; each needs what the
 * ones before it made. Amounts are kronor. Days are those of date.h.
 */
#ifndef SYNTH_COUNTRY_H
#define SYNTH_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "str.h"
#include "synth/synth_blocks.h"
#include "synth/synth_model.h"
#include "synth/synth_number.h"

#define SYNTH_NO_DAY INT32_MAX
#define SYNTH_NONE UINT32_MAX
#define SYNTH_SHARERS 3 /* förbund that finance one insats, at most */

/* The year of the targets, the one before it, ...: how many years before. */
#define SYNTH_MOST_YEARS 5
enum synth_year { SYNTH_NOW, SYNTH_BEFORE, SYNTH_YEARS = SYNTH_MOST_YEARS + 1 };

struct synth_kommun {
	const char *code;
	uint8_t county;     /* a code of SYNTH_LAN */
	uint32_t forbund;   /* SYNTH_NONE: in none */
	int32_t from, till; /* in the förbund */
	int32_t coded;      /* the first day on which its code was in use */
};

struct synth_economy {
	int64_t state, region, kommuner; /* allocated */
	int64_t state_used;
	int64_t budget_administration, administration;
	int64_t budget_insatser, insatser; /* paid by the allocation */
	int64_t other;                     /* other money outside the insatser: ESF */
	int64_t kur;
	int64_t opening, committed, closing; /* saved funds */
};

struct synth_forbund {
	const char *name;
	uint8_t county;
	int32_t formed, closed;
	uint32_t successor;
	uint32_t weight; /* its size among the others */
	uint32_t kommuner;
	bool no_insats_report, no_administration_report;
	uint8_t answer; /* a code of SYNTH_SVAR */
	struct synth_economy year[SYNTH_YEARS];
};

struct synth_insats {
	uint8_t period, kind; /* codes of SYNTH_PERIOD (or SYNTH_LONG_AGO) and SYNTH_INRIKTNING */
	bool young, complex, counted_only;
	uint32_t forbund[SYNTH_SHARERS];
	unsigned share[SYNTH_SHARERS]; /* percent; 0: no more förbund */
	int32_t start, end, first;     /* the first participant comes */
	uint32_t weight;               /* its size among the others */
	int64_t cost[SYNTH_YEARS], esf[SYNTH_YEARS], granted[SYNTH_YEARS];
};

struct synth_country {
	struct arena arena;
	struct synth_numbers say; /* what is plausible of it */
	uint64_t seed;
	int year;
	int years; /* of participations: the year and those before it; of money there is one more */
	int32_t new_year, last_day; /* of the year */
	struct synth_kommun *kommun;
	size_t kommuner, kommun_room;
	struct synth_forbund *forbund;
	size_t forbunds, forbund_room;
	struct synth_insats *insats;
	size_t insatser, insats_room;
};

/* The period of an insats that ended before the year before. */
#define SYNTH_LONG_AGO 3

/* The first and the last day of the year so many years before. */
int32_t synth_first_day(const struct synth_country *c, int y);
int32_t synth_last_day(const struct synth_country *c, int y);

/* Whether an insats ran in that year. */
bool synth_insats_ran(const struct synth_country *c, const struct synth_insats *x, int y);

/*
 * Starts a country with the kommuner of a code list (kod, lan, fran, till); how many there are by county. Dies if it
 * is none.
 */
void synth_country_begin(struct synth_country *c, const char *kommuner, uint64_t seed, int year,
                         int years, int count[SYNTH_COUNTIES]);

void synth_country_places(struct synth_country *c, const struct synth_model *m);
void synth_country_insatser(struct synth_country *c, const struct synth_model *m);
void synth_country_earlier(
    struct synth_country *c); /* insatser that ended long ago; none if years is 1 */
void synth_country_money(struct synth_country *c, const struct synth_model *m);

/* The indexes of the förbund with the most weight, those of the largest first. */
void synth_country_largest(const struct synth_country *c, uint32_t *largest, size_t n);

void synth_country_done(struct synth_country *c);

#endif
