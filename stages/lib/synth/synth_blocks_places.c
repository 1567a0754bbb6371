/* The blocks of counties: förbund and kommuner that stay, come and leave; and what must hold between blocks. */
#include <string.h>

#include "error.h"
#include "synth/synth_blocks.h"

#define ENOUGH 1000000000

enum { NO, YES };
enum { STAYS, COMES, LEAVES, OUTSIDE };

/* Counties have the förbund and kommuner that stay, come, leave; and are on the list of those with a förbund or not. */
static void add_places(struct synth_model *m, struct synth_guesses *g,
                       const int kommuner[SYNTH_COUNTIES])
{
	const uint64_t dimensions = 1ULL << SYNTH_LAN | 1ULL << SYNTH_STATUS;
	uint8_t c[SYNTH_DIMENSIONS];

	memset(c, SYNTH_NO_CODE, sizeof c);
	synth_guess_begin(g, "forbund", dimensions);
	synth_guess_begin(g, "kommun", dimensions);
	synth_block_begin(m, "forbund");
	for (c[SYNTH_LAN] = 0; c[SYNTH_LAN] < SYNTH_COUNTIES; c[SYNTH_LAN]++)
		for (c[SYNTH_STATUS] = STAYS; c[SYNTH_STATUS] < OUTSIDE; c[SYNTH_STATUS]++)
			synth_block_cell(m, c,
			                 synth_guess(g, "forbund", c) * kommuner[c[SYNTH_LAN]],
			                 kommuner[c[SYNTH_LAN]]);
	synth_block_begin(m, "kommun");
	for (c[SYNTH_LAN] = 0; c[SYNTH_LAN] < SYNTH_COUNTIES; c[SYNTH_LAN]++)
		for (c[SYNTH_STATUS] = STAYS; c[SYNTH_STATUS] <= OUTSIDE; c[SYNTH_STATUS]++)
			synth_block_cell(m, c, synth_guess(g, "kommun", c) * kommuner[c[SYNTH_LAN]],
			                 kommuner[c[SYNTH_LAN]]);
	c[SYNTH_STATUS] = SYNTH_NO_CODE;
	synth_block_begin(m, "lan");
	for (c[SYNTH_LAN] = 0; c[SYNTH_LAN] < SYNTH_COUNTIES; c[SYNTH_LAN]++)
		for (c[SYNTH_HAR_FORBUND] = NO; c[SYNTH_HAR_FORBUND] <= YES; c[SYNTH_HAR_FORBUND]++)
			synth_block_cell(m, c, c[SYNTH_HAR_FORBUND] == YES, 1);
}

/* A row of our own: the sum of these cells, each with its factor, lies from low to high. */
struct part {
	const char *block, *condition;
	int factor;
};

static void hold(struct synth_model *m, const char *lan, const struct part *part, size_t n,
                 int64_t low, int64_t high)
{
	struct synth_row *row = synth_row_begin(m, SYNTH_STRUCTURE);

	row->has_low = row->has_high = true;
	row->low = low;
	row->high = high;
	for (size_t i = 0; i < n; i++) {
		struct synth_condition c = {0};
		struct error e = {0};

		if (!synth_condition_add(&c, slice_of(part[i].condition), &e) ||
		    (lan[0] != '\0' && !synth_condition_add(&c, slice_of(lan), &e)))
			die("%s", e.text);
		synth_row_sum(m, synth_block_find(m, part[i].block, c.dimensions), &c,
		              part[i].factor);
	}
	synth_row_end(m);
}

/* Every förbund has a kommun, every kommun in one has a förbund in its county, at either end of the year. */
static void hold_places(struct synth_model *m, const int kommuner[SYNTH_COUNTIES])
{
	for (int i = 0; i < SYNTH_COUNTIES; i++) {
		const struct part all[] = {{"kommun", "status=kvar+ny+lamnad+utanfor", 1}};
		const struct part stay[] = {{"kommun", "status=kvar", 1},
		                            {"forbund", "status=kvar", -1}};
		const struct part come[] = {{"kommun", "status=ny", 1},
		                            {"forbund", "status=ny", -1}};
		const struct part leave[] = {{"kommun", "status=lamnad", 1},
		                             {"forbund", "status=lamnad", -1}};
		const struct part listed[] = {{"lan", "har_forbund=nej+ja", 1}};
		const struct part some[] = {{"forbund", "status=kvar+ny", 1},
		                            {"lan", "har_forbund=ja", -1}};
		const struct part none[] = {{"kommun", "status=kvar+ny", 1},
		                            {"lan", "har_forbund=ja", -kommuner[i]}};
		/* Who joins or leaves alone does so in a county where a förbund stays. */
		const struct part host[] = {{"kommun", "status=kvar+ny+lamnad", 1},
		                            {"forbund", "status=kvar+ny+lamnad", -kommuner[i]}};
		char lan[16];

		strcpy(lan, "lan=");
		strcat(lan, synth_codes(SYNTH_LAN)[i]);
		hold(m, lan, all, 1, kommuner[i], kommuner[i]);
		hold(m, lan, stay, 2, 0, kommuner[i]);
		hold(m, lan, come, 2, 0, kommuner[i]);
		hold(m, lan, leave, 2, 0, kommuner[i]);
		hold(m, lan, listed, 1, 1, 1);
		hold(m, lan, some, 2, 0, kommuner[i]);
		hold(m, lan, none, 2, -kommuner[i], 0);
		hold(m, lan, host, 2, -kommuner[i] * kommuner[i], 0);
	}
}

static void hold_rest(struct synth_model *m, const struct synth_numbers *say)
{
	const struct part parties[] = {{"finansiering", "part=staten+landsting+kommun", 1}};
	const struct part asked[] = {{"enkat", "svar=1+2+3+4+5+inget", 1},
	                             {"forbund", "status=kvar+ny", -1}};
	const struct part missing[] = {{"saknas", "rapport=insatser+administration", 1},
	                               {"forbund", "status=kvar", -1}};
	const struct part high[] = {{"ytterligheter", "urval=hogst", 1}};
	const struct part low[] = {{"ytterligheter", "urval=lagst", 1}};

	int least = say->number[SYNTH_EXTREME_LEAST], most = say->number[SYNTH_EXTREME_MOST];

	hold(m, "", parties, 1, 1000, 1000);
	hold(m, "", asked, 2, 0, 0);
	hold(m, "", missing, 2, -ENOUGH, 0);
	hold(m, "", high, 1, least, most);
	hold(m, "", low, 1, least, most);
}

void synth_blocks_places(struct synth_model *m, struct synth_guesses *g,
                         const struct synth_numbers *say, const int kommuner[SYNTH_COUNTIES])
{
	add_places(m, g, kommuner);
	hold_places(m, kommuner);
	hold_rest(m, say);
}
