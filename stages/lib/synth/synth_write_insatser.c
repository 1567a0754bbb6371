/* The files about insatser: what they are, what they cost, and whom they are for. */
#include <stdio.h>

#include "synth/synth_write.h"

struct writing {
	struct synth_writing *w;
	struct synth_chance chance;
};

static const char *const *kinds_of(const struct synth_insats *x)
{
	static const char *const individual[] = {"arbetslivsinriktad", "aktiverande", "behandlande",
	                                         "forebyggande"};
	static const char *const structural[] = {"internt", "kompetens", "resurs", "esf_social"};

	return x->kind == 0 ? individual : structural;
}

static const char *status_of(const struct synth_country *c, const struct synth_insats *x,
                             struct synth_chance *chance)
{
	if (x->end == SYNTH_NO_DAY || x->end > c->last_day)
		return "pagaende";
	return synth_chance_permille(chance, 300)  ? "implementerad"
	       : synth_chance_permille(chance, 60) ? "annan_implementering"
	                                           : "avslutad";
}

static void write_one(struct synth_file *f, const struct synth_country *c, size_t i, unsigned copy,
                      struct synth_chance *chance)
{
	static const char *const first[] = {
	    "Drakflygarna",  "Trollstegen",  "Regnbågstrappan", "Månlotsen",   "Molnlyftet",
	    "Sagoframtiden", "Tomtesmedjan", "Stjärnstegen",    "Jätteteamet", "Önskebrunnen",
	    "Kometbron",     "Näckens kör",  "Häxkitteln",      "Enhörningen", "Vättespåret"};
	static const char *const young[] = {"funktionsnedsattning", "psykisk_ohalsa", "komplex",
	                                    "arbetslosa_utan"};
	static const char *const part[] = {"fk", "af", "landsting", "kommun"};
	static const char *const evaluator[] = {"egen", "part", "hogskola", "extern", "ingen"};
	static const unsigned parts[] = {12, 25, 18, 45}, evaluators[] = {30, 15, 12, 13, 30};
	static const unsigned kinds[] = {45, 30, 15, 10};
	const struct synth_insats *x = &c->insats[i];
	size_t kind = synth_chance_pick(chance, kinds, 4),
	       owner = synth_chance_pick(chance, parts, 4);
	char name[64];

	snprintf(name, sizeof name, "%s %zu", first[synth_chance_below(chance, 15)],
	         i + 1 + copy * c->insatser);
	synth_insats_id(f, i + (uint64_t)copy * c->insatser);
	synth_text(f, name);
	synth_text(f, x->kind == 0 ? "individ" : "struktur");
	synth_text(f, x->kind == 0 ? kinds_of(x)[kind] : "");
	synth_text(f, x->kind == 0 ? "" : kinds_of(x)[kind]);
	synth_text(f, x->young ? young[synth_chance_below(chance, 4)] : "");
	synth_text(f, synth_chance_permille(chance, 720) ? "tidsbegransad" : "resursforstarkning");
	synth_text(f, x->counted_only ? "endast_antal" : "personuppgifter");
	synth_bool(f, x->kind == 0 && kind == 3);
	synth_text(f, part[owner]);
	synth_text(f, owner == 3   ? "Kommunen"
	              : owner == 2 ? "Landstinget"
	              : owner == 1 ? "Arbetsförmedlingen"
	                           : "Försäkringskassan");
	synth_day(f, x->start);
	synth_day(f, x->end);
	synth_day(f, x->kind == 0 ? x->first : SYNTH_NO_DAY);
	synth_text(f, status_of(c, x, chance));
	synth_bool(f, x->esf[SYNTH_NOW] > 0);
	synth_number(f, 16);
	synth_number(f, x->young ? 29 : 64);
	synth_text(f, evaluator[synth_chance_pick(chance, evaluators, 5)]);
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

	for (unsigned copy = 0; copy < k->w->scale; copy++)
		for (size_t i = 0; i < k->w->country->insatser; i++)
			write_one(f, k->w->country, i, copy, &k->chance);
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
	static const char *const other[] = {"psykisk_ohalsa",
	                                    "arbetslosa_sjukskrivna",
	                                    "forsorjningsstod",
	                                    "nyanlanda",
	                                    "utan_sgi",
	                                    "neuropsykiatrisk",
	                                    "alla"};
	static const unsigned usual[] = {26, 24, 20, 8, 6, 6, 10};
	struct synth_file *f = synth_file_open(k->w->folder, "insats_malgrupp.csv", titles);
	const struct synth_country *c = k->w->country;

	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser; i++) {
			const struct synth_insats *x = &c->insats[i];
			bool some = x->young || x->complex;

			if (x->young)
				add_group(f, c, i, copy, "unga");
			if (x->young && synth_chance_permille(&k->chance, 380))
				add_group(f, c, i, copy, "unga_ae");
			if (x->complex)
				add_group(f, c, i, copy, "komplex");
			if (!some || synth_chance_permille(&k->chance, 200))
				add_group(
				    f, c, i, copy,
				    other[synth_chance_pick(&k->chance, usual, some ? 6 : 7)]);
		}
	}
	synth_file_close(f);
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

			for (int y = 0; y < SYNTH_YEARS; y++) {
				int64_t cost = x->cost[y] + x->esf[y];

				if (!synth_insats_ran(x, y))
					continue;
				synth_insats_id(f, i + (uint64_t)copy * c->insatser);
				synth_number(f, c->year - (y == SYNTH_BEFORE));
				synth_number(f, cost / 100000 * 1000 *
				                    synth_chance_between(&k->chance, 98, 125));
				if (silent && y == SYNTH_NOW)
					synth_empty(f);
				else
					synth_number(f, cost);
				synth_number(f, x->granted[y]);
				synth_number(f, x->granted[y] / 1000 *
				                    synth_chance_between(&k->chance, 1000, 1250));
				synth_end(f);
			}
		}
	}
	synth_file_close(f);
}

static void add_other(struct synth_file *f, const char *source, struct synth_chance *chance)
{
	static const char *const role[] = {"projektagare", "medfinansiar", "upphandlad"};

	synth_text(f, source);
	synth_text(f, source[0] == 'e' ? role[synth_chance_below(chance, 3)] : "");
	synth_text(f, source[0] != 'e' ? "" : synth_chance_permille(chance, 300) ? "1" : "2");
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
			add_other(f, "esf", &k->chance);
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
			add_other(f, kur ? "kur" : "esf", &k->chance);
			synth_number(f, amount * k->w->scale);
			synth_end(f);
		}
	}
	synth_file_close(f);
}

void synth_write_insatser(struct synth_writing *w)
{
	struct writing k = {w, synth_chance_of(w->country->seed, "insatsfiler", 0)};

	write_insatser(&k);
	write_shares(&k);
	write_groups(&k);
	write_economy(&k);
	write_other_money(&k);
}
