/*
 * suggest: what somebody may have meant who wrote a name that is not there.
 *
 * Two ways to be near: the letters nearly agree (a slip of the finger, the other end of a word, a column without
 * its mark id.), or the word is that of Miller, SQL, R, Excel or csvkit for what is called otherwise here (sort is
 * order). Only names that are offered are suggested, so what is suggested is always there. Pure.
 *
 *	suggest_start(&s, typed); suggest_offer(&s, name) for each that there is; "no column %s%s", typed, suggest_text(&s)
 */
#ifndef SUGGEST_H
#define SUGGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

#define SUGGEST_MOST 3
#define SUGGEST_TEXT 200

struct suggest {
	struct slice typed;
	const char *mark; /* shown before each name (--), or NULL; may be set after suggest_start */
	struct {
		struct slice name;
		size_t distance;
	} best[SUGGEST_MOST];
	size_t n;
	/* what was typed is another tool's word for one of them, and perhaps no slip */
	bool foreign;
	char text[SUGGEST_TEXT];
};

/* The slices must live until suggest_text. */
void suggest_start(struct suggest *s, struct slice typed);
void suggest_offer(struct suggest *s, struct slice name);

/* "; did you mean order?", nearest first, or "". It stands in *s. */
const char *suggest_text(struct suggest *s);

/*
 * Whether it is one of these keys; if not, the message: "unknown key abuot; did you mean about? (a pipeline has:
 * about, ...)".
 */
bool suggest_key(struct slice key, const char *const *keys, const char *what, struct str *message);

#endif
