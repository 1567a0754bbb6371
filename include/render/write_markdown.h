/*
 * write_markdown: the tables and charts of a report as Markdown with pipe tables, for what is pasted into a page or a wiki:
 * title, unit, the table with one row of heads, what it says of itself as a list.
 */
#ifndef WRITE_MARKDOWN_H
#define WRITE_MARKDOWN_H

#include "render/exhibit.h"

void write_markdown(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                    struct str *to);

#endif
