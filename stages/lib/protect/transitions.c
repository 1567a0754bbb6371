#include "protect/transitions.h"

#include <stdlib.h>

#include "arena.h"

/* How far the mean of a count may be from it, in 2^32: chances are whole numbers, each at most a half off. */
#define MEAN_OFF 4096

static bool begin_count(struct transitions *t, int64_t count, struct error *e)
{
	if (count != (int64_t)t->counts || count > TRANSITIONS_MOST)
		return error_set(e, "counts are 0, 1, 2 and so on, to at most %d",
		                 TRANSITIONS_MOST);
	if (t->n > 0 && t->at[t->n - 1].below != TRANSITIONS_ALL)
		return error_set(e, "the chances of the count before do not come to 2^32");
	t->first = array_room(t->first, &t->first_room, t->counts + 2, sizeof *t->first);
	t->first[t->counts++] = t->n;
	return true;
}

bool transitions_add(struct transitions *t, int64_t count, int64_t published, int64_t below,
                     struct error *e)
{
	bool first = t->counts == 0 || count != (int64_t)t->counts - 1;

	if (first && !begin_count(t, count, e))
		return false;
	if (published < 0 || below <= 0 || below > (int64_t)TRANSITIONS_ALL ||
	    published > 2 * TRANSITIONS_MOST)
		return error_set(e, "a number that is published, or its chance, is none");
	if (!first &&
	    (published <= t->at[t->n - 1].published || below <= (int64_t)t->at[t->n - 1].below))
		return error_set(e, "numbers and chances of a count rise from row to row");
	t->at = array_room(t->at, &t->room, t->n + 1, sizeof *t->at);
	t->at[t->n++] = (struct transition){published, (uint64_t)below};
	t->first[t->counts] = t->n;
	return true;
}

/* The least number above zero, and the largest step. */
static void measure(struct transitions *t)
{
	t->min = INT64_MAX;
	t->step = 0;
	for (size_t count = 0; count < t->counts; count++)
		for (size_t i = t->first[count]; i < t->first[count + 1]; i++) {
			int64_t published = t->at[i].published;
			int64_t step = llabs(published - (int64_t)count);

			if (published > 0 && published < t->min)
				t->min = published;
			if (step > t->step)
				t->step = step;
		}
}

/* The mean of a count less the count, in 2^32. */
static int64_t mean_off(const struct transitions *t, size_t count)
{
	int64_t off = 0;
	uint64_t before = 0;

	for (size_t i = t->first[count]; i < t->first[count + 1]; i++) {
		off += (int64_t)(t->at[i].below - before) * (t->at[i].published - (int64_t)count);
		before = t->at[i].below;
	}
	return off;
}

bool transitions_check(struct transitions *t, struct error *e)
{
	if (t->n == 0 || t->at[t->n - 1].below != TRANSITIONS_ALL)
		return error_set(e, "the chances of the last count do not come to 2^32");
	measure(t);
	if (t->first[1] != 1 || t->at[0].published != 0)
		return error_set(e, "0 is not published as 0");
	if (t->min < 2 || t->step < 1)
		return error_set(e, "1 is published, so nothing is hidden");
	if ((int64_t)t->counts - 1 < t->min + t->step)
		return error_set(e, "counts up to at least %lld are wanted",
		                 (long long)(t->min + t->step));
	for (size_t count = 1; count < t->counts; count++)
		if (t->first[count + 1] - t->first[count] < 2)
			return error_set(e, "the count %zu is published as one number only", count);
		else if (llabs(mean_off(t, count)) > MEAN_OFF)
			return error_set(e, "the mean of the count %zu is another", count);
	return true;
}

int64_t transitions_publish(const struct transitions *t, int64_t count, uint32_t u)
{
	int64_t last = (int64_t)t->counts - 1, row = count < last ? count : last;
	size_t i = t->first[row];

	while (u >= t->at[i].below)
		i++;
	return t->at[i].published + (count - row);
}

void transitions_done(struct transitions *t)
{
	free(t->at);
	free(t->first);
	*t = (struct transitions){0};
}
