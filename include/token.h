/*
 * token: the words and signs of an expression, for who looks into one without compiling it.
 *
 * A part is what stands between signs or words outside of all brackets: `a`, `f(b, c)` of "a, f(b, c)" at `,`.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>

#include "str.h"

/* The next word (#N, a number of lineage_text, is one), text in quotes, or sign; blanks before it are passed over. False at the end. */
bool token_next(struct slice *rest, struct slice *token);

/* Whether the word is a column: no function, constant or word of the language. `rest` is what follows it. */
bool token_is_name(struct slice token, struct slice rest);

/* The next part, up to that sign or word, or to the end: then rest->at is NULL. False after the last. */
bool token_part(struct slice *rest, const char *sign, struct slice *part);

/* What stands between ( at the front and ) at the end, if the one closes the other. */
bool token_inside(struct slice text, struct slice *inside);

#endif
