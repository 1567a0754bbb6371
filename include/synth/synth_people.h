/*
 * synth_people: the persons of a country and their episodes.
 *
 * Persons are put together from the blocks of a fitted model: in each block, those who are alike in what it shares
 * with the blocks before get its cells by lot. So they are as many of each kind as the model says, and otherwise by
 * chance.
 *
 * Memory: some 30 bytes a person and 60 an episode, of one country; a country many times as large is made a copy at a
 * time.
 */
#ifndef SYNTH_PEOPLE_H
#define SYNTH_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identity.h"
#include "synth/synth_country.h"
#include "synth/synth_model.h"

#define SYNTH_SERIALS 499
#define SYNTH_IDENTITIES (2 * 365 * SYNTH_SERIALS) /* of one sex and year of birth */
#define SYNTH_OLDEST 120                           /* years of birth that identities are made for */
#define SYNTH_BIRTH_YEARS (SYNTH_OLDEST + 1)

struct synth_person {
	uint8_t code[SYNTH_PERSON_DIMENSIONS];
	uint8_t ended, ongoing; /* episodes; ended are before the ongoing */
	uint8_t back;           /* it all ended so many years before the year of the country */
};

struct synth_people {
	struct synth_person *at;
	size_t n, room;
	size_t earlier; /* persons who only took part in earlier years, after the n of the year */
	int64_t anonymous[2]; /* women, men */
};

/* Episodes of one copy of the country, in the order in which they are registered. */
struct synth_episode {
	uint32_t person, insats, kommun;
	int32_t start, end; /* SYNTH_NO_DAY: goes on */
	int32_t registered, consent;
	int birth_year;
	uint32_t number; /* of the identity among those of its year and sex */
	bool last;       /* of the ended ones of the person: the state after is the person's */
	bool mistake;    /* registered by mistake, so it ended with felregistrering */
	uint8_t fore_arbete, fore_studie, efter_arbete, efter_studie; /* percent */
	bool fore_subvention, fore_praktik, efter_praktik, efter_rehab, may_join_registers;
	const char *reason; /* why it ended */
};

struct synth_episodes {
	struct synth_episode *at;
	size_t n, room;
	uint32_t given[2][SYNTH_BIRTH_YEARS]; /* identities, by sex and year of birth */
	uint32_t most;                        /* of each; the others are for wrong rows */
	uint32_t
	    pace; /* of each, up to the copy that is being made: so none runs out before the others */
};

struct synth_people synth_people_make(const struct synth_country *c, const struct synth_model *m);

/* The states before and after an episode that has its days: the codes of the person, and what they do not tell. */
void synth_states(const struct synth_country *c, const struct synth_person *p,
                  struct synth_chance *chance, struct synth_episode *e);

/*
 * The episodes of copy number `copy`, and after those of the year what ended in earlier years; given goes on from
 * copy to copy.
 */
void synth_episodes_make(const struct synth_country *c, const struct synth_people *people,
                         unsigned copy, struct synth_episodes *episodes);

/*
 * How many copies of these persons there are identities for, with so many wrong rows of a million; `most` is how many
 * of each sex and year of birth may go to persons. A year of birth that has run out is left for another of the same
 * class of age.
 */
unsigned synth_people_copies(const struct synth_country *c, const struct synth_people *people,
                             unsigned per_million, uint32_t *most);

/*
 * The number-th identity of a sex and year of birth, below SYNTH_IDENTITIES: month + 80, right check digit, no two
 * the same.
 */
void synth_identity(enum identity_sex sex, int year, uint32_t number, char digits[IDENTITY_DIGITS]);

/* A year of birth that keeps the person in the class of age from the year of the first start on. */
int synth_birth(const struct synth_country *c, const struct synth_person *p, int first_start,
                struct synth_chance *chance);

/* The one of them whose identities are used least. */
int synth_birth_roomiest(const struct synth_country *c, const struct synth_person *p,
                         int first_start, const struct synth_episodes *episodes);

/* No younger at any start. */
int synth_youngest(const struct synth_country *c, const struct synth_person *p);

void synth_people_done(struct synth_people *people, struct synth_episodes *episodes);

#endif
