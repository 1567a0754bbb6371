/*
 * encoding: foreign bytes to UTF-8, as they are read.
 *
 *	struct decoder *d = decoder_open(input, ENCODING_DETECT);
 *	while ((n = decoder_read(d, buffer, room, &e)) > 0) ...
 *
 * A byte (or pair, in UTF-16) that means nothing in its encoding is passed on as ENCODING_BROKEN, which is never
 * part of UTF-8: so the one check for UTF-8 further on finds every such row, and the row is at fault, not the file.
 * UTF-8 itself is passed through unchecked for the same reason. A byte order mark is taken away.
 *
 * A file that is UTF-8 or UTF-16 where something else is declared can not be read at all: nearly every byte means
 * something in Windows-1252, so nothing else would tell. Letters of UTF-8 here and there in a file of one byte a
 * character are broken.
 */
#ifndef ENCODING_H
#define ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "input.h"
#include "str.h"

#define ENCODING_BROKEN ((char)0xFF)

enum encoding {
	ENCODING_UTF_8,
	ENCODING_UTF_16LE,
	ENCODING_UTF_16BE,
	ENCODING_WINDOWS_1252,
	ENCODING_ISO_8859_1, /* strictly: 80 to 9F are no characters (they are, in windows-1252) */
	ENCODING_DETECT      /* by the byte order mark; else UTF-8 if it is; else windows-1252 */
};

/* By name, in any case: utf-8, utf-16, utf-16le, utf-16be, windows-1252, cp1252, iso-8859-1, latin1, detect. utf-16
 * without a byte order mark is little endian. */
bool encoding_find(struct slice name, enum encoding *encoding);
const char *encoding_name(enum encoding encoding);

/*
 * DETECT looks at the file from its first byte that is not ASCII, ENCODING_LOOK bytes on: if they are UTF-8, so is the
 * file. Until then all that it could be is the same.
 */
#define ENCODING_LOOK ((size_t)64 << 10)

struct decoder;

/* The input stays the caller's. */
struct decoder *decoder_open(struct input *in, enum encoding encoding);

/*
 * Up to `room` bytes, at least DECODER_ROOM; the number, 0 at the end, -1 and the reason if it can not be read or
 * its byte order mark says that it is not what was declared.
 */
#define DECODER_ROOM 4096
ptrdiff_t decoder_read(struct decoder *d, char *to, size_t room, struct error *e);

/* What was declared or found; ENCODING_DETECT as long as there were only ASCII bytes. */
enum encoding decoder_found(const struct decoder *d);

void decoder_close(struct decoder *d);

#endif
