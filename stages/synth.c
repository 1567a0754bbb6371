/*
 * synth: make the registers of a country that meets a table of target figures.
 *
 * Reads the table once and holds it; holds one country of persons, however many times as large what is written is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "number.h"
#include "stage.h"
#include "synth/synth_blocks.h"
#include "synth/synth_fit.h"
#include "synth/synth_goal.h"
#include "synth/synth_target.h"
#include "synth/synth_write.h"

#define MOST_COPIES 100000
#define FIRST_YEAR 1990
#define LAST_YEAR 2090

static struct {
	const char *targets;
	const char *into;
	const char *kommuner;
	const char *country;
	const char *errors;
	const char *registers;
	int64_t seed;
	int64_t scale;
	int64_t year;
	int64_t years;
} opt = {.errors = "0", .seed = 1, .scale = 1, .year = 2012, .years = 1};

static const struct option options[] = {
    {"targets", OPTION_TEXT, &opt.targets, "TABLE", "the figures that the country meets; needed"},
    {"into", OPTION_TEXT, &opt.into, "FOLDER",
     "where its files go; made if it is not there; needed"},
    {"kommuner", OPTION_TEXT, &opt.kommuner, "FILE",
     "the code list of kommuner, else ../codes/kommuner.tsv beside TABLE"},
    {"country", OPTION_TEXT, &opt.country, "FOLDER",
     "the tables of what is plausible, else ../country beside TABLE, else the installed ones"},
    {"registers", OPTION_TEXT, &opt.registers, "TABLE",
     "registers of benefits, income, job seekers and education too, that meet these figures"},
    {"seed", OPTION_NUMBER, &opt.seed, "N", "another number, another country (1)"},
    {"scale", OPTION_NUMBER, &opt.scale, "N", "so many times as large (1)"},
    {"errors", OPTION_TEXT, &opt.errors, "PERCENT", "wrong rows for every 100 right ones (0)"},
    {"year", OPTION_NUMBER, &opt.year, "YEAR", "the year of the registers (2012)"},
    {"years", OPTION_NUMBER, &opt.years, "N", "so many years up to that one (1)"},
    {0}};

static const struct stage stage = {
    "synth",
    "make the registers of a country that meets a table of target figures",
    "",
    options,
    "No person is in them: identities have month + 80, which is never issued. The same table and\n"
    "options give the same bytes.",
    0,
    STAGE_COUNT_FREE};

/* ../codes/kommuner.tsv beside the table. */
static const char *beside(const char *table, struct arena *arena)
{
	const char *slash = strrchr(table, '/');

	if (slash == NULL)
		return "../codes/kommuner.tsv";
	return arena_format(arena, "%.*s/../codes/kommuner.tsv", (int)(slash - table), table);
}

/*
 * The folder of what is plausible: ../country beside the table, or pipelines/country of the folder that this program
 * lies in (share/finsam/pipelines/country where it is installed), or of one above it.
 */
static const char *find_country(const char *table, struct arena *arena)
{
	static const char *const place[] = {"pipelines/country", "share/finsam/pipelines/country"};
	const char *slash = strrchr(table, '/'), *found;
	char program[4096];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);

	found = slash == NULL ? "../country"
	                      : arena_format(arena, "%.*s/../country", (int)(slash - table), table);
	if (access(found, F_OK) == 0)
		return found;
	program[n < 0 ? 0 : n] = '\0';
	for (char *end = strrchr(program, '/'); end != NULL; end = strrchr(program, '/')) {
		*end = '\0';
		for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
			const char *path = arena_format(arena, "%s/%s", program, place[i]);
			if (access(path, F_OK) == 0)
				return path;
		}
	}
	die("no folder %s; --country FOLDER says where the tables of what is plausible lie", found);
}

static unsigned errors_per_million(void)
{
	struct number x;
	int64_t n = -1;

	if (number_parse(slice_of(opt.errors), &x) && number_multiply(x, number_of(10000), &x))
		number_whole(x, &n);
	if (n < 0 || n > 500000)
		stage_usage("--errors: a percentage from 0 to 50, with at most four decimals");
	return (unsigned)n;
}

_Noreturn static void tell_conflict(const struct synth_targets *t, const size_t *conflict, size_t n)
{
	if (n == 0)
		die("%s: no country was found, and no figure is to blame alone", t->file);
	for (size_t i = 0; i < n; i++)
		warn("%s:%llu: %.*s %s", t->file, (unsigned long long)t->at[conflict[i]].line,
		     SLICE(t->at[conflict[i]].id),
		     n == 1 ? "can not be met" : "is one of those that can not all be met");
	die("%s: no country meets %s; mend one, or mark it utom", t->file,
	    n == 1 ? "this figure" : "these figures");
}

static void fit(struct synth_model *m, const struct synth_targets *t,
                const int kommuner[SYNTH_COUNTIES], struct synth_country *c)
{
	struct synth_goals goals = {0};
	struct synth_guesses guesses = {0};
	struct synth_measures measures = {0};
	struct error e = {0};
	size_t n = 0;
	size_t *conflict = arena_take(&c->arena, (t->n + 1) * sizeof *conflict);

	synth_guess_read(&guesses, opt.country, &c->arena);
	synth_blocks_add(m, &guesses, &c->say, kommuner, (uint64_t)opt.seed);
	synth_guess_done(&guesses);
	synth_measures_read(&measures, opt.country, &c->arena);
	synth_measures_check(&measures, m);
	if (!synth_goals_add(m, &measures, t, (int)opt.year, &goals, &e))
		die("%s:%zu: %s", t->file, e.line, e.text);
	if (!synth_fit(m, &goals, t->n, conflict, &n))
		tell_conflict(t, conflict, n);
	synth_goals_done(&goals);
	synth_measures_done(&measures);
}

/* What rows of the country that are made wrong may name. */
static struct synth_faults faults_of(struct synth_country *c, unsigned per_million)
{
	struct synth_faults f = {.per_million = per_million,
	                         .chance = synth_chance_of(c->seed, "fel", 0),
	                         .year = c->year};
	int open = 0;

	if (per_million > 0)
		synth_faults_read(&f, opt.country, &c->arena);
	for (uint32_t i = 0; i < c->forbunds && open < 2; i++)
		if (c->forbund[i].closed == SYNTH_NO_DAY)
			snprintf(f.open[open++], SYNTH_FAULT_ID, "F%02u", i + 1);
	for (size_t i = 0; i < c->kommuner && f.stray[0] == '\0'; i++)
		if (c->kommun[i].forbund == SYNTH_NONE)
			snprintf(f.stray, SYNTH_FAULT_ID, "%s", c->kommun[i].code);
	return f;
}

static void tell_ledger(const struct synth_folder *d)
{
	for (size_t i = 0; i < d->n; i++)
		stage_file("written", d->done[i].path, d->done[i].bytes, d->done[i].hash, -1);
}

static void synth(struct synth_country *c, const struct synth_model *m,
                  const struct synth_registers *registers, unsigned per_million)
{
	struct synth_faults faults = faults_of(c, per_million);
	struct synth_people people = synth_people_make(c, m);
	struct synth_episodes episodes = {0};
	struct synth_folder folder;
	struct synth_writing w = {.folder = &folder, .country = c, .scale = (unsigned)opt.scale};
	unsigned copies = synth_people_copies(c, &people, per_million, &episodes.most);

	if (w.scale > copies)
		die("--scale: at most %u: for more persons of this country there are no identities "
		    "that are never issued",
		    copies);
	synth_folder_begin(&folder, opt.into, per_million > 0 ? &faults : NULL);
	synth_write_forbund(&w, m);
	synth_write_insatser(&w);
	synth_write_counted(&w, &people);
	synth_write_episodes(&w, &people, &episodes);
	synth_write_quarters(&w);
	synth_write_plans(&w, &people);
	synth_write_referrals(&w, &people, &episodes);
	if (opt.registers != NULL)
		synth_write_registers(&w, registers, &people, &episodes);
	synth_folder_commit(&folder);
	tell_ledger(&folder);
	synth_folder_done(&folder);
	synth_people_done(&people, &episodes);
	synth_faults_done(&faults);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	struct synth_country c = {0};
	struct synth_model m = {0};
	struct synth_registers registers = {0};
	struct synth_targets t;
	int kommuner[SYNTH_COUNTIES];
	unsigned per_million = errors_per_million();

	if (o.n > 0)
		stage_usage("wanted: options only");
	if (opt.targets == NULL || opt.into == NULL)
		stage_usage("--targets and --into are needed");
	if (stage_output_path() != NULL)
		stage_usage("--output: the files go --into a folder");
	if (opt.scale < 1 || opt.scale > MOST_COPIES)
		stage_usage("--scale: 1 to %d", MOST_COPIES);
	if (opt.year < FIRST_YEAR || opt.year > LAST_YEAR)
		stage_usage("--year: %d to %d", FIRST_YEAR, LAST_YEAR);
	if (opt.years < 1 || opt.years > SYNTH_MOST_YEARS)
		stage_usage("--years: 1 to %d", SYNTH_MOST_YEARS);
	if (opt.country == NULL)
		opt.country = find_country(opt.targets, &c.arena);
	t = synth_target_read(opt.targets, &c.arena);
	synth_country_begin(&c, opt.kommuner != NULL ? opt.kommuner : beside(opt.targets, &c.arena),
	                    (uint64_t)opt.seed, (int)opt.year, (int)opt.years, kommuner);
	synth_numbers_read(&c.say, opt.country, &c.arena);
	if (opt.registers != NULL)
		synth_follow_read(&registers, opt.registers, opt.country, &c);
	fit(&m, &t, kommuner, &c);
	synth_country_places(&c, &m);
	synth_country_insatser(&c, &m);
	synth_country_earlier(&c);
	synth_country_money(&c, &m);
	synth(&c, &m, &registers, per_million);
	synth_registers_done(&registers);
	synth_model_done(&m);
	synth_target_done(&t);
	synth_country_done(&c);
	return stage_end();
}
