#include "synth/synth_model.h"

#include <stdlib.h>

#include "arena.h"

static const char *const yes_no[] = {"nej", "ja", NULL};

static const struct {
	const char *name;
	const char *const *codes;
	const char *const own[SYNTH_MAX_CODES + 1];
} dimension[SYNTH_DIMENSIONS] = {
    [SYNTH_KON] = {"kon", NULL, {"K", "M"}},
    [SYNTH_REGISTRERING] = {"registrering", NULL, {"personuppgifter", "anonym"}},
    [SYNTH_AVSLUTAD] = {"avslutad", yes_no, {NULL}},
    [SYNTH_NY] = {"ny", yes_no, {NULL}},
    [SYNTH_STOD] = {"stod", NULL, {"inget", "aktivitetsersattning", "annat", "okant"}},
    [SYNTH_ALDER] = {"alder", NULL, {"-29", "30-44", "45-"}},
    [SYNTH_UTBILDNING] = {"utbildning",
                          NULL,
                          {"ingen", "grundskola", "gymnasium", "eftergymnasial", "okand"}},
    [SYNTH_OFFTID] = {"offtid", NULL, {"0", "-1", "1-3", "3-10", "10-", "okand"}},
    [SYNTH_FORE_ARBETAR] = {"fore_arbetar", yes_no, {NULL}},
    [SYNTH_FORE_STUDERAR] = {"fore_studerar", yes_no, {NULL}},
    [SYNTH_FORE_SOKER] = {"fore_arbetssokande", yes_no, {NULL}},
    [SYNTH_EFTER_ARBETAR] = {"efter_arbetar", yes_no, {NULL}},
    [SYNTH_EFTER_SUBVENTION] = {"efter_subventionerad", yes_no, {NULL}},
    [SYNTH_EFTER_STUDERAR] = {"efter_studerar", yes_no, {NULL}},
    [SYNTH_EFTER_SOKER] = {"efter_arbetssokande", yes_no, {NULL}},
    [SYNTH_RESULTAT] = {"efter_resultat", yes_no, {NULL}},
    [SYNTH_ANNAN_REHAB] = {"efter_annan_rehab", yes_no, {NULL}},
    [SYNTH_FORE_FORSORJNING] = {"fore_forsorjning",
                                NULL,
                                {"utan_stod", "studiestod,utan_stod", "aktivitetsersattning",
                                 "aktivitetsersattning,forsorjningsstod",
                                 "aktivitetsersattning,studiestod", "sjukpenning", "sjukersattning",
                                 "sjukpenning,forsorjningsstod", "akassa",
                                 "akassa,forsorjningsstod", "aktivitetsstod",
                                 "aktivitetsstod,forsorjningsstod", "forsorjningsstod",
                                 "forsorjningsstod,studiestod", "forsorjningsstod,annan"}},
    [SYNTH_EFTER_FORSORJNING] =
        {"efter_forsorjning",
         NULL,
         {"utan_stod", "studiestod,utan_stod", "aktivitetsersattning",
          "aktivitetsersattning,forsorjningsstod", "aktivitetsersattning,studiestod", "sjukpenning",
          "sjukersattning", "sjukpenning,forsorjningsstod", "akassa", "akassa,forsorjningsstod",
          "aktivitetsstod", "aktivitetsstod,forsorjningsstod", "forsorjningsstod",
          "forsorjningsstod,studiestod", "forsorjningsstod,annan", "annan"}},
    [SYNTH_EPISODER] = {"episoder", NULL, {"1", "2", "3", "1/1", "0/1", "0/2"}},
    [SYNTH_PERIOD] = {"period", NULL, {"fore", "bada", "ny"}},
    [SYNTH_INRIKTNING] = {"inriktning", NULL, {"individ", "struktur"}},
    [SYNTH_UNGA] = {"unga", yes_no, {NULL}},
    [SYNTH_KOMPLEX] = {"komplex", yes_no, {NULL}},
    [SYNTH_URVAL] = {"urval", NULL, {"hogst", "lagst"}},
    [SYNTH_REGISTRERINGSSATT] = {"registreringssatt", NULL, {"personuppgifter", "endast_antal"}},
    [SYNTH_AR] = {"ar", NULL, {"fjol", "nu"}},
    [SYNTH_SAMVERKANSFORM] = {"samverkansform", NULL, {"forbund", "tvapart"}},
    [SYNTH_POST] = {"post", NULL, {"individ", "struktur", "utanfor", "admin"}},
    [SYNTH_KALLA] = {"finansieringskalla", NULL, {"samverkansmedel", "esf", "kur"}},
    [SYNTH_PART] = {"part", NULL, {"staten", "landsting", "kommun"}},
    [SYNTH_LAN] = {"lan", NULL, {"01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13",
                                 "14", "17", "18", "19", "20", "21", "22", "23", "24", "25"}},
    [SYNTH_STATUS] = {"status", NULL, {"kvar", "ny", "lamnad", "utanfor"}},
    [SYNTH_HAR_FORBUND] = {"har_forbund", yes_no, {NULL}},
    [SYNTH_SVAR] = {"svar", NULL, {"1", "2", "3", "4", "5", "inget"}},
    [SYNTH_RAPPORT] = {"rapport", NULL, {"insatser", "administration"}},
};

const char *const *synth_codes(enum synth_dimension d)
{
	return dimension[d].codes != NULL ? dimension[d].codes : dimension[d].own;
}

const char *synth_dimension_name(enum synth_dimension d)
{
	return dimension[d].name;
}

enum synth_dimension synth_dimension_find(struct slice name)
{
	int d = 0;

	while (d < SYNTH_DIMENSIONS && !slice_is(name, dimension[d].name))
		d++;
	return (enum synth_dimension)d;
}

uint8_t synth_code_find(enum synth_dimension d, struct slice code)
{
	const char *const *codes = synth_codes(d);

	for (uint8_t i = 0; codes[i] != NULL; i++)
		if (slice_is(code, codes[i]))
			return i;
	return SYNTH_NO_CODE;
}

int synth_episodes_ended(uint8_t code)
{
	return synth_codes(SYNTH_EPISODER)[code][0] - '0';
}

int synth_episodes_ongoing(uint8_t code)
{
	const char *text = synth_codes(SYNTH_EPISODER)[code];

	return text[1] == '/' ? text[2] - '0' : 0;
}

bool synth_set_has(const char *set, struct slice code)
{
	return slice_lists(slice_of(set), code);
}

/* Bits of the codes "a+b", or of the sets that hold one of them; 0 and the reason if there is none such. */
static uint32_t code_bits(enum synth_dimension d, struct slice list, bool sets, struct error *e)
{
	const char *const *codes = synth_codes(d);
	struct slice part;
	uint32_t bits = 0;

	while (slice_cut(&list, '+', &part)) {
		uint32_t found = 0;

		for (unsigned i = 0; codes[i] != NULL; i++)
			if (sets ? synth_set_has(codes[i], part) : slice_is(part, codes[i]))
				found |= 1U << i;
		if (found == 0) {
			error_set(e, "%s has no code %.*s", dimension[d].name, SLICE(part));
			return 0;
		}
		bits |= found;
	}
	return bits;
}

/* "dimension=code+code", or ~ for sets, to the clause that is being read. */
static bool add_alternative(struct synth_condition *c, struct slice text, struct error *e)
{
	size_t at = 0, n = c->clause[c->n].n;
	enum synth_dimension d;
	uint32_t bits;

	while (at < text.n && text.at[at] != '=' && text.at[at] != '~')
		at++;
	d = synth_dimension_find((struct slice){text.at, at});
	if (at == text.n || d == SYNTH_DIMENSIONS)
		return error_set(e, "no breakdown is called %.*s", (int)at, text.at);
	if (n == SYNTH_ALTERNATIVES)
		return error_set(e, "too many alternatives");
	bits =
	    code_bits(d, (struct slice){text.at + at + 1, text.n - at - 1}, text.at[at] == '~', e);
	if (bits == 0)
		return false;
	c->clause[c->n].alternative[n].dimension = (uint8_t)d;
	c->clause[c->n].alternative[n].codes = bits;
	c->clause[c->n].n++;
	c->dimensions |= 1ULL << d;
	return true;
}

bool synth_condition_add(struct synth_condition *c, struct slice text, struct error *e)
{
	struct slice clause, alternative;

	while (text.n > 0 && slice_cut(&text, '&', &clause)) {
		if (c->n == SYNTH_CLAUSES)
			return error_set(e, "too many conditions");
		c->clause[c->n].n = 0;
		while (slice_cut(&clause, '|', &alternative))
			if (!add_alternative(c, alternative, e))
				return false;
		c->n++;
	}
	return true;
}

bool synth_condition_holds(const struct synth_condition *c, const struct synth_cell *cell)
{
	for (size_t i = 0; i < c->n; i++) {
		bool any = false;

		for (size_t j = 0; j < c->clause[i].n; j++) {
			uint8_t code = cell->code[c->clause[i].alternative[j].dimension];

			any |= code != SYNTH_NO_CODE &&
			       (c->clause[i].alternative[j].codes >> code & 1) != 0;
		}
		if (!any)
			return false;
	}
	return true;
}

struct synth_block *synth_block_begin(struct synth_model *m, const char *name)
{
	struct synth_block *b = &m->block[m->blocks++];

	*b = (struct synth_block){.name = name, .first = m->cells};
	return b;
}

void synth_block_cell(struct synth_model *m, const uint8_t code[SYNTH_DIMENSIONS], double guess,
                      int64_t most)
{
	struct synth_block *b = &m->block[m->blocks - 1];
	struct synth_cell *cell;

	m->cell = array_room(m->cell, &m->cell_room, m->cells + 1, sizeof *m->cell);
	cell = &m->cell[m->cells++];
	memcpy(cell->code, code, sizeof cell->code);
	cell->guess = guess;
	cell->most = most;
	b->n++;
	for (int d = 0; d < SYNTH_DIMENSIONS; d++)
		if (code[d] != SYNTH_NO_CODE)
			b->dimensions |= 1ULL << d;
}

/* Whether two cells have the same codes in these dimensions. */
static bool same(const struct synth_cell *a, const struct synth_cell *b, uint64_t dimensions)
{
	for (int d = 0; d < SYNTH_DIMENSIONS; d++)
		if ((dimensions >> d & 1) != 0 && a->code[d] != b->code[d])
			return false;
	return true;
}

void synth_block_link(struct synth_model *m)
{
	const struct synth_block *b = &m->block[m->blocks - 1], *parent = m->block;
	uint64_t before = 0, shared;

	for (const struct synth_block *p = m->block; p < b; p++)
		if (p->persons)
			before |= p->dimensions;
	shared = b->dimensions & before;
	while (parent < b && (!parent->persons || (shared & ~parent->dimensions) != 0))
		parent++;
	for (size_t i = b->first; parent < b && i < b->first + b->n; i++) {
		size_t j = b->first;

		while (!same(&m->cell[i], &m->cell[j], shared))
			j++;
		if (j < i)
			continue;
		synth_row_begin(m, SYNTH_STRUCTURE)->link = true;
		for (j = parent->first; j < parent->first + parent->n; j++)
			if (same(&m->cell[i], &m->cell[j], shared))
				synth_row_term(m, j, 1);
		for (j = i; j < b->first + b->n; j++)
			if (same(&m->cell[i], &m->cell[j], shared))
				synth_row_term(m, j, -1);
		m->row[m->rows - 1].has_low = m->row[m->rows - 1].has_high = true;
		synth_row_end(m);
	}
}

const struct synth_block *synth_block_find(const struct synth_model *m, const char *name,
                                           uint64_t dimensions)
{
	for (size_t i = 0; i < m->blocks; i++)
		if ((name == NULL ? m->block[i].persons : strcmp(m->block[i].name, name) == 0) &&
		    (dimensions & ~m->block[i].dimensions) == 0)
			return &m->block[i];
	return NULL;
}

struct synth_row *synth_row_begin(struct synth_model *m, size_t target)
{
	m->row = array_room(m->row, &m->row_room, m->rows + 1, sizeof *m->row);
	m->row[m->rows] = (struct synth_row){.first = m->terms, .target = target};
	return &m->row[m->rows++];
}

void synth_row_term(struct synth_model *m, size_t cell, int64_t factor)
{
	struct synth_row *row = &m->row[m->rows - 1];

	for (size_t i = row->first; i < m->terms; i++) {
		if (m->term[i].cell == cell) {
			m->term[i].factor += factor;
			return;
		}
	}
	m->term = array_room(m->term, &m->term_room, m->terms + 1, sizeof *m->term);
	m->term[m->terms++] = (struct synth_term){(uint32_t)cell, factor};
}

void synth_row_sum(struct synth_model *m, const struct synth_block *b,
                   const struct synth_condition *c, int64_t factor)
{
	for (size_t i = b->first; i < b->first + b->n; i++)
		if (synth_condition_holds(c, &m->cell[i]))
			synth_row_term(m, i, factor);
}

void synth_row_end(struct synth_model *m)
{
	struct synth_row *row = &m->row[m->rows - 1];
	size_t kept = row->first;

	for (size_t i = row->first; i < m->terms; i++)
		if (m->term[i].factor != 0)
			m->term[kept++] = m->term[i];
	m->terms = kept;
	row->n = kept - row->first;
}

static int64_t greatest_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

int64_t synth_divide_down(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

void synth_row_end_lowest(struct synth_model *m)
{
	struct synth_row *row = &m->row[m->rows - 1];
	int64_t divisor = 0;

	synth_row_end(m);
	for (size_t i = row->first; i < row->first + row->n; i++)
		divisor = greatest_divisor(divisor, m->term[i].factor);
	if (divisor < 2)
		return;
	for (size_t i = row->first; i < row->first + row->n; i++)
		m->term[i].factor /= divisor;
	row->low = -synth_divide_down(-row->low, divisor);
	row->high = synth_divide_down(row->high, divisor);
}

bool synth_row_holds(const struct synth_model *m, const struct synth_row *row)
{
	int64_t sum = 0;

	for (size_t i = row->first; i < row->first + row->n; i++)
		sum += m->term[i].factor * m->count[m->term[i].cell];
	return (!row->has_low || sum >= row->low) && (!row->has_high || sum <= row->high);
}

int64_t synth_count(const struct synth_model *m, const char *block, const char *condition)
{
	struct synth_condition c = {0};
	struct error e = {0};
	const struct synth_block *b;
	int64_t sum = 0;

	if (!synth_condition_add(&c, slice_of(condition), &e) ||
	    (b = synth_block_find(m, block, c.dimensions)) == NULL)
		die("%s: %s", block, e.text);
	for (size_t i = b->first; i < b->first + b->n; i++)
		if (synth_condition_holds(&c, &m->cell[i]))
			sum += m->count[i];
	return sum;
}

void synth_model_done(struct synth_model *m)
{
	free(m->cell);
	free(m->term);
	free(m->row);
	free(m->count);
	*m = (struct synth_model){0};
}
