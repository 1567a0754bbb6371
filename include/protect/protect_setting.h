/*
 * protect_setting: the numbers and choices among the options of protect, held against the measures that were said.
 */
#ifndef PROTECT_SETTING_H
#define PROTECT_SETTING_H

#include "protect/protect_request.h"

/* False and the reason. The measures of the spec are there. */
bool protect_setting_read(struct protect_request *s, const struct protect_words *words,
                          struct error *e);

/* Whether a combination of keys that no row has would tell what is to be hidden, so that it must have one. */
bool protect_setting_hides_absent(const struct protect_request *s,
                                  const struct protect_request_table *t);

#endif
