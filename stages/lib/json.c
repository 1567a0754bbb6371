#include "json.h"

#include "text.h"

void json_text(struct str *to, struct slice text)
{
	str_add_byte(to, '"');
	for (size_t i = 0, bytes; i < text.n; i += bytes) {
		unsigned char first = (unsigned char)text.at[i];
		uint32_t character =
		    text_character((struct slice){text.at + i, text.n - i}, &bytes);
		if (character == TEXT_INVALID)
			text_add_character(to, 0xFFFD);
		else if (first == '"' || first == '\\')
			str_addf(to, "\\%c", first);
		else if (first == '\n')
			str_add_text(to, "\\n");
		else if (first == '\t')
			str_add_text(to, "\\t");
		else if (first < 0x20)
			str_addf(to, "\\u%04x", first);
		else
			str_add(to, (struct slice){text.at + i, bytes});
	}
	str_add_byte(to, '"');
}

void json_key(struct str *to, const char *key)
{
	char last = to->n > 0 ? to->at[to->n - 1] : '{';

	if (last != '{' && last != '[')
		str_add_byte(to, ',');
	json_text(to, slice_of(key));
	str_add_byte(to, ':');
}

void json_field(struct str *to, const char *key, struct slice text)
{
	json_key(to, key);
	json_text(to, text);
}

void json_field_text(struct str *to, const char *key, const char *text)
{
	json_key(to, key);
	if (text == NULL)
		str_add_text(to, "null");
	else
		json_text(to, slice_of(text));
}
