/* text_line: a value of the data as one line among others; see text.h. */
#include "text.h"

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

#define REPLACED 0xFFFD
#define NOTHING 0

/* What stands for a character in a line of others: itself, a blank, REPLACED or NOTHING. */
static uint32_t in_line(uint32_t c)
{
	if ((c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029)
		return ' ';
	if (c == 0x200b || c == 0x2060 || c == 0xfeff)
		return NOTHING;
	if (is_control(c) || c == 0x61c || c == 0x200e || c == 0x200f ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f) ||
	    (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f))
		return REPLACED;
	return c;
}

bool text_is_line(struct slice s)
{
	size_t bytes;

	for (; s.n > 0; s = (struct slice){s.at + bytes, s.n - bytes}) {
		uint32_t c = text_character(s, &bytes);
		if (in_line(c) != c)
			return false;
	}
	return true;
}

void text_add_line(struct str *to, struct slice s)
{
	size_t bytes;

	for (; s.n > 0; s = (struct slice){s.at + bytes, s.n - bytes}) {
		uint32_t c = in_line(text_character(s, &bytes));
		if (c == TEXT_INVALID)
			str_add(to, (struct slice){s.at, bytes});
		else if (c != NOTHING)
			text_add_character(to, c);
	}
}
