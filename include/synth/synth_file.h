/*
 * synth_file: a folder of files of rows as people have them: semicolons, a first row of titles, gzip or not; and wrong
 * rows among them, if they are asked for, with their account in facit.tsv (file, line, rule, and whether it is an
 * error).
 *
 *	synth_folder_begin(&d, path, &faults);
 *	struct synth_file *f = synth_file_open(&d, "insatser.csv", titles);
 *	synth_text(f, "..."); synth_number(f, 12); synth_day(f, day); synth_bool(f, true);
 *	synth_end(f);                  a row has as many fields as there are titles
 *	synth_file_close(f);
 *	...
 *	synth_folder_commit(&d);       only now do the files get their names; an old facit.tsv goes
 *
 * A file is windows-1252, but UTF-8 and gzip if its name ends in .gz. All die when the file system refuses; then
 * nothing in the folder has changed.
 */
#ifndef SYNTH_FILE_H
#define SYNTH_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream_hash.h"
#include "synth/synth_fault.h"

#define SYNTH_FILES 32

struct atomic_file;
struct synth_file;

struct synth_folder {
	const char *path;
	struct synth_faults *faults; /* NULL: no wrong rows */
	struct synth_file *facit;
	struct synth_done { /* the files that are written, in order */
		struct atomic_file *aside;
		char *path;
		int64_t bytes; /* before gzip, as the hash */
		char hash[STREAM_HASH_HEX];
	} done[SYNTH_FILES];
	size_t n;
};

void synth_folder_begin(struct synth_folder *d, const char *path, struct synth_faults *faults);
void synth_folder_commit(struct synth_folder *d);
void synth_folder_done(struct synth_folder *d);

/* Titles: "snake_name=Title", ended by NULL; the names are those that faults are told by. */
struct synth_file *synth_file_open(struct synth_folder *d, const char *name,
                                   const char *const *titles);

void synth_text(struct synth_file *f, const char *text);
void synth_number(struct synth_file *f, int64_t number);
void synth_day(struct synth_file *f, int32_t day); /* SYNTH_NO_DAY: empty */
void synth_bool(struct synth_file *f, bool yes);
void synth_empty(struct synth_file *f);

/* The id of a förbund, F01 (SYNTH_NONE: empty), or of an insats of a copy of the country, I00001. */
void synth_forbund_id(struct synth_file *f, uint32_t forbund);
void synth_insats_id(struct synth_file *f, uint64_t insats);

/* The number and the identity that a wrong copy of this row has instead of its own; needed for files of persons. */
void synth_spare(struct synth_file *f, const char *number, const char *identity);

/* True: a wrong copy was written after the row. */
bool synth_end(struct synth_file *f);
void synth_file_close(struct synth_file *f);

#endif
