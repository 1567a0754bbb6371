/*
 * line: a line of the tables of a review, field by field. Each ends in the column that the gate refuses (GATE_INSIDE of gate.h).
 */
#ifndef LINE_H
#define LINE_H

#include <stdint.h>

#include "str.h"

#define LINE_UNKNOWN (-1) /* a number that is not known: an empty field */

/* Plain text. */
void line_add_field(struct str *to, struct slice text);
void line_add_text(struct str *to, const char *text);
void line_add_number(struct str *to, int64_t n);
void line_end(struct str *to);

#endif
