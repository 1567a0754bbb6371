/*
 * csv_scan: one pass over a block of foreign text that finds every delimiter and line end, and the bytes because of
 * which a row is not simply what stands between them.
 *
 * The sister of scan.h, for the edge: 64 bytes at a time into bit masks where the processor has AVX2, a plain loop
 * with the same answers elsewhere. Pure.
 */
#ifndef CSV_SCAN_H
#define CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct csv_scan {
	/* Offsets of delimiters and of the bytes of line ends, ascending; end[-1] is UINT32_MAX, see record.h. */
	uint32_t *end;
	size_t ends;
	/* newline[k]: index in end[] of the last byte (of CR LF: LF) of the k-th line end */
	uint32_t *newline;
	size_t newlines;
	/*
	 * offsets of what makes a row more than its bytes: quotes, escapes, backslashes, tabs that do not delimit,
	 * control bytes, blanks beside one of these or an end, characters that need a look (normal.h)
	 */
	uint32_t *odd;
	size_t odds;
	bool invalid; /* something is not UTF-8 */
	size_t end_room, newline_room, odd_room;
};

/*
 * quote and escape: '\0' for none. line_end is LF or CR; CR LF ends a line in either case, the other one alone is
 * odd.
 */
struct csv_marks {
	char delimiter, quote, escape, line_end;
};

/*
 * Replaces what was there. The block ends in a line end or at the end of the file, and its last byte is no CR
 * unless that is the end of the file. Up to CSV_SCAN_PADDING bytes after it may be read; they do not matter.
 */
#define CSV_SCAN_PADDING 64
void csv_scan_block(struct csv_scan *s, const struct csv_marks *marks, const char *block, size_t n);

/* The plain loop, for tests and for processors without AVX2. */
void csv_scan_plain(struct csv_scan *s, const struct csv_marks *marks, const char *block, size_t n);

void csv_scan_done(struct csv_scan *s);

#endif
