/* The episodes of persons: in which insats, from when to when, and how they were registered. */
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "synth/synth_chance.h"
#include "synth/synth_people.h"

#define TRIES 4000

static const int ages[3][2] = {{16, 29}, {30, 44}, {45, 64}};

/* Reasons that follow from what a person did; the others are drawn. */
#define AS_PLANNED "enligt_plan"
#define TO_WORK "arbete_studier"
#define TO_OTHER "annan_rehab"
#define MISTAKE "felregistrering"

/*
 * Each episode goes to an insats drawn by weight, until one is found that ran at its time; up_to has the sums of the
 * weights, so that drawing is a search in a sorted list.
 */
struct making {
	const struct synth_country *c;
	const struct synth_people *people;
	struct synth_episodes *to;
	struct synth_chance chance;
	uint32_t *insats; /* those with personal data, active this year */
	uint64_t *up_to;  /* sum of their weights */
	size_t insatser;
};

/* The days of a person's episodes one after the other. */
struct days {
	int32_t start, end;
};

static void find_insatser(struct making *k)
{
	const struct synth_country *c = k->c;
	size_t room = 0, rooms = 0;
	uint64_t sum = 0;

	k->insats = array_room(NULL, &room, c->insatser + 1, sizeof *k->insats);
	k->up_to = array_room(NULL, &rooms, c->insatser + 1, sizeof *k->up_to);
	for (uint32_t i = 0; i < c->insatser; i++) {
		if (c->insats[i].counted_only || c->insats[i].period == 0)
			continue;
		sum += c->insats[i].weight;
		k->insats[k->insatser] = i;
		k->up_to[k->insatser++] = sum;
	}
	if (sum == 0)
		die("no insats where persons are registered");
}

/* By lot, each as often as its weight. */
static uint32_t draw_insats(struct making *k)
{
	uint64_t at = synth_chance_next(&k->chance) % k->up_to[k->insatser - 1];
	size_t low = 0, high = k->insatser - 1;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (at < k->up_to[middle])
			high = middle;
		else
			low = middle + 1;
	}
	return k->insats[low];
}

/* Whether the insats had room for a start at its first day at the latest, and ran to the end. */
static bool holds(const struct synth_insats *x, int32_t latest_start, int32_t end)
{
	return x->first <= latest_start &&
	       (x->end == SYNTH_NO_DAY || (end != SYNTH_NO_DAY && end <= x->end) ||
	        (end == SYNTH_NO_DAY && x->end == SYNTH_NO_DAY));
}

/*
 * The first episode of a person starts this year or before it; all that end do so this year, one after the other, and
 * those that go on start when the last has ended.
 */
static uint32_t place(struct making *k, bool starts_now, int32_t after, bool ends,
                      int32_t latest_end, struct days *days)
{
	const struct synth_country *c = k->c;

	for (int try = 0; try < TRIES; try++) {
		uint32_t i = draw_insats(k);
		const struct synth_insats *x = &c->insats[i];
		int32_t end = SYNTH_NO_DAY, earliest = x->first, latest = c->last_day - 10, lasts;

		if (ends) {
			end = synth_chance_between(
			    &k->chance, after + 12 > c->new_year ? after + 12 : c->new_year + 3,
			    latest_end);
			latest = end - 10;
		} else if (x->end != SYNTH_NO_DAY && x->end <= c->last_day) {
			continue;
		}
		if (starts_now && earliest < c->new_year)
			earliest = c->new_year;
		if (!starts_now && latest >= c->new_year)
			latest = c->new_year - 1;
		if (after > earliest)
			earliest = after;
		if (latest > c->last_day - 5)
			latest = c->last_day - 5;
		if (latest < earliest || (ends && !holds(x, latest, end)))
			continue;
		lasts = c->say.number[SYNTH_SHORTEST] +
		        synth_tail(&c->say, &k->chance, SYNTH_LENGTH_TAIL, SYNTH_LENGTH_MOST);
		days->end = end;
		days->start = (ends ? end : c->last_day + 30) - lasts;
		if (days->start < earliest || days->start > latest)
			days->start = synth_chance_between(&k->chance, earliest, latest);
		return i;
	}
	die("no insats runs at the time of an episode; the insatser of the country are too few");
}

/* A kommun of the förbund, or of one that shares the insats, by lot among those that belonged to it on the day. */
static uint32_t home_of(struct making *k, const struct synth_insats *x, int32_t day)
{
	const struct synth_country *c = k->c;
	uint32_t forbund = x->forbund[0], n = 0, chosen = SYNTH_NONE;

	for (int s = SYNTH_SHARERS - 1; s > 0; s--)
		if (x->share[s] > 0 && synth_chance_below(&k->chance, 100) < x->share[s])
			forbund = x->forbund[s];
	for (uint32_t i = 0; i < c->kommuner; i++) {
		const struct synth_kommun *kommun = &c->kommun[i];

		if (kommun->forbund == forbund && kommun->from <= day &&
		    (kommun->till == SYNTH_NO_DAY || kommun->till >= day) &&
		    synth_chance_below(&k->chance, ++n) == 0)
			chosen = i;
	}
	return chosen;
}

/* A year of birth that keeps the person in the class of age at every start in these years. */
static int draw_birth(struct making *k, const struct synth_person *p, int first_start,
                      int last_start)
{
	int low = ages[p->code[SYNTH_ALDER]][0], high = ages[p->code[SYNTH_ALDER]][1];

	high -= last_start - first_start;
	if (p->code[SYNTH_ALDER] == 0 &&
	    (p->code[SYNTH_STOD] == 1 || synth_often(&k->c->say, &k->chance, SYNTH_YOUNG_ABOVE)))
		low = k->c->say.number[SYNTH_COMPENSATED_YOUNGEST];
	return first_start - synth_chance_between(&k->chance, low, high);
}

/* The year of birth whose identities are used least, of the class of age. */
static int roomiest_birth(const struct making *k, const struct synth_person *p, int first_start,
                          int last_start)
{
	const uint32_t *given = k->to->given[p->code[SYNTH_KON]];
	int low = p->code[SYNTH_STOD] == 1 && p->code[SYNTH_ALDER] == 0
	              ? k->c->say.number[SYNTH_COMPENSATED_YOUNGEST]
	              : ages[p->code[SYNTH_ALDER]][0];
	int high = ages[p->code[SYNTH_ALDER]][1] - (last_start - first_start), best = low;

	for (int age = low; age <= high; age++)
		if (given[last_start - first_start + age] < given[last_start - first_start + best])
			best = age;
	return first_start - best;
}

/* Percent of full time; who also looks for work has less. */
static uint8_t draw_extent(struct making *k, bool seeks)
{
	const struct synth_list *extents =
	    &k->c->say.list[seeks ? SYNTH_EXTENTS_SEEKING : SYNTH_EXTENTS];

	return (uint8_t)atoi(extents->word[synth_word(extents, &k->chance)]);
}

/* Why it ended: what came after says so, else by lot. */
static const char *draw_reason(struct making *k, const struct synth_person *p, bool last)
{
	const struct synth_numbers *say = &k->c->say;
	const struct synth_list *reasons = &say->list[SYNTH_REASONS];

	if (!last)
		return synth_often(say, &k->chance, SYNTH_ENDED_FOR_ANOTHER) ? TO_OTHER
		                                                             : AS_PLANNED;
	if (p->code[SYNTH_RESULTAT] == 1 && synth_often(say, &k->chance, SYNTH_ENDED_FOR_WORK))
		return TO_WORK;
	if (p->code[SYNTH_ANNAN_REHAB] == 1 && synth_often(say, &k->chance, SYNTH_ENDED_FOR_REHAB))
		return TO_OTHER;
	return reasons->word[synth_word(reasons, &k->chance)];
}

/* The states before and after: the codes of the person, and what the blocks do not tell of them. */
static void fill_states(struct making *k, const struct synth_person *p, struct synth_episode *e)
{
	const struct synth_numbers *say = &k->c->say;
	const uint8_t *code = p->code;
	bool ended = e->end != SYNTH_NO_DAY;
	/* One that is followed by another changed nothing that is worth telling. */
	bool works = e->last ? code[SYNTH_EFTER_ARBETAR] == 1 : code[SYNTH_FORE_ARBETAR] == 1;
	bool studies = e->last ? code[SYNTH_EFTER_STUDERAR] == 1 : code[SYNTH_FORE_STUDERAR] == 1;
	bool seeks = e->last ? code[SYNTH_EFTER_SOKER] == 1 : code[SYNTH_FORE_SOKER] == 1;

	e->fore_arbete =
	    code[SYNTH_FORE_ARBETAR] == 1 ? draw_extent(k, code[SYNTH_FORE_SOKER] == 1) : 0;
	e->fore_studie = code[SYNTH_FORE_STUDERAR] == 1 ? draw_extent(k, e->fore_arbete > 0) : 0;
	e->fore_subvention =
	    e->fore_arbete > 0 && synth_often(say, &k->chance, SYNTH_SUBSIDISED_BEFORE);
	e->fore_praktik =
	    e->fore_arbete == 0 && synth_often(say, &k->chance, SYNTH_PRACTICE_BEFORE);
	e->may_join_registers = synth_often(say, &k->chance, SYNTH_REGISTERS);
	if (!ended)
		return;
	e->efter_arbete = works ? draw_extent(k, seeks) : 0;
	e->efter_studie = studies ? draw_extent(k, works) : 0;
	e->efter_praktik = !works && synth_often(say, &k->chance, SYNTH_PRACTICE_AFTER);
	e->efter_rehab = e->last ? code[SYNTH_ANNAN_REHAB] == 1 : true;
	e->reason = draw_reason(k, p, e->last);
}

/* An episode of the person in the insats, with its days and states. */
static void add_episode(struct making *k, uint32_t person, uint32_t insats, struct days d,
                        bool last)
{
	struct synth_episodes *to = k->to;
	const struct synth_insats *x = &k->c->insats[insats];
	const struct synth_numbers *say = &k->c->say;
	int32_t latest = k->c->last_day + say->number[SYNTH_REGISTERED_LATEST];
	struct synth_episode *e;

	to->at = array_room(to->at, &to->room, to->n + 1, sizeof *to->at);
	e = &to->at[to->n++];
	*e = (struct synth_episode){
	    .person = person, .insats = insats, .start = d.start, .end = d.end, .last = last};
	e->kommun = home_of(k, x, d.start);
	/* Most are registered within days, some after months; consent is given before. */
	e->registered = d.start + synth_tail(say, &k->chance, SYNTH_REGISTERED_TAIL,
	                                     SYNTH_REGISTERED_MOST_DAYS);
	if (e->registered > latest)
		e->registered = latest;
	e->consent = d.start - synth_tail(say, &k->chance, SYNTH_CONSENT_TAIL, SYNTH_CONSENT_MOST);
	fill_states(k, &k->people->at[person], e);
}

/* All episodes of one person, and what they have in common: identity, year of birth. */
static void add_person(struct making *k, uint32_t person, bool mistake)
{
	const struct synth_person *p = &k->people->at[person];
	size_t first = k->to->n;
	int32_t after = INT32_MIN / 2, year_length = k->c->last_day - k->c->new_year;
	int n = mistake ? 1 : p->ended + p->ongoing, ended = mistake ? 1 : p->ended;
	int birth, start;
	uint32_t pace;

	for (int i = 0; i < n; i++) {
		bool ends = i<ended, now = i> 0 || p->code[SYNTH_NY] == 1;
		/* Room is left for those that follow. */
		int32_t latest = k->c->last_day - (n - 1 - i) * year_length / (n + 1);
		struct days d;
		uint32_t insats;

		if (!ends && ended == 0 && i > 0)
			now = synth_often(&k->c->say, &k->chance, SYNTH_GOING_ON_NEW) ||
			      p->code[SYNTH_NY] == 1;
		insats = place(k, now, after, ends, latest, &d);
		add_episode(k, person, insats, d, i == ended - 1);
		if (ends)
			after = d.end + 1;
	}
	start = date_split(k->to->at[first].start).year;
	birth = draw_birth(k, p, start, k->c->year);
	/* Who may be of any year of the class leaves some room to those who may not. */
	pace = p->code[SYNTH_STOD] == 1 ? k->to->pace : k->to->pace - k->to->pace / 16;
	if (k->to->given[p->code[SYNTH_KON]][k->c->year - birth] >= pace)
		birth = roomiest_birth(k, p, start, k->c->year);
	for (size_t i = first; i < k->to->n; i++) {
		struct synth_episode *e = &k->to->at[i];

		e->birth_year = birth;
		e->number = k->to->given[p->code[SYNTH_KON]][k->c->year - birth];
		e->mistake = mistake;
		e->reason = mistake ? MISTAKE : e->reason;
	}
	k->to->given[p->code[SYNTH_KON]][k->c->year - birth]++;
}

/* Also some that were registered by mistake: a person of the same kind as another. */
void synth_episodes_make(const struct synth_country *c, const struct synth_people *people,
                         unsigned copy, struct synth_episodes *episodes)
{
	struct making k = {.c = c,
	                   .people = people,
	                   .to = episodes,
	                   .chance = synth_chance_of(c->seed, "episoder", copy)};

	episodes->n = 0;
	find_insatser(&k);
	for (uint32_t i = 0; i < people->n; i++)
		add_person(&k, i, false);
	for (size_t i = 0; i < people->n / (size_t)c->say.number[SYNTH_MISTAKE_EVERY]; i++) {
		uint32_t person = synth_chance_below(&k.chance, (uint32_t)people->n);

		if (people->at[person].code[SYNTH_AVSLUTAD] == 1)
			add_person(&k, person, true);
	}
	for (size_t i = episodes->n; i > 1; i--) {
		size_t j = synth_chance_below(&k.chance, (uint32_t)i);
		struct synth_episode held = episodes->at[i - 1];

		episodes->at[i - 1] = episodes->at[j];
		episodes->at[j] = held;
	}
	free(k.insats);
	free(k.up_to);
}
