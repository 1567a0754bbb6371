#include "text.h"

/* A run of characters that are treated alike. */
struct range {
	uint32_t first, last;
};

static bool in_ranges(const struct range *range, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c <= range[i].last)
			return c >= range[i].first;
	return false;
}

static bool continues(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/*
 * The first byte gives the length; the second is where overlong forms (after E0 and F0), surrogates
 * (after ED) and what lies above U+10FFFF (after F4) are seen: their second bytes lie outside what
 * is left of 80 to BF.
 */
uint32_t text_character(struct slice s, size_t *bytes)
{
	const unsigned char *p = (const unsigned char *)s.at;
	uint32_t c;

	*bytes = 1;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] < 0xc2 || p[0] > 0xf4 || s.n < 2 || !continues(p[1]))
		return TEXT_INVALID;
	c = p[1] & 0x3f;
	if (p[0] < 0xe0) {
		*bytes = 2;
		return (p[0] & 0x1fu) << 6 | c;
	}
	if (s.n < 3 || !continues(p[2]))
		return TEXT_INVALID;
	c = c << 6 | (p[2] & 0x3f);
	if (p[0] < 0xf0) {
		c |= (p[0] & 0x0fu) << 12;
		if (c < 0x800 || (c >= 0xd800 && c <= 0xdfff))
			return TEXT_INVALID;
		*bytes = 3;
		return c;
	}
	if (s.n < 4 || !continues(p[3]))
		return TEXT_INVALID;
	c = (p[0] & 0x07u) << 18 | c << 6 | (p[3] & 0x3f);
	if (c < 0x10000 || c > 0x10ffff)
		return TEXT_INVALID;
	*bytes = 4;
	return c;
}

/* The front of s that is ASCII; eight bytes at a time. */
static size_t ascii_bytes(struct slice s)
{
	size_t i = 0;
	uint64_t eight;

	for (; i + sizeof eight <= s.n; i += sizeof eight) {
		memcpy(&eight, s.at + i, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < s.n && (unsigned char)s.at[i] < 0x80)
		i++;
	return i;
}

static struct slice after(struct slice s, size_t bytes)
{
	return (struct slice){s.at + bytes, s.n - bytes};
}

bool text_is_utf8(struct slice s)
{
	size_t bytes;

	while (s.n > 0) {
		s = after(s, ascii_bytes(s));
		if (s.n == 0)
			break;
		if (text_character(s, &bytes) == TEXT_INVALID)
			return false;
		s = after(s, bytes);
	}
	return true;
}

void text_add_character(struct str *s, uint32_t c)
{
	unsigned char *to = (unsigned char *)str_room(s, 4);
	size_t n = 0;

	if (c < 0x80) {
		to[n++] = (unsigned char)c;
	} else if (c < 0x800) {
		to[n++] = (unsigned char)(0xc0 | c >> 6);
	} else if (c < 0x10000) {
		to[n++] = (unsigned char)(0xe0 | c >> 12);
		to[n++] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	} else {
		to[n++] = (unsigned char)(0xf0 | c >> 18);
		to[n++] = (unsigned char)(0x80 | (c >> 12 & 0x3f));
		to[n++] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	}
	if (c >= 0x80)
		to[n++] = (unsigned char)(0x80 | (c & 0x3f));
	to[n] = '\0';
	s->n += n;
}

/* White_Space of Unicode but for the controls of C1, and the characters of no width that come in with a paste. */
static bool is_blank(uint32_t c)
{
	static const struct range blanks[] = {
	    {0x0009, 0x000a}, {0x000d, 0x000d}, {0x0020, 0x0020}, {0x00a0, 0x00a0},
	    {0x1680, 0x1680}, {0x2000, 0x200b}, {0x2028, 0x2029}, {0x202f, 0x202f},
	    {0x205f, 0x2060}, {0x3000, 0x3000}, {0xfeff, 0xfeff},
	};

	return in_ranges(blanks, sizeof blanks / sizeof *blanks, c);
}

size_t text_blank(struct slice s)
{
	size_t bytes;

	return s.n > 0 && is_blank(text_character(s, &bytes)) ? bytes : 0;
}

struct slice text_trim(struct slice s)
{
	size_t bytes;

	while ((bytes = text_blank(s)) > 0)
		s = after(s, bytes);
	while (s.n > 0) {
		size_t last = s.n - 1;
		while (last > 0 && s.n - last < 4 && continues((unsigned char)s.at[last]))
			last--;
		if (text_blank(after(s, last)) != s.n - last)
			break;
		s.n = last;
	}
	return s;
}

size_t text_length(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += !continues((unsigned char)s.at[i]);
	return n;
}

/* Unicode 15: the blocks of combining marks, and of what has no width of its own. */
static const struct range narrow[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x064b, 0x065f}, {0x1ab0, 0x1aff},
    {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x206f}, {0x20d0, 0x20ff},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

/* East Asian Width W and F, by block. */
static const struct range wide[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},
    {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
    {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};

static size_t width_of(uint32_t c)
{
	if (c < 0x300)
		return c >= 0x20 && (c < 0x7f || c >= 0xa0); /* no control character */
	if (in_ranges(wide, sizeof wide / sizeof *wide, c))
		return 2;
	return !in_ranges(narrow, sizeof narrow / sizeof *narrow, c);
}

size_t text_width(struct slice s)
{
	size_t width = 0, bytes;

	for (; s.n > 0; s = after(s, bytes))
		width += width_of(text_character(s, &bytes));
	return width;
}

size_t text_fit(struct slice s, size_t width)
{
	size_t bytes, n = 0, used = 0;

	for (; n < s.n; n += bytes) {
		used += width_of(text_character((struct slice){s.at + n, s.n - n}, &bytes));
		if (used > width)
			break;
	}
	return n;
}

void text_escape(struct str *to, struct slice plain)
{
	char *out = str_room(to, plain.n * 2);
	char *p = out;

	for (size_t i = 0; i < plain.n; i++) {
		char c = plain.at[i];
		if (c == '\t' || c == '\n' || c == '\r' || c == '\\') {
			*p++ = '\\';
			c = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
		}
		*p++ = c;
	}
	*p = '\0';
	to->n += (size_t)(p - out);
}

void text_unescape(struct str *to, struct slice field)
{
	char *out = str_room(to, field.n);
	char *p = out;

	for (size_t i = 0; i < field.n; i++) {
		char c = field.at[i];
		if (c == '\\' && i + 1 < field.n) {
			c = field.at[++i];
			c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
		}
		*p++ = c;
	}
	*p = '\0';
	to->n += (size_t)(p - out);
}

/*
 * How capitals become small. step 1: every other one of the run is a capital (first, first + 2,
 * ...) and its small letter follows it; else all of the run are moved by that much.
 */
static const struct lower_run {
	uint32_t first, last;
	int32_t step;
} lower_run[] = {
    {0x00c0, 0x00d6, 32},   {0x00d8, 0x00de, 32}, {0x0100, 0x012f, 1},  {0x0130, 0x0130, -199},
    {0x0132, 0x0137, 1},    {0x0139, 0x0148, 1},  {0x014a, 0x0177, 1},  {0x0178, 0x0178, -121},
    {0x0179, 0x017e, 1},    {0x0370, 0x0373, 1},  {0x0376, 0x0377, 1},  {0x037f, 0x037f, 116},
    {0x0386, 0x0386, 38},   {0x0388, 0x038a, 37}, {0x038c, 0x038c, 64}, {0x038e, 0x038f, 63},
    {0x0391, 0x03a1, 32},   {0x03a3, 0x03ab, 32}, {0x03cf, 0x03cf, 8},  {0x03d8, 0x03ef, 1},
    {0x03f4, 0x03f4, -60},  {0x03f7, 0x03f8, 1},  {0x03f9, 0x03f9, -7}, {0x03fa, 0x03fb, 1},
    {0x03fd, 0x03ff, -130}, {0x0400, 0x040f, 80}, {0x0410, 0x042f, 32}, {0x0460, 0x0481, 1},
    {0x048a, 0x04bf, 1},    {0x04c0, 0x04c0, 15}, {0x04c1, 0x04ce, 1},  {0x04d0, 0x04ff, 1},
};

uint32_t text_lower_character(uint32_t c)
{
	for (size_t i = 0; i < sizeof lower_run / sizeof *lower_run; i++) {
		const struct lower_run *run = &lower_run[i];
		if (c > run->last)
			continue;
		if (c < run->first)
			return c;
		if (run->step == 1)
			return c + ((c - run->first) % 2 == 0);
		return (uint32_t)((int32_t)c + run->step);
	}
	return c;
}

static uint32_t upper_character(uint32_t c)
{
	for (size_t i = 0; i < sizeof lower_run / sizeof *lower_run; i++) {
		const struct lower_run *run = &lower_run[i];
		uint32_t capital = (uint32_t)((int32_t)c - run->step);

		if (capital >= run->first && capital <= run->last &&
		    (run->step != 1 || (capital - run->first) % 2 == 0))
			return capital;
	}
	return c;
}

/* ASCII by its own rule, all else by that of the characters. */
static void add_case(struct str *to, struct slice s, char first, int step,
                     uint32_t (*turn)(uint32_t))
{
	str_room(to, s.n);
	while (s.n > 0) {
		size_t bytes;
		uint32_t c = text_character(s, &bytes);

		if (c < 0x80)
			str_add_byte(to,
			             (char)((char)c >= first && (char)c < first + 26 ? (int)c + step
			                                                             : (int)c));
		else if (c == TEXT_INVALID)
			str_add_byte(to, *s.at);
		else
			text_add_character(to, turn(c));
		s = after(s, bytes);
	}
}

void text_lower(struct str *to, struct slice s)
{
	add_case(to, s, 'A', 'a' - 'A', text_lower_character);
}

void text_upper(struct str *to, struct slice s)
{
	add_case(to, s, 'a', 'A' - 'a', upper_character);
}

static bool is_name_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || c == 0xe5 || c == 0xe4 || c == 0xf6;
}

bool text_is_column_name(struct slice name, struct error *e)
{
	bool first = true;

	if (slice_starts(name, "id."))
		name = after(name, 3);
	if (slice_ends(name, ".status"))
		name.n -= 7;
	else if (slice_ends(name, ".state"))
		name.n -= 6;
	else if (slice_ends(name, ".key"))
		name.n -= 4;
	if (name.n == 0)
		return error_set(e, "a column has no name");
	while (name.n > 0) {
		size_t bytes;
		uint32_t c = text_character(name, &bytes);

		if (first && !is_name_letter(c))
			return error_set(e, "a column's name begins with a lower case letter");
		if (!is_name_letter(c) && !(c >= '0' && c <= '9') && c != '_')
			return error_set(
			    e, "a column's name has only lower case letters a-z, å, ä, ö, "
			       "digits and _ (and may begin with id. or end in .status, .state or "
			       ".key)");
		name = after(name, bytes);
		first = false;
	}
	return true;
}
