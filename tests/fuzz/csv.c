/*
 * Any bytes as foreign text, in any dialect: rows whose fields are record form and lie within the row, line numbers that
 * go upwards, or words of what is wrong. The first bytes choose dialect and encoding.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "validate/csv.h"
#include "text.h"

static void check_row(const struct csv_row *row)
{
	struct str plain = {0}, again = {0};

	for (size_t i = 0; i < row->record.n && row->fault == CSV_FINE; i++) {
		struct slice field = record_field(&row->record, i);
		if (!text_is_utf8(field))
			abort();
		for (size_t k = 0; k < field.n; k++)
			if ((unsigned char)field.at[k] < 0x20 || field.at[k] == 0x7F)
				abort();
		str_reset(&plain);
		str_reset(&again);
		text_unescape(&plain, field);
		if (plain.n > 0)
			text_escape(&again, str_slice(&plain));
		if (!slice_equal(str_slice(&again), field))
			abort();
	}
	if (row->record.n > 0 && row->record.block[row->record.end[row->record.n - 1]] != '\n')
		abort();
	str_done(&plain);
	str_done(&again);
}

static void read_all(const char *path, const struct csv_dialect *dialect, enum encoding encoding)
{
	struct error e = {0};
	struct input *in = input_open(path, &e);
	struct csv *c = csv_open(in, encoding, dialect);
	struct csv_row row[CSV_BATCH];
	uint64_t line = 0, number = 0;
	size_t n;

	while ((n = csv_batch(c, row, CSV_BATCH, &e)) > 0)
		for (size_t i = 0; i < n; i++) {
			if (row[i].record.line <= line || row[i].number <= number)
				abort();
			line = row[i].record.line;
			number = row[i].number;
			check_row(&row[i]);
		}
	csv_close(c);
	input_close(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char delimiters[] = ";,\t|", quotes[] = "\"'\"\0";
	struct csv_dialect d = csv_default_dialect;
	char path[64];
	int descriptor;

	if (n < 2)
		return 0;
	d.delimiter = delimiters[bytes[0] % 4];
	d.quote = quotes[bytes[0] / 4 % 4];
	d.escape = bytes[0] & 16 ? '\\' : '\0';
	if (d.escape && bytes[1] & 8)
		d.stray = '"', d.quote = '\0';
	d.null = d.escape ? slice_of("\\N") : d.null;
	d.double_quote = (bytes[0] & 32) == 0;
	d.skip_initial_space = (bytes[0] & 64) != 0;
	d.line_end = "\0\n\r"[bytes[1] / 64 % 3];
	if (bytes[0] & 128)
		d.comment = slice_of("#");
	descriptor = memfd_create("fuzz", 0);
	if (write(descriptor, bytes + 2, n - 2) != (ssize_t)(n - 2))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
	read_all(path, &d, (enum encoding)(bytes[1] % (ENCODING_DETECT + 1)));
	close(descriptor);
	return 0;
}
