#include "render/sheet.h"

static bool needs_quotes(const struct sheet *s, struct slice field)
{
	for (size_t i = 0; i < field.n; i++)
		if (field.at[i] == s->separator || field.at[i] == '"' || field.at[i] == '\n' ||
		    field.at[i] == '\r')
			return true;
	return false;
}

void sheet_field(struct sheet *s, struct slice field)
{
	bool quoted = needs_quotes(s, field);

	if (s->column++ > 0)
		str_add_byte(s->to, s->separator);
	str_add_text(s->to, quoted ? "\"" : "");
	for (size_t i = 0; i < field.n; i++) {
		if (field.at[i] == '"')
			str_add_byte(s->to, '"');
		str_add_byte(s->to, field.at[i]);
	}
	str_add_text(s->to, quoted ? "\"" : "");
}

void sheet_text(struct sheet *s, const char *text)
{
	sheet_field(s, slice_of(text));
}

void sheet_end_line(struct sheet *s)
{
	str_add_text(s->to, s->end);
	s->column = 0;
}
