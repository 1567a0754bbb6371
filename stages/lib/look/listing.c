#include "look/listing.h"

#include <stdint.h>
#include <stdlib.h>

#include "text.h"
#include "wrap.h"

#define GAP 2   /* between two columns */
#define LEAST 8 /* a text is cut to no less */
#define ELLIPSIS "\u2026"

void listing_column(struct listing *l, struct slice name)
{
	l->column = array_room(l->column, &l->column_room, l->columns + 1, sizeof *l->column);
	l->column[l->columns++] = (struct listing_column){.name = arena_copy(&l->arena, name)};
}

void listing_title(struct listing *l, size_t column, struct slice title)
{
	l->column[column].title = arena_copy(&l->arena, title);
}

void listing_cell(struct listing *l, struct slice text, enum listing_look look)
{
	l->cell = array_room(l->cell, &l->room, l->cells + 1, sizeof *l->cell);
	l->cell[l->cells++] = (struct listing_cell){arena_copy(&l->arena, text), look};
}

/* ---------------------------------------------------------------- widths */

static size_t greater(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t lesser(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t head_width(const struct listing_column *c)
{
	return greater(text_width(c->name), text_width(c->title));
}

/* The column where no text is wider than `most`: what is whole stays so, and nothing is cut to less than LEAST. */
static size_t width_within(const struct listing_column *c, size_t most)
{
	size_t name = head_width(c);

	most = greater(most, LEAST);
	return greater(lesser(name, most), c->whole ? c->width : lesser(c->width, most));
}

static size_t total(const struct listing *l, size_t most)
{
	size_t sum = 0;

	for (size_t i = 0; i < l->shown; i++)
		sum += (i > 0 ? GAP : 0) + width_within(&l->column[i], most);
	return sum;
}

/* All are brought down to one width, the greatest that fits; narrower ones are left as they are. */
void listing_lay(struct listing *l, size_t width)
{
	size_t most = LEAST;

	for (size_t i = 0; i < l->cells; i++) {
		struct listing_column *c = &l->column[i % l->columns];
		c->width = greater(c->width, text_width(l->cell[i].text));
	}
	for (size_t i = 0; i < l->columns; i++)
		most = greater(most, greater(l->column[i].width, head_width(&l->column[i])));
	if (width > 0)
		most = lesser(most, width);
	l->shown = l->columns;
	while (width > 0 && l->shown > 1 && total(l, LEAST) > width)
		l->shown--;
	while (width > 0 && most > LEAST && total(l, most) > width)
		most--;
	for (size_t i = 0; i < l->shown; i++)
		l->column[i].width = width_within(&l->column[i], most);
}

/* ---------------------------------------------------------------- lines */

static const char *begin_of(enum listing_look look)
{
	return look == LISTING_DIM ? "\033[2m" : look == LISTING_STRONG ? "\033[1m" : "";
}

/* The text in its width; a line does not end in blanks. */
static void write_cell(const struct listing_column *c, const struct listing_cell *cell,
                       bool colours, bool last, struct str *to)
{
	struct slice text = cell->text;
	size_t used = text_width(text);
	bool cut = used > c->width;

	if (cut) {
		text.n = text_fit(text, c->width - 1);
		used = text_width(text) + 1;
	}
	if (c->right)
		wrap_pad(to, c->width - used);
	if (colours)
		str_add_text(to, begin_of(cell->look));
	str_add(to, text);
	if (cut)
		str_add_text(to, ELLIPSIS);
	if (colours && cell->look != LISTING_PLAIN)
		str_add_text(to, "\033[0m");
	if (!last)
		wrap_pad(to, (c->right ? 0 : c->width - used) + GAP);
}

static void end_line(struct str *to)
{
	while (to->n > 0 && to->at[to->n - 1] == ' ')
		to->n--;
	str_add_byte(to, '\n');
}

static void write_rule(const struct listing *l, struct str *to)
{
	for (size_t i = 0; i < l->shown; i++) {
		for (size_t k = 0; k < l->column[i].width; k++)
			str_add_text(to, "\u2500");
		if (i + 1 < l->shown)
			wrap_pad(to, GAP);
	}
	end_line(to);
}

/* Names, or titles; nothing if there is not one. */
static void write_head(const struct listing *l, bool titles, bool colours, struct str *to)
{
	bool any = false;

	for (size_t i = 0; i < l->shown; i++)
		any |= !titles || l->column[i].title.n > 0;
	for (size_t i = 0; any && i < l->shown; i++) {
		const struct listing_column *c = &l->column[i];
		struct listing_cell cell = {titles ? c->title : c->name,
		                            titles ? LISTING_PLAIN : LISTING_STRONG};

		write_cell(c, &cell, colours, i + 1 == l->shown, to);
	}
	if (any)
		end_line(to);
}

void listing_write(const struct listing *l, bool colours, struct str *to)
{
	write_head(l, false, colours, to);
	write_head(l, true, colours, to);
	write_rule(l, to);
	for (size_t row = 0; row < l->cells; row += l->columns) {
		for (size_t i = 0; i < l->shown; i++)
			write_cell(&l->column[i], &l->cell[row + i], colours, i + 1 == l->shown,
			           to);
		end_line(to);
	}
}

void listing_note(struct slice text, size_t width, bool colours, struct str *to)
{
	struct slice line;

	while (wrap_cut(&text, width == 0 ? SIZE_MAX : width, &line)) {
		str_add_text(to, colours ? begin_of(LISTING_DIM) : "");
		str_add(to, line);
		str_add_text(to, colours ? "\033[0m\n" : "\n");
	}
}

void listing_done(struct listing *l)
{
	free(l->column);
	free(l->cell);
	arena_done(&l->arena);
	*l = (struct listing){0};
}
