#include "signers.h"

#include <stdlib.h>

#include "date.h"
#include "record.h"

enum { NAME, KEY_ID, PUBLIC_KEY, NOT_AFTER, COLUMNS };

static const char *const column_name[COLUMNS] = {"name", "key_id", "public_key", "not_after"};

static struct signer read_signer(const struct reader *in, const struct record *r,
                                 const size_t column[COLUMNS], struct arena *a)
{
	struct signer s = {.not_after = KEY_NO_END};
	struct slice field[COLUMNS];

	for (int i = 0; i < COLUMNS; i++)
		field[i] = record_field(r, column[i]);
	s.name = arena_copy(a, field[NAME]);
	s.key_id = arena_copy(a, field[KEY_ID]);
	s.unsigned_too = field[KEY_ID].n == 0 && field[PUBLIC_KEY].n == 0;
	if (s.name.n == 0)
		reader_die(in, r->line, slice_of("name"), "whose key is it?");
	if (!s.unsigned_too && !key_is_id(s.key_id))
		reader_die(in, r->line, slice_of("key_id"), "not the id of a key");
	if (!s.unsigned_too && !key_from_hex(field[PUBLIC_KEY], s.public, sizeof s.public))
		reader_die(in, r->line, slice_of("public_key"), "not %d hex digits",
		           2 * SIGNATURE_PUBLIC);
	if (field[NOT_AFTER].n > 0 && !date_parse(field[NOT_AFTER], &s.not_after))
		reader_die(in, r->line, slice_of("not_after"), "not a date (YYYY-MM-DD)");
	return s;
}

void signers_read(struct signers *s, struct reader *in, struct arena *a)
{
	size_t column[COLUMNS];
	struct record r;

	s->path = arena_text(a, slice_of(reader_name(in)));
	for (int i = 0; i < COLUMNS; i++)
		column[i] = reader_column(in, slice_of(column_name[i]));
	while (reader_next(in, &r)) {
		s->at = array_room(s->at, &s->room, s->n + 1, sizeof *s->at);
		s->at[s->n++] = read_signer(in, &r, column, a);
	}
}

static bool takes_unsigned(const struct signers *s, struct slice name, int32_t today,
                           struct error *e)
{
	bool known = false, over = false;

	for (size_t i = 0; i < s->n; i++) {
		const struct signer *one = &s->at[i];
		if (!slice_equal(one->name, name))
			continue;
		known = true;
		if (one->unsigned_too && today <= one->not_after)
			return true;
		over |= one->unsigned_too;
	}
	return error_set(e,
	                 !known ? "not signed, and %s does not know %.*s"
	                 : over ? "not signed, which %s took from %.*s to a day that has passed"
	                        : "not signed, and %s takes nothing unsigned from %.*s",
	                 s->path, SLICE(name));
}

bool signers_accept(const struct signers *s, struct slice name, struct slice text,
                    struct slice lines, int32_t today, struct error *e)
{
	const struct signer *found = NULL;
	struct signature signature;
	bool known = false;

	if (lines.at == NULL)
		return takes_unsigned(s, name, today, e);
	if (!signature_read(lines, &signature, e))
		return false;
	for (size_t i = 0; i < s->n; i++) {
		bool is = slice_equal(s->at[i].name, name);
		known |= is;
		if (is && slice_is(s->at[i].key_id, signature.key_id))
			found = &s->at[i];
	}
	if (!known)
		return error_set(e, "signed, but %s does not know %.*s", s->path, SLICE(name));
	if (found == NULL)
		return error_set(e, "signed with the key %s, which %s does not have for %.*s",
		                 signature.key_id, s->path, SLICE(name));
	if (today > found->not_after)
		return error_set(e, "signed with the key %s, whose last day in %s has passed",
		                 signature.key_id, s->path);
	if (!signature_fits(&signature, found->public, text))
		return error_set(e,
		                 "the signature does not fit: it was not made with the key %s of "
		                 "%s, or what was signed has changed",
		                 signature.key_id, s->path);
	return true;
}

void signers_done(struct signers *s)
{
	free(s->at);
}
