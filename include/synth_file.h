/*
 * synth_file: a file of rows as people have them: semicolons, a first row of titles, gzip or not; and wrong rows among them.
 *
 *	struct synth_file *f = synth_file_open(folder, "insatser.csv", titles, n, faults);
 *	synth_text(f, "..."); synth_number(f, 12); synth_day(f, day); synth_bool(f, true);
 *	synth_end(f);                                              a row has as many fields as there are titles
 *	synth_file_close(f);
 *
 * A file is windows-1252, but UTF-8 and gzip if its name ends in .gz. All die when the file system refuses. Wrong rows are
 * copies of right ones with one thing made wrong, beside them: whoever finds them and puts them aside has a right country.
 */
#ifndef SYNTH_FILE_H
#define SYNTH_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "synth_chance.h"

struct synth_file;

/* The account of wrong rows, facit.tsv: file, line, rule. */
struct synth_faults {
	struct synth_file *list; /* NULL: no wrong rows */
	unsigned per_million;
	struct synth_chance chance;
	uint64_t made;
};

/* Titles: "snake_name=Title", ended by NULL; the names are those that faults are told by. */
struct synth_file *synth_file_open(const char *folder, const char *name, const char *const *titles,
                                   struct synth_faults *faults);

void synth_text(struct synth_file *f, const char *text);
void synth_number(struct synth_file *f, int64_t number);
void synth_day(struct synth_file *f, int32_t day); /* SYNTH_NO_DAY: empty */
void synth_bool(struct synth_file *f, bool yes);
void synth_empty(struct synth_file *f);

/* The identity and the number that a wrong copy of this row has instead of its own; needed for files of persons. */
void synth_spare(struct synth_file *f, const char *number, const char *identity);

void synth_end(struct synth_file *f);
uint64_t synth_file_rows(const struct synth_file *f);
void synth_file_close(struct synth_file *f);

#endif
