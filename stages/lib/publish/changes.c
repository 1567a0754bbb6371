/* changes: see changes.h. */
#include "publish/changes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "input.h"
#include "memory.h"
#include "record.h"

#define HEADER "population\tperson\tcontent\n"
#define NUMBER_HEX 16
#define CHANGED_LEAST 20 /* persons, for another look at exact figures */
#define CAME_LEAST 5     /* of those who came, and of those who left, if any */
#define KEY_MAX_BYTES ((size_t)1 << 10)

struct person {
	uint64_t person, content; /* equal: a row without a token */
};

struct persons {
	struct person *at;
	size_t n, room;
};

static int by_person(const void *a, const void *b)
{
	const struct person *one = a, *other = b;

	if (one->person != other->person)
		return one->person < other->person ? -1 : 1;
	return one->content < other->content ? -1 : one->content > other->content;
}

/* ---------------------------------------------------------------- the rows of now */

static uint64_t number_of(const struct changes *c, struct slice value)
{
	unsigned char bytes[DIGEST_BYTES];
	uint64_t number = 0;

	digest_keyed(&c->key, value, bytes);
	for (int i = 0; i < 8; i++)
		number = number << 8 | bytes[i];
	return number;
}

static void add(struct persons *p, struct person one)
{
	p->at = array_room(p->at, &p->room, p->n + 1, sizeof *p->at);
	p->at[p->n++] = one;
}

static size_t token_column(const struct plan_population *of, const struct reader *in)
{
	size_t column = COLUMN_NONE;

	for (size_t i = 0; i < of->tokens && column == COLUMN_NONE; i++)
		column = header_find(reader_header(in), of->token[i]);
	return column;
}

/* What the figures hang on, by the names of its columns. */
static void write_content(struct str *to, const struct plan_population *of, const struct reader *in,
                          const struct record *r)
{
	str_reset(to);
	str_addf(to, "%s\n", of->name);
	for (size_t i = 0; i < of->columns; i++) {
		size_t column = header_find(reader_header(in), of->column[i]);
		if (column != COLUMN_NONE)
			str_addf(to, "%.*s\t%.*s\n", SLICE(of->column[i]),
			         SLICE(record_field(r, column)));
	}
}

static void read_rows(const struct changes *c, const struct plan_population *of, struct persons *p)
{
	struct reader *in = reader_open(of->file);
	size_t token = token_column(of, in);
	struct str text = {0};
	struct record r;

	while (reader_next(in, &r)) {
		struct slice person = {0};
		struct person one;
		if (token != COLUMN_NONE)
			person = record_field(&r, token);
		write_content(&text, of, in, &r);
		one.person = one.content = number_of(c, str_slice(&text));
		str_reset(&text);
		str_addf(&text, "%s\t%.*s", of->name, SLICE(person));
		if (person.n > 0)
			one.person = number_of(c, str_slice(&text));
		add(p, one);
	}
	str_done(&text);
	reader_close(in);
}

/* The rows of a person become one, in whatever order they came. */
static void put_together(struct persons *p)
{
	size_t kept = 0;

	if (p->n > 0)
		qsort(p->at, p->n, sizeof *p->at, by_person);
	for (size_t i = 0; i < p->n; i++) {
		struct person *last = kept == 0 ? NULL : &p->at[kept - 1];
		bool counted = p->at[i].person != p->at[i].content;
		if (counted && last != NULL && last->person == p->at[i].person)
			last->content += p->at[i].content;
		else
			p->at[kept++] = p->at[i];
	}
	p->n = kept;
}

/* ---------------------------------------------------------------- what is kept */

static const char *key_path(const struct changes *c)
{
	return arena_format(c->arena, "%s.key", c->stem);
}

static const char *persons_path(const struct changes *c)
{
	return arena_format(c->arena, "%s.persons", c->stem);
}

static bool number_read(struct slice hex, uint64_t *number)
{
	char text[NUMBER_HEX + 1] = "", *end;

	if (hex.n != NUMBER_HEX)
		return false;
	memcpy(text, hex.at, hex.n);
	*number = strtoull(text, &end, 16);
	return *end == '\0';
}

static bool read_key(struct changes *c, struct error *e)
{
	struct str text = {0};
	bool fine = input_slurp(key_path(c), KEY_MAX_BYTES, &text, e);

	for (size_t i = 0; fine && i < sizeof c->secret / 8; i++) {
		uint64_t part;
		fine = text.n == DIGEST_HEX &&
		       number_read((struct slice){text.at + NUMBER_HEX * i, NUMBER_HEX}, &part);
		for (size_t j = 8; fine && j-- > 0; part >>= 8)
			c->secret[8 * i + j] = part & 0xff;
	}
	if (!fine && e->text[0] == '\0')
		error_set(e, "%s: not such a key", key_path(c));
	if (text.n > 0)
		digest_wipe(text.at, text.n);
	str_done(&text);
	return fine;
}

static void put(const char *path, struct slice bytes)
{
	struct atomic_file *file = atomic_file_open(path, 0600);

	atomic_file_write(file, bytes);
	atomic_file_commit(file);
}

void changes_keep(const struct changes *c)
{
	struct str text = {0};
	char hex[DIGEST_HEX];

	str_add_text(&text, HEADER);
	for (size_t i = 0; i < c->populations; i++)
		for (size_t j = 0; j < c->population[i].n; j++)
			str_addf(&text, "%s\t%016llx\t%016llx\n", c->of->population[i].name,
			         (unsigned long long)c->population[i].at[j].person,
			         (unsigned long long)c->population[i].at[j].content);
	put(persons_path(c), str_slice(&text));
	str_reset(&text);
	digest_hex(c->secret, hex);
	str_addf(&text, "%s\n", hex);
	put(key_path(c), str_slice(&text));
	digest_wipe(text.at, text.n);
	str_done(&text);
}

static size_t find(const struct changes *c, struct slice name)
{
	for (size_t i = 0; i < c->populations; i++)
		if (slice_is(name, c->of->population[i].name))
			return i;
	return c->populations;
}

static bool read_persons(const struct changes *c, struct persons *before, struct error *e)
{
	struct reader *in;
	struct record r;
	bool fine = access(persons_path(c), F_OK) == 0;

	if (!fine)
		return error_set(e, "%s: %s", persons_path(c), strerror(errno));
	in = reader_open(persons_path(c));
	while (fine && reader_next(in, &r)) {
		struct person one;
		size_t i = r.n == 3 ? find(c, record_field(&r, 0)) : c->populations;
		fine = i < c->populations && number_read(record_field(&r, 1), &one.person) &&
		       number_read(record_field(&r, 2), &one.content);
		if (fine)
			add(&before[i], one);
	}
	reader_close(in);
	return fine || error_set(e, "%s: not of the tables of today", persons_path(c));
}

/* ---------------------------------------------------------------- who came, who left */

/* Both are in the order of by_person. Of rows without a token nobody knows which took the place of which: then as few as may be. */
static void compare(const struct persons *before, const struct persons *after, struct change *to)
{
	size_t i = 0, j = 0, rows_came = 0, rows_left = 0;

	while (i < before->n || j < after->n) {
		const struct person *old = i < before->n ? &before->at[i] : NULL;
		const struct person *new = j < after->n ? &after->at[j] : NULL;
		bool gone = new == NULL || (old != NULL && old->person < new->person);
		bool come = old == NULL || (new != NULL &&new->person < old->person);
		bool same = !gone && !come && old->content == new->content;

		to->left += gone || (!come && !same);
		to->came += come || (!gone && !same);
		rows_left += gone && old->person == old->content;
		rows_came += come && new->person == new->content;
		to->changed += (gone && old->person != old->content) ||
		               (come && new->person != new->content) || (!gone && !come && !same);
		i += !come;
		j += !gone;
	}
	to->changed += rows_came > rows_left ? rows_came : rows_left;
}

bool changes_count(const struct changes *c, struct change *to, struct error *e)
{
	struct persons *before = memory_zeroed(c->populations + 1, sizeof *before);
	bool fine = read_persons(c, before, e);

	for (size_t i = 0; i < c->populations; i++) {
		to[i] = (struct change){.population = c->of->population[i].name,
		                        .persons = c->population[i].n};
		if (before[i].n > 0)
			qsort(before[i].at, before[i].n, sizeof *before[i].at, by_person);
		compare(&before[i], &c->population[i], &to[i]);
		free(before[i].at);
	}
	free(before);
	return fine;
}

bool changes_are_enough(const struct change *change, size_t n, bool *nobody)
{
	bool enough = true;

	*nobody = true;
	for (size_t i = 0; i < n; i++) {
		const struct change *c = &change[i];
		if (c->changed == 0)
			continue;
		*nobody = false;
		enough &= c->changed >= CHANGED_LEAST && (c->came == 0 || c->came >= CAME_LEAST) &&
		          (c->left == 0 || c->left >= CAME_LEAST);
	}
	return enough && !*nobody;
}

/* ---------------------------------------------------------------- all of it */

const char *changes_stem(const char *ledger, const struct release *line, struct arena *a)
{
	const char *slash = strrchr(ledger, '/');
	char hex[DIGEST_HEX];

	digest_of(slice_of(arena_format(
	              a, "%.*s\n%.*s\n%.*s", SLICE(line->field[RELEASE_PUBLICATION]),
	              SLICE(line->field[RELEASE_UNIT]), SLICE(line->field[RELEASE_PERIOD]))),
	          hex);
	return arena_format(a, "%.*sreleases.%.16s", slash == NULL ? 0 : (int)(slash + 1 - ledger),
	                    ledger, hex);
}

bool changes_open(struct changes *c, const struct plan_editions *of, const char *stem, bool again,
                  struct arena *a, struct error *e)
{
	*c = (struct changes){.stem = stem, .of = of, .arena = a};
	if (!again)
		digest_random(c->secret, sizeof c->secret);
	else if (!read_key(c, e))
		return false;
	digest_key_init(&c->key, c->secret, sizeof c->secret);
	c->population = memory_zeroed(of->populations + 1, sizeof *c->population);
	c->populations = of->populations;
	for (size_t i = 0; i < of->populations; i++) {
		read_rows(c, &of->population[i], &c->population[i]);
		put_together(&c->population[i]);
	}
	return true;
}

size_t changes_persons(const struct changes *c, size_t population)
{
	return c->population[population].n;
}

void changes_close(struct changes *c)
{
	for (size_t i = 0; i < c->populations; i++)
		free(c->population[i].at);
	free(c->population);
	digest_key_done(&c->key);
	digest_wipe(c->secret, sizeof c->secret);
}

void changes_forget(const char *stem, struct arena *a)
{
	unlink(arena_format(a, "%s.persons", stem));
	unlink(arena_format(a, "%s.key", stem));
}
