#include "synth_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "arena.h"
#include "date.h"
#include "synth_country.h"
#include "synth_fault.h"
#include "text.h"

#define FIELDS 40
#define BLOCK ((size_t)256 << 10)

struct synth_file {
	const char *name;
	struct str path, out;
	FILE *plain;
	gzFile packed;
	const char *column[FIELDS]; /* names, in `names` */
	struct arena names;
	struct str field[FIELDS];
	size_t columns, at;
	struct str spare[2];
	bool spared;
	uint64_t line;
	struct synth_faults *faults;
};

static void send(struct synth_file *f)
{
	bool good = f->packed != NULL
	                ? gzwrite(f->packed, f->out.at, (unsigned)f->out.n) == (int)f->out.n
	                : fwrite(f->out.at, 1, f->out.n, f->plain) == f->out.n;

	if (f->out.n > 0 && !good)
		die_errno("%s", f->path.at);
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
	char between = f->faults == NULL ? '\t' : ';';

	for (size_t i = 0; i < f->columns; i++) {
		if (i > 0)
			str_add_byte(&f->out, between);
		add_encoded(f, str_slice(&field[i]));
	}
	str_add_byte(&f->out, '\n');
	f->line++;
	if (f->out.n > BLOCK)
		send(f);
}

struct synth_file *synth_file_open(const char *folder, const char *name, const char *const *titles,
                                   struct synth_faults *faults)
{
	struct synth_file *f = calloc(1, sizeof *f);
	bool packed = slice_ends(slice_of(name), ".gz");

	if (f == NULL)
		die("out of memory");
	f->name = name;
	f->faults = faults;
	str_addf(&f->path, "%s/%s", folder, name);
	if (packed)
		f->packed = gzopen(f->path.at, "wb4");
	else
		f->plain = fopen(f->path.at, "wb");
	if (f->packed == NULL && f->plain == NULL)
		die_errno("%s", f->path.at);
	for (; titles[f->columns] != NULL; f->columns++) {
		struct slice title = slice_of(titles[f->columns]), column;

		slice_cut(&title, '=', &column);
		f->column[f->columns] = arena_text(&f->names, column);
		str_add(&f->field[f->columns], title.at == NULL ? column : title);
	}
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

static void note_fault(struct synth_file *f, const char *rule)
{
	struct synth_file *list = f->faults->list;

	synth_text(list, f->name);
	synth_number(list, (int64_t)f->line);
	synth_text(list, rule);
	synth_end(list);
	f->faults->made++;
}

/* A copy of the row with one thing wrong. */
static void add_wrong_row(struct synth_file *f)
{
	struct str copy[FIELDS] = {0};
	struct synth_row_view view = {f->column, copy, f->columns};
	const char *rule;

	for (size_t i = 0; i < f->columns; i++) {
		bool spared = f->spared && i < 2;

		str_add_byte(&copy[i], ' ');
		str_reset(&copy[i]);
		str_add(&copy[i], str_slice(spared ? &f->spare[i] : &f->field[i]));
	}
	rule = synth_fault_make(f->name, &view, &f->faults->chance);
	if (rule != NULL) {
		write_row(f, copy);
		note_fault(f, rule);
	}
	for (size_t i = 0; i < f->columns; i++)
		str_done(&copy[i]);
}

void synth_end(struct synth_file *f)
{
	if (f->at != f->columns)
		die("%s: fewer fields than columns", f->name);
	write_row(f, f->field);
	if (f->faults != NULL && f->faults->list != NULL &&
	    synth_chance_below(&f->faults->chance, 1000000) < f->faults->per_million)
		add_wrong_row(f);
	f->at = 0;
	f->spared = false;
}

uint64_t synth_file_rows(const struct synth_file *f)
{
	return f->line - 1;
}

void synth_file_close(struct synth_file *f)
{
	send(f);
	if (f->packed != NULL ? gzclose(f->packed) != Z_OK : fclose(f->plain) != 0)
		die_errno("%s", f->path.at);
	for (size_t i = 0; i < f->columns; i++)
		str_done(&f->field[i]);
	str_done(&f->spare[0]);
	str_done(&f->spare[1]);
	str_done(&f->path);
	str_done(&f->out);
	arena_done(&f->names);
	free(f);
}
