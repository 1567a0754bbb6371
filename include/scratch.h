/*
 * scratch: a file without a name, for what does not fit in memory. It lies in TMPDIR or /tmp with mode 0600, and is
 * gone when the program ends, however it ends.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scratch;

/* Dies if it can not be made; so do the others if it can not be written or read. `what` is its name in messages. */
struct scratch *scratch_open(const char *what);
void scratch_write(struct scratch *s, const void *bytes, size_t n);

/* From the beginning. False at the end; what is there is whole pieces of what was written. */
void scratch_rewind(struct scratch *s);
bool scratch_read(struct scratch *s, void *to, size_t n);

/* Goes on writing at the end. */
void scratch_resume(struct scratch *s);

/* Up to n bytes that begin there, from any place, and how many they were: fewer only at the end. After scratch_flush. */
void scratch_flush(struct scratch *s);
size_t scratch_read_at(struct scratch *s, uint64_t place, void *to, size_t n);
void scratch_close(struct scratch *s);

#endif
