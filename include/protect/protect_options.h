/*
 * protect_options: the options of protect, read into a protect_spec.
 *
 * Which column is what is said in a small language, MEASURE@COLUMN,...=POPULATION and the like; here it is taken
 * apart and held against itself. Its pieces are protect_word.h, its numbers and choices protect_setting.h.
 */
#ifndef PROTECT_OPTIONS_H
#define PROTECT_OPTIONS_H

#include "protect/protect_request.h"

/* False and the reason. The words must live as long. */
bool protect_options_read(struct protect_request *s, const struct protect_words *words,
                          struct error *e);

#endif
