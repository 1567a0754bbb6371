#include "validate/csv_unquote.h"

bool csv_unquote(struct csv_build *b, const struct csv_scan *s, const struct csv_marks *marks,
                 const char *buffer, size_t first, size_t n, size_t odd)
{
	size_t at = (uint32_t)(s->end[(ptrdiff_t)first - 1] + 1), stop = s->end[first + n - 1];
	size_t i = first, taken = 0;
	size_t start = at;

	for (; odd < s->odds && s->odd[odd] < stop; odd++) {
		size_t open = s->odd[odd++], close;
		while (odd < s->odds && buffer[s->odd[odd]] == ' ' && s->odd[odd] != open + 1)
			odd++; /* beside a delimiter that is text */
		close = odd < s->odds ? s->odd[odd] : stop;
		if (close >= stop || buffer[open] != marks->quote ||
		    buffer[close] != marks->quote || buffer[close - 1] == ' ' ||
		    (open > start && buffer[open - 1] != marks->delimiter) ||
		    (close + 1 < stop && buffer[close + 1] != marks->delimiter))
			return false;
		for (; s->end[i] < open; i++)
			csv_build_mark(b, s->end[i] - start - taken);
		str_add(&b->text, (struct slice){buffer + at, open - at});
		str_add(&b->text, (struct slice){buffer + open + 1, close - open - 1});
		while (s->end[i] < close)
			if (buffer[s->end[i++]] == '\t')
				return false; /* it must be escaped */
		at = close + 1;
		taken += 2;
	}
	for (; i < first + n; i++)
		csv_build_mark(b, s->end[i] - start - taken);
	str_add(&b->text, (struct slice){buffer + at, stop - at + 1});
	for (size_t k = 0; k < b->n; k++)
		b->text.at[b->end[k]] = '\t';
	csv_build_end(b);
	return true;
}

void csv_cut(struct csv_build *b, const struct csv_scan *s, const char *buffer, size_t first,
             size_t n, bool skip_initial_space)
{
	size_t start = (uint32_t)(s->end[(ptrdiff_t)first - 1] + 1);

	b->bare = true;
	for (size_t i = 0; i < n; i++) {
		size_t stop = s->end[first + i];
		while (skip_initial_space && start < stop &&
		       (buffer[start] == ' ' || buffer[start] == '\t'))
			start++;
		csv_build_field(b, (struct slice){buffer + start, stop - start});
		start = stop + 1;
	}
	csv_build_end(b);
}
