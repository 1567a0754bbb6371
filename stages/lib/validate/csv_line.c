#include "validate/csv_line.h"

#include <string.h>

/* The line end at s.at[i]: '\n' for LF and CR LF, '\r' for a CR that stands alone; '\0': none. */
static char end_at(struct slice s, size_t i)
{
	if (s.at[i] == '\r' && i + 1 < s.n && s.at[i + 1] == '\n')
		return '\n';
	return s.at[i] == '\r' || s.at[i] == '\n' ? s.at[i] : '\0';
}

char csv_line_end(struct slice start, char quote, bool whole)
{
	size_t n = start.n < CSV_LINE_LOOK ? start.n : CSV_LINE_LOOK;
	bool quoted = false, cr = false, cr_within = false, lf_within = false;

	for (size_t i = 0; i < n; i++) {
		char end = end_at(start, i);
		if (quote && start.at[i] == quote)
			quoted = !quoted;
		if (end == '\r' && i + 1 == start.n && !whole)
			break; /* LF may come */
		if (end == '\n' && !quoted)
			return '\n';
		cr |= end == '\r' && !quoted;
		cr_within |= end == '\r';
		lf_within |= end == '\n';
	}
	if (!whole && n < CSV_LINE_LOOK)
		return '\0';
	return cr || (cr_within && !lf_within) ? '\r' : '\n';
}

size_t csv_line_whole(struct slice text, char line_end)
{
	const char *last = NULL;

	if (line_end == '\n')
		last = memrchr(text.at, '\n', text.n);
	else if (line_end == '\r' && text.n > 0)
		last = memrchr(text.at, '\r', text.n - 1);
	if (last == NULL)
		return 0;
	last += last[0] == '\r' && last[1] == '\n';
	return (size_t)(last - text.at) + 1;
}

bool csv_line_is_ended(struct slice text, char line_end)
{
	const char *end = text.at + text.n;

	return text.n > 0 && (end[-1] == line_end || slice_ends(text, "\r\n"));
}

size_t csv_line_body(struct slice line)
{
	return line.n - (slice_ends(line, "\r\n") ? 2 : 1);
}
