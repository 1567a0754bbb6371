/* shell: see shell.h. */
#include "pipeline/shell.h"

static bool is_plain(char c, const char *more)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr(more, c) != NULL);
}

void shell_word(struct str *to, struct slice text)
{
	bool plain = text.n > 0;

	for (size_t i = 0; plain && i < text.n; i++)
		plain = is_plain(text.at[i], "_./:=,+@%^-");
	if (plain) {
		str_add(to, text);
		return;
	}
	str_add_byte(to, '\'');
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '\'')
			str_add_text(to, "'\\''");
		else
			str_add_byte(to, text.at[i]);
	str_add_byte(to, '\'');
}

bool shell_is_plain_path(struct slice path)
{
	for (size_t i = 0; i < path.n; i++)
		if (!is_plain(path.at[i], "_./+,@-") && (unsigned char)path.at[i] < 0x80)
			return false;
	return path.n > 0 && path.at[0] != '-';
}
