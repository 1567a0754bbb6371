/* The files about insatser: what they are, what they cost, and whom they are for. */
#include <stdio.h>
#include <string.h>

#include "synth/synth_write.h"

struct writing {
	struct synth_writing *w;
	struct synth_chance chance[2]; /* of the last two years; of what was before them */
};

/* Its own, so that the year is the same country with those years and without. */
static struct synth_chance *chance_of(struct writing *k, const struct synth_insats *x)
{
	return &k->chance[x->period == SYNTH_LONG_AGO];
}

#define PREVENTIVE "forebyggande" /* the type of an insats that prevents */

static const char *drawn(const struct synth_list *list, struct synth_chance *chance)
{
	return list->word[synth_word(list, chance)];
}

/* What became of it, of one that ended in the year; else it goes on. */
static const char *status_of(const struct synth_country *c, const struct synth_insats *x,
                             struct synth_chance *chance)
{
	if (x->end == SYNTH_NO_DAY || x->end > c->last_day)
		return "pagaende";
	return synth_often(&c->say, chance, SYNTH_IMPLEMENTED)             ? "implementerad"
	       : synth_often(&c->say, chance, SYNTH_OTHERWISE_IMPLEMENTED) ? "annan_implementering"
	                                                                   : "avslutad";
}

struct synth_about synth_about(const struct synth_country *c, uint64_t insats,
                               struct synth_chance chances[2])
{
	const struct synth_insats *x = &c->insats[insats % c->insatser];
	struct synth_chance *chance = &chances[x->period == SYNTH_LONG_AGO];
	const struct synth_numbers *say = &c->say;
	struct synth_about a;

	a.kind = drawn(&say->list[x->kind == 0 ? SYNTH_INDIVIDUAL : SYNTH_STRUCTURAL], chance);
	a.owner = synth_word(&say->list[SYNTH_PARTS], chance);
	snprintf(a.name, sizeof a.name, "%s %llu", drawn(&say->list[SYNTH_INSATS_NAMES], chance),
	         (unsigned long long)insats + 1);
	a.young = x->young ? drawn(&say->list[SYNTH_YOUNG], chance) : "";
	a.form =
	    synth_often(say, chance, SYNTH_TIME_LIMITED) ? "tidsbegransad" : "resursforstarkning";
	a.status = status_of(c, x, chance);
	a.evaluator = drawn(&say->list[SYNTH_EVALUATORS], chance);
	return a;
}

static void write_one(struct writing *k, struct synth_file *f, uint64_t insats)
{
	const struct synth_country *c = k->w->country;
	const struct synth_insats *x = &c->insats[insats % c->insatser];
	const struct synth_numbers *say = &c->say;
	struct synth_about a = synth_about(c, insats, k->chance);

	synth_insats_id(f, insats);
	synth_text(f, a.name);
	synth_text(f, x->kind == 0 ? "individ" : "struktur");
	synth_text(f, x->kind == 0 ? a.kind : "");
	synth_text(f, x->kind == 0 ? "" : a.kind);
	synth_text(f, a.young);
	synth_text(f, a.form);
	synth_text(f, x->counted_only ? "endast_antal" : "personuppgifter");
	synth_bool(f, x->kind == 0 && strcmp(a.kind, PREVENTIVE) == 0);
	synth_text(f, say->list[SYNTH_PARTS].word[a.owner]);
	synth_text(f, say->list[SYNTH_OWNERS].word[a.owner]);
	synth_day(f, x->start);
	synth_day(f, x->end);
	synth_day(f, x->kind == 0 ? x->first : SYNTH_NO_DAY);
	synth_text(f, a.status);
	synth_bool(f, x->esf[SYNTH_NOW] > 0);
	synth_number(f, say->number[SYNTH_INSATS_YOUNGEST]);
	synth_number(f,
	             say->number[x->young ? SYNTH_INSATS_OLDEST_YOUNG : SYNTH_INSATS_OLDEST_AGE]);
	synth_text(f, a.evaluator);
	synth_end(f);
}

static void write_insatser(struct writing *k)
{
	static const char *const titles[] = {"insats_id=Insats-id",
	                                     "namn=Namn",
	                                     "inriktning=Inriktning",
	                                     "typ_individ=Typ av individinsats",
	                                     "typ_struktur=Typ av strukturinsats",
	                                     "typ_unga=Typ av ungdomsinsats",
	                                     "form=Form",
	                                     "registreringssatt=Registreringssätt",
	                                     "forebyggande=Förebyggande karaktär",
	                                     "ansvarig_part=Ansvarig part",
	                                     "agare=Ägare",
	                                     "startdatum=Startdatum",
	                                     "slutdatum=Slutdatum",
	                                     "forsta_deltagare=Första deltagare",
	                                     "status=Status",
	                                     "esf=ESF-finansierad",
	                                     "alder_min=Lägsta ålder",
	                                     "alder_max=Högsta ålder",
	                                     "utvarderare=Utvärderas av",
	                                     NULL};
	struct synth_file *f = synth_file_open(k->w->folder, "insatser.csv", titles);

	memcpy(k->w->about, k->chance, sizeof k->w->about);
	for (uint64_t i = 0; i < (uint64_t)k->w->scale * k->w->country->insatser; i++)
		write_one(k, f, i);
	synth_file_close(f);
}

static void write_shares(struct writing *k)
{
	static const char *const titles[] = {"insats_id=Insats-id", "forbund_id=Förbunds-id",
	                                     "andel=Andel i procent", NULL};
	struct synth_file *f = synth_file_open(k->w->folder, "insats_forbund.csv", titles);
	const struct synth_country *c = k->w->country;

	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser; i++) {
			for (int s = 0; s < SYNTH_SHARERS && c->insats[i].share[s] > 0; s++) {
				synth_insats_id(f, i + (uint64_t)copy * c->insatser);
				synth_forbund_id(f, c->insats[i].forbund[s]);
				synth_number(f, c->insats[i].share[s]);
				synth_end(f);
			}
		}
	}
	synth_file_close(f);
}

static void add_group(struct synth_file *f, const struct synth_country *c, size_t i, unsigned copy,
                      const char *group)
{
	synth_insats_id(f, i + (uint64_t)copy * c->insatser);
	synth_text(f, group);
	synth_end(f);
}

static void write_groups(struct writing *k)
{
	static const char *const titles[] = {"insats_id=Insats-id", "malgrupp=Målgrupp", NULL};
	struct synth_file *f = synth_file_open(k->w->folder, "insats_malgrupp.csv", titles);
	const struct synth_country *c = k->w->country;
	const struct synth_list *usual = &c->say.list[SYNTH_GROUPS];
	struct synth_list some = *usual; /* without the last, which is all persons */

	some.n -= some.n > 1;
	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser; i++) {
			const struct synth_insats *x = &c->insats[i];
			struct synth_chance *chance = chance_of(k, x);
			bool told = x->young || x->complex;

			if (x->young)
				add_group(f, c, i, copy, "unga");
			if (x->young && synth_often(&c->say, chance, SYNTH_GROUP_COMPENSATED))
				add_group(f, c, i, copy, "unga_ae");
			if (x->complex)
				add_group(f, c, i, copy, "komplex");
			if (!told || synth_often(&c->say, chance, SYNTH_GROUP_MORE))
				add_group(f, c, i, copy, drawn(told ? &some : usual, chance));
		}
	}
	synth_file_close(f);
}

struct synth_asked synth_asked(const struct synth_country *c, const struct synth_insats *x, int y,
                               struct synth_chance money[2])
{
	const struct synth_numbers *say = &c->say;
	struct synth_chance *chance = &money[y > SYNTH_BEFORE];
	int budget =
	    synth_between(say, chance, SYNTH_INSATS_BUDGET_LEAST, SYNTH_INSATS_BUDGET_MOST);
	int applied = synth_between(say, chance, SYNTH_APPLIED_LEAST, SYNTH_APPLIED_MOST);

	return (struct synth_asked){(x->cost[y] + x->esf[y]) / 100000 * 1000 * budget,
	                            x->granted[y] / 1000 * applied};
}

static void write_economy(struct writing *k)
{
	static const char *const titles[] = {"insats_id=Insats-id",
	                                     "ar=År",
	                                     "budget=Budget",
	                                     "utfall=Utfall",
	                                     "beviljat=Beviljat belopp",
	                                     "ansokt=Ansökt belopp",
	                                     NULL};
	struct synth_file *f = synth_file_open(k->w->folder, "insats_ekonomi.csv", titles);
	const struct synth_country *c = k->w->country;

	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser; i++) {
			const struct synth_insats *x = &c->insats[i];
			bool silent = c->forbund[x->forbund[0]].no_insats_report;

			for (int y = c->years; y >= SYNTH_NOW; y--) {
				struct synth_asked asked;

				if (!synth_insats_ran(c, x, y))
					continue;
				asked = synth_asked(c, x, y, k->chance);
				synth_insats_id(f, i + (uint64_t)copy * c->insatser);
				synth_number(f, c->year - y);
				synth_number(f, asked.budget);
				if (silent && y == SYNTH_NOW)
					synth_empty(f);
				else
					synth_number(f, x->cost[y] + x->esf[y]);
				synth_number(f, x->granted[y]);
				synth_number(f, asked.applied);
				synth_end(f);
			}
		}
	}
	synth_file_close(f);
}

static void add_other(struct synth_file *f, const struct synth_numbers *say, const char *source,
                      struct synth_chance *chance)
{
	synth_text(f, source);
	synth_text(f, source[0] == 'e' ? drawn(&say->list[SYNTH_ROLES], chance) : "");
	synth_text(f, source[0] != 'e'                                ? ""
	              : synth_often(say, chance, SYNTH_ESF_PROGRAMME) ? "1"
	                                                              : "2");
}

static void write_other_money(struct writing *k)
{
	static const char *const titles[] = {"ar=År",
	                                     "forbund_id=Förbunds-id",
	                                     "insats_id=Insats-id",
	                                     "finansieringskalla=Finansieringskälla",
	                                     "esf_roll=Roll i ESF-projekt",
	                                     "esf_programomrade=ESF-programområde",
	                                     "belopp=Belopp",
	                                     NULL};
	struct synth_file *f = synth_file_open(k->w->folder, "ovrig_finansiering.csv", titles);
	const struct synth_country *c = k->w->country;

	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser; i++) {
			if (c->insats[i].esf[SYNTH_NOW] == 0)
				continue;
			synth_number(f, c->year);
			synth_forbund_id(f, c->insats[i].forbund[0]);
			synth_insats_id(f, i + (uint64_t)copy * c->insatser);
			add_other(f, &c->say, "esf", k->chance);
			synth_number(f, c->insats[i].esf[SYNTH_NOW]);
			synth_end(f);
		}
	}
	for (uint32_t i = 0; i < c->forbunds; i++) {
		for (int kur = 0; kur < 2; kur++) {
			const struct synth_economy *e = &c->forbund[i].year[SYNTH_NOW];
			int64_t amount = kur ? e->kur : e->other;

			if (amount == 0)
				continue;
			synth_number(f, c->year);
			synth_forbund_id(f, i);
			synth_empty(f);
			add_other(f, &c->say, kur ? "kur" : "esf", k->chance);
			synth_number(f, amount * k->w->scale);
			synth_end(f);
		}
	}
	synth_file_close(f);
}

void synth_write_insatser(struct synth_writing *w)
{
	struct writing k = {w,
	                    {synth_chance_of(w->country->seed, "insatsfiler", 0),
	                     synth_chance_of(w->country->seed, "tidigare insatsfiler", 0)}};

	write_insatser(&k);
	write_shares(&k);
	write_groups(&k);
	memcpy(w->money, k.chance, sizeof w->money);
	write_economy(&k);
	write_other_money(&k);
}
