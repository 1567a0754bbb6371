/*
 * The files of registers, as their holders hand them over: of each participant whom they know the days in the
 * population, the periods of benefits, income by year, periods as a job seeker and education.
 */
#include <stdio.h>
#include <stdlib.h>

#include "date.h"
#include "synth/synth_write.h"

enum { PEOPLE, BENEFITS, INCOMES, SEEKERS, EDUCATION, FILES };

static const char *const names[FILES] = {"personer.csv.gz", "formansperioder.csv.gz",
                                         "inkomster.csv.gz", "inskrivningar.csv.gz",
                                         "utbildningar.csv.gz"};
static const char *const titles[FILES][6] = {
    {"personnummer=Personnummer", "fran=Folkbokförd från", "till=Folkbokförd till",
     "avregistrering=Avregistrerad som", NULL},
    {"personnummer=Personnummer", "forman=Förmån", "fran=Från", "till=Till",
     "omfattning=Omfattning", NULL},
    {"personnummer=Personnummer", "ar=Inkomstår", "inkomst=Inkomst", NULL},
    {"personnummer=Personnummer", "kategori=Sökandekategori", "fran=Inskriven från",
     "till=Inskriven till", NULL},
    {"personnummer=Personnummer", "ar=År", "utbildning_reg=Högsta utbildning", NULL}};

struct writing {
	const struct synth_country *c;
	const struct synth_registers *registers;
	const struct synth_follow *f;
	struct synth_file *file[FILES];
	struct synth_chance chance;
};

/* The person whose rows are being written. */
struct of_person {
	const struct synth_person *p;
	const struct synth_episode *e;
	const struct synth_followed *x;
	size_t i;
	char digits[IDENTITY_DIGITS + 1];
	struct interval known; /* in the population and told of */
};

static void add_population(struct writing *k, const struct of_person *o)
{
	struct synth_file *f = k->file[PEOPLE];

	synth_text(f, o->digits);
	synth_day(f, o->x->there.from);
	if (o->x->there.till == INTERVAL_ON) {
		synth_empty(f);
		synth_empty(f);
	} else {
		synth_day(f, o->x->there.till);
		synth_text(f, o->x->died ? "avliden" : "utvandrad");
	}
	synth_end(f);
}

/* Rows one after the other, each with its extent; a rest that is shorter than a row belongs to the last. */
static void add_rows(struct writing *k, const struct of_person *o, const struct synth_benefit *b,
                     struct interval days)
{
	const struct synth_list *extents = &k->c->say.list[SYNTH_BENEFIT_EXTENTS];
	struct synth_file *f = k->file[BENEFITS];

	while (days.from <= days.till) {
		int32_t till =
		    days.from - 1 + synth_chance_between(&k->chance, b->shortest, b->longest);

		if (till > days.till || days.till - till < b->shortest)
			till = days.till;
		synth_text(f, o->digits);
		synth_text(f, synth_chance_permille(&k->chance, (unsigned)b->other_often)
		                  ? b->other
		                  : b->group);
		synth_day(f, days.from);
		synth_day(f, till);
		synth_text(f, extents->word[synth_word(extents, &k->chance)]);
		synth_end(f);
		days.from = till + 1;
	}
}

static void add_benefits(struct writing *k, const struct of_person *o)
{
	struct interval days[2];

	for (size_t b = 0; b < k->registers->benefits; b++) {
		size_t n = synth_follow_days(k->f, o->i, b, days);

		for (size_t i = 0; i < n; i++)
			add_rows(k, o, &k->registers->benefit[b], days[i]);
	}
}

/* A low income until the insats ended; then, for who works, another that grows. */
static void add_incomes(struct writing *k, const struct of_person *o)
{
	const struct synth_numbers *say = &k->c->say;
	const int *number = say->number;
	bool works = o->p->code[SYNTH_RESULTAT] == 1 && o->e->end != SYNTH_NO_DAY;
	int64_t low = synth_tail(say, &k->chance, SYNTH_INCOME_TAIL, SYNTH_INCOME_MOST);
	int64_t high =
	    works ? synth_between(say, &k->chance, SYNTH_INCOME_WORK_LEAST, SYNTH_INCOME_WORK_MOST)
	          : low;
	int more = (o->p->code[SYNTH_KON] == 1 ? number[SYNTH_INCOME_MEN] : 0) +
	           (o->p->code[SYNTH_ALDER] == 0 ? number[SYNTH_INCOME_YOUNG] : 0);
	int ended = o->e->end == SYNTH_NO_DAY ? INT32_MAX : date_split(o->e->end).year;
	int last = date_split(o->known.till).year;

	for (int y = date_split(o->known.from).year; y <= last; y++) {
		int64_t thousands = (y > ended ? high : low) * 1000;
		int varies = number[SYNTH_INCOME_VARIES];

		if (y > ended)
			thousands +=
			    thousands * (more + number[SYNTH_INCOME_GROWTH] * (y - ended)) / 1000;
		thousands += thousands * synth_chance_between(&k->chance, -varies, varies) / 1000;
		synth_text(k->file[INCOMES], o->digits);
		synth_number(k->file[INCOMES], y);
		synth_number(k->file[INCOMES], thousands);
		synth_end(k->file[INCOMES]);
	}
}

static void add_seeking(struct writing *k, const struct of_person *o, struct interval days,
                        bool seeks)
{
	const struct synth_list *kinds = &k->c->say.list[SYNTH_SEEKERS];
	struct synth_file *f = k->file[SEEKERS];

	if (!synth_often(&k->c->say, &k->chance,
	                 seeks ? SYNTH_SEEKS_KNOWN : SYNTH_SEEKS_OTHERWISE) ||
	    !interval_both(days, o->known, &days))
		return;
	synth_text(f, o->digits);
	synth_text(f, kinds->word[synth_word(kinds, &k->chance)]);
	synth_day(f, days.from);
	synth_day(f, days.till == k->registers->days.till ? SYNTH_NO_DAY : days.till);
	synth_end(f);
}

static void add_seekings(struct writing *k, const struct of_person *o)
{
	const struct synth_numbers *say = &k->c->say;
	int32_t before = synth_tail(say, &k->chance, SYNTH_SEEKS_TAIL, SYNTH_SEEKS_MOST);
	int32_t after = synth_tail(say, &k->chance, SYNTH_SEEKS_TAIL, SYNTH_SEEKS_MOST);
	int32_t start = o->e->start, end = o->e->end;

	add_seeking(k, o, (struct interval){start - 1 - before, start},
	            o->p->code[SYNTH_FORE_SOKER] == 1);
	if (end != SYNTH_NO_DAY)
		add_seeking(k, o, (struct interval){end > start ? end : end + 1, end + 1 + after},
		            o->p->code[SYNTH_EFTER_SOKER] == 1);
}

/* The education that the person tells; where it is not known, or is another in the register, one by lot. */
static void add_education(struct writing *k, const struct of_person *o)
{
	const char *const *codes = synth_codes(SYNTH_UTBILDNING);
	const char *code = codes[o->p->code[SYNTH_UTBILDNING]];
	uint32_t n = 0;

	while (codes[n] != NULL && strcmp(codes[n], "okand") != 0)
		n++;
	if (strcmp(code, "okand") == 0 ||
	    synth_often(&k->c->say, &k->chance, SYNTH_EDUCATION_DIFFERS))
		code = codes[synth_chance_below(&k->chance, n)];
	synth_text(k->file[EDUCATION], o->digits);
	synth_number(k->file[EDUCATION], date_split(o->e->start).year);
	synth_text(k->file[EDUCATION], code);
	synth_end(k->file[EDUCATION]);
}

static void write_copy(struct writing *k)
{
	for (size_t i = 0; i < k->f->n; i++) {
		struct of_person o = {.p = &k->f->people->at[i], .x = &k->f->at[i], .i = i};

		if (o.x->anchor == SYNTH_NONE || !o.x->known)
			continue;
		o.e = &k->f->episodes->at[o.x->anchor];
		synth_identity(o.p->code[SYNTH_KON] == 0 ? IDENTITY_WOMAN : IDENTITY_MAN,
		               o.e->birth_year, o.e->number, o.digits);
		add_population(k, &o);
		if (!interval_both(o.x->there, k->registers->days, &o.known))
			continue;
		add_benefits(k, &o);
		add_incomes(k, &o);
		add_seekings(k, &o);
		add_education(k, &o);
	}
}

void synth_write_registers(struct synth_writing *w, const struct synth_registers *r,
                           const struct synth_people *people, const struct synth_episodes *episodes)
{
	struct synth_episodes again = {.most = episodes->most};
	struct synth_follow f;
	struct writing k = {.c = w->country, .registers = r, .f = &f};

	for (int i = 0; i < FILES; i++)
		k.file[i] = synth_file_open(w->folder, names[i], titles[i]);
	for (unsigned copy = 0; copy < w->scale; copy++) {
		again.pace = (uint32_t)((uint64_t)again.most * (copy + 1) / w->scale);
		synth_episodes_make(w->country, people, copy, &again);
		synth_follow_make(&f, r, w->country, people, &again, copy);
		k.chance = synth_chance_of(w->country->seed, "registerrader", copy);
		write_copy(&k);
		synth_follow_done(&f);
	}
	free(again.at);
	for (int i = 0; i < FILES; i++)
		synth_file_close(k.file[i]);
}
