/*
 * profile: what there is in the columns of a stream: types, missing and different values, the range, the commonest.
 *
 *	profile_open(&p, header);
 *	profile_take(&p, &r);                   for each record
 *	profile_list(&p, level, min, &l);       a listing with a row for each column
 *
 * What tells of persons is told by the level: of identifiers and tokens only how many there are, and above aggregate no
 * value that fewer than `min` records have, nor one that leaves so few records to the others.
 *
 * Memory: for each column up to PROFILE_VALUES different values, about 60 bytes each.
 */
#ifndef PROFILE_H
#define PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "field_type.h"
#include "header.h"
#include "level.h"
#include "look/listing.h"
#include "map.h"
#include "record.h"
#include "str.h"

#define PROFILE_VALUES 100000
#define PROFILE_COMMONEST 3

struct profile_column {
	struct slice name;
	size_t column, status; /* status: COLUMN_NONE if it has none */
	bool person;           /* an identifier, or some value looks like one, or like a token */
	bool many;             /* more than PROFILE_VALUES: the values are forgotten */
	enum field_type type;
	uint64_t missing, hidden;
	struct map values;
	uint64_t *count; /* by value */
	size_t room;
	struct str least, greatest; /* while the type has an order */
};

struct profile {
	struct profile_column *column;
	size_t columns;
	uint64_t records;
	struct arena arena;
};

/* A column of a status is told of beside its figure. The header lives as long. */
void profile_open(struct profile *p, const struct header *h);
void profile_take(struct profile *p, const struct record *r);

/* What the columns make of the table: clear, protected, or pseudonymous when nothing speaks against it. */
enum level profile_level(const struct profile *p);

/* Whether it holds identifiers or tokens, so that no word can make it less than pseudonymous. */
bool profile_has_persons(const struct profile *p);

void profile_list(const struct profile *p, enum level level, uint64_t min, struct listing *l);

void profile_done(struct profile *p);

/* Whether an identity, a token, or a number that may be an identity stands in the field. */
bool profile_sees_person(struct slice field);

#endif
