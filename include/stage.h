/*
 * stage: what every program of finsam has in common, so that its own file holds only what it does.
 *
 *	static struct { bool invert; } opt;
 *	static const struct option options[] = {
 *		{"invert", OPTION_FLAG, &opt.invert, NULL, "keep the records for which it is not true"},
 *		{0}};
 *	static const struct stage stage = {
 *		.name = "where", .about = "keep the records for which EXPRESSION is true", .operands = "EXPRESSION [FILE]",
 *		.options = options,
 *		.facts = STAGE_STEP | STAGE_LEAVES_ROWS_OUT | STAGE_KEEPS_COLUMNS | STAGE_KEEPS_HIDDEN, .count = STAGE_COUNT_KEPT};
 *
 *	int main(int argc, char **argv)
 *	{
 *		struct operands o = stage_begin(&stage, argc, argv);     options, --help, --version; dies on a wrong one
 *		...take operands...
 *		struct reader *in = stage_input(file);                   NULL or "-": standard input
 *		...resolve columns, schemas, expressions: every check before the first byte of output...
 *		struct writer *out = stage_output(&header);              standard output, or --output FILE
 *		verb(in, out);
 *		return stage_end();                                      closes, checks, writes the ledger; 0 or 1
 *	}
 *
 * Every stage has --help, --version, --output FILE and --progress without listing them; options.h tells the rest.
 *
 * Exit status: 0 whole and nothing set aside beyond what was allowed, 1 whole but more was, 2 do not trust the output.
 * SIGPIPE ends a stage quietly, as any signal does, without ever looking like success.
 */
#ifndef STAGE_H
#define STAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "options.h"
#include "record.h"
#include "stage_count.h"
#include "stage_facts.h"
#include "str.h"
#include "writer.h"

struct stage {
	const char *name;
	const char *about;    /* one sentence for --help and for the list of stages, no full stop */
	const char *operands; /* "EXPRESSION [FILE]" */
	const struct option *options; /* ended by a name of NULL */
	const char *details;          /* a paragraph after the options, or NULL */
	unsigned facts;               /* of stage_facts.h */
	enum stage_count count;
};

/* What is left of the command line after the options. */
struct operands {
	char **at;
	int n;
};

struct operands stage_begin(const struct stage *stage, int argc, char **argv);

/* Dies with a message and "try NAME --help". */
_Noreturn void stage_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Exactly `count` operands and perhaps a FILE after them: returns the FILE or NULL and leaves the count. */
const char *operands_file_after(struct operands *o, int count);

/*
 * Any number of operands and perhaps a FILE last. It is the FILE if it is "-"; or has no = but a /; or has no = and
 * no : but a ., and is not the name of a column. So any other file is written ./name.
 */
const char *operands_file_last(struct operands *o);

/* Splits "a,b,c" at commas into slices of the text; dies if one is empty. Lives until the program ends. */
struct slices {
	struct slice *at;
	size_t n;
};
struct slices stage_split(const char *text);

/* "NAME=VALUE": false if there is no =. */
bool stage_assignment(const char *operand, struct slice *name, const char **value);

/* The day that the value of an option is; dies if it is none (YYYY-MM-DD). */
int32_t stage_day(const char *option, const char *value);

/* The stream that the stage is about. */
struct reader *stage_input(const char *file);

/* Another stream that it needs (a reference, a table); the ledger lists it. */
struct reader *stage_side_input(const char *file);

/* The stream it makes; only one. Writes the header. */
struct writer *stage_output(const struct header *h);

/*
 * A stage that does not read or write a record stream (validate reads foreign text, render writes a report) says so to
 * the ledger itself: kind is "read" or "written", bytes and hash of the file, records or -1.
 */
void stage_file(const char *kind, const char *path, int64_t bytes, const char *hash,
                int64_t records);

/* The same stage shows its progress from the file and a count of its records; both live until stage_end. */
struct input;
void stage_watch(const struct input *in, const uint64_t *records);

/* Whether a ledger is kept (then streams of one's own should be hashed). */
bool stage_keeps_ledger(void);

/* Records that came in but did not go out as records, by reason ("rejected", "not true", "no match"). */
void stage_set_aside(const char *reason, uint64_t records);

/* A fact for the ledger: "key_id". The name lives until stage_end; of the value a copy is kept. */
void stage_note(const char *name, const char *value);

/* The note of who was given data about persons who do not exist; settle carries it to all that is made of them. */
void stage_note_made_up(void);

/* More was set aside than the caller allowed: stage_end will return 1. The message has been given. */
void stage_beyond(void);

/* Closes input, output and ledger; the exit status. */
int stage_end(void);

/* A text where other stages have their stream: standard output, or --output FILE. */
void stage_print(struct slice text);

/* For --output: NULL is standard output. */
const char *stage_output_path(void);

#endif
