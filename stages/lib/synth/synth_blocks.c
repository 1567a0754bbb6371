#include "synth/synth_blocks.h"

#include <string.h>

#include "synth/synth_chance.h"

#define ENOUGH 1000000000

#define BLOCK_DIMENSIONS 14

enum kind_of { PERSONS, COUNTS, MONEY, LAW }; /* LAW: what it says, so not moved by chance */

/* A block by its dimensions; what is plausible of its cells is read (synth_guess.h). */
struct kind {
	const char *name;
	enum kind_of of;
	size_t n;
	enum synth_dimension d[BLOCK_DIMENSIONS];
};

/* All combinations of the codes of its dimensions; a guess of 0 leaves one out. */
static void add_product(struct synth_model *m, const struct kind *k, struct synth_guesses *g)
{
	uint8_t c[SYNTH_DIMENSIONS];
	uint64_t dimensions = 0;
	size_t i = 0;

	memset(c, SYNTH_NO_CODE, sizeof c);
	for (i = 0; i < k->n; i++) {
		c[k->d[i]] = 0;
		dimensions |= 1ULL << k->d[i];
	}
	synth_guess_begin(g, k->name, dimensions);
	do {
		double guess = synth_guess(g, k->name, c);

		if (guess > 0)
			synth_block_cell(m, c, guess, ENOUGH);
		for (i = 0; i < k->n && synth_codes(k->d[i])[++c[k->d[i]]] == NULL; i++)
			c[k->d[i]] = 0;
	} while (i < k->n);
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

static const struct kind kinds[] = {
    {"personer", PERSONS, 5, {SYNTH_KON, SYNTH_REGISTRERING, SYNTH_AVSLUTAD, SYNTH_NY, SYNTH_STOD}},
    {"bakgrund", PERSONS, 4, {SYNTH_KON, SYNTH_STOD, SYNTH_ALDER, SYNTH_UTBILDNING}},
    {"offtid", PERSONS, 3, {SYNTH_KON, SYNTH_STOD, SYNTH_OFFTID}},
    {"fore", PERSONS, 4, {SYNTH_KON, SYNTH_AVSLUTAD, SYNTH_STOD, SYNTH_FORE_FORSORJNING}},
    {"sysselsattning",
     PERSONS,
     11,
     {SYNTH_KON, SYNTH_AVSLUTAD, SYNTH_STOD, SYNTH_FORE_ARBETAR, SYNTH_FORE_STUDERAR,
      SYNTH_FORE_SOKER, SYNTH_EFTER_ARBETAR, SYNTH_EFTER_SUBVENTION, SYNTH_EFTER_STUDERAR,
      SYNTH_EFTER_SOKER, SYNTH_RESULTAT}},
    {"efter",
     PERSONS,
     5,
     {SYNTH_KON, SYNTH_AVSLUTAD, SYNTH_STOD, SYNTH_RESULTAT, SYNTH_EFTER_FORSORJNING}},
    {"rehab", PERSONS, 4, {SYNTH_KON, SYNTH_AVSLUTAD, SYNTH_RESULTAT, SYNTH_ANNAN_REHAB}},
    {"episoder", PERSONS, 3, {SYNTH_AVSLUTAD, SYNTH_STOD, SYNTH_EPISODER}},
    {"insatser", COUNTS, 4, {SYNTH_PERIOD, SYNTH_INRIKTNING, SYNTH_UNGA, SYNTH_KOMPLEX}},
    {"ytterligheter", COUNTS, 2, {SYNTH_URVAL, SYNTH_REGISTRERINGSSATT}},
    {"tilldelat", MONEY, 2, {SYNTH_AR, SYNTH_SAMVERKANSFORM}},
    {"beviljat", MONEY, 2, {SYNTH_AR, SYNTH_INRIKTNING}},
    {"kostnad", MONEY, 2, {SYNTH_POST, SYNTH_KALLA}},
    {"sparat", MONEY, 0, {0}},
    {"finansiering", LAW, 1, {SYNTH_PART}},
    {"enkat", COUNTS, 1, {SYNTH_SVAR}},
    {"saknas", COUNTS, 1, {SYNTH_RAPPORT}},
    {0}};

void synth_blocks_add(struct synth_model *m, struct synth_guesses *g,
                      const struct synth_numbers *say, const int kommuner[SYNTH_COUNTIES],
                      uint64_t seed)
{
	int moved = say->number[SYNTH_GUESS_MOVED];

	for (const struct kind *k = kinds; k->name != NULL; k++) {
		struct synth_chance chance = synth_chance_of(seed, k->name, 0);
		struct synth_block *b = synth_block_begin(m, k->name);
		size_t row = m->rows;

		b->persons = k->of == PERSONS;
		b->money = k->of == MONEY;
		add_product(m, k, g);
		for (size_t i = b->first; i < b->first + b->n && k->of != LAW; i++)
			m->cell[i].guess *=
			    synth_chance_between(&chance, 1000 - moved, 1000 + moved) / 1000.0;
		if (b->persons && b > m->block)
			synth_block_link(m);
		scale_to_links(m, row);
	}
	synth_blocks_places(m, g, say, kommuner);
	synth_guess_end(g);
}
