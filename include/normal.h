/*
 * normal: one form for texts that are the same, and what no text holds.
 *
 * An ö may be one character, or an o and two dots that follow it; people see no difference, and a comparison of
 * bytes sees nothing else. What comes in from outside (foreign text, schemas, code lists, expressions, templates)
 * is therefore put into Normalization Form C (Unicode Standard Annex 15, by utf8proc) before anything is compared.
 * Most texts are in it already, and a look at their bytes tells.
 */
#ifndef NORMAL_H
#define NORMAL_H

#include <stdbool.h>

#include "arena.h"
#include "str.h"

/* In Form C: s itself, or a text in *room, which is replaced. What is not UTF-8 stays as it is. */
struct slice normal_of(struct slice s, struct str *room);

/* The same for a text that is kept. */
struct slice normal_kept(struct slice s, struct arena *arena);

/* The same for a text that grew, in its place. */
void normal_make(struct str *text);

/*
 * The characters after ASCII that have no place in a text. C1 controls (U+0080 to U+009F) are apart: nobody writes
 * them; they come of Windows-1252 that was read as if it were ISO 8859-1. The others are U+FEFF, which is a byte
 * order mark from the middle of files that were put together, and what Unicode calls noncharacters.
 */
enum normal_fault { NORMAL_FINE, NORMAL_C1, NORMAL_NO_TEXT };
enum normal_fault normal_fault(struct slice s);

/*
 * For scanners: whether the character of 2 to 4 bytes at `at`, which are UTF-8, is one that needs a look: it may
 * not be Form C, may have no place in a text, or is a blank that stands beside an `edge`.
 */
static inline bool normal_needs_look(const unsigned char *at, bool edge)
{
	if (at[0] < 0xC4)
		return at[0] == 0xC2 && (at[1] < 0xA0 || (at[1] == 0xA0 && edge));
	if (at[0] < 0xCC)
		return false;
	if (at[0] != 0xE2)
		return true;
	if (at[1] ==
	    0x80) /* general punctuation: U+2000 and U+2001 are no Form C, the others of width are blanks */
		return at[2] < 0x82 || (edge && (at[2] < 0x8C || (at[2] >= 0xA8 && at[2] <= 0xAF)));
	return at[1] != 0x82 && at[1] != 0x88; /* currency signs, the true minus */
}

#endif
