/*
 * Any bytes as an expression, and after a newline a record of up to four fields: it compiles or has
 * an error at a character that is there; what it gives is a proper field of its type, and the same
 * again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "date.h"
#include "expr/expr.h"
#include "text.h"

enum { FIELDS = 4 };

static void must(bool holds)
{
	if (!holds)
		abort();
}

/* Fields as a reader would give them: no control bytes, UTF-8, and a backslash only as \\. */
static void clean(struct slice part, struct str *to)
{
	if (text_is_utf8(part))
		for (size_t i = 0; i < part.n; i++) {
			if ((unsigned char)part.at[i] >= ' ' && part.at[i] != 0x7f)
				str_add_byte(to, part.at[i]);
			if (part.at[i] == '\\')
				str_add_byte(to, '\\');
		}
}

static void check_value(const struct expr_value *v, const struct str *field)
{
	struct expr_value back = {.type = v->type};

	must(v->type != EXPR_ANY && text_is_utf8(str_slice(field)));
	must(v->missing == (field->n == 0));
	must(memchr(field->at, '\t', field->n) == NULL &&
	     memchr(field->at, '\n', field->n) == NULL);
	must(expr_read(str_slice(field), &back) == NULL);
	must(back.missing == v->missing);
	if (!v->missing && v->type == EXPR_BOOLEAN)
		must(back.boolean == v->boolean);
	else if (!v->missing)
		must(expr_value_compare(v, &back) == 0);
}

static void evaluate(struct expr *x, const struct record *r)
{
	struct str once = {0}, again = {0};
	struct expr_value v = {0};
	struct error e = {0}, other = {0};
	bool given = expr_evaluate(x, r, &v, &e);

	str_add_text(&once, "");
	if (given) {
		must(v.type == expr_type(x));
		expr_write(&v, &once);
		check_value(&v, &once);
	}
	must(expr_evaluate(x, r, &v, &other) == given);
	if (given) {
		str_add_text(&again, "");
		expr_write(&v, &again);
		must(slice_equal(str_slice(&once), str_slice(&again)));
	} else {
		must(strcmp(e.text, other.text) == 0 && e.line == r->line);
	}
	str_done(&once);
	str_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const names[FIELDS] = {"a", "b", "id.c", "d.status"};
	struct slice rest = {n == 0 ? "" : (const char *)data, n}, text, part;
	uint32_t end[1 + FIELDS] = {UINT32_MAX};
	struct record r = {.end = end + 1, .n = FIELDS, .line = 2};
	struct header header = {0};
	struct expr_columns columns = {.header = &header};
	struct arena arena = {0};
	struct str block = {0};
	struct error e = {0};
	struct expr *x;

	slice_cut(&rest, '\n', &text);
	for (size_t i = 0; i < FIELDS; i++) {
		must(header_add(&header, slice_of(names[i]), NULL));
		if (slice_cut(&rest, '\t', &part))
			clean(part, &block);
		end[i + 1] = (uint32_t)block.n;
		str_add_byte(&block, '\t');
	}
	r.block = block.at;
	x = expr_compile(text, &columns, EXPR_ANY, &arena, &e);
	if (x == NULL)
		must(e.text[0] != '\0' && e.column >= 1 && e.column <= text.n + 1);
	else
		evaluate(x, &r);
	expr_done(x);
	arena_done(&arena);
	header_done(&header);
	str_done(&block);
	return 0;
}
