#include "render/markup.h"

void markup_add(struct str *to, struct slice plain)
{
	for (size_t i = 0; i < plain.n; i++) {
		switch (plain.at[i]) {
		case '&':
			str_add_text(to, "&amp;");
			break;
		case '<':
			str_add_text(to, "&lt;");
			break;
		case '>':
			str_add_text(to, "&gt;");
			break;
		case '"':
			str_add_text(to, "&quot;");
			break;
		case '\'':
			str_add_text(to, "&#39;");
			break;
		default:
			str_add_byte(to, plain.at[i]);
		}
	}
}

void markup_replace(struct str *s, size_t from, const char *what, const char *with)
{
	struct str out = {0};
	struct slice rest = str_slice(s);
	size_t n = strlen(what);

	str_add(&out, (struct slice){rest.at, from});
	rest = (struct slice){rest.at + from, rest.n - from};
	for (const char *at; (at = memmem(rest.at, rest.n, what, n)) != NULL;) {
		size_t before = (size_t)(at - rest.at);
		str_add(&out, (struct slice){rest.at, before});
		str_add_text(&out, with);
		rest = (struct slice){at + n, rest.n - before - n};
	}
	str_add(&out, rest);
	str_done(s);
	*s = out;
}
