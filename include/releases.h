/*
 * releases: the ledger of what was let out (docs/privacy.md, "Over time"), a chain (chain.h) beside the key of the
 * publications that it is of.
 *
 *	releases_read(path, &r, &arena, &e);        all lines, if the chain is whole
 *	releases_out(&r, &of)                       how many editions of that period are out
 *	releases_add(path, &line, &e);
 *
 * A line has no person, no key and no token. Fields are texts as they stand in the stream; one that is not known, or has no
 * meaning for that publication, is empty.
 */
#ifndef RELEASES_H
#define RELEASES_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "str.h"

#define RELEASES_FILE "releases.tsv"

enum release_field {
	RELEASE_PUBLICATION, /* the pipeline */
	RELEASE_UNIT,        /* what else its name says: the förbund */
	RELEASE_PERIOD,
	RELEASE_EDITION, /* its number, from 1 */
	RELEASE_DAY,
	RELEASE_KIND, /* preliminary, final */
	RELEASE_METHOD,
	RELEASE_TRANSITIONS, /* SHA-256 of the table of transitions, for noise */
	RELEASE_MIN,
	RELEASE_KEY, /* its id */
	RELEASE_PERSONS,
	RELEASE_CAME,
	RELEASE_LEFT,     /* POPULATION:NUMBER, with blanks between */
	RELEASE_TABLES,   /* TABLE:SHA-256 */
	RELEASE_PIPELINE, /* SHA-256 of its files */
	RELEASE_APPROVED, /* who approved what its day does not allow */
	RELEASE_STATE,
	RELEASE_FROM, /* the days of which persons are told of more than heads */
	RELEASE_TILL,
	RELEASE_TELLS,   /* heads, all */
	RELEASE_SOURCES, /* files of persons and the names of their schemas, with commas */
	RELEASE_FIELDS
};

#define RELEASE_HEADS "heads"

/* A unit that begins so has the persons of others, as a county has those of its förbund. */
#define RELEASE_OF_SEVERAL "*"

#define RELEASE_OUT "out"
#define RELEASE_HELD "held"
#define RELEASE_WITHDRAWN "withdrawn"

struct release {
	struct slice field[RELEASE_FIELDS];
};

struct releases {
	struct release *at;
	size_t n, room;
};

/* A file that is not there has no lines. False: it is not whole, or can not be read. */
bool releases_read(const char *path, struct releases *r, struct arena *a, struct error *e);

/* The last line of the same publication, unit, period and number that says so; number 0: of any. NULL: none. */
const struct release *releases_find(const struct releases *r, const struct release *like,
                                    size_t number, const char *state);

/* The highest number that was let out. */
size_t releases_out(const struct releases *r, const struct release *like);

size_t release_number(const struct release *line);

/* Whether both are of one publication, unit and period. */
bool release_is_like(const struct release *one, const struct release *like);

/* The line is on disk when it returns. */
bool releases_add(const char *path, const struct release *line, struct error *e);

void releases_done(struct releases *r);

#endif
