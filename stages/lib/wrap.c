#include "wrap.h"

#include "text.h"

/* Bytes up to the next blank from `at` on. */
static size_t word_end(struct slice s, size_t at)
{
	while (at < s.n && s.at[at] != ' ' && s.at[at] != '\n')
		at++;
	return at;
}

bool wrap_cut(struct slice *rest, size_t width, struct slice *line)
{
	while (rest->n > 0 && (*rest->at == ' ' || *rest->at == '\n'))
		*rest = (struct slice){rest->at + 1, rest->n - 1};
	if (rest->n == 0)
		return false;
	size_t n = word_end(*rest, 0);
	while (n < rest->n && rest->at[n] != '\n') {
		size_t longer = word_end(*rest, n + 1);
		if (text_width((struct slice){rest->at, longer}) > width)
			break;
		n = longer;
	}
	*line = (struct slice){rest->at, n};
	*rest = (struct slice){rest->at + n, rest->n - n};
	while (line->n > 0 && line->at[line->n - 1] == ' ')
		line->n--;
	return true;
}

void wrap_add(struct str *to, struct slice text, size_t width, const char *first, const char *next)
{
	const char *before = first;
	size_t used = text_width(slice_of(next));
	struct slice line;

	while (wrap_cut(&text, width > used ? width - used : 1, &line)) {
		str_add_text(to, before);
		str_add(to, line);
		str_add_byte(to, '\n');
		before = next;
	}
}

void wrap_pad(struct str *to, size_t n)
{
	while (n-- > 0)
		str_add_byte(to, ' ');
}
