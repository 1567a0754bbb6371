/*
 * bundle: writing one; see bundle.h. Everything is filled under a name of this try's own and renamed when it is on
 * disk.
 */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish/bundle.h"
#include "publish/datapackage.h"
#include "folder.h"
#include "publish/gate.h"
#include "json.h"
#include "record.h"
#include "signature.h"

/* A table says by its columns what it is; what it is said to be must fit. */
static void check_level(const struct bundle_table *t)
{
	struct reader *in = reader_open(t->file);
	const struct header *h = reader_header(in);
	bool protected = false;

	for (size_t i = 0; i < h->n; i++) {
		if (column_is_identifier(h->name[i]))
			reader_die(in, 1, h->name[i], "a direct identifier can not be handed over");
		if (column_is_state(h->name[i]) && t->level != BUNDLE_PSEUDONYMOUS)
			reader_die(in, 1, h->name[i],
			           "states are not protected; hand them over as pseudonymous");
		protected |= column_is_status(h->name[i]);
	}
	if (t->level == BUNDLE_PROTECTED && !protected)
		die("%s: no column .status: not a table of protect", t->file);
	reader_close(in);
}

/* Pseudonyms may be where they are said to be, an identity nowhere. */
static void pass_gate(const struct bundle *b)
{
	struct gate g = {.arena = b->arena};

	for (size_t i = 0; i < b->tables; i++)
		gate_table(&g, b->table[i].file, b->table[i].file, NULL,
		           b->table[i].level == BUNDLE_PSEUDONYMOUS);
	for (size_t i = 0; i < b->agreements; i++)
		gate_text(&g, slice_of(b->agreed[i].value),
		          arena_format(b->arena, "--agreed %s", b->agreed[i].name));
	gate_name(&g, b->path);
	gate_close(&g, "what shows a person does not leave; nothing is handed over");
}

static void add_agreed(struct str *to, const struct bundle *b)
{
	json_key(to, "agreed");
	str_add_byte(to, '{');
	for (size_t i = 0; i < b->agreements; i++)
		json_field_text(to, b->agreed[i].name, b->agreed[i].value);
	str_add_byte(to, '}');
}

/* The copies are described, so what is sealed is what is handed over. */
static void add_table(struct str *to, struct bundle *b, struct bundle_table *t, const char *folder,
                      struct str *sums)
{
	struct datapackage_resource r = {.name = t->name,
	                                 .path = arena_format(b->arena, "%s.tsv", t->name),
	                                 .level = bundle_level_name(t->level),
	                                 .tell_rows = true,
	                                 .key_id = t->key};
	struct error e = {0};

	folder_copy(folder, r.path, t->file, 0600);
	r.file = arena_format(b->arena, "%s/%s", folder, r.path);
	if (!datapackage_resource(&r, b->arena, to, &e))
		die("%s", e.text);
	if (strcmp(r.hash.xxh3, r.hash.unpacked) != 0)
		die("%s: packed; hand it over as it is", t->file);
	t->rows = r.rows;
	t->bytes = r.hash.bytes;
	memcpy(t->sha256, r.hash.sha256, sizeof t->sha256);
	str_addf(sums, "%s  %s\n", t->sha256, r.path);
}

static void fill(struct bundle *b, const char *folder)
{
	struct str text = {0}, sums = {0}, all = {0};

	str_add_text(&text, "{\n  \"$schema\":"
	                    "\"https://datapackage.org/profiles/2.0/datapackage.json\"");
	json_field_text(&text, "name", b->party);
	str_add_text(&text, ",\n  \"finsam\":{\"handover\":1");
	json_field_text(&text, "version", FINSAM_VERSION);
	json_field_text(&text, "party", b->party);
	if (b->made_up)
		str_add_text(&text, ",\"made_up\":true");
	add_agreed(&text, b);
	str_add_text(&text, "},\n  \"resources\":[");
	for (size_t i = 0; i < b->tables; i++) {
		str_add_text(&text, i == 0 ? "\n    " : ",\n    ");
		add_table(&text, b, &b->table[i], folder, &sums);
	}
	str_add_text(&text, "\n  ]\n}\n");
	digest_of(str_slice(&text), b->sha256);
	str_addf(&all, "%s  datapackage.json\n%s", b->sha256, sums.at);
	folder_put(folder, "datapackage.json", str_slice(&text), 0600);
	folder_put(folder, "SHA256SUMS", str_slice(&all), 0600);
	if (b->sign != NULL) {
		str_reset(&text);
		signature_write(b->sign, str_slice(&all), &text);
		folder_put(folder, "SIGNATURE", str_slice(&text), 0600);
	}
	str_done(&text);
	str_done(&sums);
	str_done(&all);
}

/* What must go when the program dies. */
static const char *attempt;

/* When the program dies: what was filled so far goes. */
static void forget_attempt(void)
{
	if (attempt != NULL)
		folder_remove(attempt);
}

/* What a try left that was killed: NAME.try.PID, of a process that is no more. */
static void remove_old_tries(const struct bundle *b, const char *above)
{
	const char *slash = strrchr(b->path, '/'), *name = slash == NULL ? b->path : slash + 1;
	const char *begins = arena_format(b->arena, "%s.try.", name);
	DIR *folder = opendir(above[0] == '\0' ? "/" : above);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		long process;
		if (!slice_starts(slice_of(entry->d_name), begins))
			continue;
		process = strtol(entry->d_name + strlen(begins), NULL, 10);
		if (process > 0 && kill((pid_t)process, 0) != 0 && errno == ESRCH)
			folder_remove(arena_format(b->arena, "%s/%s", above, entry->d_name));
	}
	if (folder != NULL)
		closedir(folder);
}

bool bundle_write(struct bundle *b)
{
	const char *slash = strrchr(b->path, '/');
	const char *above =
	    slash == NULL
	        ? "."
	        : arena_text(b->arena, (struct slice){b->path, (size_t)(slash - b->path)});
	const char *folder;
	struct stat there;
	mode_t mask;
	bool made;

	for (size_t i = 0; i < b->tables; i++)
		check_level(&b->table[i]);
	pass_gate(b);
	mask = umask(077);
	if (above[0] != '\0')
		folder_make(above, 0777);
	remove_old_tries(b, above);
	folder = arena_format(b->arena, "%s.try.%ld", b->path, (long)getpid());
	if (mkdir(folder, 0700) != 0)
		die_errno("%s", b->path);
	attempt = folder;
	error_at_death(forget_attempt);
	fill(b, attempt);
	made = lstat(b->path, &there) != 0;
	if (!made && (!S_ISDIR(there.st_mode) || !folder_equal(attempt, b->path, "")))
		die("%s is there already with another content; remove it if it was never handed "
		    "over",
		    b->path);
	folder_sync(attempt);
	if (made && rename(attempt, b->path) != 0)
		die_errno("%s", b->path);
	if (!made)
		folder_remove(attempt);
	attempt = made ? b->path : NULL; /* what a stage did that then fails was not handed over */
	folder_sync_names(above[0] == '\0' ? "/" : above);
	umask(mask);
	return made;
}
