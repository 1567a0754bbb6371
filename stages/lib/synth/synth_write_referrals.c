/*
 * The file of referrals: when a person was referred to an insats, by whom, and what came of it: a participation, a
 * no, or nothing yet.
 *
 * Each participation has one. The episodes are made once more for it; who said no or waits took no part, and has an
 * identity that comes after those of all episodes.
 */
#include <stdio.h>
#include <stdlib.h>

#include "date.h"
#include "synth/synth_write.h"

#define BEGAN "borjade"
#define REFUSED "avbojde"
#define WAITS "vantar"

struct writing {
	const struct synth_country *c;
	const struct synth_people *people;
	struct synth_episodes *given; /* which identities are: those of all episodes, and more */
	struct synth_file *f;
	struct synth_chance chance;
	int64_t id, spare_id;
	uint32_t spares[2][SYNTH_BIRTH_YEARS]; /* identities of wrong rows, from the last on down */
};

struct referral {
	uint8_t sex;
	int birth_year;
	uint32_t number; /* of the identity among those of its year and sex */
	uint64_t insats;
	int32_t referred, answered;
	const char *answer;
};

static void add(struct writing *k, const struct referral *r)
{
	const struct synth_list *parts = &k->c->say.list[SYNTH_PARTS];
	enum identity_sex which = r->sex == 0 ? IDENTITY_WOMAN : IDENTITY_MAN;
	uint32_t *spares = &k->spares[r->sex][k->c->year - r->birth_year];
	uint32_t spare = SYNTH_IDENTITIES - 1 - *spares;
	char digits[IDENTITY_DIGITS + 1] = {0}, number[32];

	if (r->number >= spare)
		die("--scale: there are not so many identities that can never be issued");
	synth_identity(which, r->birth_year, spare, digits);
	snprintf(number, sizeof number, "%lld", (long long)k->spare_id + 1);
	synth_spare(k->f, number, digits);
	synth_identity(which, r->birth_year, r->number, digits);
	synth_number(k->f, ++k->id);
	synth_text(k->f, digits);
	synth_text(k->f, synth_codes(SYNTH_KON)[r->sex]);
	synth_bool(k->f, false);
	synth_text(k->f, "ja");
	synth_insats_id(k->f, r->insats);
	synth_day(k->f, r->referred);
	synth_text(k->f, parts->word[synth_word(parts, &k->chance)]);
	synth_text(k->f, r->answer);
	synth_day(k->f, r->answered);
	if (synth_end(k->f)) {
		k->spare_id++;
		++*spares;
	}
}

static int wait(struct writing *k)
{
	return synth_tail(&k->c->say, &k->chance, SYNTH_WAIT_TAIL, SYNTH_WAIT_MOST);
}

/* Who began had waited before. What was registered by mistake nobody was referred to. */
static void add_began(struct writing *k, const struct synth_episode *e, unsigned copy)
{
	struct referral r = {.sex = k->people->at[e->person].code[SYNTH_KON],
	                     .birth_year = e->birth_year,
	                     .number = e->number,
	                     .insats = e->insats + (uint64_t)copy * k->c->insatser,
	                     .answered = e->start,
	                     .answer = BEGAN};

	r.referred = e->start - wait(k);
	if (!e->mistake)
		add(k, &r);
}

/* Somebody else who was referred to the same insats: at that time and said no, or at the end of the year and waits. */
static void add_other(struct writing *k, const struct synth_episode *e, unsigned copy, bool waits)
{
	const struct synth_person *p = &k->people->at[e->person];
	struct referral r = {.sex = p->code[SYNTH_KON],
	                     .insats = e->insats + (uint64_t)copy * k->c->insatser,
	                     .answered = SYNTH_NO_DAY,
	                     .answer = waits ? WAITS : REFUSED};

	if (waits) {
		r.referred = k->c->last_day - wait(k);
	} else {
		r.answered = e->start;
		r.referred = e->start - wait(k);
	}
	r.birth_year = synth_birth(k->c, p, date_split(e->start).year, &k->chance);
	if (k->given->given[r.sex][k->c->year - r.birth_year] >= k->given->most)
		r.birth_year = synth_birth_roomiest(k->c, p, date_split(e->start).year, k->given);
	r.number = k->given->given[r.sex][k->c->year - r.birth_year]++;
	add(k, &r);
}

/* Those of a copy who said no or wait: like some who began, by lot. */
static void add_others(struct writing *k, const struct synth_episodes *episodes, unsigned copy)
{
	const struct synth_numbers *say = &k->c->say;

	for (size_t i = 0; i < episodes->n; i++) {
		const struct synth_episode *e = &episodes->at[i];
		bool refuses = synth_often(say, &k->chance, SYNTH_REFERRED_REFUSE);
		bool waits = synth_often(say, &k->chance, SYNTH_REFERRED_WAIT);

		if (refuses && !e->mistake)
			add_other(k, e, copy, false);
		if (waits && !e->mistake && e->end == SYNTH_NO_DAY)
			add_other(k, e, copy, true);
	}
}

void synth_write_referrals(struct synth_writing *w, const struct synth_people *people,
                           struct synth_episodes *episodes)
{
	static const char *const titles[] = {"anvisning_id=Anvisnings-id",
	                                     "personnummer=Personnummer",
	                                     "kon=Kön",
	                                     "skyddad=Skyddade personuppgifter",
	                                     "samtycke=Samtycke",
	                                     "insats_id=Insats-id",
	                                     "anvisad=Anvisad",
	                                     "anvisande_part=Anvisande part",
	                                     "svar=Vad det blev",
	                                     "svar_datum=Svarsdatum",
	                                     NULL};
	struct synth_episodes again = {.most = episodes->most};
	struct writing k = {.c = w->country, .people = people, .given = episodes};

	k.f = synth_file_open(w->folder, "anvisningar.csv.gz", titles);
	/* Ids of wrong rows follow those of right ones, of which there are fewer than this. */
	k.spare_id = (int64_t)w->scale * (int64_t)(people->n + people->earlier) * 4;
	for (unsigned copy = 0; copy < w->scale; copy++) {
		again.pace = (uint32_t)((uint64_t)again.most * (copy + 1) / w->scale);
		synth_episodes_make(w->country, people, copy, &again);
		k.chance = synth_chance_of(w->country->seed, "anvisade", copy);
		for (size_t i = 0; i < again.n; i++)
			add_began(&k, &again.at[i], copy);
		k.chance = synth_chance_of(w->country->seed, "anvisade andra", copy);
		add_others(&k, &again, copy);
	}
	free(again.at);
	synth_file_close(k.f);
}
