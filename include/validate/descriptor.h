/*
 * descriptor: typed values out of a YAML tree, with the place and what was expected when they are not there.
 *
 * Every function returns false after having set the error, so that reading a file is a row of calls joined by &&.
 */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "str.h"
#include "yaml.h"

struct descriptor {
	const char *path;
	struct arena *arena;
	struct error *e;
	struct str *passed; /* what was passed over and where, for people; NULL: nothing may be */
};

/* What a descriptor keeps of a list: in the arena, in order. */
struct descriptor_texts {
	struct slice *at;
	size_t n;
};

bool descriptor_map(const struct descriptor *d, const struct yaml *node);
/* In Form C (normal.h), for it is compared with data. */
bool descriptor_text(const struct descriptor *d, const struct yaml *node, struct slice *to);
bool descriptor_bool(const struct descriptor *d, const struct yaml *node, bool *to);

/* A whole number from `least` on. */
bool descriptor_count(const struct descriptor *d, const struct yaml *node, size_t least,
                      size_t *to);

/* One ASCII character; an empty text or null gives '\0'. */
bool descriptor_character(const struct descriptor *d, const struct yaml *node, char *to);

/* A list of texts; a lone text is a list of one. */
bool descriptor_list(const struct descriptor *d, const struct yaml *node,
                     struct descriptor_texts *to);

/* The same, where an item may also be {value: ..., label: ...}; labels are only looked at. Each value once. */
bool descriptor_values(const struct descriptor *d, const struct yaml *node,
                       struct descriptor_texts *to);

/*
 * The index of the text among `n` words; false, the list of words and what may have been meant if it is none of
 * them.
 */
bool descriptor_word(const struct descriptor *d, const struct yaml *node, const char *const *words,
                     size_t n, size_t *to);

/*
 * Always false: the key of the node is none of the `n` words that this place knows; with the one that may have been
 * meant.
 */
bool descriptor_unknown(const struct descriptor *d, const struct yaml *item, const char *where,
                        const char *const *words, size_t n);

/* True: the key says nothing here, which is noted in d->passed. */
bool descriptor_pass(const struct descriptor *d, const struct yaml *item);

/*
 * A key that is none of the words that this place knows: false, as descriptor_unknown, if it is nearly one of them;
 * else it is somebody's own, and passed over. Another tool's word may be somebody's own, so it is passed over, too,
 * with ours beside it.
 */
bool descriptor_foreign(const struct descriptor *d, const struct yaml *item, const char *where,
                        const char *const *words, size_t n);

/* x-NAME, and what is only said to people and to other programs. */
bool descriptor_is_remark(struct slice key);

#endif
