#include "protect/protect_argus.h"

#include "error.h"
#include "folder.h"
#include "number.h"

#define TOTAL "Total"
#define MISSING "missing"
#define SEPARATOR ";"

/* One measure of a table, and the files that are made of it. */
struct export
{
	const struct protect *p;
	const struct protect_table *t;
	size_t measure;
	const char *name; /* of the files, without what follows the point */
	struct str figures, columns, primary;
};

/* A code as tau-ARGUS has it. */
static struct slice code_of(const struct export *x, size_t row, size_t key)
{
	struct slice value = protect_table_value(x->t, row, key);

	if (slice_is(value, KEYED_TABLE_ALL))
		return slice_of(TOTAL);
	if (slice_is(value, TOTAL) || slice_is(value, MISSING) ||
	    (value.n > 0 && strcspn(value.at, SEPARATOR "\"\t\r\n") < value.n))
		protect_table_die(x->t, row, x->t->key[key].name,
		                  "a value that files of tau-ARGUS have no form for");
	return value.n == 0 ? slice_of(MISSING) : value;
}

static void add_codes(const struct export *x, size_t row, struct str *to)
{
	for (size_t k = 0; k < x->t->keys; k++) {
		str_add(to, code_of(x, row, k));
		str_add_text(to, SEPARATOR);
	}
}

static void add_number(const struct export *x, const struct cell *cell, bool sum, struct str *to)
{
	char text[NUMBER_MAX_TEXT];
	struct number value = {cell->value, sum ? x->p->decimals : 0};

	str_add(to, (struct slice){text, number_write(value, text)});
}

/* What is hidden, but not for another's sake. */
static bool is_primary(const struct protect_side *side, size_t cell)
{
	return cell_is_hidden(&side->cells.cell[cell]) && side->place[cell].rule != PROTECT_OPEN;
}

/* The keys, the figure, and the count that it belongs to (a count: itself). */
static void add_row(struct export *x, size_t row)
{
	const struct protect_column *c = &x->t->measure[x->measure];
	bool sum = c->spec->kind == PROTECT_SUM;
	const struct protect_side *side = sum ? &x->p->sums : &x->p->counts;
	size_t cell = c->cell[row], count = sum ? x->t->measure[c->part[0]].cell[row] : cell;

	add_codes(x, row, &x->figures);
	add_number(x, &side->cells.cell[cell], sum, &x->figures);
	str_add_text(&x->figures, SEPARATOR);
	add_number(x, &x->p->counts.cells.cell[count], false, &x->figures);
	str_add_byte(&x->figures, '\n');
	if (!is_primary(side, cell))
		return;
	add_codes(x, row, &x->primary);
	str_add_text(&x->primary, "u\n");
}

/* What each column of the .tab is: the keys, the measure, and how many there are behind it. */
static void add_columns(struct export *x, const char *table)
{
	const struct protect_column *c = &x->t->measure[x->measure];

	str_add_text(&x->columns, "   <SEPARATOR> \"" SEPARATOR "\"\n   <SAFE> \"s\"\n"
	                          "   <UNSAFE> \"u\"\n   <PROTECT> \"p\"\n");
	for (size_t k = 0; k < x->t->keys; k++) {
		const struct protect_key *key = &x->t->key[k];

		str_addf(&x->columns, "%.*s\n  <RECODEABLE>\n  <TOTCODE> \"" TOTAL "\"\n",
		         SLICE(key->name));
		if (key->hierarchy != NULL)
			str_addf(&x->columns,
			         "  <HIERARCHICAL>\n  <HIERCODELIST> \"%s%.*s.hrc\"\n"
			         "  <HIERLEADSTRING> \"@\"\n",
			         table, SLICE(key->name));
	}
	str_addf(&x->columns, "%.*s\n  <NUMERIC>\n  <DECIMALS> %u\nfrequency\n  <FREQUENCY>\n",
	         SLICE(c->spec->name), c->spec->kind == PROTECT_SUM ? x->p->decimals : 0);
}

/* The protection level is a percentage there: as many percent as make the width of the greatest small count. */
static void add_batch(const struct export *x, struct str *to)
{
	int64_t range = x->p->spec->min < 2 ? 100
	                                    : (100 * x->p->spec->width + x->p->spec->min - 2) /
	                                          (x->p->spec->min - 1);

	str_addf(to, "<OPENTABLEDATA> \"%s.tab\"\n<OPENMETADATA> \"%s.rda\"\n<SPECIFYTABLE> ",
	         x->name, x->name);
	for (size_t k = 0; k < x->t->keys; k++)
		str_addf(to, "\"%.*s\"", SLICE(x->t->key[k].name));
	str_addf(to,
	         "|\"%.*s\"||\n<SAFETYRULE> MAN(%lld)\n<READTABLE> 1\n"
	         "<APRIORI> \"%s.hst\",1,\"" SEPARATOR "\",0,0\n<SUPPRESS> MOD(1,5,1,0,0)\n"
	         "<WRITETABLE> (1,2,AS+,\"%s.csv\")\n",
	         SLICE(x->t->measure[x->measure].spec->name), (long long)range, x->name, x->name);
}

static void put(const struct export *x, const char *folder, const char *ending,
                const struct str *text)
{
	struct str name = {0};

	str_addf(&name, "%s.%s", x->name, ending);
	folder_put(folder, name.at, str_slice(text), 0600);
	str_done(&name);
}

static void write_measure(struct protect *p, const struct protect_table *t, size_t measure,
                          const char *table, const char *folder)
{
	struct export x = {.p = p, .t = t, .measure = measure};
	struct str batch = {0};

	x.name =
	    arena_format(&p->arena, "%s%.*s", table, SLICE(protect_table_measure_name(t, measure)));
	for (size_t row = 0; row < t->tidy.rows; row++)
		if (!protect_table_withholds(t, row))
			add_row(&x, row);
	add_columns(&x, table);
	add_batch(&x, &batch);
	put(&x, folder, "tab", &x.figures);
	put(&x, folder, "rda", &x.columns);
	put(&x, folder, "hst", &x.primary);
	put(&x, folder, "arb", &batch);
	str_done(&x.figures);
	str_done(&x.columns);
	str_done(&x.primary);
	str_done(&batch);
}

static void write_hierarchies(struct protect *p, const struct protect_table *t, const char *table,
                              const char *folder)
{
	for (size_t k = 0; k < t->keys; k++) {
		struct str text = {0};

		if (t->key[k].hierarchy == NULL)
			continue;
		if (!hierarchy_write_hrc(t->key[k].hierarchy, &text))
			die("%s: %.*s: tau-ARGUS has no form for a hierarchy that is no tree",
			    t->tidy.path, SLICE(t->key[k].name));
		folder_put(folder,
		           arena_format(&p->arena, "%s%.*s.hrc", table, SLICE(t->key[k].name)),
		           str_slice(&text), 0600);
		str_done(&text);
	}
}

void protect_argus_write(struct protect *p, const char *folder)
{
	folder_make(folder, 0700);
	for (size_t i = 0; i < p->n; i++) {
		const struct protect_table *t = &p->table[i];
		const char *table = t->spec->name.n == 0
		                        ? ""
		                        : arena_format(&p->arena, "%.*s-", SLICE(t->spec->name));

		write_hierarchies(p, t, table, folder);
		for (size_t m = 0; m < t->spec->measures; m++)
			if (t->spec->measure[m].kind != PROTECT_DERIVED)
				write_measure(p, t, m, table, folder);
	}
}
