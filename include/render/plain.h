/*
 * plain: a report as plain text in UTF-8, for a terminal or a mail.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "render/document.h"

void plain_write(const struct document *d, struct str *to);

#endif
