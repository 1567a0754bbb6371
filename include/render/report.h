/*
 * report: what a report is made from, and what is known about its parts.
 *
 * The stage fills in a struct report: tables, code lists, settings, the indicator file; template.h adds the front
 * matter and the text. Everything here is then looked up in it. What a person wrote wrongly (the template, the
 * front matter, a table that does not fit) ends the program with "path:line:column: message", when all such
 * mistakes are found (mistakes.h); no message holds a value from the data.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "codes.h"
#include "plain_word.h"
#include "render/mistakes.h"
#include "render/numeral.h"
#include "render/quantity.h"
#include "keyed_table.h"
#include "yaml.h"

#define REPORT_MEASURES "matt" /* stands among the keys of an axis for the measures */
#define REPORT_DATE "datum"    /* the setting that the day of the run is */

struct measure {
	size_t column;
	enum kind kind;
	struct numeral numeral;     /* how tables write it */
	const struct yaml *label;   /* its name, or NULL */
	const struct yaml *formula; /* how it is computed, or NULL: as the indicator says */
};

struct report_list {
	struct slice name;
	const char *path;
	bool described; /* by the descriptor of a table */
	struct codes codes;
};

struct report_setting {
	struct slice name, value;
};

struct report_exhibit {
	struct slice id;
	bool chart;
	unsigned number;
};

/* By which columns a measure of a table is told apart, with commas between; known without its rows. */
struct report_differs {
	struct slice table, measure, columns;
};

/* A text that the pipeline itself writes into a column of a table, and where. */
struct report_written {
	struct slice table, column, value, place;
};

/* A column that tables about persons are split by, and the rule that asks for it, or NULL. */
struct report_split {
	const char *column, *rule;
};

/* What the descriptor beside a table says of it (table_words.h). */
struct table_words {
	struct slice table;
	const struct yaml *measures,
	    *keys;                     /* maps by column, as `matt` and `nycklar` of the words */
	const struct yaml *indicators; /* a list of ids, or NULL */
	const struct yaml *base;       /* the measure that counts all of whom it tells, or NULL */
	bool open;                     /* nobody is in it */
};

/* A setting on which a section of the template hangs (section.h), and where it is said. */
struct report_condition {
	struct slice setting;
	size_t line;
};

struct insertion;

/* An expression that the front matter has a name for. */
struct report_value {
	struct slice name;
	const struct insertion *insertion;
};

struct report {
	const char *path; /* of the template */
	enum language language;
	bool check; /* rows may be missing */
	/* Some persons in it do not exist: said in every form, whatever the author wants. */
	bool made_up;
	const char *
	    edition; /* what is said of it, and of what is not protected, at the top (edition_line.h), or NULL */
	bool naming; /* only what it asks for is looked for: each section stands */
	struct report_condition *condition; /* of its sections, then */
	size_t conditions, condition_room;
	struct mistakes *mistakes; /* or NULL */
	struct arena *arena;
	struct keyed_table *table;
	size_t tables;
	struct table_words *described; /* those that have a descriptor */
	size_t n_described, described_room;
	struct report_list *list;
	size_t lists, list_room;
	struct report_setting *setting;
	size_t settings;
	struct report_differs *differs;
	size_t differing;
	struct report_written *written;
	size_t writes;
	struct report_split *split;
	size_t splits;
	struct report_value *value;
	size_t values;
	const char *indicators_path;
	const struct yaml *indicators; /* or NULL */
	const struct yaml *words; /* what measures and keys are called in all reports, or NULL */
	const struct yaml *front; /* or NULL */
	bool written_in[LANGUAGES];
	struct slice body; /* Markdown, a placeholder for each insertion */
	struct insertion **insertion;
	size_t insertions, insertion_room;
	struct report_exhibit *exhibit;
	size_t exhibits, exhibit_room;
};

_Noreturn void report_die(const struct report *r, size_t line, size_t column, const char *format,
                          ...) __attribute__((format(printf, 4, 5)));

/*
 * What is said of made-up data: a heading of two words, and the sentences below it, of which the first is a note of
 * each table.
 */
const char *report_made_up_title(enum language l);
const char *report_made_up(enum language l);
const char *report_made_up_more(enum language l);

/*
 * Dies at a key of the map that is not one of the words in `keys`, which blanks separate; `utan_*`: and more after
 * it.
 */
void report_keys(const struct report *r, const struct yaml *map, const char *keys);

/* The i-th of a node that may be one value (a text, or a text in each language) or a list of them; NULL after the last. */
const struct yaml *report_item(const struct yaml *node, size_t i);

/* The day of the run, YYYY-MM-DD as it was given; n is 0 if it was not. */
struct slice report_date(const struct report *r);

/* NULL if --table did not name it. */
const struct keyed_table *report_table(const struct report *r, struct slice name);

/* What its descriptor says of a table; NULL: it has none. */
const struct table_words *report_described(const struct report *r, struct slice table);

/* What a map says of a column or a table, or NULL. */
const struct yaml *report_entry(const struct yaml *map, struct slice name);

/* The map of `tabeller` in the front matter that describes the table, or NULL. */
const struct yaml *report_description(const struct report *r, const struct keyed_table *t);

/* The map of `nycklar` in the front matter that describes the key column, or NULL; and what it says: namn, kodlista, uppdelning. */
const struct yaml *report_key(const struct report *r, struct slice column);
const struct yaml *report_key_own(const struct report *r, struct slice column, const char *word);

/* Adds a code list, of which nothing is read yet. */
struct report_list *report_add_list(struct report *r, struct slice name, const char *path);

/* What the code list of a key column is called: as the front matter says, else as the column. */
struct slice report_list_name(const struct report *r, struct slice column);

/* The code list of a key column, or NULL if it has none. */
const struct codes *report_codes(const struct report *r, struct slice column);

/*
 * A value of the data as it may stand among what is ours: one line, nothing in it that moves what is around it. In
 * the arena, or as it was.
 */
struct slice report_line(const struct report *r, struct slice text);

/* What people read for a code; the code itself if the column has no list. False: it has one, without that code. */
bool report_label(const struct report *r, struct slice column, struct slice code,
                  struct slice *label);

#endif
