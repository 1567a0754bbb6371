/*
 * text_exhibit: an exhibit in plain text, for a terminal or a mail, at most TEXT_EXHIBIT_WIDTH columns wide.
 *
 * A table has its columns aligned; columns that do not fit beside the others follow in a further part, with the labels
 * of the rows again. A chart has a bar of blocks for each value.
 */
#ifndef TEXT_EXHIBIT_H
#define TEXT_EXHIBIT_H

#include "render/exhibit.h"

#define TEXT_EXHIBIT_WIDTH 100

/* Appends the name, the title, the cells and what the exhibit declares. */
void text_exhibit_write(const struct exhibit *f, enum language l, struct str *to);

#endif
