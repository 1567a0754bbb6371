#include "synth/synth_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "arena.h"
#include "atomic_file.h"
#include "date.h"
#include "folder.h"
#include "memory.h"
#include "synth/synth_country.h"
#include "text.h"

#define FIELDS 40
#define BLOCK ((size_t)256 << 10)
#define REST 5 /* rows between wrong ones that nobody drew */
#define FACIT "facit.tsv"

/*
 * A row is gathered field by field and then written, right or wrong. Bytes go through one buffer to the file or its
 * packer, and through the hash. `spare` is what a wrong copy of a row of persons has instead of its number and
 * identity.
 */
struct synth_file {
	const char *name;
	struct synth_folder *folder;
	struct atomic_file *aside;
	gzFile packed; /* NULL: as it is */
	struct stream_hash *print;
	int64_t bytes;
	char between;
	struct str out;
	const char *column[FIELDS]; /* names, in `names` */
	struct arena names;
	struct str field[FIELDS];
	size_t columns, at;
	struct str spare[2];
	bool spared;
	uint64_t line, wrong; /* the last line that is wrong */
};

static void send(struct synth_file *f)
{
	struct slice bytes = str_slice(&f->out);

	if (bytes.n > 0 && f->packed == NULL)
		atomic_file_write(f->aside, bytes);
	else if (bytes.n > 0 && gzwrite(f->packed, bytes.at, (unsigned)bytes.n) != (int)bytes.n)
		die_errno("%s/%s", f->folder->path, f->name);
	stream_hash_add(f->print, bytes.at, bytes.n);
	f->bytes += (int64_t)bytes.n;
	str_reset(&f->out);
}

/* All that we write is Latin-1, which windows-1252 has in the same places. */
static void add_encoded(struct synth_file *f, struct slice text)
{
	if (f->packed != NULL) {
		str_add(&f->out, text);
		return;
	}
	while (text.n > 0) {
		size_t bytes;
		uint32_t character = text_character(text, &bytes);

		str_add_byte(&f->out, character < 0x100 ? (char)character : '?');
		text.at += bytes;
		text.n -= bytes;
	}
}

static void write_row(struct synth_file *f, const struct str *field)
{
	for (size_t i = 0; i < f->columns; i++) {
		if (i > 0)
			str_add_byte(&f->out, f->between);
		add_encoded(f, str_slice(&field[i]));
	}
	str_add_byte(&f->out, '\n');
	f->line++;
	if (f->out.n > BLOCK)
		send(f);
}

struct synth_file *synth_file_open(struct synth_folder *d, const char *name,
                                   const char *const *titles)
{
	struct synth_file *f = memory_zeroed(1, sizeof *f);
	struct str path = {0};

	str_addf(&path, "%s/%s", d->path, name);
	f->name = name;
	f->folder = d;
	f->between = strcmp(name, FACIT) == 0 ? '\t' : ';';
	f->aside = atomic_file_open(path.at, 0666);
	f->print = stream_hash_open();
	str_done(&path);
	if (slice_ends(slice_of(name), ".gz")) {
		f->packed = gzdopen(dup(atomic_file_descriptor(f->aside)), "wb4");
		if (f->packed == NULL)
			die_errno("%s/%s", d->path, name);
	}
	for (; titles[f->columns] != NULL; f->columns++) {
		struct slice title = slice_of(titles[f->columns]), column;

		slice_cut(&title, '=', &column);
		f->column[f->columns] = arena_text(&f->names, column);
		str_add(&f->field[f->columns], title.at == NULL ? column : title);
	}
	if (d->faults != NULL)
		synth_faults_check(d->faults, name, f->column, f->columns);
	write_row(f, f->field);
	for (size_t i = 0; i < f->columns; i++)
		str_reset(&f->field[i]);
	return f;
}

static struct str *next_field(struct synth_file *f)
{
	if (f->at == f->columns)
		die("%s: more fields than columns", f->name);
	str_reset(&f->field[f->at]);
	return &f->field[f->at++];
}

void synth_text(struct synth_file *f, const char *text)
{
	str_add_text(next_field(f), text);
}

void synth_number(struct synth_file *f, int64_t number)
{
	str_addf(next_field(f), "%lld", (long long)number);
}

void synth_day(struct synth_file *f, int32_t day)
{
	struct str *field = next_field(f);
	char text[DATE_TEXT];

	if (day == SYNTH_NO_DAY)
		return;
	date_write(day, text);
	str_add(field, (struct slice){text, DATE_TEXT});
}

void synth_bool(struct synth_file *f, bool yes)
{
	synth_text(f, yes ? "ja" : "nej");
}

void synth_empty(struct synth_file *f)
{
	next_field(f);
}

void synth_spare(struct synth_file *f, const char *number, const char *identity)
{
	str_reset(&f->spare[0]);
	str_reset(&f->spare[1]);
	str_add_text(&f->spare[0], number);
	str_add_text(&f->spare[1], identity);
	f->spared = true;
}

void synth_forbund_id(struct synth_file *f, uint32_t forbund)
{
	struct str *field = next_field(f);

	if (forbund != SYNTH_NONE)
		str_addf(field, "F%02u", forbund + 1);
}

void synth_insats_id(struct synth_file *f, uint64_t insats)
{
	str_addf(next_field(f), "I%05llu", (unsigned long long)insats + 1);
}

/* ---- wrong rows ---- */

static void note_fault(struct synth_file *f, const struct synth_fault *fault)
{
	struct synth_file *facit = f->folder->facit;

	f->wrong = f->line;
	synth_text(facit, f->name);
	synth_number(facit, (int64_t)f->line);
	synth_text(facit, fault->rule);
	synth_text(facit, fault->warns ? "varning" : "fel");
	synth_end(facit);
}

/* A copy of the row with one thing wrong. */
static void add_wrong_row(struct synth_file *f, const struct synth_fault *fault)
{
	struct str copy[FIELDS] = {0};
	struct synth_row_view view = {f->column, copy, f->columns};

	for (size_t i = 0; i < f->columns; i++)
		str_add(&copy[i], str_slice(f->spared && i < 2 ? &f->spare[i] : &f->field[i]));
	synth_fault_make(f->folder->faults, fault, &view);
	write_row(f, copy);
	note_fault(f, fault);
	for (size_t i = 0; i < f->columns; i++)
		str_done(&copy[i]);
}

/* True: a wrong copy stands after the row. */
static bool write_with_faults(struct synth_file *f)
{
	struct synth_row_view row = {f->column, f->field, f->columns};
	const struct synth_fault *fault =
	    synth_fault_draw(f->folder->faults, f->name, &row, f->line - f->wrong >= REST);

	if (fault != NULL && fault->warns)
		synth_fault_make(f->folder->faults, fault, &row);
	write_row(f, f->field);
	if (fault != NULL && fault->warns)
		note_fault(f, fault);
	else if (fault != NULL)
		add_wrong_row(f, fault);
	return fault != NULL && !fault->warns;
}

bool synth_end(struct synth_file *f)
{
	bool beside = false;

	if (f->at != f->columns)
		die("%s: fewer fields than columns", f->name);
	if (f->folder->facit != NULL && f != f->folder->facit)
		beside = write_with_faults(f);
	else
		write_row(f, f->field);
	f->at = 0;
	f->spared = false;
	return beside;
}

/* ---- whole files and the folder ---- */

void synth_file_close(struct synth_file *f)
{
	struct synth_folder *d = f->folder;
	struct synth_done *done = &d->done[d->n++];
	struct str path = {0};

	if (d->n > SYNTH_FILES)
		die("more than %d files", SYNTH_FILES);
	send(f);
	if (f->packed != NULL && gzclose(f->packed) != Z_OK)
		die_errno("%s/%s", d->path, f->name);
	str_addf(&path, "%s/%s", d->path, f->name);
	*done = (struct synth_done){.aside = f->aside, .path = path.at, .bytes = f->bytes};
	stream_hash_hex(f->print, done->hash);
	stream_hash_close(f->print);
	for (size_t i = 0; i < f->columns; i++)
		str_done(&f->field[i]);
	str_done(&f->spare[0]);
	str_done(&f->spare[1]);
	str_done(&f->out);
	arena_done(&f->names);
	free(f);
}

void synth_folder_begin(struct synth_folder *d, const char *path, struct synth_faults *faults)
{
	static const char *const titles[] = {"fil", "rad", "regel", "allvar", NULL};

	*d = (struct synth_folder){.path = path, .faults = faults};
	folder_make(path, 0777);
	if (faults != NULL)
		d->facit = synth_file_open(d, FACIT, titles);
}

void synth_folder_commit(struct synth_folder *d)
{
	struct str facit = {0};

	if (d->faults != NULL)
		synth_faults_end(d->faults);
	if (d->facit != NULL)
		synth_file_close(d->facit);
	str_addf(&facit, "%s/" FACIT, d->path);
	if (d->facit == NULL && unlink(facit.at) != 0 && errno != ENOENT)
		die_errno("%s", facit.at);
	str_done(&facit);
	for (size_t i = 0; i < d->n; i++)
		atomic_file_commit(d->done[i].aside);
}

void synth_folder_done(struct synth_folder *d)
{
	for (size_t i = 0; i < d->n; i++)
		free(d->done[i].path);
}
