/*
 * scan: one pass over a block of whole lines that finds every tab and newline, and the first byte that has no place
 * in a record stream.
 *
 * This is where the speed of finsam is decided. A block is read 64 bytes at a time into bit masks (AVX2 where the
 * processor has it, chosen when the program starts; a plain loop elsewhere, with the same answers); positions go into
 * an array, and a record is then a place in that array. Characters of two bytes, nearly all that is not ASCII in
 * Swedish, are judged in the masks too; other characters and escapes one by one. Pure.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum scan_trouble {
	SCAN_FINE,
	SCAN_CONTROL, /* a byte under 0x20 that is neither tab nor newline, or 0x7F */
	SCAN_ESCAPE,  /* a backslash that begins none of \t \n \r \\ */
	SCAN_UTF8     /* not UTF-8 */
};

struct scan {
	/* offsets of tabs and newlines, ascending; end[-1] is UINT32_MAX, see record.h */
	uint32_t *end;
	size_t ends;
	size_t newlines;           /* how many of the ends are newlines */
	enum scan_trouble trouble; /* the first there is */
	size_t trouble_at;         /* its offset */
	size_t end_room;
};

/* Replaces what was there. The block ends in a newline and has at most 2^31 bytes; at least SCAN_PADDING bytes after it
 * may be read (their values do not matter). */
#define SCAN_PADDING 64
void scan_block(struct scan *s, const char *block, size_t n);

/* The plain loop, for tests and for processors without AVX2. */
void scan_block_plain(struct scan *s, const char *block, size_t n);

void scan_done(struct scan *s);

#endif
