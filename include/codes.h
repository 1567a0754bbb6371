/*
 * codes: a list of codes, each with the days it was in use and its names.
 *
 * Start it as {0}. Add the codes in the order in which people want to read them; entry i is the
 * i-th added. A code that went out of use and came back, or changed its name, is added once per
 * spell. codelist.h fills one from a file.
 *
 * Days are those of date.h; spells are closed at both ends. Texts are copied. Pure.
 */
#ifndef CODES_H
#define CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "map.h"
#include "str.h"

#define CODES_ALWAYS_FROM INT32_MIN /* no first day */
#define CODES_ALWAYS_TILL INT32_MAX /* no last day */
#define CODES_NO_DAY INT32_MIN      /* for codes_find: on any day */

enum codes_language { CODES_SV, CODES_EN, CODES_LANGUAGES };

enum codes_answer {
	CODES_VALID,
	CODES_UNKNOWN, /* never on the list */
	CODES_NOT_THEN /* on the list, but not on that day */
};

struct codes_entry {
	struct slice code;
	int32_t from, till;
	struct slice name[CODES_LANGUAGES]; /* empty: none in that language */
	size_t next;                        /* the code's next spell, or MAP_NONE */
};

struct codes {
	struct codes_entry *entry;
	size_t n;
	size_t room;
	struct map map; /* code, with first[i] its first spell */
	size_t *first;
	size_t first_room;
	struct arena arena;
};

/*
 * False, with the reason, if the code is empty, a spell ends before it begins, or it overlaps
 * another spell of the same code.
 */
bool codes_add(struct codes *c, struct slice code, int32_t from, int32_t till,
               const struct slice name[CODES_LANGUAGES], struct error *e);

/*
 * Whether the code was in use on the day. *entry (may be NULL) is the spell that holds the day;
 * with CODES_NO_DAY the latest spell. It is not touched unless the answer is CODES_VALID.
 */
enum codes_answer codes_find(const struct codes *c, struct slice code, int32_t day, size_t *entry);

/*
 * The name in that language; the Swedish one if there is none, and the code itself if there is
 * none either.
 */
struct slice codes_name(const struct codes *c, size_t entry, enum codes_language language);

void codes_done(struct codes *c);

#endif
