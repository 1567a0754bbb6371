/*
 * write_csv: the exhibits of a report as comma-separated values, in two dialects.
 *
 * WRITE_CSV_EXCEL is for people with a Swedish Excel: UTF-8 with a byte order mark, semicolons, decimal comma; the
 * tables as they are laid out, one below the other, each with its title, what it declares and its legend.
 *
 * WRITE_CSV_DATA is for programs: RFC 4180 (commas, CRLF, quotes only where needed), decimal point, one header, one
 * record for each cell: the exhibit's id, the code of each key, the measure, the unit, the value as published
 * (rounded), its status, its mark, and the base (n). A value that is not shown is empty.
 */
#ifndef WRITE_CSV_H
#define WRITE_CSV_H

#include "render/exhibit.h"

enum write_csv_dialect { WRITE_CSV_EXCEL, WRITE_CSV_DATA, WRITE_CSV_DIALECTS };

/* The dialect of that name ("excel", "rfc4180"), or WRITE_CSV_DIALECTS. */
enum write_csv_dialect write_csv_dialect_find(const char *name);

/* `exhibit` are those to write, in their order. */
void write_csv(const struct exhibit *const *exhibit, size_t exhibits,
               enum write_csv_dialect dialect, const struct report *r, struct str *to);

#endif
