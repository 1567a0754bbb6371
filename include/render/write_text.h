/*
 * write_text: a report as plain text in UTF-8, for a terminal or a mail.
 */
#ifndef WRITE_TEXT_H
#define WRITE_TEXT_H

#include "render/document.h"

void write_text(const struct document *d, struct str *to);

#endif
