#include "synth/synth_people.h"

#include <stdio.h>
#include <stdlib.h>

#include "date.h"
#include "synth/synth_chance.h"

#define KEYS 16807 /* combinations of five shared codes */
#define COORDINATION 60

/* ---- putting persons together ---- */

/* The codes of the shared dimensions as one number, so that who is alike in them has the same. */
static size_t key_of(const uint8_t code[], uint64_t shared)
{
	size_t key = 0;

	for (int d = 0; d < SYNTH_PERSON_DIMENSIONS; d++)
		if ((shared >> d & 1) != 0)
			key = key * 7 + (size_t)(code[d] == SYNTH_NO_CODE ? 6 : code[d]);
	return key % KEYS;
}

/* Persons with the key of a cell get its codes, in the order of a lot. */
static void deal(const struct synth_country *c, const struct synth_model *m,
                 const struct synth_block *b, uint64_t shared, struct synth_people *p)
{
	struct synth_chance chance = synth_chance_of(c->seed, b->name, 1);
	uint32_t *order = NULL, *first, *next, *at;
	size_t room = 0, rooms = 0;

	order = array_room(order, &room, p->n + 1, sizeof *order);
	first = array_room(NULL, &rooms, KEYS * 2 + 1, sizeof *first);
	memset(first, 0, (KEYS * 2 + 1) * sizeof *first);
	next = first + KEYS + 1;
	for (size_t i = 0; i < p->n; i++)
		first[key_of(p->at[i].code, shared) + 1]++;
	for (size_t k = 0; k < KEYS; k++)
		first[k + 1] += first[k];
	memcpy(next, first, KEYS * sizeof *next);
	for (uint32_t i = 0; i < p->n; i++)
		order[next[key_of(p->at[i].code, shared)]++] = i;
	for (size_t k = 0; k < KEYS; k++)
		synth_chance_shuffle(&chance, order + first[k], first[k + 1] - first[k]);
	at = first;
	for (size_t i = b->first; i < b->first + b->n; i++) {
		size_t key = key_of(m->cell[i].code, shared);

		for (int64_t t = 0; t < m->count[i]; t++) {
			struct synth_person *person = &p->at[order[at[key]++]];

			for (int d = 0; d < SYNTH_PERSON_DIMENSIONS; d++)
				if (m->cell[i].code[d] != SYNTH_NO_CODE)
					person->code[d] = m->cell[i].code[d];
		}
	}
	free(order);
	free(first);
}

/* A person for each count of the first block; the anonymous are only counted. */
static void add_persons(const struct synth_model *m, const struct synth_block *b,
                        struct synth_people *p)
{
	for (size_t i = b->first; i < b->first + b->n; i++) {
		const uint8_t *code = m->cell[i].code;

		if (code[SYNTH_REGISTRERING] == 1) {
			p->anonymous[code[SYNTH_KON]] += m->count[i];
			continue;
		}
		for (int64_t t = 0; t < m->count[i]; t++) {
			p->at = array_room(p->at, &p->room, p->n + 1, sizeof *p->at);
			memcpy(p->at[p->n++].code, code, SYNTH_PERSON_DIMENSIONS);
		}
	}
}

/* Nothing is known of the work of those who go on; before, they were as those who ended. */
static void lend_occupation(const struct synth_country *c, struct synth_people *p)
{
	struct synth_chance chance = synth_chance_of(c->seed, "pagaende", 0);
	bool ended = false;

	for (size_t i = 0; i < p->n; i++)
		ended |= p->at[i].code[SYNTH_AVSLUTAD] == 1;
	for (size_t i = 0; i < p->n; i++) {
		const struct synth_person *lender = &p->at[i];

		for (int try = 0; ended && try < 1000; try++) {
			lender = &p->at[synth_chance_below(&chance, (uint32_t)p->n)];
			if (lender->code[SYNTH_AVSLUTAD] == 1 &&
			    (try > 100 || lender->code[SYNTH_STOD] == p->at[i].code[SYNTH_STOD]))
				break;
		}
		for (int d = SYNTH_FORE_ARBETAR; d <= SYNTH_FORE_SOKER; d++)
			if (p->at[i].code[d] == SYNTH_NO_CODE)
				p->at[i].code[d] =
				    lender->code[d] == SYNTH_NO_CODE ? 0 : lender->code[d];
	}
}

/* Those who ended in earlier years are of the same kinds as those who ended in the year. */
static void add_earlier(const struct synth_country *c, struct synth_people *p)
{
	struct synth_chance chance = synth_chance_of(c->seed, "tidigare personer", 0);
	uint32_t *ended = NULL;
	size_t room = 0, n = 0, many;

	for (uint32_t i = 0; i < p->n; i++) {
		if (p->at[i].code[SYNTH_AVSLUTAD] != 1)
			continue;
		ended = array_room(ended, &room, n + 1, sizeof *ended);
		ended[n++] = i;
	}
	many = n;
	for (int back = 1; back < c->years; back++) {
		many = many * (size_t)c->say.number[SYNTH_EARLIER_PEOPLE] / 100;
		for (size_t i = 0; i < many; i++) {
			size_t at = p->n + p->earlier++;

			p->at = array_room(p->at, &p->room, at + 1, sizeof *p->at);
			p->at[at] = p->at[ended[synth_chance_below(&chance, (uint32_t)n)]];
			p->at[at].ended = 1;
			p->at[at].ongoing = 0;
			p->at[at].back = (uint8_t)back;
		}
	}
	free(ended);
}

struct synth_people synth_people_make(const struct synth_country *c, const struct synth_model *m)
{
	struct synth_people p = {0};
	uint64_t known = m->block[0].dimensions;

	add_persons(m, &m->block[0], &p);
	for (const struct synth_block *b = m->block + 1; b < m->block + m->blocks; b++) {
		if (!b->persons)
			continue;
		deal(c, m, b, b->dimensions & known, &p);
		known |= b->dimensions;
	}
	lend_occupation(c, &p);
	for (size_t i = 0; i < p.n; i++) {
		p.at[i].ended = (uint8_t)synth_episodes_ended(p.at[i].code[SYNTH_EPISODER]);
		p.at[i].ongoing = (uint8_t)synth_episodes_ongoing(p.at[i].code[SYNTH_EPISODER]);
	}
	add_earlier(c, &p);
	return p;
}

void synth_people_done(struct synth_people *people, struct synth_episodes *episodes)
{
	free(people->at);
	free(episodes->at);
}

/* ---- years of birth and identities ---- */

static const int ages[3][2] = {{16, 29}, {30, 44}, {45, 64}};

int synth_youngest(const struct synth_country *c, const struct synth_person *p)
{
	bool compensated = p->code[SYNTH_STOD] == 1 && p->code[SYNTH_ALDER] == 0;

	return compensated ? c->say.number[SYNTH_COMPENSATED_YOUNGEST]
	                   : ages[p->code[SYNTH_ALDER]][0];
}

int synth_birth(const struct synth_country *c, const struct synth_person *p, int first_start,
                struct synth_chance *chance)
{
	int low = synth_youngest(c, p), high = ages[p->code[SYNTH_ALDER]][1];

	high -= c->year - first_start;
	if (p->code[SYNTH_ALDER] == 0 && p->code[SYNTH_STOD] != 1 &&
	    synth_often(&c->say, chance, SYNTH_YOUNG_ABOVE))
		low = c->say.number[SYNTH_COMPENSATED_YOUNGEST];
	return first_start - synth_chance_between(chance, low, high);
}

int synth_birth_roomiest(const struct synth_country *c, const struct synth_person *p,
                         int first_start, const struct synth_episodes *episodes)
{
	const uint32_t *given = episodes->given[p->code[SYNTH_KON]];
	int later = c->year - first_start;
	int best = synth_youngest(c, p), high = ages[p->code[SYNTH_ALDER]][1] - later;

	for (int age = best; age <= high; age++)
		if (given[later + age] < given[later + best])
			best = age;
	return first_start - best;
}

/* Days and serial numbers are gone through with a stride that shares no factor with how many there are. */
void synth_identity(enum identity_sex sex, int year, uint32_t number, char digits[IDENTITY_DIGITS])
{
	const uint64_t all = 365 * SYNTH_SERIALS, stride = 76543;
	bool coordination = number >= all;
	uint64_t at = ((number % all) * stride + (uint64_t)year * 7919) % all;
	int32_t day;
	struct date_parts p;
	char text[32];

	date_join((struct date_parts){2001, 1, 1}, &day); /* no leap year */
	p = date_split(day + (int32_t)(at / SYNTH_SERIALS));
	snprintf(text, sizeof text, "%04d%02d%02d%03d", year, p.month + 80,
	         p.day + (coordination ? COORDINATION : 0),
	         (int)(at % SYNTH_SERIALS + 1) * 2 - (sex == IDENTITY_MAN));
	text[11] = identity_check_digit(text + 2);
	memcpy(digits, text, IDENTITY_DIGITS);
}

unsigned synth_people_copies(const struct synth_country *c, const struct synth_people *people,
                             unsigned per_million, uint32_t *most)
{
	/*
	 * Years of birth of each class of age, in halves; less one of them, since who began in an earlier year has
	 * fewer.
	 */
	static const uint64_t halves[] = {27, 29, 39};
	uint64_t n[2][3] = {{0}}, copies = UINT32_MAX;
	/* One person in so many is registered by mistake besides; so many in a thousand are referred and do not begin. */
	uint64_t every = (uint64_t)c->say.number[SYNTH_MISTAKE_EVERY];
	uint64_t others =
	    (uint64_t)(c->say.number[SYNTH_REFERRED_REFUSE] + c->say.number[SYNTH_REFERRED_WAIT]);

	/* A wrong row takes an identity too, and persons have somewhat more than one row. */
	*most =
	    SYNTH_IDENTITIES - 1 - (uint32_t)((uint64_t)SYNTH_IDENTITIES * per_million / 700000);
	for (size_t i = 0; i < people->n + people->earlier; i++)
		n[people->at[i].code[SYNTH_KON]][people->at[i].code[SYNTH_ALDER]]++;
	for (int sex = 0; sex < 2; sex++)
		for (int age = 0; age < 3; age++)
			if (n[sex][age] > 0) {
				uint64_t rows =
				    n[sex][age] * (every + 1) * 2 * (1000 + others) / 1000;
				uint64_t enough = *most * halves[age] * every / rows;
				copies = enough < copies ? enough : copies;
			}
	return (unsigned)copies;
}
