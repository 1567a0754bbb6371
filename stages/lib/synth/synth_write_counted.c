/*
 * The files of those who are only counted: anonymous participants, occasions, staff.
 *
 * Those of the years before come after those of the year, by a chance of their own: so the year is the same with them
 * and without.
 */
#include "synth/synth_write.h"

struct writing {
	struct synth_writing *w;
	struct synth_chance chance, earlier;
};

/* What a figure of the year comes to in an earlier one. */
static int64_t in_year(const struct synth_country *c, int y, int64_t figure)
{
	while (y-- > 0)
		figure = figure * c->say.number[SYNTH_EARLIER_PEOPLE] / 100;
	return figure;
}

/* The anonymous of a year are in the insatser where persons are registered, as many as the model says in all. */
static void add_anonymous(struct writing *k, struct synth_file *f,
                          const struct synth_people *people, int y)
{
	const struct synth_country *c = k->w->country;
	struct synth_chance *chance = y == SYNTH_NOW ? &k->chance : &k->earlier;
	uint32_t spread = (uint32_t)c->say.number[SYNTH_ANONYMOUS_SPREAD];
	struct arena arena = {0};
	uint32_t *weight = arena_take(&arena, (c->insatser + 1) * sizeof *weight);
	int64_t *share[2];

	for (size_t i = 0; i < c->insatser; i++) {
		const struct synth_insats *x = &c->insats[i];
		bool takes = !x->counted_only && synth_insats_ran(c, x, y);

		weight[i] = takes ? x->weight * synth_chance_below(chance, spread) : 0;
	}
	for (int sex = 0; sex < 2; sex++) {
		share[sex] = arena_take(&arena, (c->insatser + 1) * sizeof **share);
		synth_chance_apportion(in_year(c, y, people->anonymous[sex]), weight, c->insatser,
		                       share[sex]);
	}
	for (unsigned copy = 0; copy < k->w->scale; copy++) {
		for (size_t i = 0; i < c->insatser * 2; i++) {
			if (share[i % 2][i / 2] == 0)
				continue;
			synth_insats_id(f, i / 2 + (uint64_t)copy * c->insatser);
			synth_number(f, c->year - y);
			synth_text(f, i % 2 == 0 ? "K" : "M");
			synth_number(f, share[i % 2][i / 2]);
			synth_empty(f);
			synth_end(f);
		}
	}
	arena_done(&arena);
}

static void write_anonymous(struct writing *k, const struct synth_people *people)
{
	static const char *const titles[] = {
	    "insats_id=Insats-id", "ar=Budgetår",           "kon=Kön",
	    "antal=Antal",         "startdatum=Startdatum", NULL};
	struct synth_file *f = synth_file_open(k->w->folder, "anonyma.csv", titles);

	for (int y = SYNTH_NOW; y < k->w->country->years; y++)
		add_anonymous(k, f, people, y);
	synth_file_close(f);
}

/* Occasions of an insats in a year by quarter, or in a lump; some know the sex and some do not. */
static void add_volumes(struct writing *k, struct synth_file *f, uint64_t insats, int y)
{
	static const char *const periods[] = {"K1", "K2", "K3", "K4", "ar"};
	const struct synth_country *c = k->w->country;
	const struct synth_insats *x = &c->insats[insats % c->insatser];
	struct synth_chance *chance = y == SYNTH_NOW ? &k->chance : &k->earlier;
	bool lump = synth_often(&c->say, chance, SYNTH_VOLUME_LUMP);
	bool sexes = synth_often(&c->say, chance, SYNTH_VOLUME_SEXES);
	uint32_t part = x->weight * (uint32_t)c->say.number[SYNTH_VOLUME_PER_WEIGHT] /
	                (lump ? 1 : 4) / (sexes ? 2 : 1);

	if (x->kind != 0 || !x->counted_only || !synth_insats_ran(c, x, y))
		return;
	part = (uint32_t)in_year(c, y, part);
	for (int p = lump ? 4 : 0; p < (lump ? 5 : 4); p++) {
		for (int sex = 0; sex < (sexes ? 2 : 1); sex++) {
			synth_insats_id(f, insats);
			synth_number(f, c->year - y);
			synth_text(f, periods[p]);
			synth_text(f, !sexes ? "" : sex == 0 ? "K" : "M");
			synth_number(f, synth_chance_below(chance, part * 2 + 2));
			synth_end(f);
		}
	}
}

/* Staff of the parties in a structural insats. */
static void add_staff(struct writing *k, struct synth_file *f, uint64_t insats, int y)
{
	const struct synth_country *c = k->w->country;
	const struct synth_insats *x = &c->insats[insats % c->insatser];
	struct synth_chance *chance = y == SYNTH_NOW ? &k->chance : &k->earlier;
	const struct synth_list *part = &c->say.list[SYNTH_PARTS];

	for (size_t i = 0; i < part->n; i++) {
		if (x->kind == 0 || !synth_insats_ran(c, x, y) ||
		    !synth_often(&c->say, chance, SYNTH_STAFF_TOLD))
			continue;
		synth_insats_id(f, insats);
		synth_number(f, c->year - y);
		synth_text(f, part->word[i]);
		synth_number(f, synth_tail(&c->say, chance, SYNTH_STAFF_TAIL, SYNTH_STAFF_MOST));
		synth_end(f);
	}
}

/* A file of all years and insatser; of those that ended long ago only the years before have rows. */
static void write_years(struct writing *k, struct synth_file *f,
                        void (*add)(struct writing *k, struct synth_file *f, uint64_t insats,
                                    int y))
{
	const struct synth_country *c = k->w->country;

	for (int y = SYNTH_NOW; y < c->years; y++)
		for (uint64_t i = 0; i < (uint64_t)k->w->scale * c->insatser; i++)
			if (y > SYNTH_NOW || c->insats[i % c->insatser].period != SYNTH_LONG_AGO)
				add(k, f, i, y);
	synth_file_close(f);
}

void synth_write_counted(struct synth_writing *w, const struct synth_people *people)
{
	static const char *const volumes[] = {"insats_id=Insats-id",
	                                      "ar=År",
	                                      "period=Period",
	                                      "kon=Kön",
	                                      "antal_tillfallen=Antal tillfällen",
	                                      NULL};
	static const char *const staff[] = {"insats_id=Insats-id", "ar=År", "part=Part",
	                                    "antal_medarbetare=Antal medarbetare", NULL};
	struct writing k = {w, synth_chance_of(w->country->seed, "antalsfiler", 0),
	                    synth_chance_of(w->country->seed, "tidigare antalsfiler", 0)};

	write_anonymous(&k, people);
	write_years(&k, synth_file_open(w->folder, "volym.csv", volumes), add_volumes);
	write_years(&k, synth_file_open(w->folder, "medarbetare.csv", staff), add_staff);
}
