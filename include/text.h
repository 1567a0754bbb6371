/*
 * text: characters, and the form that a field has in a record (docs/records.md).
 *
 * A field in a record is UTF-8 with four escapes, \t \n \r \\. Each text has exactly one such form, so fields can
 * be compared and hashed without being opened. Pure functions; nothing is kept.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "str.h"

/* Whether all of it is UTF-8 (no surrogates, nothing above U+10FFFF, no overlong form). */
bool text_is_utf8(struct slice s);

/*
 * The character at the front of s and its length in bytes (1 to 4) in *bytes. s must not be empty. A byte that
 * begins no valid character gives TEXT_INVALID and length 1.
 */
#define TEXT_INVALID UINT32_MAX
uint32_t text_character(struct slice s, size_t *bytes);

/*
 * For scanners, which look at a character where it lies: bytes of the one that begins at `at` (at[0] is 0x80 or
 * more), 0 if there is none. A byte below 0x80 behind the text keeps it from reading further.
 */
static inline size_t text_character_bytes(const unsigned char *at)
{
	unsigned first = at[0];

	if (first >= 0xC2 && first <= 0xDF)
		return (at[1] & 0xC0) == 0x80 ? 2 : 0;
	if (first >= 0xE0 && first <= 0xEF) {
		unsigned low = first == 0xE0 ? 0xA0 : 0x80;
		unsigned high = first == 0xED ? 0x9F : 0xBF;
		return at[1] >= low && at[1] <= high && (at[2] & 0xC0) == 0x80 ? 3 : 0;
	}
	if (first >= 0xF0 && first <= 0xF4) {
		unsigned low = first == 0xF0 ? 0x90 : 0x80;
		unsigned high = first == 0xF4 ? 0x8F : 0xBF;
		return at[1] >= low && at[1] <= high && (at[2] & 0xC0) == 0x80 &&
		               (at[3] & 0xC0) == 0x80
		           ? 4
		           : 0;
	}
	return 0;
}

/*
 * Bytes of the blank at the front of s; 0: there is none. Blanks are what Unicode calls white space, and what has
 * no width and comes in with a paste: zero width space, word joiner, byte order mark.
 */
size_t text_blank(struct slice s);

/* Without the blanks at its ends. The same place, also if nothing is left. */
struct slice text_trim(struct slice s);

/* Appends one character. */
void text_add_character(struct str *s, uint32_t character);

/* Characters in valid UTF-8. */
size_t text_length(struct slice s);

/*
 * Columns on a terminal: control characters, combining and direction marks count 0, wide East Asian characters 2,
 * all else 1.
 */
size_t text_width(struct slice s);

/* Bytes of the longest beginning that is at most `width` of these columns, with the marks of its last character. */
size_t text_fit(struct slice s, size_t width);

/*
 * A text in one line among others, for people: line ends and tabs become blanks, other control characters and marks
 * that turn the direction of what comes after them become U+FFFD, and what has no width goes. Nothing of that can
 * then move, hide or break what stands around it. text_is_line: it is so already.
 */
bool text_is_line(struct slice s);
void text_add_line(struct str *to, struct slice s);

/* Appends plain text in record form. The caller has seen to it that it is UTF-8 without control characters
 * other than tab, newline, carriage return. */
void text_escape(struct str *to, struct slice plain);

/* Appends the plain text of a field. The field comes from a reader, so its escapes are known to be right. */
void text_unescape(struct str *to, struct slice field);

/* Lower case of a-z, å ä ö and the rest of Latin-1, Latin Extended-A, Greek and Cyrillic; others unchanged. */
void text_lower(struct str *to, struct slice s);

/* The other way; what is the small letter of no capital here stays. */
void text_upper(struct str *to, struct slice s);

/*
 * Whether it may be the name of a column: lower case a-z å ä ö, digits, _; first a letter; one prefix "id." and one
 * suffix ".status" are allowed. False leaves the reason in *e (may be NULL).
 */
bool text_is_column_name(struct slice name, struct error *e);

/* The small letter of a capital one, and itself of all else. */
uint32_t text_lower_character(uint32_t c);

#endif
