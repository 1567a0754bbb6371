/*
 * sheet: the figures of a report as comma-separated values, in two dialects.
 *
 * SHEET_EXCEL is for people with a Swedish Excel: UTF-8 with a byte order mark, semicolons, decimal comma; the tables as they are
 * laid out, one below the other, each with its title, what it declares and its legend.
 *
 * SHEET_DATA is for programs: RFC 4180 (commas, CRLF, quotes only where needed), decimal point, one header, one record for each cell:
 * the figure's id, the code of each key, the measure, the unit, the value as published (rounded), its status, its
 * mark, and the base (n). A value that is not shown is empty.
 */
#ifndef SHEET_H
#define SHEET_H

#include "render/figure.h"

enum sheet_dialect { SHEET_EXCEL, SHEET_DATA, SHEET_DIALECTS };

/* The dialect of that name ("excel", "rfc4180"), or SHEET_DIALECTS. */
enum sheet_dialect sheet_dialect_find(const char *name);

/* `figure` are those to write, in their order. */
void sheet_write(const struct figure *const *figure, size_t figures, enum sheet_dialect dialect,
                 bool made_up, enum language l, struct str *to);

#endif
