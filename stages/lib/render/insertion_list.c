#include "render/insertion_list.h"

#include <stdlib.h>

#include "collate.h"

static int by_alphabet(const void *a, const void *b)
{
	return collate_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static size_t collect(const struct insertion_list *l, const struct report *r,
                      const struct keyed_table *t, struct slice *label)
{
	size_t n = 0;

	for (size_t i = 0; i < t->rows; i++) {
		struct slice value = keyed_table_field(t, i, l->column);
		if (!keyed_table_fits(t, l->key, l->keys, i) || value.n == 0 ||
		    slice_equal(value, slice_of(KEYED_TABLE_ALL)))
			continue;
		label[n] = value;
		report_label(r, t->header.name[l->column], value, &label[n]);
		n++;
	}
	return n;
}

bool insertion_write_list_write(const struct insertion_list *l, const struct report *r,
                                const struct keyed_table *t, struct str *to)
{
	struct slice *label = arena_take(r->arena, (t->rows + 1) * sizeof *label);
	size_t n = collect(l, r, t, label), kept = 0;

	qsort(label, n, sizeof *label, by_alphabet);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || !slice_equal(label[kept - 1], label[i]))
			label[kept++] = label[i];
	for (size_t i = 0; i < kept; i++) {
		const char *and = r->language == LANGUAGE_SV ? " och " : " and ";
		str_add_text(to, i == 0 ? "" : i + 1 < kept ? ", " : and);
		str_add(to, label[i]);
	}
	return kept > 0;
}
