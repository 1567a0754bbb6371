/*
 * The money of a country: what was allocated, what the insatser and the administration cost, what was left.
 *
 * Sums come from the model in thousands of kronor; they are shared out to the krona by weight, so that they hold. A
 * förbund that made no report spent money too, beside the sums: it is in what it saved, and nowhere else.
 */
#include <stdlib.h>

#include "synth/synth_chance.h"
#include "synth/synth_country.h"

#define THOUSAND 1000

/* Weights of förbund or insatser, and the share of each in a sum that is given out by them. */
struct making {
	struct synth_country *c;
	const struct synth_model *m;
	struct synth_chance chance;
	uint32_t *weight;
	int64_t *share;
};

static bool reports(const struct synth_country *c, const struct synth_insats *x)
{
	return !c->forbund[x->forbund[0]].no_insats_report;
}

/* Its share of what insatser cost among the others'. */
static uint32_t cost_weight(const struct synth_country *c, const struct synth_insats *x)
{
	return x->weight * (uint32_t)c->say.number[SYNTH_COST_PER_WEIGHT] +
	       (uint32_t)c->say.number[SYNTH_COST_BASE];
}

/* The same of a förbund and its administration. */
static uint32_t administration_weight(const struct synth_country *c, size_t forbund)
{
	return c->forbund[forbund].weight + (uint32_t)c->say.number[SYNTH_ADMINISTRATION_BASE];
}

/* Most use all that the state allocates. */
static int64_t used_of(struct making *k, int64_t state)
{
	const struct synth_numbers *say = &k->c->say;

	if (!synth_often(say, &k->chance, SYNTH_UNUSED))
		return state;
	return state / 1000 * synth_between(say, &k->chance, SYNTH_USED_LEAST, SYNTH_USED_MOST);
}

/* By the size of förbund; the region and the kommuner add what they must to the part of the state. */
static void allocate(struct making *k, enum synth_year y)
{
	struct synth_country *c = k->c;
	int64_t state = synth_count(k->m, "finansiering", "part=staten");
	int64_t region = synth_count(k->m, "finansiering", "part=landsting");
	int64_t kommuner = synth_count(k->m, "finansiering", "part=kommun");
	int64_t whole = synth_count(k->m, "tilldelat",
	                            y == SYNTH_NOW ? "ar=nu&samverkansform=forbund"
	                                           : "ar=fjol&samverkansform=forbund");

	for (size_t f = 0; f < c->forbunds; f++)
		k->weight[f] =
		    y == SYNTH_NOW || c->forbund[f].formed < c->new_year
		        ? c->forbund[f].weight *
		              (c->forbund[f].closed != SYNTH_NO_DAY && y == SYNTH_NOW ? 1 : 2)
		        : 0;
	synth_chance_apportion(whole, k->weight, c->forbunds, k->share);
	for (size_t f = 0; f < c->forbunds; f++) {
		struct synth_economy *e = &c->forbund[f].year[y];

		e->state = k->share[f] * THOUSAND;
		e->region = state == 0 ? 0 : e->state * region / state;
		e->kommuner = state == 0 ? 0 : e->state * kommuner / state;
		e->state_used = used_of(k, e->state);
	}
}

/*
 * Shares an amount of thousands among the insatser of a kind, in hundreds of kronor so that förbund can share it
 * further.
 */
static void share_cost(struct making *k, enum synth_year y, uint8_t kind, bool esf, int64_t whole)
{
	struct synth_country *c = k->c;

	for (size_t i = 0; i < c->insatser; i++) {
		const struct synth_insats *x = &c->insats[i];
		bool takes = synth_insats_ran(c, x, y) && x->kind == kind && reports(c, x) &&
		             (!esf || x->share[0] == 100) &&
		             (!esf || (x->weight % (uint32_t)c->say.number[SYNTH_ESF_EVERY] ==
		                       3 % (uint32_t)c->say.number[SYNTH_ESF_EVERY]));

		k->weight[i] = takes ? cost_weight(c, x) : 0;
	}
	synth_chance_apportion(whole * THOUSAND / 100, k->weight, c->insatser, k->share);
	for (size_t i = 0; i < c->insatser; i++)
		*(esf ? &c->insats[i].esf[y] : &c->insats[i].cost[y]) += k->share[i] * 100;
}

/* What the insatser of a förbund without a report cost, in proportion; nobody reads it but its savings. */
static void guess_unreported(struct making *k, enum synth_year y, int64_t whole)
{
	struct synth_country *c = k->c;
	uint64_t weights = 1;

	for (size_t i = 0; i < c->insatser; i++)
		weights +=
		    synth_insats_ran(c, &c->insats[i], y) ? cost_weight(c, &c->insats[i]) : 0;
	for (size_t i = 0; i < c->insatser; i++)
		if (synth_insats_ran(c, &c->insats[i], y) && !reports(c, &c->insats[i]))
			c->insats[i].cost[y] = whole * THOUSAND / 100 *
			                       cost_weight(c, &c->insats[i]) / (int64_t)weights *
			                       100;
}

/* What was granted to the insatser of a kind that ran in the year, by what they weigh among the costs. */
static void grant(struct making *k, enum synth_year y, uint8_t kind, int64_t whole)
{
	struct synth_country *c = k->c;

	for (size_t i = 0; i < c->insatser; i++)
		k->weight[i] = synth_insats_ran(c, &c->insats[i], y) && c->insats[i].kind == kind
		                   ? cost_weight(c, &c->insats[i])
		                   : 0;
	synth_chance_apportion(whole, k->weight, c->insatser, k->share);
	for (size_t i = 0; i < c->insatser; i++)
		if (k->weight[i] > 0)
			c->insats[i].granted[y] = k->share[i] * THOUSAND;
}

static void share_insatser(struct making *k)
{
	int64_t individual =
	    synth_count(k->m, "kostnad", "post=individ&finansieringskalla=samverkansmedel");
	int64_t structural =
	    synth_count(k->m, "kostnad", "post=struktur&finansieringskalla=samverkansmedel");

	/* Of the year before only what was granted is asked for; the costs were somewhat lower. */
	for (int y = SYNTH_BEFORE; y >= SYNTH_NOW; y--) {
		int64_t part = y == SYNTH_NOW ? 100 : k->c->say.number[SYNTH_COST_BEFORE];

		share_cost(k, y, 0, false, individual * part / 100);
		share_cost(k, y, 1, false, structural * part / 100);
		guess_unreported(k, y, (individual + structural) * part / 100);
	}
	share_cost(k, SYNTH_NOW, 0, true,
	           synth_count(k->m, "kostnad", "post=individ&finansieringskalla=esf"));
	share_cost(k, SYNTH_NOW, 1, true,
	           synth_count(k->m, "kostnad", "post=struktur&finansieringskalla=esf"));
	grant(k, SYNTH_NOW, 0, synth_count(k->m, "beviljat", "ar=nu&inriktning=individ"));
	grant(k, SYNTH_NOW, 1, synth_count(k->m, "beviljat", "ar=nu&inriktning=struktur"));
	grant(k, SYNTH_BEFORE, 0, synth_count(k->m, "beviljat", "ar=fjol&inriktning=individ"));
	grant(k, SYNTH_BEFORE, 1, synth_count(k->m, "beviljat", "ar=fjol&inriktning=struktur"));
}

/* A förbund pays its share of each insats. */
static void sum_insatser(struct synth_country *c, int y)
{
	for (size_t i = 0; i < c->insatser; i++)
		for (int s = 0; s < SYNTH_SHARERS; s++)
			if (c->insats[i].share[s] > 0)
				c->forbund[c->insats[i].forbund[s]].year[y].insatser +=
				    c->insats[i].cost[y] / 100 * c->insats[i].share[s];
}

/* Administration by size; that of a förbund without a report is nowhere but in its savings. */
static void administer(struct making *k, enum synth_year y)
{
	struct synth_country *c = k->c;
	int64_t whole = synth_count(k->m, "kostnad", "post=admin");

	/* A small förbund has a larger part of its money in administration. */
	for (size_t f = 0; f < c->forbunds; f++)
		k->weight[f] = c->forbund[f].no_administration_report && y == SYNTH_NOW ? 0
		               : c->forbund[f].year[y].state == 0                       ? 0
		                                                  : administration_weight(c, f);
	synth_chance_apportion(
	    y == SYNTH_NOW ? whole : whole * c->say.number[SYNTH_ADMINISTRATION_BEFORE] / 100,
	    k->weight, c->forbunds, k->share);
	for (size_t f = 0; f < c->forbunds; f++)
		c->forbund[f].year[y].administration =
		    k->weight[f] == 0 && c->forbund[f].no_administration_report
		        ? whole * administration_weight(c, f) /
		              ((int64_t)c->forbunds * c->say.number[SYNTH_ADMINISTRATION_MEAN]) *
		              THOUSAND
		        : k->share[f] * THOUSAND;
}

/* Money of others that is no insats's: of the ESF to those who run such a project, and for the project KUR. */
static void add_others(struct making *k)
{
	struct synth_country *c = k->c;
	int64_t esf = synth_count(k->m, "kostnad", "post=utanfor&finansieringskalla=esf");
	uint32_t every = (uint32_t)c->say.number[SYNTH_OTHER_EVERY];
	int64_t kur = synth_count(k->m, "kostnad", "post=utanfor&finansieringskalla=kur");

	for (int which = 0; which < 2; which++) {
		for (size_t f = 0; f < c->forbunds; f++)
			k->weight[f] =
			    c->forbund[f].closed == SYNTH_NO_DAY &&
			            c->forbund[f].weight % every == (which == 0 ? 1U : 2U) % every
			        ? c->forbund[f].weight
			        : 0;
		synth_chance_apportion(which == 0 ? esf : kur, k->weight, c->forbunds, k->share);
		for (size_t f = 0; f < c->forbunds; f++)
			*(which == 0 ? &c->forbund[f].year[SYNTH_NOW].other
			             : &c->forbund[f].year[SYNTH_NOW].kur) = k->share[f] * THOUSAND;
	}
}

static int64_t income(const struct synth_economy *e)
{
	return e->state_used + e->region + e->kommuner;
}

/* A part of what was saved is for insatser of several years. */
static void commit(struct making *k, struct synth_economy *e)
{
	int part =
	    synth_between(&k->c->say, &k->chance, SYNTH_COMMITTED_LEAST, SYNTH_COMMITTED_MOST);

	e->committed = e->opening > 0 ? e->opening / 100000 * part * 1000 : 0;
}

/*
 * What was saved at the turn of the year is shared by weight; before and after follow from income and outcome. A
 * förbund can not have saved less than nothing: then it saved more, and the others less.
 */
static void save(struct making *k)
{
	struct synth_country *c = k->c;
	int64_t whole = synth_count(k->m, "sparat", ""), least = 0;

	for (int try = 0; try < 2; try++) {
		for (size_t f = 0; f < c->forbunds; f++) {
			const struct synth_economy *now = &c->forbund[f].year[SYNTH_NOW];
			const struct synth_economy *then = &c->forbund[f].year[SYNTH_BEFORE];
			int64_t need = now->insatser + now->administration - income(now);
			int64_t had = income(then) - then->insatser - then->administration;

			need = need > had ? need : had;
			need = then->state == 0 || need < 0 ? 0 : need / THOUSAND + 1;
			k->weight[f] = try == 0           ? (uint32_t)need
			               : then->state == 0 ? 0
			                                  : c->forbund[f].weight;
			least += try == 0 ? need : 0;
		}
		if (try == 0 && least > 0)
			synth_chance_apportion(least < whole ? least : whole, k->weight,
			                       c->forbunds, k->share);
		else if (try == 1)
			synth_chance_apportion(least < whole ? whole - least : 0, k->weight,
			                       c->forbunds, k->share);
		for (size_t f = 0; f < c->forbunds && (try == 1 || least > 0); f++)
			c->forbund[f].year[SYNTH_NOW].opening += k->share[f] * THOUSAND;
	}
	for (size_t f = 0; f < c->forbunds; f++) {
		struct synth_economy *now = &c->forbund[f].year[SYNTH_NOW];
		struct synth_economy *then = &c->forbund[f].year[SYNTH_BEFORE];

		then->closing = now->opening;
		then->opening = then->state == 0 ? 0
		                                 : then->closing - income(then) + then->insatser +
		                                       then->administration;
		now->closing = now->opening + income(now) - now->insatser - now->administration;
		for (int y = SYNTH_BEFORE; y >= SYNTH_NOW; y--)
			commit(k, &c->forbund[f].year[y]);
	}
}

/* A budget is the outcome, some percent off. */
static void budget(struct making *k, struct synth_economy *e)
{
	e->budget_administration =
	    e->administration / 100000 *
	    synth_between(&k->c->say, &k->chance, SYNTH_ADMINISTRATION_BUDGET_LEAST,
	                  SYNTH_ADMINISTRATION_BUDGET_MOST) *
	    1000;
	e->budget_insatser = e->insatser / 100000 *
	                     synth_between(&k->c->say, &k->chance, SYNTH_INSATSER_BUDGET_LEAST,
	                                   SYNTH_INSATSER_BUDGET_MOST) *
	                     1000;
}

/* ---- the years before the year before: of them no target says anything ---- */

static int64_t lower(const struct making *k, int64_t amount)
{
	return amount * k->c->say.number[SYNTH_EARLIER_MONEY] / 100;
}

/* What all insatser of a kind cost, or were granted, in a year, in thousands. */
static int64_t whole_of(const struct making *k, int y, uint8_t kind, bool granted)
{
	int64_t sum = 0;

	for (size_t i = 0; i < k->c->insatser; i++) {
		const struct synth_insats *x = &k->c->insats[i];

		if (x->kind == kind)
			sum += granted ? x->granted[y] : x->cost[y];
	}
	return sum / THOUSAND;
}

/*
 * What a förbund had at the end of a year is what it had when the next one began. If it had begun with less than
 * nothing, it drew less of the state's allocation, or spent more.
 */
static void settle(struct making *k, struct synth_economy *e, const struct synth_economy *after)
{
	int64_t over;

	e->closing = after->opening;
	over = income(e) - e->insatser - e->administration - e->closing;
	if (over > 0) {
		int64_t less = over < e->state_used ? over : e->state_used;

		e->state_used -= less;
		e->administration += over - less;
	}
	e->opening = e->closing - income(e) + e->insatser + e->administration;
	commit(k, e);
	budget(k, e);
}

static void go_back(struct making *k, int y)
{
	struct synth_country *c = k->c;
	int64_t administration = 0;

	for (uint8_t kind = 0; kind < 2; kind++) {
		share_cost(k, y, kind, false, lower(k, whole_of(k, y - 1, kind, false)));
		grant(k, y, kind, lower(k, whole_of(k, y - 1, kind, true)));
	}
	sum_insatser(c, y);
	for (size_t f = 0; f < c->forbunds; f++) {
		struct synth_economy *e = &c->forbund[f].year[y];
		const struct synth_economy *after = &c->forbund[f].year[y - 1];
		bool there = c->forbund[f].formed <= synth_last_day(c, y) && after->state > 0;

		administration += lower(k, after->administration);
		e->state = there ? lower(k, after->state) / THOUSAND * THOUSAND : 0;
		e->region = there ? after->region * e->state / after->state : 0;
		e->kommuner = there ? after->kommuner * e->state / after->state : 0;
		e->state_used = used_of(k, e->state);
		k->weight[f] = there ? administration_weight(c, f) : 0;
	}
	synth_chance_apportion(administration / THOUSAND, k->weight, c->forbunds, k->share);
	for (size_t f = 0; f < c->forbunds; f++) {
		struct synth_economy *e = &c->forbund[f].year[y];

		e->administration = k->share[f] * THOUSAND;
		if (e->state > 0)
			settle(k, e, &c->forbund[f].year[y - 1]);
	}
}

void synth_country_money(struct synth_country *c, const struct synth_model *m)
{
	size_t most = c->forbunds > c->insatser ? c->forbunds : c->insatser;
	struct making k = {.c = c, .m = m, .chance = synth_chance_of(c->seed, "pengar", 0)};

	k.weight = arena_take(&c->arena, (most + 1) * sizeof *k.weight);
	k.share = arena_take(&c->arena, (most + 1) * sizeof *k.share);
	for (int y = SYNTH_BEFORE; y >= SYNTH_NOW; y--)
		allocate(&k, y);
	share_insatser(&k);
	for (int y = SYNTH_BEFORE; y >= SYNTH_NOW; y--)
		sum_insatser(c, y);
	for (int y = SYNTH_BEFORE; y >= SYNTH_NOW; y--)
		administer(&k, y);
	add_others(&k);
	save(&k);
	for (size_t f = 0; f < c->forbunds; f++)
		for (int y = SYNTH_BEFORE; y >= SYNTH_NOW; y--)
			budget(&k, &c->forbund[f].year[y]);
	k.chance = synth_chance_of(c->seed, "tidigare pengar", 0);
	for (int y = SYNTH_BEFORE + 1; y <= c->years; y++)
		go_back(&k, y);
}
