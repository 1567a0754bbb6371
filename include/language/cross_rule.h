/*
 * cross_rule: one rule over several files, of one table, as its author wrote it (docs/language.md, "Rules over several files").
 *
 * `V03: {of: [tilldelning, sparade_medel], against: {nedlagda: forbund_id}, keeps: ...}` is read as one of each table. What a rule is called, how
 * severe it is and its message may stand in any of what is said of it, once; that a table stands under a rule twice is an error.
 */
#ifndef CROSS_RULE_H
#define CROSS_RULE_H

#include "language/language.h"

struct cross_rule {
	struct slice name;       /* V03 */
	const struct yaml *node; /* the map that says it */
	const struct yaml *of;   /* where it names the table */
	const char *said;        /* the table, as its author calls it: P-IND */
	const char *table;       /* the table */
	const char *columns;     /* of the table; NULL: not known (known_columns.h) */
	const char *file;        /* what is told of: the source of its rows, or else `said` */
	bool error, persons;     /* whether its rows are removed; whether they are about persons */
	/* written by cross_rules: from which rows those that break it are taken, the table of what it leaves, the table of the keys that take others along */
	const char *rows, *left, *gone;
};

struct cross_rules {
	struct language *l;
	const struct yaml *place; /* the item of `place:`, whose key is the column; NULL: none */
	struct cross_rule *at;
	size_t n, room;
};

/* All of them, in the order in which they are written, or what is wrong with them. */
void cross_rule_read(struct cross_rules *all);

/* What one says of itself as a whole; NULL: it does not. `key` is severity or message. */
const struct yaml *cross_rule_told(const struct language *l, struct slice name, const char *key);

/* The columns that `keeps` takes from this table of `against`, with commas. */
const char *cross_rule_brings(struct language *l, const struct cross_rule *r,
                              const struct yaml *against);

/* Whether several rules share its table `found`, which then tells of which rule a row is (regel). */
bool cross_rule_shares(struct language *l, const struct cross_rule *r);

/* Each table that a node names: members, if it is a family. In turn, from NULL on; NULL: there are no more. */
struct cross_name {
	const struct yaml *node; /* where it is named */
	const char *said, *table;
};
size_t cross_rule_names(struct language *l, const struct yaml *list, struct cross_name **names);

#endif
