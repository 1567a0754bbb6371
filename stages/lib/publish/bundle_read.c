/* bundle: reading and checking one; see bundle.h. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish/bundle.h"
#include "input.h"
#include "record.h"
#include "file_hash.h"
#include "yaml.h"

#define SUMS_MAX_BYTES ((size_t)1 << 20)
#define HASH_HEX (DIGEST_HEX - 1)

static const char description[] = "datapackage.json";
static const char sums_name[] = "SHA256SUMS";
static const char signature_name[] = "SIGNATURE";

static const char *inside(const struct bundle *b, const char *name)
{
	return arena_format(b->arena, "%s/%s", b->path, name);
}

/* ---------------------------------------------------------------- what it says */

static const char *text_of(const struct bundle *b, const struct yaml *node)
{
	return node == NULL || node->kind != YAML_SCALAR ? NULL : arena_text(b->arena, node->text);
}

static bool number_at(const struct yaml *node, uint64_t *n)
{
	char *end;

	if (node == NULL || node->kind != YAML_SCALAR || node->text.n == 0 || node->text.n > 18 ||
	    node->text.at[0] < '0' || node->text.at[0] > '9')
		return false;
	*n = strtoull(node->text.at, &end, 10);
	return *end == '\0';
}

static bool read_table(struct bundle *b, const struct yaml *node, struct error *e)
{
	const struct yaml *own = yaml_get(node, "finsam");
	const char *name = text_of(b, yaml_get(node, "name")),
	           *path = text_of(b, yaml_get(node, "path"));
	const char *level = text_of(b, yaml_get(own, "level")),
	           *hash = text_of(b, yaml_get(node, "hash"));
	struct bundle_table t = {.name = name};
	uint64_t bytes;

	if (name == NULL || path == NULL || level == NULL || hash == NULL ||
	    !bundle_is_name(slice_of(name)) ||
	    strcmp(path, arena_format(b->arena, "%s.tsv", name)) != 0 ||
	    !bundle_level_parse(level, &t.level) || strncmp(hash, "sha256:", 7) != 0 ||
	    strlen(hash) != 7 + HASH_HEX || !number_at(yaml_get(own, "rows"), &t.rows) ||
	    !number_at(yaml_get(node, "bytes"), &bytes))
		return yaml_error(e, inside(b, description), node, "not a table of handover");
	memcpy(t.sha256, hash + 7, sizeof t.sha256);
	t.bytes = (int64_t)bytes;
	t.key = text_of(b, yaml_get(own, "key"));
	t.file = inside(b, path);
	for (size_t i = 0; i < b->tables; i++)
		if (strcmp(b->table[i].name, name) == 0)
			return yaml_error(e, inside(b, description), node,
			                  "a table is there twice");
	b->table = array_room(b->table, &b->table_room, b->tables + 1, sizeof *b->table);
	b->table[b->tables++] = t;
	return true;
}

static bool read_agreed(struct bundle *b, const struct yaml *map, struct error *e)
{
	for (const struct yaml *item = map->first; item != NULL; item = item->next)
		if (item->kind != YAML_SCALAR ||
		    !bundle_agree(
		        b, arena_format(b->arena, "%.*s=%.*s", SLICE(item->key), SLICE(item->text)),
		        e))
			return yaml_error(e, inside(b, description), item,
			                  "not an agreement of handover");
	bundle_order(b);
	return true;
}

static bool read_description(struct bundle *b, struct error *e)
{
	const char *path = inside(b, description);
	const struct yaml *root = yaml_load(path, b->arena, e), *own, *agreed, *tables;
	const char *format;

	if (root == NULL)
		return false;
	own = yaml_get(root, "finsam");
	agreed = yaml_get(own, "agreed");
	tables = yaml_get(root, "resources");
	format = text_of(b, yaml_get(own, "handover"));
	yaml_bool(yaml_get(own, "made_up"), &b->made_up);
	b->party = text_of(b, yaml_get(own, "party"));
	if (format == NULL || b->party == NULL || !bundle_is_name(slice_of(b->party)) ||
	    agreed == NULL || agreed->kind != YAML_MAP || tables == NULL ||
	    tables->kind != YAML_LIST)
		return error_set(e, "%s: not a bundle of handover", path);
	if (strcmp(format, "1") != 0)
		return error_set(e, "%s: a bundle of another version of handover", path);
	for (const struct yaml *item = tables->first; item != NULL; item = item->next)
		if (!read_table(b, item, e))
			return false;
	return read_agreed(b, agreed, e);
}

/* ---------------------------------------------------------------- whether it is so */

/* Nothing but plain files, and no other than these. */
static bool check_entry(const struct bundle *b, const char *name, struct error *e)
{
	struct stat there;
	bool known = strcmp(name, description) == 0 || strcmp(name, sums_name) == 0 ||
	             strcmp(name, signature_name) == 0;

	if (lstat(inside(b, name), &there) != 0)
		return error_set(e, "%s: %s", inside(b, name), strerror(errno));
	if (S_ISLNK(there.st_mode))
		return error_set(e, "%s: a symbolic link", inside(b, name));
	for (size_t i = 0; i < b->tables; i++)
		known |= strcmp(inside(b, name), b->table[i].file) == 0;
	if (!known)
		return error_set(e, "%s: a file that was not handed over", inside(b, name));
	if (!S_ISREG(there.st_mode))
		return error_set(e, "%s: not a plain file", inside(b, name));
	return true;
}

static bool check_entries(const struct bundle *b, struct error *e)
{
	DIR *folder = opendir(b->path);
	struct dirent *entry;
	bool fine = true;

	if (folder == NULL)
		return error_set(e, "%s: %s", b->path, strerror(errno));
	while (fine && (entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			fine = check_entry(b, entry->d_name, e);
	closedir(folder);
	return fine;
}

/* Both say the same, in the same order: that of the description, then those of the tables. */
static bool check_sums(struct bundle *b, struct error *e)
{
	const char *path = inside(b, sums_name);
	struct str wanted = {0}, found = {0};
	bool fine;

	str_addf(&wanted, "%s  %s\n", b->sha256, description);
	for (size_t i = 0; i < b->tables; i++)
		str_addf(&wanted, "%s  %s.tsv\n", b->table[i].sha256, b->table[i].name);
	fine = input_slurp(path, SUMS_MAX_BYTES, &found, e);
	if (fine && !slice_equal(str_slice(&wanted), str_slice(&found)))
		fine = error_set(
		    e, "%s: not the SHA-256 of %s and its tables; one of them was changed", path,
		    description);
	b->sums = arena_copy(b->arena, str_slice(&found));
	str_done(&wanted);
	str_done(&found);
	return fine;
}

/* If there is one. It was seen that it is a plain file. */
static bool read_signature(struct bundle *b, struct error *e)
{
	struct str text = {0};
	bool fine = true;

	if (access(inside(b, signature_name), F_OK) == 0) {
		fine = input_slurp(inside(b, signature_name), SUMS_MAX_BYTES, &text, e);
		b->signature =
		    arena_copy(b->arena, (struct slice){text.n == 0 ? "" : text.at, text.n});
	}
	str_done(&text);
	return fine;
}

/* A reader dies of what is no record stream, and says where. */
static bool check_table(const struct bundle_table *t, struct error *e)
{
	struct reader *in;
	struct record r;
	uint64_t rows;

	if (!bundle_is_sealed(t, e))
		return false;
	in = reader_open(t->file);
	for (size_t i = 0; i < reader_header(in)->n; i++)
		if (column_is_identifier(reader_header(in)->name[i]))
			reader_die(in, 1, reader_header(in)->name[i],
			           "a direct identifier was handed over");
	while (reader_next(in, &r))
		;
	rows = reader_records(in);
	reader_close(in);
	if (rows != t->rows)
		return error_set(e, "%s: %llu records, where %llu were handed over", t->file,
		                 (unsigned long long)rows, (unsigned long long)t->rows);
	return true;
}

bool bundle_open(const char *path, struct arena *a, struct bundle *b, struct error *e)
{
	struct stat there;
	struct file_hash hash;

	*b = (struct bundle){.path = path, .arena = a};
	if (lstat(path, &there) != 0)
		return error_set(e, "%s: %s", path, strerror(errno));
	if (!S_ISDIR(there.st_mode))
		return error_set(e, "%s: %s", path,
		                 S_ISLNK(there.st_mode) ? "a symbolic link" : "not a folder");
	if (lstat(inside(b, description), &there) != 0 || !S_ISREG(there.st_mode))
		return error_set(e, "%s: no file datapackage.json: not a bundle of handover", path);
	if (!file_hash_of(inside(b, description), &hash, e))
		return false;
	memcpy(b->sha256, hash.sha256, sizeof b->sha256);
	if (!read_description(b, e) || !check_entries(b, e) || !check_sums(b, e) ||
	    !read_signature(b, e))
		return false;
	for (size_t i = 0; i < b->tables; i++)
		if (!check_table(&b->table[i], e))
			return false;
	return true;
}
