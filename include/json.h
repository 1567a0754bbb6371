/*
 * json: writing JSON (RFC 8259), a piece at a time, into a str. Pure. Reading is done by yaml.h (yaml_json.h).
 */
#ifndef JSON_H
#define JSON_H

#include "str.h"

/* "text" with quotes and escapes; bytes that are not UTF-8 become U+FFFD. */
void json_text(struct str *to, struct slice text);

/* "key": and the comma before it if something precedes in this object. */
void json_key(struct str *to, const char *key);

/* "key":"text" in the same way; of a text that is NULL, "key":null. */
void json_field(struct str *to, const char *key, struct slice text);
void json_field_text(struct str *to, const char *key, const char *text);

#endif
