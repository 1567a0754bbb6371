/* The insatser of a country: which förbund they belong to, what kind they are, when they run, how large they are. */
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "number.h"
#include "synth/synth_chance.h"
#include "synth/synth_country.h"

enum { BEFORE, BOTH, NEW };
enum { HIGHEST, LOWEST, EXTREMES };
#define COMPARED 10 /* the largest förbund; reports compare fewer, and equals may change places */

/*
 * Insatser are made as the model counts them, shuffled, and given away: first as many as the two förbund with the
 * highest and the lowest share of personal data must have, then some to each förbund, then the rest by lot and weight.
 */
struct making {
	struct synth_country *c;
	const struct synth_model *m;
	struct synth_chance chance;
	uint32_t *weight; /* of each förbund, for drawing one */
	uint64_t sum;
	uint32_t extreme[EXTREMES]; /* förbund */
	int64_t registered[EXTREMES], all[EXTREMES];
};

/* All that the model counts, in the order of a lot and without a förbund. */
static void add_insatser(struct making *k)
{
	const struct synth_block *b = synth_block_find(k->m, "insatser", 0);
	struct synth_country *c = k->c;
	struct synth_insats *made = NULL;
	uint32_t *order;
	size_t room = 0, n = 0;

	for (size_t i = b->first; i < b->first + b->n; i++) {
		const uint8_t *code = k->m->cell[i].code;

		for (int64_t t = 0; t < k->m->count[i]; t++) {
			made = array_room(made, &room, n + 1, sizeof *made);
			made[n++] = (struct synth_insats){.period = code[SYNTH_PERIOD],
			                                  .kind = code[SYNTH_INRIKTNING],
			                                  .young = code[SYNTH_UNGA] == 1,
			                                  .complex = code[SYNTH_KOMPLEX] == 1,
			                                  .forbund = {SYNTH_NONE},
			                                  .share = {100}};
		}
	}
	c->insats = array_room(c->insats, &c->insats_room, n + 1, sizeof *c->insats);
	order = arena_take(&c->arena, (n + 1) * sizeof *order);
	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	synth_chance_shuffle(&k->chance, order, n);
	for (size_t i = 0; i < n; i++)
		c->insats[i] = made[order[i]];
	c->insatser = n;
	free(made);
}

static bool is_open(const struct synth_forbund *f)
{
	return f->closed == SYNTH_NO_DAY;
}

static bool is_old(const struct synth_country *c, const struct synth_forbund *f)
{
	return f->formed < c->new_year;
}

/* The two förbund whose shares are the highest and the lowest among the largest. */
static void choose_extremes(struct making *k)
{
	uint32_t largest[COMPARED];
	size_t n = k->c->forbunds < COMPARED ? k->c->forbunds : COMPARED;
	int found = 0;

	synth_country_largest(k->c, largest, n);
	for (size_t i = n < 7 ? 0 : 1; i < n && found < EXTREMES; i += 2)
		if (is_open(&k->c->forbund[largest[i]]) &&
		    is_old(k->c, &k->c->forbund[largest[i]]) &&
		    !k->c->forbund[largest[i]].no_insats_report)
			k->extreme[found++] = largest[i];
	if (found < EXTREMES)
		die("too few förbund for a highest and a lowest share among the largest");
	k->registered[HIGHEST] =
	    synth_count(k->m, "ytterligheter", "urval=hogst&registreringssatt=personuppgifter");
	k->registered[LOWEST] =
	    synth_count(k->m, "ytterligheter", "urval=lagst&registreringssatt=personuppgifter");
	k->all[HIGHEST] = synth_count(k->m, "ytterligheter", "urval=hogst");
	k->all[LOWEST] = synth_count(k->m, "ytterligheter", "urval=lagst");
}

/* By lot, each as often as its weight. */
static uint32_t draw_forbund(struct making *k)
{
	uint64_t at = synth_chance_next(&k->chance) % k->sum;
	uint32_t f = 0;

	while (at >= k->weight[f])
		at -= k->weight[f++];
	return f;
}

/* A new insats needs a förbund that is open, an old one a förbund that was there the year before. */
static bool can_have(const struct making *k, const struct synth_insats *x, uint32_t forbund)
{
	const struct synth_forbund *f = &k->c->forbund[forbund];

	return (x->period == NEW ? is_open(f) : is_old(k->c, f)) && x->forbund[0] == SYNTH_NONE;
}

/* An insats for persons that ran in the year: those of which the share with personal data is told. */
static bool is_counted_individual(const struct synth_insats *x)
{
	return x->kind == 0 && x->period != BEFORE;
}

/* The first insats that is free and that this förbund can have. */
static void give_one(struct making *k, uint32_t forbund)
{
	for (size_t i = 0; i < k->c->insatser; i++) {
		struct synth_insats *x = &k->c->insats[i];

		if (is_counted_individual(x) && can_have(k, x, forbund)) {
			x->forbund[0] = forbund;
			return;
		}
	}
}

/* What a förbund has before the others are given by lot. */
static int insatser_at_least(const struct synth_country *c, uint32_t forbund)
{
	bool large = c->forbund[forbund].weight > (uint32_t)c->say.number[SYNTH_LARGE_FORBUND];

	return large ? c->say.number[SYNTH_INSATSER_OF_LARGE] : 1;
}

/* The two extremes have as many as the model says; every other förbund at least one; the rest by weight. */
static void give_all(struct making *k)
{
	struct synth_country *c = k->c;

	for (int e = 0; e < EXTREMES; e++)
		for (int64_t i = 0; i < k->all[e]; i++)
			give_one(k, k->extreme[e]);
	for (uint32_t f = 0; f < c->forbunds; f++)
		if (f != k->extreme[HIGHEST] && f != k->extreme[LOWEST] && is_open(&c->forbund[f]))
			for (int i = 0; i < insatser_at_least(c, f); i++)
				give_one(k, f);
	for (size_t i = 0; i < c->insatser; i++) {
		struct synth_insats *x = &c->insats[i];
		uint32_t f = draw_forbund(k);

		if (x->forbund[0] != SYNTH_NONE)
			continue;
		while (!can_have(k, x, f) ||
		       (is_counted_individual(x) &&
		        (f == k->extreme[HIGHEST] || f == k->extreme[LOWEST])))
			f = draw_forbund(k);
		x->forbund[0] = f;
	}
}

/*
 * How many insatser with personal data each förbund has: the extremes what they must, the others of the largest
 * between.
 */
static void choose_registration(struct making *k)
{
	struct synth_country *c = k->c;
	uint32_t largest[COMPARED];
	size_t compared = c->forbunds < COMPARED ? c->forbunds : COMPARED;

	synth_country_largest(c, largest, compared);
	for (uint32_t f = 0; f < c->forbunds; f++) {
		int64_t all = 0, registered, done = 0;
		bool is_compared = false;
		int64_t low, high;

		for (size_t i = 0; i < c->insatser; i++)
			all += c->insats[i].forbund[0] == f && is_counted_individual(&c->insats[i]);
		for (size_t i = 0; i < compared; i++)
			is_compared |= largest[i] == f;
		registered = (all * synth_between(&c->say, &k->chance, SYNTH_REGISTERED_LEAST,
		                                  SYNTH_REGISTERED_MOST) +
		              99) /
		             100;
		low = all * k->registered[LOWEST] / k->all[LOWEST] + 1;
		high = (all * k->registered[HIGHEST] - 1) / k->all[HIGHEST];
		if (is_compared && registered > high)
			registered = high;
		if (is_compared && registered < low)
			registered = low;
		for (int e = 0; e < EXTREMES; e++)
			registered = f == k->extreme[e] ? k->registered[e] : registered;
		for (size_t i = 0; i < c->insatser; i++) {
			struct synth_insats *x = &c->insats[i];

			if (x->forbund[0] != f)
				continue;
			x->counted_only =
			    x->kind == 1 || (is_counted_individual(x) && done >= registered);
			done += x->kind == 0 && x->period != BEFORE;
		}
	}
}

/* The ways of sharing an insats: percent of each förbund. */
static unsigned (*read_shares(struct synth_country *c))[SYNTH_SHARERS]
{
	const struct synth_list *ways = &c->say.list[SYNTH_SHARES];
	unsigned(*shares)[SYNTH_SHARERS] = arena_take(&c->arena, ways->n * sizeof *shares);

	memset(shares, 0, ways->n * sizeof *shares);
	for (size_t i = 0; i < ways->n; i++) {
		struct slice rest = slice_of(ways->word[i]), part;
		unsigned n = 0, sum = 0;

		while (n < SYNTH_SHARERS && slice_cut(&rest, '+', &part)) {
			struct number x;
			int64_t percent = 0;
			if (number_parse(part, &x))
				number_whole(x, &percent);
			shares[i][n++] = percent > 0 && percent <= 100 ? (unsigned)percent : 0;
			sum += shares[i][n - 1];
		}
		if (rest.at != NULL || sum != 100)
			die("words.tsv: delning: expected at most %d percentages with + between, "
			    "that make 100",
			    SYNTH_SHARERS);
	}
	return shares;
}

/* Some insatser are several förbund's. Not those of the largest, whose insatser are compared by number. */
static void share_some(struct making *k)
{
	struct synth_country *c = k->c;
	unsigned(*halves)[SYNTH_SHARERS] = read_shares(c);
	uint32_t largest[COMPARED];
	size_t compared = c->forbunds < COMPARED ? c->forbunds : COMPARED;

	synth_country_largest(c, largest, compared);
	for (size_t i = 0; i < c->insatser; i++) {
		struct synth_insats *x = &c->insats[i];
		const unsigned *share = halves[synth_word(&c->say.list[SYNTH_SHARES], &k->chance)];
		bool good = synth_often(&c->say, &k->chance, SYNTH_SHARED);
		uint32_t with[SYNTH_SHARERS] = {x->forbund[0], draw_forbund(k), draw_forbund(k)};

		for (int s = 0; s < SYNTH_SHARERS && share[s] > 0; s++) {
			const struct synth_forbund *f = &c->forbund[with[s]];

			good = good && is_open(f) && is_old(c, f) && !f->no_insats_report &&
			       !f->no_administration_report;
			for (size_t j = 0; j < compared; j++)
				good = good && largest[j] != with[s];
			for (int t = 0; t < s; t++)
				good = good && with[t] != with[s];
		}
		for (int s = 0; good && s < SYNTH_SHARERS; s++) {
			x->forbund[s] = with[s];
			x->share[s] = share[s];
		}
	}
}

/* A day from the first to the last, more often at the start of a month. */
static int32_t draw_day(struct making *k, int32_t first, int32_t last)
{
	int32_t day = synth_chance_between(&k->chance, first, last);
	struct date_parts p = date_split(day);

	if (synth_often(&k->c->say, &k->chance, SYNTH_MONTH_START) && day - p.day + 1 >= first)
		day -= p.day - 1;
	return day;
}

static int32_t later_of(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* When it starts and ends, so that it was active in the years that the model says. */
static void choose_days(struct making *k, struct synth_insats *x)
{
	const struct synth_country *c = k->c;
	const struct synth_forbund *f = &c->forbund[x->forbund[0]];
	const int *number = c->say.number;
	int32_t earliest = c->new_year - number[SYNTH_INSATS_OLDEST];
	int32_t latest = c->new_year - number[SYNTH_INSATS_OLD_LATEST];
	int32_t soonest = c->last_day + number[SYNTH_END_SOONEST];
	int32_t last = c->last_day + number[SYNTH_END_LATEST];
	int fate = (int)synth_chance_below(&k->chance, 100);

	for (int s = 0; s < SYNTH_SHARERS && x->share[s] > 0; s++)
		if (c->forbund[x->forbund[s]].formed > earliest)
			earliest = c->forbund[x->forbund[s]].formed;
	x->end = SYNTH_NO_DAY;
	if (x->period == NEW) {
		x->start = draw_day(k, c->new_year, c->new_year + number[SYNTH_INSATS_NEW_LATEST]);
		if (fate < number[SYNTH_NEW_ENDS])
			x->end = synth_chance_between(
			    &k->chance, x->start + number[SYNTH_NEW_SHORTEST], c->last_day);
		else if (fate < number[SYNTH_NEW_ENDS] + number[SYNTH_NEW_ENDS_LATER])
			x->end = draw_day(k, soonest, last);
	} else {
		x->start = draw_day(k, earliest < latest ? earliest : latest, latest);
		if (x->period == BEFORE)
			x->end = synth_chance_between(
			    &k->chance,
			    later_of(x->start + number[SYNTH_BEFORE_SHORTEST], c->new_year - 365),
			    c->new_year - 1);
		else if (fate < number[SYNTH_OLD_ENDS])
			x->end =
			    draw_day(k, c->new_year + number[SYNTH_OLD_ENDS_FIRST], c->last_day);
		else if (fate < number[SYNTH_OLD_ENDS] + number[SYNTH_OLD_ENDS_LATER])
			x->end = draw_day(k, soonest, last);
	}
	if (f->closed != SYNTH_NO_DAY && (x->end == SYNTH_NO_DAY || x->end > f->closed))
		x->end = f->closed;
	x->first = x->start + synth_tail(&c->say, &k->chance, SYNTH_FIRST_TAIL, SYNTH_FIRST_MOST);
}

bool synth_insats_ran(const struct synth_country *c, const struct synth_insats *x, int y)
{
	if (y <= SYNTH_BEFORE)
		return x->period == BOTH || x->period == (y == SYNTH_NOW ? NEW : BEFORE);
	return x->start <= synth_last_day(c, y) && x->end >= synth_first_day(c, y);
}

void synth_country_insatser(struct synth_country *c, const struct synth_model *m)
{
	struct making k = {.c = c, .m = m, .chance = synth_chance_of(c->seed, "insatser", 0)};

	k.weight = arena_take(&c->arena, (c->forbunds + 1) * sizeof *k.weight);
	for (size_t f = 0; f < c->forbunds; f++)
		k.sum += k.weight[f] = c->forbund[f].weight;
	add_insatser(&k);
	choose_extremes(&k);
	give_all(&k);
	choose_registration(&k);
	share_some(&k);
	for (size_t i = 0; i < c->insatser; i++) {
		choose_days(&k, &c->insats[i]);
		c->insats[i].weight =
		    (uint32_t)(c->say.number[SYNTH_INSATS_WEIGHT] +
		               synth_tail(&c->say, &k.chance, SYNTH_INSATS_WEIGHT_TAIL,
		                          SYNTH_INSATS_WEIGHT_MOST));
	}
}
