/* The state of a person before an episode and after it, and why it ended. */
#include <stdlib.h>

#include "synth/synth_people.h"

/* Reasons that follow from what a person did; the others are drawn. */
#define AS_PLANNED "enligt_plan"
#define TO_WORK "arbete_studier"
#define TO_OTHER "annan_rehab"

/* Percent of full time; who also looks for work has less. */
static uint8_t draw_extent(const struct synth_numbers *say, struct synth_chance *chance, bool seeks)
{
	const struct synth_list *extents =
	    &say->list[seeks ? SYNTH_EXTENTS_SEEKING : SYNTH_EXTENTS];

	return (uint8_t)atoi(extents->word[synth_word(extents, chance)]);
}

/* Why it ended: what came after says so, else by lot. */
static const char *draw_reason(const struct synth_numbers *say, const struct synth_person *p,
                               bool last, struct synth_chance *chance)
{
	const struct synth_list *reasons = &say->list[SYNTH_REASONS];

	if (!last)
		return synth_often(say, chance, SYNTH_ENDED_FOR_ANOTHER) ? TO_OTHER : AS_PLANNED;
	if (p->code[SYNTH_RESULTAT] == 1 && synth_often(say, chance, SYNTH_ENDED_FOR_WORK))
		return TO_WORK;
	if (p->code[SYNTH_ANNAN_REHAB] == 1 && synth_often(say, chance, SYNTH_ENDED_FOR_REHAB))
		return TO_OTHER;
	return reasons->word[synth_word(reasons, chance)];
}

/* The states before and after: the codes of the person, and what the blocks do not tell of them. */
void synth_states(const struct synth_country *c, const struct synth_person *p,
                  struct synth_chance *chance, struct synth_episode *e)
{
	const struct synth_numbers *say = &c->say;
	const uint8_t *code = p->code;
	bool ended = e->end != SYNTH_NO_DAY;
	/* One that is followed by another changed nothing that is worth telling. */
	bool works = e->last ? code[SYNTH_EFTER_ARBETAR] == 1 : code[SYNTH_FORE_ARBETAR] == 1;
	bool studies = e->last ? code[SYNTH_EFTER_STUDERAR] == 1 : code[SYNTH_FORE_STUDERAR] == 1;
	bool seeks = e->last ? code[SYNTH_EFTER_SOKER] == 1 : code[SYNTH_FORE_SOKER] == 1;

	e->fore_arbete = code[SYNTH_FORE_ARBETAR] == 1
	                     ? draw_extent(say, chance, code[SYNTH_FORE_SOKER] == 1)
	                     : 0;
	e->fore_studie =
	    code[SYNTH_FORE_STUDERAR] == 1 ? draw_extent(say, chance, e->fore_arbete > 0) : 0;
	e->fore_subvention =
	    e->fore_arbete > 0 && synth_often(say, chance, SYNTH_SUBSIDISED_BEFORE);
	e->fore_praktik = e->fore_arbete == 0 && synth_often(say, chance, SYNTH_PRACTICE_BEFORE);
	e->may_join_registers = synth_often(say, chance, SYNTH_REGISTERS);
	if (!ended)
		return;
	e->efter_arbete = works ? draw_extent(say, chance, seeks) : 0;
	e->efter_studie = studies ? draw_extent(say, chance, works) : 0;
	e->efter_praktik = !works && synth_often(say, chance, SYNTH_PRACTICE_AFTER);
	e->efter_rehab = e->last ? code[SYNTH_ANNAN_REHAB] == 1 : true;
	e->reason = draw_reason(say, p, e->last, chance);
}
