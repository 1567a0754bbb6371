/*
 * xlsx_sheet: the sheet of one table or chart in a workbook (write_xlsx.h).
 */
#ifndef XLSX_SHEET_H
#define XLSX_SHEET_H

#include <xlsxwriter.h>

#include "render/exhibit.h"

/* A workbook under way, with the formats that its sheets share. */
struct workbook {
	lxw_workbook *book;
	const struct report *r;
	lxw_format *title, *head, *wrapped, *link;
	lxw_format *number[8][2]; /* by decimals; the second shows zero as a sign */
};

/* Dies if libxlsxwriter could not do it. */
void workbook_check(lxw_error error);

/* Another sheet, which prints on A4, one page wide. */
lxw_worksheet *workbook_sheet(const struct workbook *w, const char *name);

/* A cell of text. Dies if it is longer than Excel has room for. */
void workbook_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, struct slice text,
                   lxw_format *format);

/* The same in as many lines as it takes in a column so wide; the row is as high. */
void workbook_wrapped(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, struct slice text,
                      size_t width, lxw_format *format);

/* A copy in the arena of the report, for what wants to be able to change it. */
char *workbook_keep(const struct report *r, struct slice text);

/* "Tabell 1": of the sheet, and of links to it. Kept in the same way. */
char *xlsx_sheet_name(const struct exhibit *f, const struct report *r);

void xlsx_sheet_add(struct workbook *w, const struct exhibit *f);

#endif
