/* The episodes of persons: in which insats, from when to when, and how they were registered. */
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "synth/synth_chance.h"
#include "synth/synth_people.h"

#define TRIES 4000

#define MISTAKE "felregistrering"
#define NO_INSATS \
	"no insats runs at the time of an episode; the insatser of the country are too few"

/*
 * Each episode goes to an insats drawn by weight, until one is found that ran at its time; up_to has the sums of the
 * weights, so that drawing is a search in a sorted list.
 */
struct making {
	const struct synth_country *c;
	const struct synth_people *people;
	struct synth_episodes *to;
	struct synth_chance chance;
	int32_t new_year, last_day; /* of the time in which episodes end */
	uint32_t *insats;           /* those with personal data, active in that year */
	uint64_t *up_to;            /* sum of their weights */
	size_t insatser;
};

/* The days of a person's episodes one after the other. */
struct days {
	int32_t start, end;
};

static void find_insatser(struct making *k, int y)
{
	const struct synth_country *c = k->c;
	size_t room = 0, rooms = 0;
	uint64_t sum = 0;

	free(k->insats);
	free(k->up_to);
	k->new_year = synth_first_day(c, y);
	k->last_day = synth_last_day(c, y);
	k->insatser = 0;
	k->insats = array_room(NULL, &room, c->insatser + 1, sizeof *k->insats);
	k->up_to = array_room(NULL, &rooms, c->insatser + 1, sizeof *k->up_to);
	for (uint32_t i = 0; i < c->insatser; i++) {
		if (c->insats[i].counted_only || !synth_insats_ran(c, &c->insats[i], y))
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
 * those that go on start when the last has ended. SYNTH_NONE: no insats ran then.
 */
static uint32_t place(struct making *k, bool starts_now, int32_t after, bool ends,
                      int32_t latest_end, struct days *days)
{
	const struct synth_country *c = k->c;

	for (int try = 0; try < TRIES; try++) {
		uint32_t i = draw_insats(k);
		const struct synth_insats *x = &c->insats[i];
		int32_t end = SYNTH_NO_DAY, earliest = x->first, latest = k->last_day - 10, lasts;

		if (ends) {
			end = synth_chance_between(
			    &k->chance, after + 12 > k->new_year ? after + 12 : k->new_year + 3,
			    latest_end);
			latest = end - 10;
		} else if (x->end != SYNTH_NO_DAY && x->end <= k->last_day) {
			continue;
		}
		if (starts_now && earliest < k->new_year)
			earliest = k->new_year;
		if (!starts_now && latest >= k->new_year)
			latest = k->new_year - 1;
		if (after > earliest)
			earliest = after;
		if (latest > k->last_day - 5)
			latest = k->last_day - 5;
		if (latest < earliest || (ends && !holds(x, latest, end)))
			continue;
		lasts = c->say.number[SYNTH_SHORTEST] +
		        synth_tail(&c->say, &k->chance, SYNTH_LENGTH_TAIL, SYNTH_LENGTH_MOST);
		days->end = end;
		days->start = (ends ? end : k->last_day + 30) - lasts;
		if (days->start < earliest || days->start > latest)
			days->start = synth_chance_between(&k->chance, earliest, latest);
		return i;
	}
	return SYNTH_NONE;
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
	synth_states(k->c, &k->people->at[person], &k->chance, e);
}

/* The episodes from the first on are one person's. */
static void give_identity(struct making *k, const struct synth_person *p, size_t first)
{
	int start = date_split(k->to->at[first].start).year;
	int birth = synth_birth(k->c, p, start, &k->chance);
	/* Who may be of any year of the class leaves some room to those who may not. */
	uint32_t pace = p->code[SYNTH_STOD] == 1 ? k->to->pace : k->to->pace - k->to->pace / 16;
	uint32_t *given = k->to->given[p->code[SYNTH_KON]];

	if (given[k->c->year - birth] >= pace)
		birth = synth_birth_roomiest(k->c, p, start, k->to);
	for (size_t i = first; i < k->to->n; i++) {
		k->to->at[i].birth_year = birth;
		k->to->at[i].number = given[k->c->year - birth];
	}
	given[k->c->year - birth]++;
}

/* All episodes of one person, and what they have in common: identity, year of birth. */
static void add_person(struct making *k, uint32_t person, bool mistake)
{
	const struct synth_person *p = &k->people->at[person];
	size_t first = k->to->n;
	int32_t after = INT32_MIN / 2, year_length = k->c->last_day - k->c->new_year;
	int n = mistake ? 1 : p->ended + p->ongoing, ended = mistake ? 1 : p->ended;

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
		if (insats == SYNTH_NONE)
			die(NO_INSATS);
		add_episode(k, person, insats, d, i == ended - 1);
		if (ends)
			after = d.end + 1;
	}
	give_identity(k, p, first);
	for (size_t i = first; mistake && i < k->to->n; i++) {
		k->to->at[i].mistake = true;
		k->to->at[i].reason = MISTAKE;
	}
}

/* Those who ended in one of the years before, and took part in no later one. */
static void add_earlier_persons(struct making *k, int y)
{
	const struct synth_people *people = k->people;

	for (uint32_t i = (uint32_t)people->n; i < people->n + people->earlier; i++) {
		size_t first = k->to->n;
		struct days d;
		bool now;
		uint32_t insats;

		if (people->at[i].back != y)
			continue;
		now = synth_often(&k->c->say, &k->chance, SYNTH_EARLIER_NEW);
		insats = place(k, now, INT32_MIN / 2, true, k->last_day, &d);
		if (insats == SYNTH_NONE)
			die(NO_INSATS);
		add_episode(k, i, insats, d, true);
		give_identity(k, &people->at[i], first);
	}
}

/*
 * An episode of the person that had ended some time before this first one, but not before the years that are told.
 * Nobody becomes new, or is no longer new, by it in the year of the country: who was new there does not get one.
 */
static void add_return(struct making *k, struct synth_episode first, int y)
{
	const struct synth_person *p = &k->people->at[first.person];
	const int *number = k->c->say.number;
	int32_t latest = first.start - number[SYNTH_RETURNS_SOONEST];
	int32_t year = synth_first_day(k->c, y);
	struct days d;
	uint32_t insats;

	if (first.mistake || first.start >= k->c->new_year || latest < year + 30 ||
	    latest > synth_last_day(k->c, y) || !synth_often(&k->c->say, &k->chance, SYNTH_RETURNS))
		return;
	k->last_day = latest;
	k->new_year = first.start - number[SYNTH_RETURNS_LATEST];
	k->new_year = k->new_year > year ? k->new_year : year;
	insats = place(k, false, INT32_MIN / 2, true, latest, &d);
	if (insats == SYNTH_NONE ||
	    date_split(d.start).year - first.birth_year < synth_youngest(k->c, p))
		return;
	add_episode(k, first.person, insats, d, false);
	k->to->at[k->to->n - 1].birth_year = first.birth_year;
	k->to->at[k->to->n - 1].number = first.number;
}

/* For each person the place of the first episode. */
static uint32_t *find_first(const struct making *k, size_t persons)
{
	size_t room = 0;
	uint32_t *first = array_room(NULL, &room, persons + 1, sizeof *first);

	for (size_t i = 0; i < persons; i++)
		first[i] = SYNTH_NONE;
	for (uint32_t i = 0; i < k->to->n; i++) {
		const struct synth_episode *e = &k->to->at[i];
		uint32_t *at = &first[e->person];

		if (!e->mistake && (*at == SYNTH_NONE || e->start < k->to->at[*at].start))
			*at = i;
	}
	return first;
}

static void shuffle(struct making *k, size_t from)
{
	for (size_t i = k->to->n; i > from + 1; i--) {
		size_t j = from + synth_chance_below(&k->chance, (uint32_t)(i - from));
		struct synth_episode held = k->to->at[i - 1];

		k->to->at[i - 1] = k->to->at[j];
		k->to->at[j] = held;
	}
}

/* What ended in the years before the year, after its own episodes. */
static void add_earlier(struct making *k, unsigned copy)
{
	size_t persons = k->people->n + k->people->earlier, from = k->to->n;
	uint32_t *first;

	k->chance = synth_chance_of(k->c->seed, "tidigare episoder", copy);
	for (int y = 1; y < k->c->years; y++) {
		find_insatser(k, y);
		add_earlier_persons(k, y);
	}
	first = find_first(k, persons);
	for (int y = 1; y < k->c->years; y++) {
		find_insatser(k, y);
		for (size_t i = 0; i < persons; i++)
			if (first[i] != SYNTH_NONE)
				add_return(k, k->to->at[first[i]], y);
	}
	free(first);
	shuffle(k, from);
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
	find_insatser(&k, SYNTH_NOW);
	for (uint32_t i = 0; i < people->n; i++)
		add_person(&k, i, false);
	for (size_t i = 0; i < people->n / (size_t)c->say.number[SYNTH_MISTAKE_EVERY]; i++) {
		uint32_t person = synth_chance_below(&k.chance, (uint32_t)people->n);

		if (people->at[person].code[SYNTH_AVSLUTAD] == 1)
			add_person(&k, person, true);
	}
	shuffle(&k, 0);
	if (c->years > 1)
		add_earlier(&k, copy);
	free(k.insats);
	free(k.up_to);
}
