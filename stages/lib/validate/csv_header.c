#include "validate/csv_header.h"

#include <string.h>

#include "text.h"

/* Joins what stands in a header row to the names that the rows before it made. */
static void join_names(struct slice join, struct csv_names *names, const struct record *r,
                       struct arena *arena)
{
	struct slice *at = arena_take(arena, (r->n > names->n ? r->n : names->n) * sizeof *at);
	struct str name = {0};

	if (names->n > 0)
		memcpy(at, names->at, names->n * sizeof *at);
	for (size_t i = 0; i < r->n; i++) {
		str_reset(&name);
		if (i < names->n && at[i].n > 0) {
			str_add(&name, at[i]);
			if (record_field(r, i).n > 0)
				str_add(&name, join);
		}
		text_unescape(&name, record_field(r, i));
		at[i] = arena_copy(arena, str_slice(&name));
	}
	str_done(&name);
	names->at = at;
	if (r->n > names->n)
		names->n = r->n;
}

bool csv_header_read(struct csv *c, const struct csv_dialect *dialect, struct csv_names *names,
                     struct arena *arena, struct error *e)
{
	const struct csv_numbers *rows = &dialect->header_rows;
	uint64_t last = rows->n > 0 ? rows->at[rows->n - 1] : 0;
	static const char *const faults[] = {
	    [CSV_FAULT_QUOTE] = "a quote where none may stand",
	    [CSV_FAULT_CONTROL] = "a control byte",
	    [CSV_FAULT_ESCAPE] = "an escape before a letter or digit",
	    [CSV_FAULT_C1] = "a control character of U+0080 to U+009F",
	    [CSV_FAULT_ENCODING] = "bytes that are no text in the encoding"};
	struct csv_row row;

	*names = (struct csv_names){0};
	do {
		if (!csv_next(c, &row, e)) {
			if (e->text[0] == '\0')
				error_set(e,
				          csv_bytes(c) == 0
				              ? "%s: the file is empty"
				              : "%s: no header: the file ends before it",
				          csv_name(c));
			return false;
		}
		if (last > 0 && !csv_is_among(rows, row.number))
			continue;
		if (row.fault != CSV_FINE)
			return error_set(e, "%s:%llu: the header can not be read: %s", csv_name(c),
			                 (unsigned long long)row.record.line, faults[row.fault]);
		join_names(dialect->header_join, names, &row.record, arena);
	} while (row.number < last);
	return true;
}
