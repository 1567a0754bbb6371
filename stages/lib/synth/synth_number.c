#include "synth/synth_number.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "synth/synth_table.h"

static const char *const number_name[SYNTH_NUMBERS] = {
    [SYNTH_GUESS_MOVED] = "gissning.slump",
    [SYNTH_FOUNDED_EARLIEST] = "forbund.bildat_tidigast",
    [SYNTH_FOUNDED_LATEST] = "forbund.bildat_senast",
    [SYNTH_FOUNDED_IN_JANUARY] = "forbund.bildat_januari",
    [SYNTH_FORBUND_WEIGHT] = "forbund.storlek",
    [SYNTH_KOMMUN_WEIGHT] = "kommun.storlek",
    [SYNTH_KOMMUN_WEIGHT_TAIL] = "kommun.storlek_svans",
    [SYNTH_KOMMUN_WEIGHT_MOST] = "kommun.storlek_hogst",
    [SYNTH_LARGE_FORBUND] = "forbund.stort",
    [SYNTH_INSATSER_OF_LARGE] = "forbund.stort_insatser",
    [SYNTH_REGISTERED_LEAST] = "insats.personuppgifter_lagst",
    [SYNTH_REGISTERED_MOST] = "insats.personuppgifter_hogst",
    [SYNTH_EXTREME_LEAST] = "insats.ytterlighet_lagst",
    [SYNTH_EXTREME_MOST] = "insats.ytterlighet_hogst",
    [SYNTH_SHARED] = "insats.delas",
    [SYNTH_MONTH_START] = "insats.manadsskifte",
    [SYNTH_INSATS_OLDEST] = "insats.start_tidigast",
    [SYNTH_INSATS_OLD_LATEST] = "insats.start_senast",
    [SYNTH_INSATS_NEW_LATEST] = "insats.ny_start_senast",
    [SYNTH_NEW_ENDS] = "insats.ny_slutar",
    [SYNTH_NEW_ENDS_LATER] = "insats.ny_slutar_senare",
    [SYNTH_NEW_SHORTEST] = "insats.ny_kortast",
    [SYNTH_OLD_ENDS] = "insats.slutar",
    [SYNTH_OLD_ENDS_LATER] = "insats.slutar_senare",
    [SYNTH_OLD_ENDS_FIRST] = "insats.slutar_tidigast",
    [SYNTH_BEFORE_SHORTEST] = "insats.fore_kortast",
    [SYNTH_END_SOONEST] = "insats.slut_efter_lagst",
    [SYNTH_END_LATEST] = "insats.slut_efter_hogst",
    [SYNTH_FIRST_TAIL] = "insats.forsta_deltagare_svans",
    [SYNTH_FIRST_MOST] = "insats.forsta_deltagare_hogst",
    [SYNTH_INSATS_WEIGHT] = "insats.storlek",
    [SYNTH_INSATS_WEIGHT_TAIL] = "insats.storlek_svans",
    [SYNTH_INSATS_WEIGHT_MOST] = "insats.storlek_hogst",
    [SYNTH_UNUSED] = "pengar.oforbrukat",
    [SYNTH_USED_LEAST] = "pengar.forbrukat_lagst",
    [SYNTH_USED_MOST] = "pengar.forbrukat_hogst",
    [SYNTH_COST_PER_WEIGHT] = "pengar.kostnad_per_storlek",
    [SYNTH_COST_BASE] = "pengar.kostnad_grund",
    [SYNTH_ESF_EVERY] = "pengar.esf_var",
    [SYNTH_OTHER_EVERY] = "pengar.ovrigt_var",
    [SYNTH_COST_BEFORE] = "pengar.insatser_fjol",
    [SYNTH_ADMINISTRATION_BEFORE] = "pengar.administration_fjol",
    [SYNTH_ADMINISTRATION_BASE] = "pengar.administration_grund",
    [SYNTH_ADMINISTRATION_MEAN] = "pengar.administration_medel",
    [SYNTH_COMMITTED_LEAST] = "pengar.intecknat_lagst",
    [SYNTH_COMMITTED_MOST] = "pengar.intecknat_hogst",
    [SYNTH_ADMINISTRATION_BUDGET_LEAST] = "pengar.budget_administration_lagst",
    [SYNTH_ADMINISTRATION_BUDGET_MOST] = "pengar.budget_administration_hogst",
    [SYNTH_INSATSER_BUDGET_LEAST] = "pengar.budget_insatser_lagst",
    [SYNTH_INSATSER_BUDGET_MOST] = "pengar.budget_insatser_hogst",
    [SYNTH_INSATS_BUDGET_LEAST] = "pengar.budget_insats_lagst",
    [SYNTH_INSATS_BUDGET_MOST] = "pengar.budget_insats_hogst",
    [SYNTH_APPLIED_LEAST] = "pengar.ansokt_lagst",
    [SYNTH_APPLIED_MOST] = "pengar.ansokt_hogst",
    [SYNTH_TWO_PARTIES_USED] = "pengar.tvapart_forbrukat",
    [SYNTH_PART_STAFF] = "administration.personal",
    [SYNTH_PART_SERVICES] = "administration.tjanster",
    [SYNTH_PART_ROOMS] = "administration.lokal",
    [SYNTH_PART_EVALUATION] = "administration.utvardering",
    [SYNTH_EVALUATION_EVERY] = "administration.utvardering_var",
    [SYNTH_ESF_PROGRAMME] = "esf.programomrade_1",
    [SYNTH_IMPLEMENTED] = "insats.implementerad",
    [SYNTH_OTHERWISE_IMPLEMENTED] = "insats.annan_implementering",
    [SYNTH_TIME_LIMITED] = "insats.tidsbegransad",
    [SYNTH_INSATS_YOUNGEST] = "insats.alder_lagst",
    [SYNTH_INSATS_OLDEST_AGE] = "insats.alder_hogst",
    [SYNTH_INSATS_OLDEST_YOUNG] = "insats.alder_hogst_unga",
    [SYNTH_GROUP_COMPENSATED] = "insats.malgrupp_unga_ae",
    [SYNTH_GROUP_MORE] = "insats.malgrupp_fler",
    [SYNTH_VOLUME_LUMP] = "volym.hela_aret",
    [SYNTH_VOLUME_SEXES] = "volym.kon",
    [SYNTH_VOLUME_PER_WEIGHT] = "volym.per_storlek",
    [SYNTH_STAFF_TOLD] = "medarbetare.redovisas",
    [SYNTH_STAFF_TAIL] = "medarbetare.antal_svans",
    [SYNTH_STAFF_MOST] = "medarbetare.antal_hogst",
    [SYNTH_MISTAKE_EVERY] = "deltagande.felregistrering_var",
    [SYNTH_COMPENSATED_YOUNGEST] = "deltagande.alder_lagst_ae",
    [SYNTH_YOUNG_ABOVE] = "deltagande.unga_over",
    [SYNTH_SHORTEST] = "deltagande.kortast",
    [SYNTH_LENGTH_TAIL] = "deltagande.langd_svans",
    [SYNTH_LENGTH_MOST] = "deltagande.langd_hogst",
    [SYNTH_GOING_ON_NEW] = "deltagande.pagaende_ny",
    [SYNTH_REGISTERED_TAIL] = "deltagande.registreras_svans",
    [SYNTH_REGISTERED_MOST_DAYS] = "deltagande.registreras_hogst",
    [SYNTH_REGISTERED_LATEST] = "deltagande.registreras_efter_aret",
    [SYNTH_CONSENT_TAIL] = "deltagande.samtycke_svans",
    [SYNTH_CONSENT_MOST] = "deltagande.samtycke_hogst",
    [SYNTH_REGISTERS] = "deltagande.samtycke_register",
    [SYNTH_SUBSIDISED_BEFORE] = "deltagande.subventionerad_fore",
    [SYNTH_PRACTICE_BEFORE] = "deltagande.praktik_fore",
    [SYNTH_PRACTICE_AFTER] = "deltagande.praktik_efter",
    [SYNTH_ENDED_FOR_ANOTHER] = "deltagande.avslut_mellan_annan_rehab",
    [SYNTH_ENDED_FOR_WORK] = "deltagande.avslut_arbete",
    [SYNTH_ENDED_FOR_REHAB] = "deltagande.avslut_annan_rehab",
    [SYNTH_ANONYMOUS_SPREAD] = "anonyma.spridning",
    [SYNTH_QUARTER_SPENT_LEAST] = "kvartal.forbrukat_lagst",
    [SYNTH_QUARTER_SPENT_MOST] = "kvartal.forbrukat_hogst",
    [SYNTH_QUARTER_MENDED] = "kvartal.andras",
    [SYNTH_QUARTER_PRELIMINARY_LEAST] = "kvartal.preliminar_lagst",
    [SYNTH_QUARTER_PRELIMINARY_MOST] = "kvartal.preliminar_hogst",
    [SYNTH_QUARTER_MISSING] = "kvartal.saknas",
    [SYNTH_QUARTER_SOONEST] = "kvartal.inlamnas_tidigast",
    [SYNTH_QUARTER_LATEST] = "kvartal.inlamnas_senast",
    [SYNTH_CLOSED_SOONEST] = "kvartal.slutlig_tidigast",
    [SYNTH_CLOSED_LATEST] = "kvartal.slutlig_senast",
    [SYNTH_FORECAST_FIRST] = "prognos.k1",
    [SYNTH_FORECAST_SECOND] = "prognos.k2",
    [SYNTH_FORECAST_THIRD] = "prognos.k3",
    [SYNTH_FORECAST_WRONG] = "prognos.fel",
    [SYNTH_PLAN_EARLIEST] = "plan.beslut_tidigast",
    [SYNTH_PLAN_LATEST] = "plan.beslut_senast",
    [SYNTH_PLAN_GROWTH_LEAST] = "plan.utveckling_lagst",
    [SYNTH_PLAN_GROWTH_MOST] = "plan.utveckling_hogst",
    [SYNTH_DECIDED_LATEST] = "ansokan.beslut_senast",
    [SYNTH_DECIDED_EARLIEST] = "ansokan.beslut_tidigast",
    [SYNTH_HANDLED_LEAST] = "ansokan.handlaggning_lagst",
    [SYNTH_HANDLED_MOST] = "ansokan.handlaggning_hogst",
    [SYNTH_GENERAL] = "ansokan.generell_individ",
    [SYNTH_GENERAL_STRUCTURAL] = "ansokan.generell_struktur",
    [SYNTH_FOR_GROUPS] = "ansokan.grupp",
    [SYNTH_REFUSED_MOST] = "ansokan.avslag_hogst",
    [SYNTH_REFUSED_SMALLEST] = "ansokan.avslag_minst",
    [SYNTH_REFUSED_LARGEST] = "ansokan.avslag_storst",
    [SYNTH_UNDECIDED] = "ansokan.vantar",
    [SYNTH_GOAL_LEAST] = "mal.lagst",
    [SYNTH_GOAL_MOST] = "mal.hogst",
    [SYNTH_GOAL_ENDED] = "mal.avslutade",
    [SYNTH_GOAL_WORK] = "mal.arbete_studier",
    [SYNTH_ARRANGED_TAIL] = "prestation.antal_svans",
    [SYNTH_ARRANGED_MOST] = "prestation.antal_hogst",
    [SYNTH_REACHED_LEAST] = "prestation.utfall_lagst",
    [SYNTH_REACHED_MOST] = "prestation.utfall_hogst",
    [SYNTH_WAIT_TAIL] = "anvisning.vantan_svans",
    [SYNTH_WAIT_MOST] = "anvisning.vantan_hogst",
    [SYNTH_REFERRED_REFUSE] = "anvisning.avbojer",
    [SYNTH_REFERRED_WAIT] = "anvisning.vantar",
    [SYNTH_EARLIER_PEOPLE] = "tidigare.personer",
    [SYNTH_EARLIER_NEW] = "tidigare.nya",
    [SYNTH_EARLIER_INSATSER] = "tidigare.insatser",
    [SYNTH_EARLIER_MONEY] = "tidigare.pengar",
    [SYNTH_RETURNS] = "tidigare.aterkommer",
    [SYNTH_RETURNS_SOONEST] = "tidigare.aterkommer_tidigast",
    [SYNTH_RETURNS_LATEST] = "tidigare.aterkommer_senast",
    [SYNTH_REGISTER_BEFORE] = "register.ar_fore",
    [SYNTH_REGISTER_AFTER] = "register.ar_efter",
    [SYNTH_REGISTER_UNKNOWN] = "register.saknas",
    [SYNTH_REGISTER_DIES] = "register.avlider",
    [SYNTH_REGISTER_LEAVES] = "register.utvandrar",
    [SYNTH_REGISTER_CAME] = "register.invandrade",
    [SYNTH_REGISTER_MOVED_WITHIN] = "register.flyttar_inom",
    [SYNTH_LONGER_TAIL] = "register.langre_svans",
    [SYNTH_LONGER_MOST] = "register.langre_hogst",
    [SYNTH_SEEKS_KNOWN] = "inskriven.sokande",
    [SYNTH_SEEKS_OTHERWISE] = "inskriven.andra",
    [SYNTH_SEEKS_TAIL] = "inskriven.tid_svans",
    [SYNTH_SEEKS_MOST] = "inskriven.tid_hogst",
    [SYNTH_EDUCATION_DIFFERS] = "register.utbildning_annan",
    [SYNTH_INCOME_TAIL] = "inkomst.svans",
    [SYNTH_INCOME_MOST] = "inkomst.hogst",
    [SYNTH_INCOME_WORK_LEAST] = "inkomst.arbete_lagst",
    [SYNTH_INCOME_WORK_MOST] = "inkomst.arbete_hogst",
    [SYNTH_INCOME_GROWTH] = "inkomst.okar",
    [SYNTH_INCOME_MEN] = "inkomst.man",
    [SYNTH_INCOME_YOUNG] = "inkomst.unga",
    [SYNTH_INCOME_VARIES] = "inkomst.varierar",
};

static const char *const list_name[SYNTH_LISTS] = {
    [SYNTH_FIRST_NAMES] = "forbund_forled",
    [SYNTH_SECOND_NAMES] = "forbund_efterled",
    [SYNTH_INSATS_NAMES] = "insats_namn",
    [SYNTH_INDIVIDUAL] = "typ_individ",
    [SYNTH_STRUCTURAL] = "typ_struktur",
    [SYNTH_YOUNG] = "typ_unga",
    [SYNTH_PARTS] = "part",
    [SYNTH_OWNERS] = "agare",
    [SYNTH_EVALUATORS] = "utvarderare",
    [SYNTH_GROUPS] = "malgrupp",
    [SYNTH_SHARES] = "delning",
    [SYNTH_UNUSED_REASONS] = "orsak_oforbrukat",
    [SYNTH_ROLES] = "esf_roll",
    [SYNTH_EXTENTS] = "omfattning",
    [SYNTH_EXTENTS_SEEKING] = "omfattning_sokande",
    [SYNTH_REASONS] = "avslut",
    [SYNTH_BACKGROUNDS] = "bakgrund",
    [SYNTH_PURPOSES] = "syfte",
    [SYNTH_AIMS] = "mal",
    [SYNTH_BENEFIT_EXTENTS] = "omfattning_forman",
    [SYNTH_SEEKERS] = "sokandekategori",
};

static const struct unit {
	const char *name;
	int64_t least, most;
} units[] = {{"antal", 1, 100000}, {"ar", 0, 120},        {"dagar", 0, 36500},
             {"procent", 0, 1000}, {"promille", 0, 2000}, {"vikt", 0, 100000}};

/* The place of the name, or dies with those that there are not. */
static size_t find_name(const struct synth_table *t, size_t column, const char *const *name,
                        size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_is(synth_table_field(t, column), name[i]))
			return i;
	synth_table_die(t, column, "a name that synth asks for");
}

static int read_number(const struct synth_table *t, size_t column, const struct unit *u)
{
	struct number x;
	int64_t value;

	if (!number_parse(synth_table_field(t, column), &x) || !number_whole(x, &value) ||
	    value < u->least || value > u->most)
		synth_table_die(t, column,
		                arena_format(t->arena, "a whole number from %lld to %lld",
		                             (long long)u->least, (long long)u->most));
	return (int)value;
}

static const struct unit *read_unit(const struct synth_table *t, size_t column)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (slice_is(synth_table_field(t, column), units[i].name))
			return &units[i];
	synth_table_die(t, column, "antal, ar, dagar, procent, promille or vikt");
}

static void read_numbers(struct synth_numbers *s, const char *folder, struct arena *arena)
{
	static const char *const columns[] = {"namn", "varde", "enhet", NULL};
	bool said[SYNTH_NUMBERS] = {false};
	struct synth_table t;

	synth_table_open(&t, folder, "numbers.tsv", columns, arena);
	while (synth_table_next(&t)) {
		size_t i = find_name(&t, 0, number_name, SYNTH_NUMBERS);

		if (said[i])
			synth_table_die(&t, 0, "a name that no row before has");
		s->number[i] = read_number(&t, 1, read_unit(&t, 2));
		if (i == SYNTH_GUESS_MOVED && s->number[i] >= 1000)
			synth_table_die(&t, 1, "less than the whole");
		said[i] = true;
	}
	for (size_t i = 0; i < SYNTH_NUMBERS; i++)
		if (!said[i])
			die("%s: %s is missing", t.path, number_name[i]);
	synth_table_close(&t);
}

/* Lists are short, so each word has the list copied. */
static void add_word(struct synth_list *list, const char *word, int weight, struct arena *arena)
{
	const char **words = arena_take(arena, (list->n + 1) * sizeof *words);
	unsigned *weights = arena_take(arena, (list->n + 1) * sizeof *weights);

	if (list->n > 0) {
		memcpy(words, list->word, list->n * sizeof *words);
		memcpy(weights, list->weight, list->n * sizeof *weights);
	}
	words[list->n] = word;
	weights[list->n] = (unsigned)weight;
	*list = (struct synth_list){words, weights, list->n + 1};
}

static void read_words(struct synth_numbers *s, const char *folder, struct arena *arena)
{
	static const char *const columns[] = {"lista", "ord", "vikt", NULL};
	static const struct unit weight = {"vikt", 1, 100000}, percent = {"procent", 1, 100};
	struct synth_table t;

	synth_table_open(&t, folder, "words.tsv", columns, arena);
	while (synth_table_next(&t)) {
		size_t i = find_name(&t, 0, list_name, SYNTH_LISTS);

		if (synth_table_field(&t, 1).n == 0)
			synth_table_die(&t, 1, "a word");
		if (i == SYNTH_EXTENTS || i == SYNTH_EXTENTS_SEEKING || i == SYNTH_BENEFIT_EXTENTS)
			read_number(&t, 1, &percent);
		add_word(&s->list[i], synth_table_text(&t, 1), read_number(&t, 2, &weight), arena);
	}
	for (size_t i = 0; i < SYNTH_LISTS; i++)
		if (s->list[i].n == 0)
			die("%s: %s is missing", t.path, list_name[i]);
	if (s->list[SYNTH_OWNERS].n != s->list[SYNTH_PARTS].n)
		die("%s: agare: one for each of part, in the same order", t.path);
	synth_table_close(&t);
}

void synth_numbers_read(struct synth_numbers *s, const char *folder, struct arena *arena)
{
	*s = (struct synth_numbers){0};
	read_numbers(s, folder, arena);
	read_words(s, folder, arena);
}

bool synth_often(const struct synth_numbers *s, struct synth_chance *c, enum synth_number promille)
{
	return synth_chance_permille(c, (unsigned)s->number[promille]);
}

int synth_between(const struct synth_numbers *s, struct synth_chance *c, enum synth_number low,
                  enum synth_number high)
{
	return synth_chance_between(c, s->number[low], s->number[high]);
}

int synth_tail(const struct synth_numbers *s, struct synth_chance *c, enum synth_number mean,
               enum synth_number most)
{
	return synth_chance_tail(c, s->number[mean], s->number[most]);
}

size_t synth_word(const struct synth_list *list, struct synth_chance *c)
{
	return synth_chance_pick(c, list->weight, list->n);
}
