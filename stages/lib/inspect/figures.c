#include "inspect/figures.h"

#include "keyed_table.h"
#include "number.h"

static bool is_count(const struct request_table *t, struct slice column)
{
	for (size_t i = 0; i < t->measures; i++)
		if (slice_equal(t->measure[i].name, column))
			return t->measure[i].kind == REQUEST_COUNT;
	return false;
}

static void take_least(int64_t *least, struct slice field)
{
	struct number n;
	int64_t whole;

	if (number_parse(field, &n) && number_whole(n, &whole) && whole > 0 &&
	    (*least == LINE_UNKNOWN || whole < *least))
		*least = whole;
}

static void load(struct keyed_table *t, const char *path, struct arena *a)
{
	struct reader *in = reader_open(path);

	keyed_table_load(t, slice_of(path), in, a);
	reader_close(in);
}

static void look_inside(struct figures *f, const struct request_table *t, const char *path,
                        struct arena *a)
{
	struct keyed_table table = {0};

	load(&table, path, a);
	for (size_t row = 0; row < table.rows; row++)
		for (size_t i = 0; i < table.header.n; i++)
			if (is_count(t, table.header.name[i]))
				take_least(&f->least_inside, keyed_table_field(&table, row, i));
	keyed_table_done(&table);
}

static void look_at_field(struct figures *f, struct slice value, struct slice status, bool count)
{
	f->figures++;
	if (value.n == 0 && status.n > 0)
		f->hidden++;
	else if (status.n > 0)
		f->changed++;
	if (count)
		take_least(&f->least_shown, value);
}

void figures_read(struct figures *f, const struct request_table *t, const char *inside,
                  const char *protected)
{
	struct keyed_table table = {0};
	struct arena a = {0};

	*f = (struct figures){.least_inside = LINE_UNKNOWN, .least_shown = LINE_UNKNOWN};
	if (inside != NULL)
		look_inside(f, t, inside, &a);
	load(&table, protected, &a);
	f->rows = (int64_t)table.rows;
	for (size_t i = 0; i < table.header.n; i++) {
		size_t status = keyed_table_status(&table, i);
		for (size_t row = 0; status != COLUMN_NONE && row < table.rows; row++)
			look_at_field(f, keyed_table_field(&table, row, i),
			              keyed_table_field(&table, row, status),
			              is_count(t, table.header.name[i]));
	}
	keyed_table_done(&table);
	arena_done(&a);
}
