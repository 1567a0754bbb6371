#include "synth/synth_country.h"

#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "record.h"
#include "synth/synth_chance.h"

enum { STAYS, COMES, LEAVES, STATUSES };

static int32_t day_of(int year, int month, int day)
{
	int32_t result = 0;

	date_join((struct date_parts){year, month, day}, &result);
	return result;
}

int32_t synth_first_day(const struct synth_country *c, int y)
{
	return day_of(c->year - y, 1, 1);
}

int32_t synth_last_day(const struct synth_country *c, int y)
{
	return day_of(c->year - y, 12, 31);
}

void synth_country_begin(struct synth_country *c, const char *kommuner, uint64_t seed, int year,
                         int years, int count[SYNTH_COUNTIES])
{
	struct reader *in = reader_open(kommuner);
	size_t code = reader_column(in, slice_of("kod"));
	size_t county = reader_column(in, slice_of("lan"));
	size_t from = reader_column(in, slice_of("fran")),
	       till = reader_column(in, slice_of("till"));
	struct record r;

	c->seed = seed;
	c->year = year;
	c->years = years;
	c->new_year = day_of(year, 1, 1);
	c->last_day = day_of(year, 12, 31);
	memset(count, 0, SYNTH_COUNTIES * sizeof *count);
	while (reader_next(in, &r)) {
		uint8_t lan = synth_code_find(SYNTH_LAN, record_field(&r, county));
		int32_t last = SYNTH_NO_DAY;

		if (date_parse(record_field(&r, till), &last) && last < c->last_day)
			continue;
		if (lan == SYNTH_NO_CODE)
			reader_die(in, r.line, slice_of("lan"), "one of the 21 län");
		c->kommun =
		    array_room(c->kommun, &c->kommun_room, c->kommuner + 1, sizeof *c->kommun);
		c->kommun[c->kommuner] =
		    (struct synth_kommun){.code = arena_text(&c->arena, record_field(&r, code)),
		                          .county = lan,
		                          .forbund = SYNTH_NONE,
		                          .from = SYNTH_NO_DAY,
		                          .till = SYNTH_NO_DAY,
		                          .coded = INT32_MIN};
		date_parse(record_field(&r, from), &c->kommun[c->kommuner++].coded);
		count[lan]++;
	}
	reader_close(in);
}

/* ---- places: one county at a time ---- */

/*
 * How many förbund and kommuner of each status the model says that a county has. Its kommuner are shuffled and go, in
 * this order, to the förbund of each status; what a status has none of for is taken in by a förbund that stays.
 */
struct county {
	uint8_t lan;
	int64_t forbund[STATUSES], kommuner[STATUSES];
	uint32_t first[STATUSES]; /* förbund of each status */
	uint32_t *pool; /* its kommuner, shuffled: those that stay, come, leave, the others */
	size_t n;
};

/*
 * One that stays was formed some years ago, one that comes on the first day of the year; one that leaves ends at
 * midsummer.
 */
static void add_forbund(struct synth_country *c, const struct county *at, int status,
                        struct synth_chance *chance)
{
	struct synth_forbund *f;
	int born = synth_chance_between(chance, c->year - c->say.number[SYNTH_FOUNDED_EARLIEST],
	                                c->year - c->say.number[SYNTH_FOUNDED_LATEST]);

	c->forbund = array_room(c->forbund, &c->forbund_room, c->forbunds + 1, sizeof *c->forbund);
	f = &c->forbund[c->forbunds++];
	*f = (struct synth_forbund){.county = at->lan,
	                            .closed = SYNTH_NO_DAY,
	                            .successor = SYNTH_NONE,
	                            .weight = (uint32_t)c->say.number[SYNTH_FORBUND_WEIGHT]};
	f->formed =
	    status == COMES
	        ? c->new_year
	        : day_of(born, synth_often(&c->say, chance, SYNTH_FOUNDED_IN_JANUARY) ? 1 : 7, 1);
	if (status == LEAVES)
		f->closed = day_of(c->year, 6, 30);
}

/* The kommun belongs to the förbund from that day, but not before either of them was there, and makes it larger. */
static void join(struct synth_country *c, uint32_t kommun, uint32_t forbund, int32_t from,
                 int32_t till, struct synth_chance *chance)
{
	struct synth_kommun *k = &c->kommun[kommun];
	struct synth_forbund *f = &c->forbund[forbund];

	k->forbund = forbund;
	k->from = from > f->formed ? from : f->formed;
	k->from = k->from > k->coded ? k->from : k->coded;
	k->till = till;
	f->kommuner++;
	f->weight += (uint32_t)(c->say.number[SYNTH_KOMMUN_WEIGHT] +
	                        synth_tail(&c->say, chance, SYNTH_KOMMUN_WEIGHT_TAIL,
	                                   SYNTH_KOMMUN_WEIGHT_MOST));
}

/* A förbund that the kommun with this place in its pool can belong to: at first each gets one, then any. */
static uint32_t host(const struct county *at, int status, int64_t place,
                     struct synth_chance *chance)
{
	int64_t n = at->forbund[status];

	if (place < n)
		return at->first[status] + (uint32_t)place;
	if (status != STAYS && at->forbund[STAYS] > 0) {
		status = STAYS;
		n = at->forbund[STAYS];
	} else if (n == 0) {
		status = at->forbund[COMES] > 0 ? COMES : LEAVES;
		n = at->forbund[status];
	}
	return at->first[status] + synth_chance_below(chance, (uint32_t)n);
}

static void join_all(struct synth_country *c, const struct county *at, struct synth_chance *chance)
{
	size_t next = 0;

	for (int status = 0; status < STATUSES; status++) {
		for (int64_t i = 0; i < at->kommuner[status]; i++) {
			uint32_t f = host(at, status, i, chance);
			int32_t from = c->forbund[f].formed, till = c->forbund[f].closed;

			if (status == COMES)
				from =
				    day_of(c->year, synth_chance_between(chance, 0, 3) * 3 + 1, 1);
			if (status == LEAVES)
				till = day_of(c->year, 6, 30);
			join(c, at->pool[next++], f, from, till, chance);
		}
	}
}

static void make_county(struct synth_country *c, struct county *at, struct synth_chance *chance)
{
	at->n = 0;
	for (uint32_t k = 0; k < c->kommuner; k++)
		if (c->kommun[k].county == at->lan)
			at->pool[at->n++] = k;
	synth_chance_shuffle(chance, at->pool, at->n);
	for (int status = 0; status < STATUSES; status++) {
		at->first[status] = (uint32_t)c->forbunds;
		for (int64_t i = 0; i < at->forbund[status]; i++)
			add_forbund(c, at, status, chance);
	}
	join_all(c, at, chance);
}

/*
 * The first part of a compound: where three letters would be alike, Swedish writes two (Troll and lunda are
 * Trollunda).
 */
static int first_part(const char *first, const char *second)
{
	int n = (int)strlen(first);

	return n > 1 && first[n - 1] == *second && first[n - 2] == *second ? n - 1 : n;
}

/* Each has its own name: all pairs of a first and a second word, then all pairs with a number. */
static const char *name_of(struct synth_country *c, uint32_t forbund)
{
	const struct synth_list *first = &c->say.list[SYNTH_FIRST_NAMES];
	const struct synth_list *second = &c->say.list[SYNTH_SECOND_NAMES];
	uint32_t firsts = (uint32_t)first->n, seconds = (uint32_t)second->n;
	uint32_t round = forbund / firsts, again = round / seconds;
	const char *one = first->word[forbund % firsts];
	const char *two = second->word[(round + forbund % firsts) % seconds], *made;
	struct str name = {0};

	str_addf(&name, "Samordningsförbundet %.*s%s", first_part(one, two), one, two);
	if (again > 0)
		str_addf(&name, " %u", again + 1);
	made = arena_text(&c->arena, str_slice(&name));
	str_done(&name);
	return made;
}

/* The last open förbund of its county, or of the country if there is none. */
static void find_successor(struct synth_country *c, uint32_t forbund)
{
	struct synth_forbund *f = &c->forbund[forbund];

	for (uint32_t i = 0; i < c->forbunds; i++)
		if (c->forbund[i].closed == SYNTH_NO_DAY &&
		    (f->successor == SYNTH_NONE || c->forbund[i].county == f->county))
			f->successor = i;
}

static const struct synth_block *block(const struct synth_model *m, const char *name)
{
	return synth_block_find(m, name, 0);
}

/* How many of a status the model has in a county. */
static int64_t count_in(const struct synth_model *m, const char *name, uint8_t lan, int status)
{
	const struct synth_block *b = block(m, name);

	for (size_t i = b->first; i < b->first + b->n; i++)
		if (m->cell[i].code[SYNTH_LAN] == lan && m->cell[i].code[SYNTH_STATUS] == status)
			return m->count[i];
	return 0;
}

/* Each answer of the survey to as many förbund as the model says, and the missing reports. */
static void add_answers(struct synth_country *c, const struct synth_model *m)
{
	struct synth_chance chance = synth_chance_of(c->seed, "enkat", 0);
	const struct synth_block *b = block(m, "enkat");
	uint32_t *order = arena_take(&c->arena, (c->forbunds + 1) * sizeof *order);
	size_t n = 0, next = 0;

	for (uint32_t i = 0; i < c->forbunds; i++)
		if (c->forbund[i].closed == SYNTH_NO_DAY)
			order[n++] = i;
	synth_chance_shuffle(&chance, order, n);
	for (size_t i = b->first; i < b->first + b->n; i++)
		for (int64_t k = 0; k < m->count[i] && next < n; k++)
			c->forbund[order[next++]].answer = m->cell[i].code[SYNTH_SVAR];
}

static int compare_weights(const void *a, const void *b, void *country)
{
	const struct synth_country *c = country;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	uint32_t v = c->forbund[x].weight, w = c->forbund[y].weight;

	return v != w ? v < w ? 1 : -1 : x < y ? -1 : 1;
}

void synth_country_largest(const struct synth_country *c, uint32_t *largest, size_t n)
{
	uint32_t *order = NULL;
	size_t room = 0;

	order = array_room(order, &room, c->forbunds + 1, sizeof *order);
	for (uint32_t i = 0; i < c->forbunds; i++)
		order[i] = i;
	qsort_r(order, c->forbunds, sizeof *order, compare_weights, (void *)(uintptr_t)c);
	for (size_t i = 0; i < n && i < c->forbunds; i++)
		largest[i] = order[i];
	free(order);
}

/* The smallest leave out their administration, one of middling size what its insatser cost: so it was told. */
static void add_missing(struct synth_country *c, const struct synth_model *m)
{
	int64_t administration = synth_count(m, "saknas", "rapport=administration");
	int64_t insatser = synth_count(m, "saknas", "rapport=insatser");
	uint32_t *order = arena_take(&c->arena, (c->forbunds + 1) * sizeof *order);
	size_t at = c->forbunds;

	synth_country_largest(c, order, c->forbunds);
	for (; at > 0 && administration > 0; at--) {
		struct synth_forbund *f = &c->forbund[order[at - 1]];

		if (f->formed < c->new_year && f->closed == SYNTH_NO_DAY) {
			f->no_administration_report = true;
			administration--;
		}
	}
	for (at = at / 2 + 1; at > 0 && insatser > 0; at--) {
		struct synth_forbund *f = &c->forbund[order[at - 1]];

		if (f->formed < c->new_year && f->closed == SYNTH_NO_DAY) {
			f->no_insats_report = true;
			insatser--;
		}
	}
}

void synth_country_places(struct synth_country *c, const struct synth_model *m)
{
	struct synth_chance chance = synth_chance_of(c->seed, "forbund", 0);
	struct county at = {.pool = arena_take(&c->arena, (c->kommuner + 1) * sizeof(uint32_t))};

	for (at.lan = 0; at.lan < SYNTH_COUNTIES; at.lan++) {
		for (int status = 0; status < STATUSES; status++) {
			at.forbund[status] = count_in(m, "forbund", at.lan, status);
			at.kommuner[status] = count_in(m, "kommun", at.lan, status);
		}
		make_county(c, &at, &chance);
	}
	for (uint32_t i = 0; i < c->forbunds; i++) {
		c->forbund[i].name = name_of(c, i);
		if (c->forbund[i].closed != SYNTH_NO_DAY)
			find_successor(c, i);
	}
	add_answers(c, m);
	add_missing(c, m);
}

void synth_country_done(struct synth_country *c)
{
	free(c->kommun);
	free(c->forbund);
	free(c->insats);
	arena_done(&c->arena);
}
