/*
 * write_xlsx: the tables and charts of a report as a workbook of Excel, by libxlsxwriter.
 *
 * First a sheet of contents and one of notes, then a sheet for each: title, what is shown, unit and source, and from row 5 an
 * Excel table (t_ID) with one row of heads, numbers as numbers and a column of statuses in words beside each measure that has
 * any. A chart has its figure below its table, drawn of the cells of the sheet, if all of
 * them are numbers. What is not told is a text ("x", "..", "≤ 12").
 * No formula, no macro, no link outside; the bytes hang on the report alone.
 */
#ifndef WRITE_XLSX_H
#define WRITE_XLSX_H

#include "render/exhibit.h"

void write_xlsx(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                struct str *to);

#endif
