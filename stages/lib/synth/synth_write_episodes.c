/* The file of episodes: each person's time in an insats, with the state before and after. */
#include <stdio.h>

#include "date.h"
#include "synth/synth_write.h"

static const char *const titles[] = {"episod_id=Episod-id",
                                     "personnummer=Personnummer",
                                     "kon=Kön",
                                     "fodelsear=Födelseår",
                                     "kommun=Hemkommun",
                                     "skyddad=Skyddade personuppgifter",
                                     "samtycke=Samtycke",
                                     "samtycke_datum=Samtyckesdatum",
                                     "atertaget_datum=Samtycket återtaget",
                                     "samtycke_register=Samtycke till registersamkörning",
                                     "insats_id=Insats-id",
                                     "start=Startdatum",
                                     "slut=Slutdatum",
                                     "avslut=Avslutsorsak",
                                     "registrerad=Registrerad",
                                     "utbildning=Utbildning",
                                     "offtid=Tid med offentlig försörjning",
                                     "fore_arbetar=Arbetar före",
                                     "fore_arbete_pct=Arbete % före",
                                     "fore_subventionerad=Subventionerad före",
                                     "fore_studerar=Studerar före",
                                     "fore_studie_pct=Studier % före",
                                     "fore_arbetssokande=Arbetssökande före",
                                     "fore_praktik=Praktik före",
                                     "fore_forsorjning=Försörjning före",
                                     "efter_arbetar=Arbetar efter",
                                     "efter_arbete_pct=Arbete % efter",
                                     "efter_subventionerad=Subventionerad efter",
                                     "efter_studerar=Studerar efter",
                                     "efter_studie_pct=Studier % efter",
                                     "efter_arbetssokande=Arbetssökande efter",
                                     "efter_praktik=Praktik efter",
                                     "efter_annan_rehab=Annan rehab efter",
                                     "efter_forsorjning=Försörjning efter",
                                     NULL};
#define AFTER 9 /* columns of the state after */

struct writing {
	const struct synth_country *c;
	struct synth_file *f;
	unsigned copy;
	int64_t id, spare_id;
	uint32_t spares[2][SYNTH_BIRTH_YEARS]; /* identities of wrong rows, from the last on down */
};

/* The identity, and another one for a wrong row beside; false: the numbers of that year of birth have met. */
static bool add_identity(struct writing *k, const struct synth_episode *e, uint8_t sex)
{
	char digits[IDENTITY_DIGITS + 1] = {0}, number[32];
	enum identity_sex which = sex == 0 ? IDENTITY_WOMAN : IDENTITY_MAN;
	uint32_t spare = SYNTH_IDENTITIES - 1 - k->spares[sex][k->c->year - e->birth_year];

	if (e->number >= spare)
		return false;
	synth_identity(which, e->birth_year, spare, digits);
	snprintf(number, sizeof number, "%lld", (long long)k->spare_id + 1);
	synth_spare(k->f, number, digits);
	synth_identity(which, e->birth_year, e->number, digits);
	synth_number(k->f, ++k->id);
	synth_text(k->f, digits);
	return true;
}

static void add_extent(struct synth_file *f, bool active, uint8_t percent)
{
	synth_bool(f, active);
	if (active)
		synth_number(f, percent);
	else
		synth_empty(f);
}

static void add_before(struct synth_file *f, const struct synth_person *p,
                       const struct synth_episode *e)
{
	synth_bool(f, e->fore_arbete > 0);
	if (e->fore_arbete > 0)
		synth_number(f, e->fore_arbete);
	else
		synth_empty(f);
	synth_bool(f, e->fore_subvention);
	add_extent(f, e->fore_studie > 0, e->fore_studie);
	synth_bool(f, p->code[SYNTH_FORE_SOKER] == 1);
	synth_bool(f, e->fore_praktik);
	synth_text(f, synth_codes(SYNTH_FORE_FORSORJNING)[p->code[SYNTH_FORE_FORSORJNING]]);
}

static void add_after(struct synth_file *f, const struct synth_person *p,
                      const struct synth_episode *e)
{
	if (e->end == SYNTH_NO_DAY) {
		for (int i = 0; i < AFTER; i++)
			synth_empty(f);
		return;
	}
	synth_bool(f, e->efter_arbete > 0);
	if (e->efter_arbete > 0)
		synth_number(f, e->efter_arbete);
	else
		synth_empty(f);
	synth_bool(f, e->efter_arbete > 0 &&
	                  (e->last ? p->code[SYNTH_EFTER_SUBVENTION] == 1 : e->fore_subvention));
	add_extent(f, e->efter_studie > 0, e->efter_studie);
	synth_bool(f, p->code[e->last ? SYNTH_EFTER_SOKER : SYNTH_FORE_SOKER] == 1);
	synth_bool(f, e->efter_praktik);
	synth_bool(f, e->efter_rehab);
	synth_text(f, e->last
	                  ? synth_codes(SYNTH_EFTER_FORSORJNING)[p->code[SYNTH_EFTER_FORSORJNING]]
	                  : synth_codes(SYNTH_FORE_FORSORJNING)[p->code[SYNTH_FORE_FORSORJNING]]);
}

static void write_one(struct writing *k, const struct synth_person *p,
                      const struct synth_episode *e)
{
	struct synth_file *f = k->f;

	if (!add_identity(k, e, p->code[SYNTH_KON]))
		die("--scale: there are not so many identities that can never be issued");
	synth_text(f, synth_codes(SYNTH_KON)[p->code[SYNTH_KON]]);
	synth_number(f, e->birth_year);
	synth_text(f, e->kommun == SYNTH_NONE ? "" : k->c->kommun[e->kommun].code);
	synth_bool(f, false);
	synth_text(f, "ja");
	synth_day(f, e->consent);
	synth_empty(f);
	synth_bool(f, e->may_join_registers);
	synth_insats_id(f, e->insats + (uint64_t)k->copy * k->c->insatser);
	synth_day(f, e->start);
	synth_day(f, e->end);
	synth_text(f, e->end == SYNTH_NO_DAY ? "" : e->reason);
	synth_day(f, e->registered);
	synth_text(f, synth_codes(SYNTH_UTBILDNING)[p->code[SYNTH_UTBILDNING]]);
	synth_text(f, synth_codes(SYNTH_OFFTID)[p->code[SYNTH_OFFTID]]);
	add_before(f, p, e);
	add_after(f, p, e);
	if (synth_end(f)) {
		k->spare_id++;
		k->spares[p->code[SYNTH_KON]][k->c->year - e->birth_year]++;
	}
}

void synth_write_episodes(struct synth_writing *w, const struct synth_people *people,
                          struct synth_episodes *episodes)
{
	struct writing k = {.c = w->country};

	k.f = synth_file_open(w->folder, "episoder.csv.gz", titles);
	/* Ids of wrong rows follow those of right ones, of which there are fewer than this. */
	k.spare_id = (int64_t)w->scale * (int64_t)(people->n + people->earlier) * 2;
	for (k.copy = 0; k.copy < w->scale; k.copy++) {
		episodes->pace = (uint32_t)((uint64_t)episodes->most * (k.copy + 1) / w->scale);
		synth_episodes_make(w->country, people, k.copy, episodes);
		for (size_t i = 0; i < episodes->n; i++)
			write_one(&k, &people->at[episodes->at[i].person], &episodes->at[i]);
	}
	synth_file_close(k.f);
}
