/*
 * board: a figure in plain text, for a terminal or a mail, at most BOARD_WIDTH columns wide.
 *
 * A table has its columns aligned; columns that do not fit beside the others follow in a further part, with the labels
 * of the rows again. A chart has a bar of blocks for each value.
 */
#ifndef BOARD_H
#define BOARD_H

#include "render/figure.h"

#define BOARD_WIDTH 100

/* Appends the name, the title, the cells and what the figure declares. */
void board_write(const struct figure *f, enum language l, struct str *to);

#endif
