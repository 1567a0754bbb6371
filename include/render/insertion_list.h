/*
 * insertion_list: the rows of a table named in a sentence, "A, B och C", for an insertion with the filter lista.
 */
#ifndef INSERTION_LIST_H
#define INSERTION_LIST_H

#include "render/report.h"
#include "keyed_table.h"

struct insertion_list {
	size_t column;
	const struct keyed_table_key *key;
	size_t keys;
};

/*
 * Appends the labels that the column has in the rows that fit, each once, in Swedish order. Rows for all (*) and rows
 * where it is missing are passed over. False if there are none: then nothing was appended.
 */
bool insertion_write_list_write(const struct insertion_list *l, const struct report *r,
                                const struct keyed_table *t, struct str *to);

#endif
