/*
 * plain_word: words that an author writes in YAML, with or without å ä ö: `källa` and `kalla` are one.
 */
#ifndef PLAIN_WORD_H
#define PLAIN_WORD_H

#include <stdbool.h>

#include "str.h"
#include "yaml_tree.h"

/* Whether the two are the same but for å ä ö; `word` has none. */
bool plain_word(struct slice written, const char *word);

/* The value of a key of a map, å ä ö or not; NULL if there is none, or no map. */
const struct yaml *plain_get(const struct yaml *map, const char *key);

#endif
