/*
 * yaml_json: JSON (RFC 8259) as a tree (yaml_tree.h), by jansson. For yaml.c: everyone else calls yaml_load and
 * yaml_parse.
 *
 * libyaml takes most JSON for the YAML that it is, but no key of more than 1,024 bytes and no pair of surrogates.
 * Numbers are kept as they are written, digit for digit. A key that occurs twice is an error, as is half a pair of
 * surrogates.
 */
#ifndef YAML_JSON_H
#define YAML_JSON_H

#include <stdbool.h>

#include "arena.h"
#include "yaml_tree.h"

/* Whether the text begins as a JSON object or list does. YAML may begin so too. */
bool yaml_json_may_be(struct slice text);

/* NULL and the reason, which begins "name:line:column: ". */
const struct yaml *yaml_json_parse(const char *name, struct slice text, struct arena *a,
                                   struct error *e);

#endif
