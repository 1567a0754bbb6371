/* The files of those who are only counted: anonymous participants, occasions, staff. */
#include "synth/synth_write.h"

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
		weight[i] =
		    c->insats[i].counted_only || c->insats[i].period == 0
		        ? 0
		        : c->insats[i].weight *
		              synth_chance_below(&k->chance,
		                                 (uint32_t)c->say.number[SYNTH_ANONYMOUS_SPREAD]);
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
			bool lump = synth_often(&c->say, &k->chance, SYNTH_VOLUME_LUMP);
			bool sexes = synth_often(&c->say, &k->chance, SYNTH_VOLUME_SEXES);
			uint32_t part = x->weight *
			                (uint32_t)c->say.number[SYNTH_VOLUME_PER_WEIGHT] /
			                (lump ? 1 : 4) / (sexes ? 2 : 1);

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
	struct synth_file *f = synth_file_open(k->w->folder, "medarbetare.csv", titles);
	const struct synth_country *c = k->w->country;
	const struct synth_list *part = &c->say.list[SYNTH_PARTS];

	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser * part->n; i++) {
			const struct synth_insats *x = &c->insats[i / part->n];

			if (x->kind == 0 || x->period == 0 ||
			    !synth_often(&c->say, &k->chance, SYNTH_STAFF_TOLD))
				continue;
			synth_insats_id(f, i / part->n + (uint64_t)copy * c->insatser);
			synth_number(f, c->year);
			synth_text(f, part->word[i % part->n]);
			synth_number(
			    f, synth_tail(&c->say, &k->chance, SYNTH_STAFF_TAIL, SYNTH_STAFF_MOST));
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
