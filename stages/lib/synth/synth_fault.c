#include "synth/synth_fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"

enum column { FILE_NAME, RULE, SEVERITY, ONLY, CHANGE, WEIGHT };

static const char *const columns[] = {"fil", "regel", "allvar", "bara", "andring", "vikt", NULL};

/* How often a way is drawn among those that a row can have. */
static uint32_t read_weight(const struct synth_table *t)
{
	struct number x;
	int64_t weight;

	if (!number_parse(synth_table_field(t, WEIGHT), &x) || !number_whole(x, &weight) ||
	    weight < 1 || weight > 1000)
		synth_table_die(t, WEIGHT, "a whole number from 1 to 1000");
	return (uint32_t)weight;
}

void synth_faults_read(struct synth_faults *f, const char *folder, struct arena *arena)
{
	struct synth_table t;
	size_t room = 0;

	synth_table_open(&t, folder, "faults.tsv", columns, arena);
	f->table = t.path;
	while (synth_table_next(&t)) {
		struct slice severity = synth_table_field(&t, SEVERITY);
		bool warns = slice_is(severity, "varning");

		if (!warns && !slice_is(severity, "fel"))
			synth_table_die(&t, SEVERITY, "fel or varning");
		if (synth_table_field(&t, RULE).n == 0)
			synth_table_die(&t, RULE, "the rule that should find it");
		f->way = array_room(f->way, &room, f->ways + 1, sizeof *f->way);
		f->way[f->ways++] = (struct synth_fault){.file = synth_table_text(&t, FILE_NAME),
		                                         .rule = synth_table_text(&t, RULE),
		                                         .only = synth_table_text(&t, ONLY),
		                                         .change = synth_table_text(&t, CHANGE),
		                                         .warns = warns,
		                                         .weight = read_weight(&t),
		                                         .line = synth_table_line(&t)};
	}
	synth_table_close(&t);
	f->taken = arena_take(arena, (f->ways + 1) * sizeof *f->taken);
	memset(f->taken, 0, (f->ways + 1) * sizeof *f->taken);
}

void synth_faults_done(struct synth_faults *f)
{
	free(f->way);
}

/* The field of that name; synth_faults_check has seen that there is one. */
static struct str *field_of(const struct synth_row_view *row, struct slice name)
{
	size_t i = 0;

	while (i + 1 < row->n && !slice_is(name, row->name[i]))
		i++;
	return &row->field[i];
}

static bool has_column(const char *const *name, size_t n, struct slice column)
{
	for (size_t i = 0; i < n; i++)
		if (slice_is(column, name[i]))
			return true;
	return false;
}

/* Takes the column off a part, "column=text" or "column!text"; true: it was the second. */
static bool take_column(struct slice *part, struct slice *column)
{
	size_t i = 0;
	bool other;

	while (i < part->n && part->at[i] != '=' && part->at[i] != '!')
		i++;
	other = i < part->n && part->at[i] == '!';
	slice_cut(part, other ? '!' : '=', column);
	return other;
}

/* Whether the word that a column gets is a text or one of those that stand for something, with its column. */
static bool is_word(struct slice text, const char *const *name, size_t n)
{
	static const char *const words[] = {"@digit", "@last_day", "@last_year", "@stray", "@open"};
	struct slice word;

	if (!slice_starts(text, "@"))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(text, words[i]))
			return true;
	slice_cut(&text, ':', &word);
	return (slice_is(word, "@same") || slice_is(word, "@more")) && text.at != NULL &&
	       has_column(name, n, text);
}

static bool are_of(struct slice text, const char *const *name, size_t n)
{
	struct slice part, column;

	while (text.n > 0 && slice_cut(&text, '&', &part)) {
		take_column(&part, &column);
		if (part.at == NULL || !has_column(name, n, column) || !is_word(part, name, n))
			return false;
	}
	return true;
}

void synth_faults_check(struct synth_faults *f, const char *file, const char *const *name, size_t n)
{
	for (size_t i = 0; i < f->ways; i++) {
		struct synth_fault *w = &f->way[i];

		if (strcmp(w->file, file) != 0)
			continue;
		w->met = true;
		for (int c = ONLY; c <= CHANGE; c++)
			if (!are_of(slice_of(c == ONLY ? w->only : w->change), name, n))
				die("%s:%llu: %s: columns of %s, and words that docs/synth.md "
				    "tells",
				    f->table, (unsigned long long)w->line, columns[c], file);
	}
}

void synth_faults_end(const struct synth_faults *f)
{
	for (size_t i = 0; i < f->ways; i++)
		if (!f->way[i].met)
			die("%s:%llu: %s: no file is called %s", f->table,
			    (unsigned long long)f->way[i].line, columns[FILE_NAME], f->way[i].file);
}

/* "column=text", or "column!text": filled in, and with something else. */
static bool holds(const struct synth_faults *f, const struct synth_row_view *row,
                  struct slice condition)
{
	struct slice name, field;
	char year[SYNTH_FAULT_ID];
	bool other = take_column(&condition, &name);

	field = str_slice(field_of(row, name));
	if (other)
		return field.n > 0 && !slice_equal(field, condition);
	snprintf(year, sizeof year, "%d", f->year - 1);
	return slice_is(condition, "@last_year") ? slice_is(field, year)
	                                         : slice_equal(field, condition);
}

/* Whether there is what the change names: a kommun in no förbund, two open förbund. */
static bool can_do(const struct synth_faults *f, struct slice change)
{
	if (slice_ends(change, "@stray"))
		return f->stray[0] != '\0';
	return !slice_ends(change, "@open") || f->open[1][0] != '\0';
}

/* Whether the row is one that the fault can be made in. */
static bool fits(const struct synth_faults *f, const struct synth_fault *fault, const char *file,
                 const struct synth_row_view *row)
{
	struct slice rest, part;

	if (strcmp(fault->file, file) != 0)
		return false;
	rest = slice_of(fault->only);
	while (rest.n > 0 && slice_cut(&rest, '&', &part))
		if (!holds(f, row, part))
			return false;
	rest = slice_of(fault->change);
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
	for (size_t i = 0; i < f->ways; i++)
		if (fits(f, &f->way[i], file, row)) {
			uint32_t weight = f->way[i].weight;

			n[f->taken[i]] += weight;
			if (synth_chance_below(&f->chance, n[f->taken[i]]) < weight)
				chosen[f->taken[i]] = &f->way[i];
		}
	if (chosen[0] == NULL)
		return drawn ? chosen[1] : NULL;
	f->taken[chosen[0] - f->way] = true;
	return chosen[0];
}

/* What an @word stands for in this row. */
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

/* One part of a change: the field gets its text. */
static void change(const struct synth_faults *f, struct synth_row_view *row, struct slice text)
{
	struct slice name;
	struct str made = {0}, *field;

	slice_cut(&text, '=', &name);
	field = field_of(row, name);
	if (slice_is(text, "@digit")) {
		if (field->n == 0)
			return;
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
	struct slice rest = slice_of(fault->change), part;

	while (rest.n > 0 && slice_cut(&rest, '&', &part))
		change(f, row, part);
}
