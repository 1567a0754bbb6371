/*
 * write_json_lines: the cells of a report for programs, a JSON object a line (JSON Lines, RFC 8259):
 *
 *	{"tabell":"ID","nyckel":{"kon":"1"},"matt":"antal","enhet":"","varde":31,"status":"","tecken":"","bas":54}
 *
 * A value that is not told is null, and so is a base.
 */
#ifndef WRITE_JSON_LINES_H
#define WRITE_JSON_LINES_H

#include "render/exhibit.h"

void write_json_lines(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                      struct str *to);

#endif
