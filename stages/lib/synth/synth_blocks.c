#include "synth/synth_blocks.h"

#include <string.h>

#include "synth/synth_chance.h"

#define ENOUGH 1000000000

/* Codes by place in their lists (synth_model.c). */
enum { NO, YES };
enum { WOMAN, MAN };
enum { NO_SUPPORT, ACTIVITY, OTHER_SUPPORT, NOT_KNOWN };
enum { SETS_NONE = 2, SETS_ACTIVITY = 5, SETS_FORE = 15, SETS_EFTER = 16 };

typedef double weigh(const uint8_t c[SYNTH_DIMENSIONS]);

static const int episodes[][2] = {{1, 0}, {2, 0}, {3, 0}, {1, 1}, {0, 1}, {0, 2}};

int synth_episodes_ended(uint8_t code)
{
	return episodes[code][0];
}

int synth_episodes_ongoing(uint8_t code)
{
	return episodes[code][1];
}

/*
 * Persons: those with personal data and the anonymous, of whom only the sex is known.
 */
static double weigh_person(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double support[] = {0.08, 0.10, 0.82};
	double x = c[SYNTH_KON] == WOMAN ? 0.56 : 0.44;

	if (c[SYNTH_REGISTRERING] == YES)
		return c[SYNTH_AVSLUTAD] == NO && c[SYNTH_NY] == YES && c[SYNTH_STOD] == NOT_KNOWN
		           ? 1700 * x
		           : 0;
	if (c[SYNTH_STOD] == NOT_KNOWN)
		return 0;
	x *= 17300 * support[c[SYNTH_STOD]];
	if (c[SYNTH_AVSLUTAD] == YES)
		return x * 0.43 * (c[SYNTH_NY] == YES ? 0.40 : 0.60);
	return x * 0.57 * (c[SYNTH_NY] == YES ? 0.76 : 0.24);
}

/* Aktivitetsersättning is for those under 30. */
static double weigh_background(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double age[] = {0.45, 0.30, 0.25};
	static const double education[3][5] = {{0.03, 0.44, 0.43, 0.05, 0.05},
	                                       {0.03, 0.36, 0.41, 0.14, 0.06},
	                                       {0.03, 0.31, 0.41, 0.18, 0.07}};

	if (c[SYNTH_STOD] == ACTIVITY && c[SYNTH_ALDER] > 0)
		return 0;
	return age[c[SYNTH_ALDER]] * education[c[SYNTH_ALDER]][c[SYNTH_UTBILDNING]];
}

static double weigh_time(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double time[] = {0, 0.34, 0.26, 0.28, 0.115, 0.005};

	if (c[SYNTH_STOD] == NO_SUPPORT)
		return c[SYNTH_OFFTID] == 0;
	return time[c[SYNTH_OFFTID]];
}

static double weigh_sources_before(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double set[SETS_FORE] = {0.92, 0.08, 0.82, 0.16, 0.02, 0.19,  0.05, 0.02,
	                                      0.07, 0.02, 0.10, 0.04, 0.48, 0.012, 0.018};
	uint8_t s = c[SYNTH_FORE_FORSORJNING];
	uint8_t support = s < SETS_NONE ? NO_SUPPORT : s < SETS_ACTIVITY ? ACTIVITY : OTHER_SUPPORT;

	return support == c[SYNTH_STOD] ? set[s] : 0;
}

/* Those who look for work before often do so after, unless they found it. */
static double weigh_occupation(const uint8_t c[SYNTH_DIMENSIONS])
{
	double x = 1;
	bool worked = c[SYNTH_FORE_ARBETAR], studied = c[SYNTH_FORE_STUDERAR];
	bool works = c[SYNTH_EFTER_ARBETAR], studies = c[SYNTH_EFTER_STUDERAR];
	double seeks = c[SYNTH_FORE_SOKER] ? 0.62 : 0.20, work = worked ? 0.60 : 0.21;

	if (c[SYNTH_AVSLUTAD] == NO)
		return 0;
	if ((works || studies) != c[SYNTH_RESULTAT] || (c[SYNTH_EFTER_SUBVENTION] && !works))
		return 0;
	if (c[SYNTH_STOD] == ACTIVITY)
		work *= 0.6;
	x *= worked ? 0.075 : 0.925;
	x *= studied ? 0.04 : 0.96;
	x *= worked && studied ? 0.2 : 1;
	x *= c[SYNTH_FORE_SOKER] ? 0.5 : 0.5;
	x *= works ? work : 1 - work;
	x *= studies ? 0.09 : 0.91;
	x *= works && studies ? 0.15 : 1;
	x *= !works ? 1 : c[SYNTH_EFTER_SUBVENTION] ? 0.41 : 0.59;
	seeks *= works ? 0.4 : studies ? 0.3 : 1;
	return x * (c[SYNTH_EFTER_SOKER] ? seeks : 1 - seeks);
}

static double weigh_sources_after(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double usual[SETS_EFTER] = {0.08, 0.02, 0,    0,    0,    0.19, 0.06, 0.02,
	                                         0.07, 0.02, 0.14, 0.04, 0.33, 0.01, 0.02, 0.01};
	static const double working[SETS_EFTER] = {0.48, 0.08, 0,    0,    0,    0.05, 0.01, 0.005,
	                                           0.06, 0.01, 0.09, 0.02, 0.15, 0.02, 0.01, 0.02};
	static const double activity[SETS_EFTER] = {0.08, 0.01, 0.62, 0.09, 0.03, 0.02, 0.03, 0.005,
	                                            0.01, 0,    0.04, 0.01, 0.05, 0.01, 0.0,  0.01};
	uint8_t s = c[SYNTH_EFTER_FORSORJNING];

	if (c[SYNTH_AVSLUTAD] == NO)
		return 0;
	if (c[SYNTH_STOD] == ACTIVITY)
		return activity[s];
	return c[SYNTH_RESULTAT] ? working[s] : usual[s];
}

static double weigh_further(const uint8_t c[SYNTH_DIMENSIONS])
{
	double further = c[SYNTH_RESULTAT] ? 0.12 : 0.35;

	if (c[SYNTH_AVSLUTAD] == NO)
		return 0;
	return c[SYNTH_ANNAN_REHAB] ? further : 1 - further;
}

static double weigh_episodes(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double n[] = {0.928, 0.043, 0.003, 0.026, 0.975, 0.025};
	bool ended = episodes[c[SYNTH_EPISODER]][0] > 0;

	return ended == c[SYNTH_AVSLUTAD] ? n[c[SYNTH_EPISODER]] : 0;
}

static double weigh_insats(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double n[2][3] = {{90, 425, 145}, {45, 140, 160}};

	return n[c[SYNTH_INRIKTNING]][c[SYNTH_PERIOD]] * (c[SYNTH_UNGA] ? 0.2 : 0.8) *
	       (c[SYNTH_KOMPLEX] ? 0.34 : 0.66);
}

static double weigh_extreme(const uint8_t c[SYNTH_DIMENSIONS])
{
	return 18 * (c[SYNTH_URVAL] == c[SYNTH_REGISTRERINGSSATT] ? 0.85 : 0.15);
}

static double weigh_allocation(const uint8_t c[SYNTH_DIMENSIONS])
{
	return c[SYNTH_SAMVERKANSFORM] == 0 ? 270000 : 30000;
}

static double weigh_granted(const uint8_t c[SYNTH_DIMENSIONS])
{
	return c[SYNTH_INRIKTNING] == 0 ? 430000 : 50000;
}

/* Cost by what it is for (individ, struktur, outside the insatser, administration) and who pays. */
static double weigh_cost(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double cost[4][3] = {
	    {373000, 28000, 0}, {45500, 3500, 0}, {0, 14000, 700}, {81500, 0, 0}};

	return cost[c[SYNTH_POST]][c[SYNTH_KALLA]];
}

static double weigh_saved(const uint8_t c[SYNTH_DIMENSIONS])
{
	(void)c;
	return 260000;
}

/* What the law says, so without chance: synth_blocks_add. */
static double weigh_party(const uint8_t c[SYNTH_DIMENSIONS])
{
	return c[SYNTH_PART] == 0 ? 500 : 250;
}

static double weigh_answer(const uint8_t c[SYNTH_DIMENSIONS])
{
	static const double n[] = {12, 26, 22, 8, 2, 12};

	return n[c[SYNTH_SVAR]];
}

static double weigh_missing(const uint8_t c[SYNTH_DIMENSIONS])
{
	return c[SYNTH_RAPPORT] == 0 ? 1 : 2;
}

/* All combinations of the codes of these dimensions; a weight of 0 leaves one out. */
static void add_product(struct synth_model *m, const enum synth_dimension *d, size_t n,
                        weigh *weight)
{
	uint8_t c[SYNTH_DIMENSIONS];
	size_t i = 0;

	memset(c, SYNTH_NO_CODE, sizeof c);
	for (size_t k = 0; k < n; k++)
		c[d[k]] = 0;
	do {
		/* Of the anonymous nothing is known but what the first block says. */
		bool anonymous =
		    c[SYNTH_STOD] == NOT_KNOWN && c[SYNTH_REGISTRERING] == SYNTH_NO_CODE;
		double w = anonymous ? 0 : weight(c);

		if (w > 0)
			synth_block_cell(m, c, w, ENOUGH);
		for (i = 0; i < n && synth_codes(d[i])[++c[d[i]]] == NULL; i++)
			c[d[i]] = 0;
	} while (i < n);
}

/* The same number as the block before has, for each link; with some chance of the country's own. */
static void scale_to_links(struct synth_model *m, size_t first_row)
{
	for (size_t r = first_row; r < m->rows; r++) {
		double before = 0, here = 0;
		size_t end = m->row[r].first + m->row[r].n;

		for (size_t i = m->row[r].first; i < end; i++) {
			double guess = m->cell[m->term[i].cell].guess;

			*(m->term[i].factor > 0 ? &before : &here) += guess;
		}
		for (size_t i = m->row[r].first; here > 0 && i < end; i++)
			if (m->term[i].factor < 0)
				m->cell[m->term[i].cell].guess *= before / here;
	}
}

#define BLOCK_DIMENSIONS 14
static const struct kind {
	const char *name;
	bool persons, money;
	enum synth_dimension d[BLOCK_DIMENSIONS];
	size_t n;
	weigh *weight;
} kinds[] = {
    {"personer",
     true,
     false,
     {SYNTH_KON, SYNTH_REGISTRERING, SYNTH_AVSLUTAD, SYNTH_NY, SYNTH_STOD},
     5,
     weigh_person},
    {"bakgrund",
     true,
     false,
     {SYNTH_KON, SYNTH_STOD, SYNTH_ALDER, SYNTH_UTBILDNING},
     4,
     weigh_background},
    {"offtid", true, false, {SYNTH_KON, SYNTH_STOD, SYNTH_OFFTID}, 3, weigh_time},
    {"fore",
     true,
     false,
     {SYNTH_KON, SYNTH_AVSLUTAD, SYNTH_STOD, SYNTH_FORE_FORSORJNING},
     4,
     weigh_sources_before},
    {"sysselsattning",
     true,
     false,
     {SYNTH_KON, SYNTH_AVSLUTAD, SYNTH_STOD, SYNTH_FORE_ARBETAR, SYNTH_FORE_STUDERAR,
      SYNTH_FORE_SOKER, SYNTH_EFTER_ARBETAR, SYNTH_EFTER_SUBVENTION, SYNTH_EFTER_STUDERAR,
      SYNTH_EFTER_SOKER, SYNTH_RESULTAT},
     11,
     weigh_occupation},
    {"efter",
     true,
     false,
     {SYNTH_KON, SYNTH_AVSLUTAD, SYNTH_STOD, SYNTH_RESULTAT, SYNTH_EFTER_FORSORJNING},
     5,
     weigh_sources_after},
    {"rehab",
     true,
     false,
     {SYNTH_KON, SYNTH_AVSLUTAD, SYNTH_RESULTAT, SYNTH_ANNAN_REHAB},
     4,
     weigh_further},
    {"episoder", true, false, {SYNTH_AVSLUTAD, SYNTH_STOD, SYNTH_EPISODER}, 3, weigh_episodes},
    {"insatser",
     false,
     false,
     {SYNTH_PERIOD, SYNTH_INRIKTNING, SYNTH_UNGA, SYNTH_KOMPLEX},
     4,
     weigh_insats},
    {"ytterligheter", false, false, {SYNTH_URVAL, SYNTH_REGISTRERINGSSATT}, 2, weigh_extreme},
    {"tilldelat", false, true, {SYNTH_AR, SYNTH_SAMVERKANSFORM}, 2, weigh_allocation},
    {"beviljat", false, true, {SYNTH_AR, SYNTH_INRIKTNING}, 2, weigh_granted},
    {"kostnad", false, true, {SYNTH_POST, SYNTH_KALLA}, 2, weigh_cost},
    {"sparat", false, true, {0}, 0, weigh_saved},
    {"finansiering", false, false, {SYNTH_PART}, 1, weigh_party},
    {"enkat", false, false, {SYNTH_SVAR}, 1, weigh_answer},
    {"saknas", false, false, {SYNTH_RAPPORT}, 1, weigh_missing},
    {0}};

void synth_blocks_add(struct synth_model *m, const int kommuner[SYNTH_COUNTIES], uint64_t seed)
{
	for (const struct kind *k = kinds; k->name != NULL; k++) {
		struct synth_chance chance = synth_chance_of(seed, k->name, 0);
		struct synth_block *b = synth_block_begin(m, k->name);
		size_t row = m->rows;

		b->persons = k->persons;
		b->money = k->money;
		add_product(m, k->d, k->n, k->weight);
		for (size_t i = b->first; i < b->first + b->n && k->weight != weigh_party; i++)
			m->cell[i].guess *= synth_chance_between(&chance, 920, 1080) / 1000.0;
		if (b->persons && b > m->block)
			synth_block_link(m);
		scale_to_links(m, row);
	}
	synth_blocks_places(m, kommuner);
}
