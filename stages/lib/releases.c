#include "releases.h"

#include <stdlib.h>
#include <unistd.h>

#include "chain.h"
#include "memory.h"
#include "record.h"
#include "text.h"

#define COLUMNS                                                                                   \
	"publication\tunit\tperiod\tedition\tday\tkind\tmethod\ttransitions\tmin\tkey\tpersons\t" \
	"came\tleft\ttables\tpipeline\tapproved_by\tstate\tfrom\ttill\ttells\tsources"

bool releases_read(const char *path, struct releases *r, struct arena *a, struct error *e)
{
	struct chain_end end;
	struct reader *in;
	struct record record;

	*r = (struct releases){0};
	if (access(path, F_OK) != 0)
		return access(arena_format(a, "%s.end", path), F_OK) != 0 ||
		       error_set(e, "%s is gone, though %s.end is there: put it back", path, path);
	if (!chain_check(path, COLUMNS, &end, e))
		return false;
	in = reader_open(path);
	while (reader_next(in, &record)) {
		r->at = array_room(r->at, &r->room, r->n + 1, sizeof *r->at);
		for (size_t i = 0; i < RELEASE_FIELDS; i++)
			r->at[r->n].field[i] = arena_copy(a, record_field(&record, i));
		r->n++;
	}
	reader_close(in);
	return true;
}

size_t release_number(const struct release *line)
{
	size_t number = 0;
	struct slice text = line->field[RELEASE_EDITION];

	for (size_t i = 0; i < text.n && text.at[i] >= '0' && text.at[i] <= '9'; i++)
		number = number * 10 + (size_t)(text.at[i] - '0');
	return number;
}

bool release_is_like(const struct release *one, const struct release *like)
{
	return slice_equal(one->field[RELEASE_PUBLICATION], like->field[RELEASE_PUBLICATION]) &&
	       slice_equal(one->field[RELEASE_UNIT], like->field[RELEASE_UNIT]) &&
	       slice_equal(one->field[RELEASE_PERIOD], like->field[RELEASE_PERIOD]);
}

const struct release *releases_find(const struct releases *r, const struct release *like,
                                    size_t number, const char *state)
{
	for (size_t i = r->n; i-- > 0;)
		if (release_is_like(&r->at[i], like) &&
		    slice_is(r->at[i].field[RELEASE_STATE], state) &&
		    (number == 0 || release_number(&r->at[i]) == number))
			return &r->at[i];
	return NULL;
}

size_t releases_out(const struct releases *r, const struct release *like)
{
	size_t most = 0;

	for (size_t i = 0; i < r->n; i++) {
		size_t number = release_number(&r->at[i]);
		if (release_is_like(&r->at[i], like) &&
		    slice_is(r->at[i].field[RELEASE_STATE], RELEASE_OUT) && number > most)
			most = number;
	}
	return most;
}

bool releases_add(const char *path, const struct release *line, struct error *e)
{
	struct chain *chain = chain_open(path, COLUMNS, true, e);
	struct str fields = {0};
	bool fine;

	if (chain == NULL)
		return false;
	for (size_t i = 0; i < RELEASE_FIELDS; i++) {
		if (i > 0)
			str_add_byte(&fields, '\t');
		str_add(&fields, line->field[i]);
	}
	fine = chain_add(chain, str_slice(&fields), e);
	chain_close(chain);
	str_done(&fields);
	return fine;
}

void releases_done(struct releases *r)
{
	free(r->at);
}
