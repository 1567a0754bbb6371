#include "synth/synth_fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * The words of a change: @digit, the last digit of the field becomes another; @last_day of the year; @stray, a kommun in no
 * förbund; @open, another förbund that did not close; @same:COLUMN; @more:COLUMN, one more than the number there. Of a rule
 * over several files the annual report tells, not validate.
 */
static const struct synth_fault ways[] = {
    {"forbund.csv", "primary-key", NULL, NULL, false},
    {"forbund.csv", "forbund-datum", NULL, "nedlagt_datum=1900-01-01", false},
    {"forbund.csv", "identity-check-digit", NULL, "orgnr=@digit", true},
    {"forbund.csv", "V04", "nedlagt_datum=", "eftertradare_id=@open", true},
    {"medlemmar.csv", "unique-key", NULL, NULL, false},
    {"medlemmar.csv", "medlem-datum", NULL, "till=1900-01-01", false},
    {"medlemmar.csv", "V07", "part=kommun", "medlem_id=14800", false},
    {"medlemmar.csv", "code", NULL, "part=stat", false},
    {"medlemmar.csv", "foreign-key", NULL, "forbund_id=F000", false},
    {"medlemmar.csv", "V03", "part=fk&till!", "medlem_id=fk-2&till=", false},
    {"medlemmar.csv", "V05", "part=landsting", "andel_procent=26", true},
    {"medlemmar.csv", "V06", "part=af", "ordinarie=0", true},
    {"forbund_kommun.csv", "kommun-datum", NULL, "till=1900-01-01", false},
    {"forbund_kommun.csv", "code", NULL, "kommun=9999", false},
    {"forbund_kommun.csv", "foreign-key", NULL, "forbund_id=F000", false},
    {"forbund_kommun.csv", "anslutning", NULL, "fran=&till=", false},
    {"forbund_kommun.csv", "V08", "till=", "forbund_id=@open&fran=@last_day", false},
    {"forbund_kommun.csv", "tidigare-forbund", NULL, "tidigare_forbund_id=@same:forbund_id", true},
    {"tilldelning.csv", "unique-key", "samverkansform=forbund", NULL, false},
    {"tilldelning.csv", "mottagare", "samverkansform=forbund", "lan=14", false},
    {"tilldelning.csv", "minimum", NULL, "tilldelat_stat=-1", false},
    {"tilldelning.csv", "required", NULL, "tilldelat_stat=", false},
    {"tilldelning.csv", "code", "samverkansform=tvapart", "lan=99", false},
    {"forbund_ekonomi.csv", "primary-key", NULL, NULL, false},
    {"forbund_ekonomi.csv", "type", NULL, "budget_admin=mycket", false},
    {"forbund_ekonomi.csv", "code", NULL, "status_ekonomi=oklar", false},
    {"forbund_ekonomi.csv", "admin-summa", "utfall_admin!", "admin_lokal=@more:admin_lokal", true},
    {"sparade_medel.csv", "primary-key", NULL, NULL, false},
    {"sparade_medel.csv", "required", NULL, "sparade_ingaende=", false},
    {"sparade_medel.csv", "V14", "ar=@last_year", "sparade_utgaende=@more:sparade_utgaende", true},
    {"sparade_medel.csv", "intecknat", NULL, "sparade_intecknade=@more:sparade_ingaende", true},
    {"ovrig_finansiering.csv", "esf", "finansieringskalla=kur", "esf_roll=projektagare", false},
    {"ovrig_finansiering.csv", "minimum", NULL, "belopp=-1", false},
    {"ovrig_finansiering.csv", "code", NULL, "finansieringskalla=lotteri", false},
    {"ovrig_finansiering.csv", "foreign-key", NULL, "insats_id=I0", false},
    {"insatser.csv", "primary-key", NULL, NULL, false},
    {"insatser.csv", "V17", NULL, "namn=Fråga anna@example.org", false},
    {"insatser.csv", "V19", "inriktning=struktur", "registreringssatt=personuppgifter", false},
    {"insatser.csv", "insats-datum", NULL, "slutdatum=1900-01-01", false},
    {"insatser.csv", "typ", "inriktning=individ", "typ_struktur=internt", false},
    {"insatser.csv", "forsta-deltagare", "forsta_deltagare!", "forsta_deltagare=1990-01-01", true},
    {"insatser.csv", "alder", "alder_max=64", "alder_min=65", true},
    {"insats_malgrupp.csv", "primary-key", NULL, NULL, false},
    {"insats_malgrupp.csv", "code", NULL, "malgrupp=andra", false},
    {"insats_ekonomi.csv", "primary-key", NULL, NULL, false},
    {"insats_ekonomi.csv", "minimum", NULL, "utfall=-1", false},
    {"insats_ekonomi.csv", "beviljat", "beviljat!0", "ansokt=0", true},
    {"insats_forbund.csv", "primary-key", NULL, NULL, false},
    {"insats_forbund.csv", "exclusive-minimum", NULL, "andel=0", false},
    {"insats_forbund.csv", "V21", "andel=100", "andel=90", true},
    {"anonyma.csv", "minimum", NULL, "antal=0", false},
    {"anonyma.csv", "enum", NULL, "kon=X", false},
    {"anonyma.csv", "V46", NULL, "startdatum=@last_day", false},
    {"volym.csv", "V47", NULL, "antal_tillfallen=-1", false},
    {"volym.csv", "code", NULL, "period=K5", false},
    {"medarbetare.csv", "primary-key", NULL, NULL, false},
    {"medarbetare.csv", "minimum", NULL, "antal_medarbetare=-1", false},
    {"enkat.csv", "primary-key", NULL, NULL, false},
    {"enkat.csv", "code", NULL, "svar=9", false},
    {"episoder.csv.gz", "identity-check-digit", NULL, "personnummer=@digit", false},
    {"episoder.csv.gz", "foreign-key", NULL, "insats_id=I0", false},
    {"episoder.csv.gz", "V26-orimlig", NULL, "fodelsear=1802", false},
    {"episoder.csv.gz", "V29", NULL, "skyddad=ja", false},
    {"episoder.csv.gz", "V30", NULL, "samtycke=nej", false},
    {"episoder.csv.gz", "V31", NULL, "samtycke_datum=2099-12-31", false},
    {"episoder.csv.gz", "V32", NULL, "samtycke=atertaget", false},
    {"episoder.csv.gz", "V35", "slut!", "slut=1899-12-31", false},
    {"episoder.csv.gz", "V40", "slut!", "efter_arbetssokande=", false},
    {"episoder.csv.gz", "V40", "slut=", "efter_annan_rehab=ja", false},
    {"episoder.csv.gz", "V41", "fore_arbetar=nej", "fore_arbete_pct=50", false},
    {"episoder.csv.gz", "V41", "efter_arbetar=ja", "efter_arbete_pct=0", false},
    {"episoder.csv.gz", "V42", "fore_arbetar=nej", "fore_subventionerad=ja", false},
    {"episoder.csv.gz", "V44", NULL, "fore_forsorjning=sjukpenning,utan_stod", false},
    {"episoder.csv.gz", "V45", NULL, "fore_forsorjning=", false},
    {"episoder.csv.gz", "V28", "kommun!&avslut!felregistrering", "kommun=@stray", true},
    {"episoder.csv.gz", "V32-avslut", "avslut=annat", "avslut=samtycke_atertaget", true},
    {"episoder.csv.gz", "V39", "offtid=0&fore_forsorjning=utan_stod", "offtid=-1", true},
    {"episoder.csv.gz", "avslut", "slut=", "avslut=annat", true},
};

#define WAYS (sizeof ways / sizeof *ways)
_Static_assert(WAYS <= SYNTH_FAULT_WAYS, "room for all ways");

static struct str *field_of(const struct synth_row_view *row, struct slice name)
{
	size_t i = 0;

	while (i < row->n && !slice_is(name, row->name[i]))
		i++;
	if (i == row->n)
		die("no column is called %.*s", SLICE(name));
	return &row->field[i];
}

/* "column=text", or "column!text": filled in, and with something else. */
static bool holds(const struct synth_faults *f, const struct synth_row_view *row,
                  struct slice condition)
{
	bool other = memchr(condition.at, '!', condition.n) != NULL;
	struct slice name, field;
	char year[SYNTH_FAULT_ID];

	slice_cut(&condition, other ? '!' : '=', &name);
	field = str_slice(field_of(row, name));
	if (other)
		return field.n > 0 && !slice_equal(field, condition);
	snprintf(year, sizeof year, "%d", f->year - 1);
	return slice_is(condition, "@last_year") ? slice_is(field, year)
	                                         : slice_equal(field, condition);
}

static bool can_do(const struct synth_faults *f, struct slice change)
{
	if (slice_ends(change, "@stray"))
		return f->stray[0] != '\0';
	return !slice_ends(change, "@open") || f->open[1][0] != '\0';
}

static bool fits(const struct synth_faults *f, const struct synth_fault *fault, const char *file,
                 const struct synth_row_view *row)
{
	struct slice rest, part;

	if (strcmp(fault->file, file) != 0)
		return false;
	rest = slice_of(fault->only == NULL ? "" : fault->only);
	while (rest.n > 0 && slice_cut(&rest, '&', &part))
		if (!holds(f, row, part))
			return false;
	rest = slice_of(fault->change == NULL ? "" : fault->change);
	while (rest.n > 0 && slice_cut(&rest, '&', &part))
		if (!can_do(f, part))
			return false;
	return true;
}

const struct synth_fault *synth_fault_draw(struct synth_faults *f, const char *file,
                                           const struct synth_row_view *row, bool rested)
{
	bool drawn = synth_chance_below(&f->chance, 1000000) < f->per_million;
	const struct synth_fault *chosen[2] = {NULL, NULL};
	uint32_t n[2] = {0, 0};

	if (f->per_million == 0 || (!drawn && !rested))
		return NULL;
	for (size_t i = 0; i < WAYS; i++)
		if (fits(f, &ways[i], file, row) &&
		    synth_chance_below(&f->chance, ++n[f->taken[i]]) == 0)
			chosen[f->taken[i]] = &ways[i];
	if (chosen[0] == NULL)
		return drawn ? chosen[1] : NULL;
	f->taken[chosen[0] - ways] = true;
	return chosen[0];
}

static void add_other(const struct synth_faults *f, const struct synth_row_view *row,
                      struct slice word, struct str *to)
{
	struct slice column;
	int64_t number;

	if (slice_is(word, "@last_day")) {
		str_addf(to, "%04d-12-31", f->year);
	} else if (slice_is(word, "@stray")) {
		str_add_text(to, f->stray);
	} else if (slice_is(word, "@open")) {
		bool first = slice_is(str_slice(field_of(row, slice_of("forbund_id"))), f->open[0]);
		str_add_text(to, f->open[first]);
	} else {
		column = word;
		slice_cut(&column, ':', &word);
		number = strtoll(
		    str_slice(field_of(row, column)).n == 0 ? "0" : field_of(row, column)->at, NULL,
		    10);
		if (slice_is(word, "@more"))
			str_addf(to, "%lld", (long long)number + 1);
		else
			str_add(to, str_slice(field_of(row, column)));
	}
}

static void change(const struct synth_faults *f, struct synth_row_view *row, struct slice text)
{
	struct slice name;
	struct str made = {0}, *field;

	slice_cut(&text, '=', &name);
	field = field_of(row, name);
	if (slice_is(text, "@digit")) {
		field->at[field->n - 1] = (char)('0' + (field->at[field->n - 1] - '0' + 3) % 10);
		return;
	}
	if (slice_starts(text, "@"))
		add_other(f, row, text, &made);
	else
		str_add(&made, text);
	str_reset(field);
	str_add(field, str_slice(&made));
	str_done(&made);
}

void synth_fault_make(const struct synth_faults *f, const struct synth_fault *fault,
                      struct synth_row_view *row)
{
	struct slice rest = slice_of(fault->change == NULL ? "" : fault->change), part;

	while (rest.n > 0 && slice_cut(&rest, '&', &part))
		change(f, row, part);
}
