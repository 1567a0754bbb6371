/* The files of those who are only counted: anonymous participants, occasions, staff. */
#include "synth/synth_write.h"

#define VOLUME_PER_WEIGHT 2

struct writing {
	struct synth_writing *w;
	struct synth_chance chance;
};

/* The anonymous are in the insatser where persons are registered, as many as the model says in all. */
static void write_anonymous(struct writing *k, const struct synth_people *people)
{
	static const char *const titles[] = {
	    "insats_id=Insats-id", "ar=Budgetår",           "kon=Kön",
	    "antal=Antal",         "startdatum=Startdatum", NULL};
	struct synth_file *f = synth_file_open(k->w->folder, "anonyma.csv", titles);
	const struct synth_country *c = k->w->country;
	struct arena arena = {0};
	uint32_t *weight = arena_take(&arena, (c->insatser + 1) * sizeof *weight);
	int64_t *share[2];

	for (size_t i = 0; i < c->insatser; i++)
		weight[i] = c->insats[i].counted_only || c->insats[i].period == 0
		                ? 0
		                : c->insats[i].weight * synth_chance_below(&k->chance, 3);
	for (int sex = 0; sex < 2; sex++) {
		share[sex] = arena_take(&arena, (c->insatser + 1) * sizeof **share);
		synth_chance_apportion(people->anonymous[sex], weight, c->insatser, share[sex]);
	}
	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser * 2; i++) {
			if (share[i % 2][i / 2] == 0)
				continue;
			synth_insats_id(f, i / 2 + (uint64_t)copy * c->insatser);
			synth_number(f, c->year);
			synth_text(f, i % 2 == 0 ? "K" : "M");
			synth_number(f, share[i % 2][i / 2]);
			synth_empty(f);
			synth_end(f);
		}
	}
	arena_done(&arena);
	synth_file_close(f);
}

/* Occasions by quarter, or in a lump for the year; some know the sex and some do not. */
static void write_volumes(struct writing *k)
{
	static const char *const titles[] = {"insats_id=Insats-id",
	                                     "ar=År",
	                                     "period=Period",
	                                     "kon=Kön",
	                                     "antal_tillfallen=Antal tillfällen",
	                                     NULL};
	static const char *const periods[] = {"K1", "K2", "K3", "K4", "ar"};
	struct synth_file *f = synth_file_open(k->w->folder, "volym.csv", titles);
	const struct synth_country *c = k->w->country;

	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser; i++) {
			const struct synth_insats *x = &c->insats[i];
			bool lump = synth_chance_permille(&k->chance, 400);
			bool sexes = synth_chance_permille(&k->chance, 650);
			uint32_t part =
			    x->weight * VOLUME_PER_WEIGHT / (lump ? 1 : 4) / (sexes ? 2 : 1);

			if (x->kind != 0 || !x->counted_only || x->period == 0)
				continue;
			for (int p = lump ? 4 : 0; p < (lump ? 5 : 4); p++) {
				for (int sex = 0; sex < (sexes ? 2 : 1); sex++) {
					synth_insats_id(f, i + (uint64_t)copy * c->insatser);
					synth_number(f, c->year);
					synth_text(f, periods[p]);
					synth_text(f, !sexes ? "" : sex == 0 ? "K" : "M");
					synth_number(f,
					             synth_chance_below(&k->chance, part * 2 + 2));
					synth_end(f);
				}
			}
		}
	}
	synth_file_close(f);
}

static void write_staff(struct writing *k)
{
	static const char *const titles[] = {"insats_id=Insats-id", "ar=År", "part=Part",
	                                     "antal_medarbetare=Antal medarbetare", NULL};
	static const char *const part[] = {"fk", "af", "landsting", "kommun"};
	struct synth_file *f = synth_file_open(k->w->folder, "medarbetare.csv", titles);
	const struct synth_country *c = k->w->country;

	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser * 4; i++) {
			const struct synth_insats *x = &c->insats[i / 4];

			if (x->kind == 0 || x->period == 0 ||
			    !synth_chance_permille(&k->chance, 700))
				continue;
			synth_insats_id(f, i / 4 + (uint64_t)copy * c->insatser);
			synth_number(f, c->year);
			synth_text(f, part[i % 4]);
			synth_number(f, synth_chance_tail(&k->chance, 14, 400));
			synth_end(f);
		}
	}
	synth_file_close(f);
}

void synth_write_counted(struct synth_writing *w, const struct synth_people *people)
{
	struct writing k = {w, synth_chance_of(w->country->seed, "antalsfiler", 0)};

	write_anonymous(&k, people);
	write_volumes(&k);
	write_staff(&k);
}
