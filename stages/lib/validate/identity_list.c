#include "validate/identity_list.h"

#include <stdlib.h>

#include "error.h"

static int by_number(const void *a, const void *b)
{
	const uint64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

void identity_list_read(struct reader *in, struct identity_list *list)
{
	static const struct identity_rules any = {.allow_synthetic = true};
	struct record r;
	size_t room = 0;

	*list = (struct identity_list){0};
	while (reader_next(in, &r)) {
		struct identity id;
		enum identity_reason reason = identity_parse(record_field(&r, 0), &any, &id);
		if (reason != IDENTITY_VALID)
			reader_die(in, r.line, reader_header(in)->name[0], "%s",
			           identity_reason_en(reason));
		list->number = array_room(list->number, &room, list->n + 1, sizeof *list->number);
		list->number[list->n++] = identity_number(&id);
	}
	if (list->n > 0)
		qsort(list->number, list->n, sizeof *list->number, by_number);
}

void identity_list_done(struct identity_list *list)
{
	free(list->number);
	*list = (struct identity_list){0};
}
