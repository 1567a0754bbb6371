/*
 * sheet: lines of fields with a separator between them, as RFC 4180 has it: quotes only where they are needed.
 */
#ifndef SHEET_H
#define SHEET_H

#include "str.h"

struct sheet {
	struct str *to;
	char separator;
	const char *end; /* of a line */
	size_t column;   /* of the line under way */
};

void sheet_field(struct sheet *s, struct slice field);
void sheet_text(struct sheet *s, const char *text);
void sheet_end_line(struct sheet *s);

#endif
