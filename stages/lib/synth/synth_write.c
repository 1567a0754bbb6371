#include "synth/synth_write.h"

#include <stdio.h>

/* A number of the kind that organisations have, with the check digit right. Its group 99 is no form of organisation. */
static void add_organisation(struct synth_file *f, uint32_t forbund)
{
	char nine[16], text[32];

	snprintf(nine, sizeof nine, "229900%03u", forbund + 1);
	snprintf(text, sizeof text, "229900-%03u%c", forbund + 1, identity_check_digit(nine));
	synth_text(f, text);
}

static void write_forbund(struct synth_writing *w)
{
	static const char *const titles[] = {"forbund_id=Förbunds-id",
	                                     "namn=Namn",
	                                     "orgnr=Organisationsnummer",
	                                     "bildat_datum=Bildat",
	                                     "nedlagt_datum=Nedlagt",
	                                     "i_drift=I drift hela året",
	                                     "eftertradare_id=Efterträdare",
	                                     "samverkansform=Samverkansform",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "forbund.csv", titles);
	const struct synth_country *c = w->country;

	for (uint32_t i = 0; i < c->forbunds; i++) {
		const struct synth_forbund *x = &c->forbund[i];

		synth_forbund_id(f, i);
		synth_text(f, x->name);
		add_organisation(f, i);
		synth_day(f, x->formed);
		synth_day(f, x->closed);
		synth_bool(f, x->closed == SYNTH_NO_DAY);
		synth_forbund_id(f, x->successor);
		synth_text(f, "forbund");
		synth_end(f);
	}
	synth_file_close(f);
}

static void add_percent(struct synth_file *f, int64_t hundredths)
{
	char text[32];

	if (hundredths % 100 == 0)
		snprintf(text, sizeof text, "%lld", (long long)hundredths / 100);
	else
		snprintf(text, sizeof text, "%lld,%02lld", (long long)hundredths / 100,
		         (long long)hundredths % 100);
	synth_text(f, text);
}

/* A member with its share in hundredths of a percent and its seats in the board. */
static void add_member(struct synth_file *f, uint32_t forbund, const char *part, const char *member,
                       int64_t hundredths, int32_t from, int32_t till, int seats)
{
	synth_forbund_id(f, forbund);
	synth_text(f, part);
	synth_text(f, member);
	add_percent(f, hundredths);
	synth_day(f, from);
	synth_day(f, till);
	synth_number(f, seats);
	synth_number(f, seats);
	synth_end(f);
}

/* Whether the kommun is in the förbund on that day. */
static bool belongs(const struct synth_kommun *k, uint32_t forbund, int32_t day)
{
	return k->forbund == forbund && k->from <= day &&
	       (k->till == SYNTH_NO_DAY || k->till >= day);
}

/*
 * The kommuner share their part equally, anew on every day that one joins or leaves; the first has what is left over.
 */
static void write_kommun_shares(struct synth_file *f, const struct synth_country *c,
                                uint32_t forbund, int64_t hundredths)
{
	int32_t day = c->forbund[forbund].formed, next = day;

	while (next != SYNTH_NO_DAY) {
		int64_t n = 0, given = 0;

		day = next;
		next = SYNTH_NO_DAY;
		for (size_t i = 0; i < c->kommuner; i++) {
			const struct synth_kommun *k = &c->kommun[i];

			n += belongs(k, forbund, day);
			if (k->forbund != forbund)
				continue;
			if (k->from > day && k->from < next)
				next = k->from;
			if (k->till != SYNTH_NO_DAY && k->till >= day && k->till + 1 < next)
				next = k->till + 1;
		}
		for (size_t i = 0; i < c->kommuner && n > 0; i++) {
			if (!belongs(&c->kommun[i], forbund, day))
				continue;
			add_member(f, forbund, "kommun", c->kommun[i].code,
			           given == 0 ? hundredths / n + hundredths % n : hundredths / n,
			           day, next == SYNTH_NO_DAY ? SYNTH_NO_DAY : next - 1, 1);
			given++;
		}
		if (c->forbund[forbund].closed != SYNTH_NO_DAY && next > c->forbund[forbund].closed)
			break;
	}
}

static void write_members(struct synth_writing *w, const int64_t hundredths[3])
{
	static const char *const titles[] = {
	    "forbund_id=Förbunds-id",        "part=Part",           "medlem_id=Medlem",
	    "andel_procent=Andel i procent", "fran=Från",           "till=Till",
	    "ordinarie=Ordinarie ledamöter", "ersattare=Ersättare", NULL};
	struct synth_file *f = synth_file_open(w->folder, "medlemmar.csv", titles);
	const struct synth_country *c = w->country;

	for (uint32_t i = 0; i < c->forbunds; i++) {
		const struct synth_forbund *x = &c->forbund[i];

		add_member(f, i, "fk", "fk", hundredths[0], x->formed, x->closed, 1);
		add_member(f, i, "af", "af", 0, x->formed, x->closed, 1);
		add_member(f, i, "landsting", synth_codes(SYNTH_LAN)[x->county], hundredths[1],
		           x->formed, x->closed, 1);
		write_kommun_shares(f, c, i, hundredths[2]);
	}
	synth_file_close(f);
}

static void write_kommuner(struct synth_writing *w)
{
	static const char *const titles[] = {"kommun=Kommunkod",
	                                     "stadsdel=Stadsdel",
	                                     "forbund_id=Förbunds-id",
	                                     "fran=Från",
	                                     "till=Till",
	                                     "tidigare_forbund_id=Tidigare förbund",
	                                     "prognos_datum=Väntas ansluta",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "forbund_kommun.csv", titles);

	for (size_t i = 0; i < w->country->kommuner; i++) {
		const struct synth_kommun *k = &w->country->kommun[i];

		if (k->forbund == SYNTH_NONE)
			continue;
		synth_text(f, k->code);
		synth_empty(f);
		synth_forbund_id(f, k->forbund);
		synth_day(f, k->from);
		synth_day(f, k->till);
		synth_empty(f);
		synth_empty(f);
		synth_end(f);
	}
	synth_file_close(f);
}

/* The last columns of a row: what was allocated by whom, what was used, and why not all. */
static void add_allocation(struct synth_writing *w, struct synth_file *f, const char *why,
                           int64_t state, int64_t region, int64_t kommuner, int64_t used)
{
	synth_number(f, state * w->scale);
	synth_number(f, region * w->scale);
	synth_number(f, kommuner * w->scale);
	synth_number(f, used * w->scale);
	synth_text(f, used < state ? why : "");
	synth_end(f);
}

/* Cooperation of two parties is by county, equal but for the last. */
static void write_two_parties(struct synth_writing *w, struct synth_file *f, enum synth_year y,
                              int64_t whole)
{
	uint32_t weight[SYNTH_COUNTIES];
	int64_t share[SYNTH_COUNTIES];

	for (int i = 0; i < SYNTH_COUNTIES; i++) {
		weight[i] = 1;
		for (size_t k = 0; k < w->country->kommuner; k++)
			weight[i] += w->country->kommun[k].county == i;
	}
	synth_chance_apportion(whole, weight, SYNTH_COUNTIES, share);
	for (int i = 0; i < SYNTH_COUNTIES; i++) {
		int64_t kronor = share[i] * 1000;

		synth_number(f, w->country->year - y);
		synth_text(f, "tvapart");
		synth_empty(f);
		synth_text(f, synth_codes(SYNTH_LAN)[i]);
		add_allocation(w, f, "sent", kronor, 0, 0,
		               i % 3 == 1 ? kronor / 1000 *
		                                (w->country->say.number[SYNTH_TWO_PARTIES_USED] + i)
		                          : kronor);
	}
}

static void write_allocations(struct synth_writing *w, const int64_t two_parties[SYNTH_YEARS])
{
	static const char *const titles[] = {"ar=År",
	                                     "samverkansform=Samverkansform",
	                                     "forbund_id=Förbunds-id",
	                                     "lan=Län",
	                                     "tilldelat_stat=Tilldelat från staten",
	                                     "tilldelat_landsting=Tilldelat från landsting",
	                                     "tilldelat_kommun=Tilldelat från kommuner",
	                                     "utfall=Utfall",
	                                     "orsak_oforbrukat=Orsak till oförbrukade medel",
	                                     NULL};
	const struct synth_list *why = &w->country->say.list[SYNTH_UNUSED_REASONS];
	struct synth_file *f = synth_file_open(w->folder, "tilldelning.csv", titles);

	for (int y = w->country->years; y >= SYNTH_NOW; y--) {
		for (uint32_t i = 0; i < w->country->forbunds; i++) {
			const struct synth_forbund *x = &w->country->forbund[i];
			const struct synth_economy *e = &x->year[y];

			if (e->state == 0)
				continue;
			synth_number(f, w->country->year - y);
			synth_text(f, "forbund");
			synth_forbund_id(f, i);
			synth_empty(f);
			add_allocation(w, f,
			               x->formed == w->country->new_year
			                   ? "nytt_forbund"
			                   : why->word[x->weight % why->n],
			               e->state, e->region, e->kommuner, e->state_used);
		}
		write_two_parties(w, f, y, two_parties[y]);
	}
	synth_file_close(f);
}

/* Administration by kind: staff, services, rooms, other, and in some förbund evaluations. */
static void add_administration(struct synth_writing *w, struct synth_file *f,
                               const struct synth_forbund *x, int64_t kronor)
{
	const int *number = w->country->say.number;
	int64_t part[5] = {kronor * number[SYNTH_PART_STAFF] / 100,
	                   kronor * number[SYNTH_PART_SERVICES] / 100,
	                   kronor * number[SYNTH_PART_ROOMS] / 100, 0, 0};

	if (x->weight % (uint32_t)number[SYNTH_EVALUATION_EVERY] == 0)
		part[4] = kronor * number[SYNTH_PART_EVALUATION] / 100;
	part[3] = kronor - part[0] - part[1] - part[2] - part[4];
	synth_number(f, kronor * w->scale);
	for (int i = 0; i < 5; i++)
		synth_number(f, part[i] * w->scale);
}

static void write_economies(struct synth_writing *w)
{
	static const char *const titles[] = {"ar=År",
	                                     "forbund_id=Förbunds-id",
	                                     "budget_admin=Budget administration",
	                                     "utfall_admin=Utfall administration",
	                                     "admin_personal=varav personal",
	                                     "admin_tjanster=varav köp av tjänster",
	                                     "admin_lokal=varav lokaler",
	                                     "admin_ovrigt=varav övrigt",
	                                     "admin_utvardering=varav köp av utvärdering",
	                                     "budget_insatser=Budget insatser",
	                                     "utfall_insatser=Utfall insatser",
	                                     "status_ekonomi=Preliminär eller slutlig",
	                                     "kalla=Källa",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "forbund_ekonomi.csv", titles);

	for (int y = w->country->years; y >= SYNTH_NOW; y--) {
		for (uint32_t i = 0; i < w->country->forbunds; i++) {
			const struct synth_forbund *x = &w->country->forbund[i];
			const struct synth_economy *e = &x->year[y];

			if (e->state == 0)
				continue;
			synth_number(f, w->country->year - y);
			synth_forbund_id(f, i);
			synth_number(f, e->budget_administration * w->scale);
			if (y == SYNTH_NOW && x->no_administration_report)
				for (int k = 0; k < 6; k++)
					synth_empty(f);
			else
				add_administration(w, f, x, e->administration);
			synth_number(f, e->budget_insatser * w->scale);
			if (y == SYNTH_NOW && x->no_insats_report)
				synth_empty(f);
			else
				synth_number(f, e->insatser * w->scale);
			synth_text(f, y == SYNTH_NOW ? "prel" : "slutlig");
			synth_text(f, y == SYNTH_NOW ? "sus" : "arsredovisning");
			synth_end(f);
		}
	}
	synth_file_close(f);
}

static void write_savings(struct synth_writing *w)
{
	static const char *const titles[] = {"ar=År",
	                                     "forbund_id=Förbunds-id",
	                                     "sparade_ingaende=Ingående sparade medel",
	                                     "sparade_intecknade=Intecknat för fleråriga insatser",
	                                     "sparade_utgaende=Utgående sparade medel",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "sparade_medel.csv", titles);

	for (int y = w->country->years; y >= SYNTH_NOW; y--) {
		for (uint32_t i = 0; i < w->country->forbunds; i++) {
			const struct synth_economy *e = &w->country->forbund[i].year[y];

			if (e->state == 0)
				continue;
			synth_number(f, w->country->year - y);
			synth_forbund_id(f, i);
			synth_number(f, e->opening * w->scale);
			synth_number(f, e->committed * w->scale);
			synth_number(f, e->closing * w->scale);
			synth_end(f);
		}
	}
	synth_file_close(f);
}

static void write_survey(struct synth_writing *w)
{
	static const char *const titles[] = {"forbund_id=Förbunds-id", "fraga=Fråga", "svar=Svar",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "enkat.csv", titles);

	for (uint32_t i = 0; i < w->country->forbunds; i++) {
		const struct synth_forbund *x = &w->country->forbund[i];
		const char *answer = synth_codes(SYNTH_SVAR)[x->answer];

		if (x->closed != SYNTH_NO_DAY || answer[0] > '5')
			continue;
		synth_forbund_id(f, i);
		synth_text(f, "prioritet_ae");
		synth_text(f, answer);
		synth_end(f);
	}
	synth_file_close(f);
}

void synth_write_forbund(struct synth_writing *w, const struct synth_model *m)
{
	int64_t party[3] = {synth_count(m, "finansiering", "part=staten") * 10,
	                    synth_count(m, "finansiering", "part=landsting") * 10,
	                    synth_count(m, "finansiering", "part=kommun") * 10};
	int64_t two_parties[SYNTH_YEARS] = {
	    [SYNTH_NOW] = synth_count(m, "tilldelat", "ar=nu&samverkansform=tvapart"),
	    [SYNTH_BEFORE] = synth_count(m, "tilldelat", "ar=fjol&samverkansform=tvapart")};

	for (int y = SYNTH_BEFORE + 1; y < SYNTH_YEARS; y++)
		two_parties[y] =
		    two_parties[y - 1] * w->country->say.number[SYNTH_EARLIER_MONEY] / 100;
	write_forbund(w);
	write_members(w, party);
	write_kommuner(w);
	write_allocations(w, two_parties);
	write_economies(w);
	write_savings(w);
	write_survey(w);
}
