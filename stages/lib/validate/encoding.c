#include "validate/encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "memory.h"
#include "text.h"

#define RAW_BYTES ((size_t)256 << 10)

static const struct {
	const char *name;
	enum encoding encoding;
} names[] = {
    {"utf-8", ENCODING_UTF_8},
    {"utf-16le", ENCODING_UTF_16LE},
    {"utf-16be", ENCODING_UTF_16BE},
    {"windows-1252", ENCODING_WINDOWS_1252},
    {"iso-8859-1", ENCODING_ISO_8859_1},
    {"detect", ENCODING_DETECT},
    {"utf8", ENCODING_UTF_8}, /* from here on: other names for the same */
    {"utf-16", ENCODING_UTF_16LE},
    {"cp1252", ENCODING_WINDOWS_1252},
    {"latin1", ENCODING_ISO_8859_1},
};

bool encoding_find(struct slice name, enum encoding *encoding)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (name.n == strlen(names[i].name) &&
		    strncasecmp(name.at, names[i].name, name.n) == 0) {
			*encoding = names[i].encoding;
			return true;
		}
	return false;
}

const char *encoding_name(enum encoding encoding)
{
	return names[encoding].name;
}

/* Characters of the bytes 80 to 9F in Windows-1252; 0: none. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/*
 * raw[at .. n) was read and not given out. UTF-8 skips `raw` once the mark is past and nothing is left in it. Until
 * a byte is met that is not ASCII, it is not decided what the file is, unless its mark or the other encodings say
 * so.
 */
struct decoder {
	struct input *input;
	enum encoding declared, found;
	bool begun, decided, ended;
	size_t passed; /* bytes from `at` on that are known to be no UTF-8, see decode_bytes */
	size_t at, n;
	unsigned char raw[RAW_BYTES];
};

struct decoder *decoder_open(struct input *in, enum encoding encoding)
{
	struct decoder *d = memory_take(sizeof *d);

	d->input = in;
	d->declared = d->found = encoding;
	d->begun = d->decided = d->ended = false;
	d->at = d->n = d->passed = 0;
	return d;
}

enum encoding decoder_found(const struct decoder *d)
{
	return d->found;
}

void decoder_close(struct decoder *d)
{
	free(d);
}

/* Reads until `wanted` bytes lie in raw, or to the end. */
static bool look_ahead(struct decoder *d, size_t wanted, struct error *e)
{
	if (d->at > 0) {
		memmove(d->raw, d->raw + d->at, d->n - d->at);
		d->n -= d->at;
		d->at = 0;
	}
	while (d->n < wanted && !d->ended) {
		ptrdiff_t n = input_read(d->input, (char *)d->raw + d->n, RAW_BYTES - d->n, e);
		if (n < 0)
			return false;
		d->ended = n == 0;
		d->n += (size_t)n;
	}
	return true;
}

/* ---------------------------------------------------------------- the byte order mark, and detection */

static bool is_of_bytes(enum encoding encoding)
{
	return encoding == ENCODING_WINDOWS_1252 || encoding == ENCODING_ISO_8859_1;
}

static bool is_utf_16(enum encoding encoding)
{
	return encoding == ENCODING_UTF_16LE || encoding == ENCODING_UTF_16BE;
}

static bool has_mark(const struct decoder *d, const char *mark, size_t n)
{
	return d->n >= n && memcmp(d->raw, mark, n) == 0;
}

static bool refuse(const struct decoder *d, const char *is, struct error *e)
{
	if (d->declared == ENCODING_DETECT)
		return error_set(e, "%s: %s, which is not detected: declare it",
		                 input_name(d->input), is);
	return error_set(e, "%s: %s, where %s is declared", input_name(d->input), is,
	                 encoding_name(d->declared));
}

/* Two letters of ASCII, or a letter and a delimiter: every other byte is 0. */
static bool refuse_wide(const struct decoder *d, struct error *e)
{
	const unsigned char *b = d->raw;
	bool little = d->n >= 4 && b[0] != 0 && b[1] == 0 && b[2] != 0 && b[3] == 0;
	bool big = d->n >= 4 && b[0] == 0 && b[1] != 0 && b[2] == 0 && b[3] != 0;

	if (little && d->declared != ENCODING_UTF_16LE)
		return refuse(d, "begins as utf-16le without a byte order mark does", e);
	if (big && d->declared != ENCODING_UTF_16BE)
		return refuse(d, "begins as utf-16be without a byte order mark does", e);
	return true;
}

/* A mark at the beginning decides, and must not speak against what was declared. */
static bool begin(struct decoder *d, struct error *e)
{
	d->begun = true;
	if (!look_ahead(d, 4, e))
		return false;
	if (has_mark(d, "\xFF\xFE\0\0", 4) || has_mark(d, "\0\0\xFE\xFF", 4))
		return error_set(e,
		                 "%s: begins as UTF-32 does, which is not read: save it as UTF-8",
		                 input_name(d->input));
	if (has_mark(d, "\xFF\xFE", 2) || has_mark(d, "\xFE\xFF", 2)) {
		if (!is_utf_16(d->declared) && d->declared != ENCODING_DETECT)
			return refuse(d, "begins as UTF-16 does", e);
		d->found = d->raw[0] == 0xFF ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
		d->at = 2;
	} else if (has_mark(d, "\xEF\xBB\xBF", 3)) {
		if (d->declared != ENCODING_UTF_8 && d->declared != ENCODING_DETECT)
			return refuse(d, "begins as UTF-8 does", e);
		d->found = ENCODING_UTF_8;
		d->at = 3;
	} else if (!refuse_wide(d, e)) {
		return false;
	}
	d->decided = d->found != ENCODING_DETECT && !is_of_bytes(d->found);
	return true;
}

static size_t ascii_bytes(const unsigned char *p, size_t n)
{
	size_t i = 0;
	uint64_t eight;

	for (; i + sizeof eight <= n; i += sizeof eight) {
		memcpy(&eight, p + i, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < n && p[i] < 0x80)
		i++;
	return i;
}

/* Whether it is UTF-8; if it is not the end of the file, but for a character that is cut by the end. */
static bool is_utf8_so_far(struct slice s, bool end_of_file)
{
	size_t tail = 0;

	if (end_of_file)
		return text_is_utf8(s);

	while (tail < 3 && tail < s.n && ((unsigned char)s.at[s.n - 1 - tail] & 0xC0) == 0x80)
		tail++;
	if (tail < s.n && (unsigned char)s.at[s.n - 1 - tail] >= 0xC2) {
		unsigned char first = (unsigned char)s.at[s.n - 1 - tail];
		size_t whole = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
		if (tail + 1 < whole)
			s.n -= tail + 1;
	}
	return text_is_utf8(s);
}

/*
 * Whether what is UTF-8 by its form can not well be anything else: a letter of western Europe, a dash, a quotation
 * mark or an accent is in it, which one byte a character would make "Ã", "Â", "â" or "Ì" and a sign. (A capital Ö
 * and a closing quotation mark, as Windows-1252 writes them, are UTF-8 by their form, too.)
 */
static bool is_surely_utf8(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (memchr("\xC2\xC3\xCC\xE2", s.at[i], 4) != NULL)
			return true;
	return false;
}

/* Gives out ASCII while there is only that; decides when there is more. */
static ptrdiff_t read_undecided(struct decoder *d, char *to, size_t room, struct error *e)
{
	size_t ascii;

	if (!look_ahead(d, 1, e))
		return -1;
	ascii = ascii_bytes(d->raw, d->n);
	if (ascii == 0 && d->n > 0) {
		if (!look_ahead(d, ENCODING_LOOK, e))
			return -1;
		size_t look = d->n < ENCODING_LOOK ? d->n : ENCODING_LOOK;
		struct slice seen = {(char *)d->raw, look};
		bool utf_8 = is_utf8_so_far(seen, d->ended && look == d->n);
		if (is_of_bytes(d->declared) && utf_8 && is_surely_utf8(seen))
			return refuse(d, "is UTF-8", e) - 1;
		if (d->found == ENCODING_DETECT)
			d->found = utf_8 ? ENCODING_UTF_8 : ENCODING_WINDOWS_1252;
		d->decided = true;
		return decoder_read(d, to, room, e);
	}
	if (ascii > room)
		ascii = room;
	memcpy(to, d->raw, ascii);
	d->at = ascii;
	return (ptrdiff_t)ascii;
}

/* ---------------------------------------------------------------- the encodings */

/* As UTF-8; the number of bytes. */
static size_t put_character(char *to, uint32_t c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		to[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3F));
	to[2] = (char)(0x80 | (c >> 6 & 0x3F));
	to[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

static size_t put_broken(char *to)
{
	*to = ENCODING_BROKEN;
	return 1;
}

#define RUN_MOST ((size_t)4 << 10) /* bytes in a row that are not ASCII; more of them are no word */

static size_t run_of_others(const struct decoder *d)
{
	size_t n = 1;

	while (d->at + n < d->n && n < RUN_MOST && d->raw[d->at + n] >= 0x80)
		n++;
	return n;
}

/*
 * One byte, one character. But what is UTF-8 all the same, in a file that is not (two deliveries were put together,
 * a name was pasted in), would become other characters without a word: it is broken.
 */
static size_t decode_bytes(struct decoder *d, char *to, size_t room)
{
	size_t put = 0;

	while (d->at < d->n && put + 4 <= room) {
		size_t left = d->n - d->at;
		size_t ascii = ascii_bytes(d->raw + d->at, left < room - put ? left : room - put);
		memcpy(to + put, d->raw + d->at, ascii);
		put += ascii;
		d->at += ascii;
		if (d->at == d->n || put + 4 > room)
			break;
		if (d->passed == 0) {
			struct slice run = {(char *)d->raw + d->at, run_of_others(d)};
			if (d->at + run.n == d->n && run.n < RUN_MOST && !d->ended)
				break;
			if (run.n > 1 && text_is_utf8(run) && is_surely_utf8(run)) {
				d->at += run.n;
				put += put_broken(to + put);
				continue;
			}
			d->passed = run.n;
		}
		unsigned byte = d->raw[d->at++];
		uint32_t c = byte;
		d->passed--;
		if (byte < 0xA0)
			c = d->found == ENCODING_WINDOWS_1252 ? windows_1252[byte - 0x80] : 0;
		put += c == 0 ? put_broken(to + put) : put_character(to + put, c);
	}
	return put;
}

static uint32_t unit_at(const struct decoder *d, size_t at)
{
	return d->found == ENCODING_UTF_16LE ? d->raw[at] | (uint32_t)d->raw[at + 1] << 8
	                                     : d->raw[at + 1] | (uint32_t)d->raw[at] << 8;
}

/* Two bytes a unit, two units (surrogates) for what lies above U+FFFF. */
static size_t decode_utf_16(struct decoder *d, char *to, size_t room)
{
	size_t put = 0;

	while (d->n - d->at >= 2 && put + 4 <= room) {
		uint32_t c = unit_at(d, d->at);
		if (c >= 0xD800 && c < 0xDC00 && d->n - d->at < 4 && !d->ended)
			break;
		if (c >= 0xD800 && c < 0xDC00 && d->n - d->at >= 4) {
			uint32_t low = unit_at(d, d->at + 2);
			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				d->at += 2;
			}
		}
		d->at += 2;
		put +=
		    c >= 0xD800 && c < 0xE000 ? put_broken(to + put) : put_character(to + put, c);
	}
	if (d->ended && d->n - d->at == 1 && put < room) {
		d->at++;
		put += put_broken(to + put);
	}
	return put;
}

ptrdiff_t decoder_read(struct decoder *d, char *to, size_t room, struct error *e)
{
	size_t put = 0;

	if (!d->begun && !begin(d, e))
		return -1;
	if (!d->decided)
		return read_undecided(d, to, room, e);
	if (d->found == ENCODING_UTF_8) {
		if (d->at == d->n)
			return d->ended ? 0 : input_read(d->input, to, room, e);
		put = d->n - d->at < room ? d->n - d->at : room;
		memcpy(to, d->raw + d->at, put);
		d->at += put;
		return (ptrdiff_t)put;
	}
	for (;;) {
		put = is_utf_16(d->found) ? decode_utf_16(d, to, room) : decode_bytes(d, to, room);
		if (put > 0 || (d->ended && d->at == d->n))
			return (ptrdiff_t)put;
		if (!look_ahead(d, d->n - d->at + 1, e))
			return -1;
	}
}
