#include "aggregate/key_columns.h"

#include "error.h"
#include "header.h"

void key_columns_refuse_marks(const struct reader *in, bool states)
{
	const struct header *h = reader_header(in);

	for (size_t i = 0; i < h->n; i++) {
		if (column_is_identifier(h->name[i]))
			die("%s: column %.*s is a direct identifier; replace it with "
			    "pseudonymise or drop it with pick",
			    reader_name(in), SLICE(h->name[i]));
		if (column_is_state(h->name[i]) && !states)
			die("%s: column %.*s: what is counted already is added up with --merge",
			    reader_name(in), SLICE(h->name[i]));
	}
}

void key_columns_refuse_totals(const struct reader *in, const struct record *r,
                               const struct slice *name, size_t n, struct slice key)
{
	struct slice field;

	for (size_t i = 0; i < n && slice_cut(&key, '\t', &field); i++)
		if (slice_is(field, "*"))
			reader_die(in, r->line, name[i],
			           "* stands for all; a table with totals can not be aggregated");
}

size_t key_columns_find(const struct slice *name, size_t n, struct slice one, const char *where)
{
	size_t i = 0;

	while (i < n && !slice_equal(name[i], one))
		i++;
	if (i == n)
		die("%s: %.*s is no column of --by", where, SLICE(one));
	return i;
}

uint32_t key_columns_set(const struct slice *name, size_t n, struct slice list, const char *where)
{
	struct slice one;
	uint32_t columns = 0;

	while (list.n > 0 && slice_cut(&list, ',', &one)) {
		while (slice_starts(one, " "))
			one = (struct slice){one.at + 1, one.n - 1};
		columns |= UINT32_C(1) << key_columns_find(name, n, one, where);
	}
	return columns;
}
