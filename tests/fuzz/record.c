/* Any bytes at all as a record stream, gzip included: the reader gives records of the header's width, or dies in words. */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "error.h"
#include "record.h"
#include "text.h"

static jmp_buf back;

static void jump_back(void)
{
	longjmp(back, 1);
}

static void read_all(const char *path)
{
	struct reader *in = reader_open(path);
	struct record r;

	while (reader_next(in, &r))
		for (size_t i = 0; i < r.n; i++) {
			struct str plain = {0};
			struct slice field = record_field(&r, i);
			text_unescape(&plain, field);
			if (r.n != reader_header(in)->n || !text_is_utf8(field) ||
			    plain.n > field.n)
				abort();
			str_done(&plain);
		}
	reader_close(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	int memory = memfd_create("fuzz", 0);
	char path[64];

	if (memory < 0 || write(memory, data, n) != (ssize_t)n)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
	if (setjmp(back) == 0) {
		error_at_death(jump_back);
		read_all(path);
	}
	close(memory);
	return 0;
}
