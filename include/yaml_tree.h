/*
 * yaml_tree: what a YAML or JSON file says, as a tree that knows where everything stood.
 */
#ifndef YAML_TREE_H
#define YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "str.h"

#define YAML_MAX_DEPTH 100

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind kind;
	const char *path; /* of its file; NULL: made by the program */
	/* of what it is a copy, as "fil = enkat" (language/families.h); NULL: none */
	const char *member;
	size_t line, column; /* 1-based */
	struct slice text;   /* scalar: its text, NUL after it */
	bool quoted;         /* scalar: was in quotes or a block, so "1" is not the number 1 */
	struct slice key;    /* this node is the value of that key (maps only) */
	size_t key_line, key_column;
	struct yaml *first; /* list, map: items in order */
	struct yaml *next;  /* the next in the same list or map */
	size_t n;           /* list, map: number of items */
};

/* The key of an item of a map, as a place for messages. */
struct yaml yaml_key(const struct yaml *item);

/* The folder of a file, without a slash at the end; of a name alone ".". */
const char *yaml_folder(struct arena *a, const char *path);

/* What a file calls `name` when it speaks of another file: from its own folder, A/../ left out. */
const char *yaml_beside(struct arena *a, const char *path, const char *name);

/* The value of a key of a map, or NULL (also when map is NULL or is none). */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

/*
 * What may be said once or several times: a scalar stands for itself, a list or map for its items. The first, NULL if
 * nothing is said, and the one after it.
 */
static inline const struct yaml *yaml_first(const struct yaml *node)
{
	return node == NULL || node->kind == YAML_SCALAR ? node : node->first;
}

static inline const struct yaml *yaml_next(const struct yaml *node, const struct yaml *item)
{
	return item == node ? NULL : item->next;
}

/* A scalar without quotes that is empty, ~ or null. NULL is null too. */
bool yaml_is_null(const struct yaml *node);

/* true, false (also True, TRUE ...), unquoted. False if it is neither. */
bool yaml_bool(const struct yaml *node, bool *value);

/* "path:line:column", and whose copy it is: " (fil = enkat)". The node's own path, if it has one, is what counts. */
const char *yaml_place(const char *path, const struct yaml *node, struct error *e);

/* Dies: "path:line:column: message", the place of the node. */
_Noreturn void yaml_die(const char *path, const struct yaml *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* false and the same message in *e. */
bool yaml_error(struct error *e, const char *path, const struct yaml *node, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
