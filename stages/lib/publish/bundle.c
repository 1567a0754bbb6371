/* bundle: see bundle.h. What it says; bundle_write.c and bundle_read.c do the rest. */
#include "publish/bundle.h"

#include <stdlib.h>

#include "columns.h"
#include "file_hash.h"
#include "text.h"

static const char *const level_name[BUNDLE_LEVELS] = {"open", "protected", "pseudonymous"};

const char *bundle_level_name(enum bundle_level level)
{
	return level_name[level];
}

bool bundle_level_parse(const char *text, enum bundle_level *level)
{
	for (*level = BUNDLE_OPEN; *level < BUNDLE_LEVELS; ++*level)
		if (strcmp(text, level_name[*level]) == 0)
			return true;
	return false;
}

bool bundle_is_name(struct slice name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
		if (!letter && (i == 0 || (c != '_' && c != '-' && (c < '0' || c > '9'))))
			return false;
	}
	return name.n > 0 && text_is_utf8(name);
}

bool bundle_agree(struct bundle *b, const char *text, struct error *e)
{
	const char *sign = strchr(text, '=');
	const char *name;

	if (sign == NULL || sign == text || sign[1] == '\0')
		return error_set(e, "wanted: NAME=VALUE");
	name = arena_text(b->arena, (struct slice){text, (size_t)(sign - text)});
	for (size_t i = 0; i < b->agreements; i++)
		if (strcmp(b->agreed[i].name, name) == 0)
			return error_set(e, "%s is said twice", name);
	b->agreed = array_room(b->agreed, &b->agreed_room, b->agreements + 1, sizeof *b->agreed);
	b->agreed[b->agreements++] = (struct bundle_agreed){name, sign + 1};
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct bundle_agreed *)a)->name,
	              ((const struct bundle_agreed *)b)->name);
}

void bundle_order(struct bundle *b)
{
	if (b->agreements > 0)
		qsort(b->agreed, b->agreements, sizeof *b->agreed, by_name);
}

bool bundle_agrees(const struct bundle *b, const struct bundle *wanted, struct error *e)
{
	size_t i = 0, j = 0;

	while (i < b->agreements || j < wanted->agreements) {
		const struct bundle_agreed *own = &b->agreed[i], *other = &wanted->agreed[j];
		int order = i == b->agreements        ? 1
		            : j == wanted->agreements ? -1
		                                      : strcmp(own->name, other->name);
		if (order < 0)
			return error_set(e,
			                 "%s: %s: the bundle says it, but here nothing is agreed",
			                 b->path, own->name);
		if (order > 0)
			return error_set(e, "%s: %s: agreed on, but the bundle does not say it",
			                 b->path, other->name);
		if (strcmp(own->value, other->value) != 0)
			return error_set(e, "%s: %s: %s is agreed, but the bundle says %s", b->path,
			                 own->name, other->value, own->value);
		i++, j++;
	}
	return true;
}

bool bundle_is_sealed(const struct bundle_table *t, struct error *e)
{
	struct file_hash hash;

	if (!file_hash_of(t->file, &hash, e))
		return false;
	if (hash.bytes != t->bytes)
		return error_set(e, "%s: %lld bytes, where %lld were handed over", t->file,
		                 (long long)hash.bytes, (long long)t->bytes);
	if (strcmp(hash.sha256, t->sha256) != 0)
		return error_set(e, "%s: changed since it was handed over (its SHA-256 is another)",
		                 t->file);
	return true;
}

/* ---------------------------------------------------------------- as a table */

void bundle_name(struct header *h)
{
	static const char *const column[] = {"party", "table",  "level", "rows",
	                                     "bytes", "sha256", "seal"};

	for (size_t i = 0; i < sizeof column / sizeof column[0]; i++)
		columns_name(h, slice_of(column[i]));
}

void bundle_list(const struct bundle *b, struct writer *out)
{
	struct str number = {0};

	for (size_t i = 0; i < b->tables; i++) {
		const struct bundle_table *t = &b->table[i];
		writer_text(out, slice_of(b->party));
		writer_text(out, slice_of(t->name));
		writer_text(out, slice_of(bundle_level_name(t->level)));
		str_reset(&number);
		str_addf(&number, "%llu", (unsigned long long)t->rows);
		writer_text(out, str_slice(&number));
		str_reset(&number);
		str_addf(&number, "%lld", (long long)t->bytes);
		writer_text(out, str_slice(&number));
		writer_text(out, slice_of(t->sha256));
		writer_text(out, slice_of(b->sha256));
		writer_end(out);
	}
	str_done(&number);
}
