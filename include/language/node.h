/*
 * node: a tree of yaml.h that is being made. Each node gets the place of the node that it stands for.
 */
#ifndef NODE_H
#define NODE_H

#include "arena.h"
#include "yaml.h"

struct yaml *node_map(struct arena *a, const struct yaml *place);
struct yaml *node_list(struct arena *a, const struct yaml *place);

/* A text, as one in quotes: never null, true or false. */
struct yaml *node_text(struct arena *a, const struct yaml *place, const char *text);

/* At the end of a list or map. The item must be in no other; a map's has its key (node_put). Returns the item. */
struct yaml *node_add(struct yaml *to, struct yaml *item);

/* Adds the item under the key; the key stands where the item does. Returns the item. */
struct yaml *node_put(struct arena *a, struct yaml *map, const char *key, struct yaml *item);

/* A text under the key, with the place of another node. */
void node_put_text(struct arena *a, struct yaml *map, const struct yaml *place, const char *key,
                   const char *text);

/* A step at the end of the list: `- STAGE: item`. Returns the item, what the stage is told. */
struct yaml *node_step(struct arena *a, struct yaml *steps, const char *stage, struct yaml *item);

/* The node by itself, with what is below it shared: it may be added to another list or map. */
struct yaml *node_share(struct arena *a, const struct yaml *node);

/* The map of this one's key; an empty one is added if there is none, or no map. */
struct yaml *node_section(struct arena *a, struct yaml *map, const struct yaml *like);

/* Takes the item of that key out of the map, and gives it back; NULL: there is none. */
struct yaml *node_take(struct yaml *map, const char *key);

/* All of it anew, with ${name} replaced in texts and keys; `member` is what messages call the copy. */
struct yaml *node_fill(struct arena *a, const struct yaml *node, struct slice name,
                       struct slice value, const char *member);

/* All of it anew. */
struct yaml *node_copy(struct arena *a, const struct yaml *node);

/* The text with each mark replaced; it is in the arena, or the text itself. */
struct slice node_replace(struct arena *a, struct slice text, struct slice mark,
                          struct slice value);

/* Whether a scalar has this text. False for NULL. */
bool node_is(const struct yaml *node, const char *text);

/* The first item of a map; NULL: it has none, is no map, or is not there. */
struct yaml *node_items(const struct yaml *map);

#endif
