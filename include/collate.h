/*
 * collate: the order in which Swedish registers have texts, the same on every machine.
 *
 * Capital letters are as small ones; å, ä (æ) and ö (ø) come after z, ü is as y, other letters of Latin-1 are as those
 * that they are made of, and what is not Latin comes last. Where all that is equal, bytes decide. Pure.
 */
#ifndef COLLATE_H
#define COLLATE_H

#include "str.h"

/* Below, above or 0 as the first comes before, after, or is the same text. */
int collate_compare(struct slice a, struct slice b);

/*
 * Appends what the text is ordered by, so that the order of bytes is the order of collate_compare where a NUL follows: a byte for
 * most characters and a NUL, and then the text.
 */
void collate_key(struct slice text, struct str *to);

#endif
