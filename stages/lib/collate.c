#include "collate.h"

#include "text.h"

/* The letters of Latin-1 from U+00E0 to U+00FB without their accents; those that Swedish sorts
 * apart are not asked. */
static const char latin_letter[] = "aaaaaaaceeeeiiiidnooooooouuu";

#define LETTER 256 /* letters come after all other ASCII, å ä ö after z */
#define OTHER 1024 /* and what is not Latin last */

/* å, ä (æ), ö (ø) after z, and ü as y; other letters of Latin-1 as those that they are made of. */
static uint32_t weight(uint32_t c)
{
	c = text_lower_character(c);
	if (c >= 'A' && c <= 'Z')
		c += 32;
	if (c >= 'a' && c <= 'z')
		return LETTER + c - 'a';
	if (c < 0x80)
		return c;
	switch (c) {
	case 0xe5:
		return LETTER + 26; /* å */
	case 0xe4:
	case 0xe6:
		return LETTER + 27; /* ä æ */
	case 0xf6:
	case 0xf8:
		return LETTER + 28; /* ö ø */
	case 0xfc:
	case 0xfd:
	case 0xff:
		return LETTER + 'y' - 'a'; /* ü ý ÿ */
	}
	if (c >= 0xe0 && c <= 0xfb && c != 0xf7)
		return LETTER + (uint32_t)latin_letter[c - 0xe0] - 'a';
	return OTHER + c;
}

int collate_compare(struct slice a, struct slice b)
{
	struct slice p = a, q = b;

	while (p.n > 0 && q.n > 0) {
		size_t p_bytes, q_bytes;
		uint32_t x = weight(text_character(p, &p_bytes));
		uint32_t y = weight(text_character(q, &q_bytes));

		if (x != y)
			return x < y ? -1 : 1;
		p = (struct slice){p.at + p_bytes, p.n - p_bytes};
		q = (struct slice){q.at + q_bytes, q.n - q_bytes};
	}
	if (p.n != 0 || q.n != 0)
		return p.n == 0 ? -1 : 1;
	return slice_compare(a, b);
}

#define LETTER_BYTE 0x80 /* å ä ö among them */
#define OTHER_BYTE 0xFF  /* and three bytes of which character */

void collate_key(struct slice text, struct str *to)
{
	size_t bytes;

	for (struct slice rest = text; rest.n > 0;
	     rest = (struct slice){rest.at + bytes, rest.n - bytes}) {
		uint32_t w = weight(text_character(rest, &bytes));

		if (w >= OTHER) {
			str_add_byte(to, (char)OTHER_BYTE);
			for (int shift = 16; shift >= 0; shift -= 8)
				str_add_byte(to, (char)((w - OTHER) >> shift & 0xFF));
		} else {
			str_add_byte(to, (char)(w >= LETTER ? LETTER_BYTE + w - LETTER : w));
		}
	}
	str_add_byte(to, 0);
	str_add(to, text);
}
