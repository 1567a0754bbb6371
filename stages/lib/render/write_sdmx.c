#include "render/write_sdmx.h"

#include "period.h"
#include "plain_word.h"
#include "render/cell_status.h"
#include "render/insertion_write.h"
#include "render/observation.h"
#include "render/sheet.h"

/* What is written, and the keys that stand in columns of their own: all but those of time. */
struct message {
	struct sheet sheet;
	const struct report *r;
	struct map keys;
};

static void add_capitals(struct sheet *s, struct slice name)
{
	struct str text = {0};

	for (size_t i = 0; i < name.n; i++)
		str_add_byte(&text,
		             (char)(name.at[i] >= 'a' && name.at[i] <= 'z' ? name.at[i] - 'a' + 'A'
		                                                           : name.at[i]));
	sheet_field(s, str_slice(&text));
	str_done(&text);
}

static void add_time(struct message *m, struct slice text)
{
	struct period p;
	char plain[PERIOD_TEXT];

	if (!period_parse(text, &p))
		plain[0] = '\0';
	else
		period_write(p, plain);
	if (plain[0] == '\0' || (p.months != 3 && p.months != 6))
		sheet_text(&m->sheet, plain);
	else
		sheet_text(&m->sheet,
		           arena_format(m->r->arena, "%.4s-%c%d", plain, p.months == 3 ? 'Q' : 'S',
		                        p.first % 12 / p.months + 1));
}

static void add_value(struct message *m, const struct exhibit_cell *c)
{
	const struct cell_status *status = cell_status(c);
	struct str value = {0};

	if (!observation_value(c, &value))
		str_add_text(&value, "NaN");
	sheet_field(&m->sheet, str_slice(&value));
	sheet_text(&m->sheet, status->observation);
	sheet_text(&m->sheet, status->confidentiality);
	str_done(&value);
}

/* The unit, and that an amount is told in millions. */
static void add_unit(struct message *m, const struct numeral *n)
{
	bool millions = n->unit == NUMERAL_MILLIONS;
	const char *const decimals[] = {"0", "1", "2", "3", "4", "5", "6"};

	sheet_text(&m->sheet,
	           numeral_unit_name(millions ? NUMERAL_KRONOR : n->unit, m->r->language));
	sheet_text(&m->sheet, millions ? "6" : "0");
	sheet_text(&m->sheet, decimals[n->decimals]);
}

static void add_base(struct message *m, const struct exhibit_cell *base)
{
	struct str text = {0};

	if (base != NULL)
		observation_value(base, &text);
	sheet_field(&m->sheet, str_slice(&text));
	str_done(&text);
}

/* A code; the total has the one that SDMX keeps for it. */
static void add_code(struct message *m, struct slice code)
{
	sheet_field(&m->sheet, slice_is(code, "*") ? slice_of("_T") : code);
}

/* What is to be said of the cell alone. */
static void add_comment(struct message *m, const struct exhibit_cell *c)
{
	struct str text = {0};

	if (c->bound != MARK_NONE)
		observation_sign(c, &text);
	else if (*cell_status(c)->code != '\0')
		str_add_text(&text, cell_status(c)->word[m->r->language]);
	if (m->r->made_up)
		str_addf(&text, "%s%s", text.n > 0 ? "; " : "",
		         report_made_up_title(m->r->language));
	sheet_field(&m->sheet, str_slice(&text));
	str_done(&text);
}

static void add_row(struct message *m, const struct observation *o, struct slice time)
{
	const struct exhibit *f = o->of;
	size_t measure = observation_measure(o);
	const struct yaml *period = plain_get(m->r->front, "period");

	sheet_text(&m->sheet, "dataflow");
	sheet_text(&m->sheet, arena_format(m->r->arena, "FINSAM:%.*s(1.0.0)", SLICE(f->id)));
	sheet_text(&m->sheet, "R");
	for (size_t i = 0; i < m->keys.n; i++)
		add_code(m, slice_equal(map_key(&m->keys, i), time)
		                ? (struct slice){"", 0}
		                : observation_code(o, map_key(&m->keys, i)));
	sheet_field(&m->sheet, f->measure_name[measure]);
	add_time(m, time.n > 0 ? observation_code(o, time) : insertion_text(m->r, period));
	add_value(m, observation_cell(o));
	add_unit(m, &f->measure[measure].numeral);
	add_base(m, observation_base(o));
	add_comment(m, observation_cell(o));
	sheet_end_line(&m->sheet);
}

/* The key of time has a column that is always there. */
static void add_keys(struct message *m, const struct exhibit *f)
{
	struct slice time = observation_time(f);
	struct map keys = {0};

	observation_keys(f, &keys);
	for (size_t i = 0; i < keys.n; i++)
		if (!slice_equal(map_key(&keys, i), time))
			map_put(&m->keys, map_key(&keys, i), NULL);
	map_done(&keys);
}

static void add_head(struct message *m)
{
	static const char *const first[] = {"STRUCTURE", "STRUCTURE_ID", "ACTION"},
	                         *const last[] = {"MATT",       "TIME_PERIOD", "OBS_VALUE",
	                                          "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE",
	                                          "UNIT_MULT",  "DECIMALS",    "BASE",
	                                          "COMMENT_OBS"};

	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		sheet_text(&m->sheet, first[i]);
	for (size_t i = 0; i < m->keys.n; i++)
		add_capitals(&m->sheet, map_key(&m->keys, i));
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		sheet_text(&m->sheet, last[i]);
	sheet_end_line(&m->sheet);
}

void write_sdmx(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                struct str *to)
{
	struct message m = {.sheet = {to, ',', "\r\n", 0}, .r = r};

	for (size_t i = 0; i < exhibits; i++)
		add_keys(&m, exhibit[i]);
	add_head(&m);
	for (size_t i = 0; i < exhibits; i++) {
		struct observation o = {exhibit[i], 0, 0};
		struct slice time = observation_time(exhibit[i]);

		for (; o.row < exhibit[i]->rows.n; o.row++)
			for (o.column = 0; o.column < exhibit[i]->columns.n; o.column++)
				add_row(&m, &o, time);
	}
	map_done(&m.keys);
}
