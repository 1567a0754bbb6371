#include "inspect/line.h"

#include <inttypes.h>

#include "text.h"

void line_add_field(struct str *to, struct slice text)
{
	text_escape(to, text);
	str_add_byte(to, '\t');
}

void line_add_text(struct str *to, const char *text)
{
	line_add_field(to, slice_of(text));
}

void line_add_number(struct str *to, int64_t n)
{
	if (n != LINE_UNKNOWN)
		str_addf(to, "%" PRId64, n);
	str_add_byte(to, '\t');
}

void line_end(struct str *to)
{
	str_add_text(to, "1\n");
}
