#include "render/drawing.h"

#include "render/markup.h"
#include "text.h"

/* Light, dark, light, dark; hatched, plain, dotted, striped. Lightness of 80, 32, 84 and 36 of 100. */
static const struct series {
	const char *fill, *line, *pattern;
} series[DRAWING_MAX_SERIES] = {
    {"#bcd7ee", "#1d4f7c",
     "<path d=\"M-2 8L8 -2M4 12L12 4\" stroke=\"#5d93c1\" stroke-width=\"1.5\"/>"},
    {"#1d4f7c", "#1d4f7c", ""},
    {"#f7d9ae", "#85480a", "<circle cx=\"4\" cy=\"4\" r=\"1.5\" fill=\"#b9772b\"/>"},
    {"#85480a", "#85480a", "<path d=\"M0 2H10\" stroke=\"#f7d9ae\" stroke-width=\"1.5\"/>"}};

/* A single series is plain and dark. */
static size_t series_of(const struct exhibit *f, size_t column)
{
	return f->columns.n == 1 ? 1 : column;
}

bool drawing_has_bar(const struct exhibit_cell *c)
{
	return c->mark == MARK_NONE;
}

void drawing_percent(struct str *to, const char *name, int64_t hundredths)
{
	str_addf(to, " %s=\"%lld.%02lld%%\"", name, (long long)(hundredths / 100),
	         (long long)(hundredths % 100));
}

void drawing_value(const struct exhibit_cell *c, enum language l, struct str *to)
{
	struct str text = {0};

	exhibit_write_value(c, l, &text);
	markup_add(to, str_slice(&text));
	str_done(&text);
}

void drawing_fill(const struct exhibit *f, size_t column, struct str *to)
{
	const struct series *s = &series[series_of(f, column)];

	if (*s->pattern == '\0')
		str_addf(to, " fill=\"%s\"", s->fill);
	else
		str_addf(to, " fill=\"url(#%.*s--m%zu)\"", SLICE(f->id), column + 1);
	str_addf(to, " stroke=\"%s\"", s->line);
}

/* The key refers to these too: an id is of the whole page. */
void drawing_patterns(const struct exhibit *f, struct str *to)
{
	str_add_text(to, "<defs>");
	for (size_t i = 0; i < f->columns.n; i++) {
		const struct series *s = &series[series_of(f, i)];
		if (*s->pattern == '\0')
			continue;
		str_addf(to,
		         "<pattern id=\"%.*s--m%zu\" width=\"10\" height=\"10\" "
		         "patternUnits=\"userSpaceOnUse\"><rect width=\"10\" height=\"10\" "
		         "fill=\"%s\"/>%s</pattern>",
		         SLICE(f->id), i + 1, s->fill, s->pattern);
	}
	str_add_text(to, "</defs>\n");
}

/* The first line of a text that is at most `width` characters wide, cut at a blank; the rest is left. */
static struct slice cut_line(struct slice *rest, size_t width)
{
	size_t cut = 0, bytes, at = 0, used = 0;

	for (; at < rest->n; at += bytes) {
		struct slice left = {rest->at + at, rest->n - at};
		text_character(left, &bytes);
		if (*left.at == ' ')
			cut = at;
		if (++used > width && cut > 0)
			break;
	}
	size_t n = at >= rest->n ? rest->n : cut;
	struct slice line = {rest->at, n};
	size_t skip = n + (n < rest->n);
	*rest = (struct slice){rest->at + skip, rest->n - skip};
	return line;
}

/* Text over one or more lines from y on; returns where the next line would stand. */
int drawing_text(struct str *to, struct slice text, size_t width, const char *attributes, int64_t x,
                 int y)
{
	while (text.n > 0) {
		struct slice line = cut_line(&text, width);
		str_addf(to, "<text%s y=\"%d\"", attributes, y);
		drawing_percent(to, "x", x);
		str_add_byte(to, '>');
		markup_add(to, line);
		str_add_text(to, "</text>\n");
		y += DRAWING_LINE;
	}
	return y;
}
