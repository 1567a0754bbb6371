#include "validate/spool.h"

#include <stdlib.h>

#include "error.h"
#include "memory.h"
#include "scratch.h"

/* The file holds for each row an entry, the numbers of its faults, and its text if it has a clean form. */
struct spool {
	struct scratch *file;
	bool taking;
	uint64_t bytes;
	struct str text;
};

/* What stands before the faults and the text of a row. */
struct entry {
	uint64_t row, line;
	uint32_t faults, bytes; /* bytes 0: no clean row */
};

struct spool *spool_open(void)
{
	struct spool *s = memory_zeroed(1, sizeof *s);

	s->file = scratch_open("a file");
	return s;
}

void spool_put(struct spool *s, uint64_t row, uint64_t line, const struct record *clean,
               const struct faults_row *found)
{
	struct entry entry = {row, line, (uint32_t)found->n, 0};
	struct slice text = {0};

	if (clean) {
		text = record_span(clean, 0, clean->n);
		entry.bytes = (uint32_t)text.n + 1;
	}
	s->bytes += sizeof entry + found->n * sizeof *found->at + entry.bytes;
	scratch_write(s->file, &entry, sizeof entry);
	scratch_write(s->file, found->at, found->n * sizeof *found->at);
	scratch_write(s->file, text.at, text.n);
	if (clean)
		scratch_write(s->file, "\n", 1);
}

uint64_t spool_bytes(const struct spool *s)
{
	return s->bytes;
}

bool spool_take(struct spool *s, uint64_t *row, uint64_t *line, struct clean_row *clean,
                const struct record **record, struct faults_row *found)
{
	struct entry entry;
	uint32_t number;

	if (!s->taking)
		scratch_rewind(s->file);
	s->taking = true;
	if (!scratch_read(s->file, &entry, sizeof entry))
		return false;
	*row = entry.row;
	*line = entry.line;
	*record = NULL;
	found->n = 0;
	for (uint32_t i = 0; i < entry.faults; i++) {
		scratch_read(s->file, &number, sizeof number);
		faults_add(found, number);
	}
	if (entry.bytes > 0) {
		str_reset(&s->text);
		scratch_read(s->file, str_room(&s->text, entry.bytes), entry.bytes);
		s->text.n = entry.bytes;
		*record = clean_row_from(clean, str_slice(&s->text), entry.line);
	}
	return true;
}

void spool_close(struct spool *s)
{
	scratch_close(s->file);
	str_done(&s->text);
	free(s);
}
