#include "synth_fault.h"

#include <string.h>

enum change {
	REPEAT, /* the same row again, where a key must be unique */
	SET,    /* the field becomes the text */
	DIGIT   /* the last digit of the field becomes another */
};

/* Only what rejects a row, and what one row can show: what must hold between files is for the reports to compare. */
static const struct kind {
	const char *file, *rule;
	const char *
	    only; /* "column=text": only in such rows; "column!": only where it is filled in; NULL: in any */
	enum change change;
	const char *column, *text;
} kinds[] = {{"episoder.csv.gz", "identity-check-digit", NULL, DIGIT, "personnummer", NULL},
             {"episoder.csv.gz", "V26-orimlig", NULL, SET, "fodelsear", "1802"},
             {"episoder.csv.gz", "V29", NULL, SET, "skyddad", "ja"},
             {"episoder.csv.gz", "V30", NULL, SET, "samtycke", "nej"},
             {"episoder.csv.gz", "V31", NULL, SET, "samtycke_datum", "2099-12-31"},
             {"episoder.csv.gz", "V32", NULL, SET, "samtycke", "atertaget"},
             {"episoder.csv.gz", "V35", "slut!", SET, "slut", "1999-12-31"},
             {"episoder.csv.gz", "V40", "slut!", SET, "efter_arbetssokande", ""},
             {"episoder.csv.gz", "V40", "slut=", SET, "efter_annan_rehab", "ja"},
             {"episoder.csv.gz", "V41", "fore_arbetar=nej", SET, "fore_arbete_pct", "50"},
             {"episoder.csv.gz", "V41", "efter_arbetar=ja", SET, "efter_arbete_pct", "0"},
             {"episoder.csv.gz", "V42", "fore_arbetar=nej", SET, "fore_subventionerad", "ja"},
             {"episoder.csv.gz", "V44", NULL, SET, "fore_forsorjning", "sjukpenning,utan_stod"},
             {"episoder.csv.gz", "V45", NULL, SET, "fore_forsorjning", ""},
             {"anonyma.csv", "minimum", NULL, SET, "antal", "0"},
             {"insatser.csv", "primary-key", NULL, REPEAT, NULL, NULL},
             {0}};

static size_t column_of(const struct synth_row_view *row, const char *name, size_t bytes)
{
	size_t i = 0;

	while (i < row->n &&
	       !(strlen(row->name[i]) == bytes && memcmp(row->name[i], name, bytes) == 0))
		i++;
	if (i == row->n)
		die("no column is called %.*s", (int)bytes, name);
	return i;
}

static bool fits(const struct kind *k, const char *file, const struct synth_row_view *row)
{
	size_t bytes;
	struct slice field;

	if (strcmp(k->file, file) != 0)
		return false;
	if (k->only == NULL)
		return true;
	bytes = strcspn(k->only, "=!");
	field = str_slice(&row->field[column_of(row, k->only, bytes)]);
	return k->only[bytes] == '!' ? field.n > 0 : slice_is(field, k->only + bytes + 1);
}

const char *synth_fault_make(const char *file, struct synth_row_view *row, struct synth_chance *c)
{
	const struct kind *chosen = NULL;
	struct str *field;
	uint32_t n = 0;

	for (const struct kind *k = kinds; k->file != NULL; k++)
		if (fits(k, file, row) && synth_chance_below(c, ++n) == 0)
			chosen = k;
	if (chosen == NULL)
		return NULL;
	if (chosen->change == REPEAT)
		return chosen->rule;
	field = &row->field[column_of(row, chosen->column, strlen(chosen->column))];
	if (chosen->change == DIGIT) {
		field->at[field->n - 1] = (char)('0' + (field->at[field->n - 1] - '0' + 3) % 10);
		return chosen->rule;
	}
	str_reset(field);
	str_add_text(field, chosen->text);
	return chosen->rule;
}
