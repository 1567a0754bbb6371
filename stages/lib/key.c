#include "key.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "atomic_file.h"
#include "date.h"
#include "digest.h"
#include "text.h"

#define FILE_MAX 4096 /* bytes */
#define ID_BYTES 10   /* of randomness in a new id: 16 characters of base32 in groups of four */
#define SECONDS_A_DAY 86400

/* ---------------------------------------------------------------- the form */

/*
 * Lines of "name: value", each name once, in any order. An unknown name is refused: it may be a
 * misspelt not-after, and then a key would be used for ever.
 */
enum line { LINE_ID, LINE_CREATED, LINE_PURPOSE, LINE_NOT_AFTER, LINE_KEY, LINE_SIGN_KEY, LINES };

static const char *const line_name[LINES] = {"key-id",    "created", "purpose",
                                             "not-after", "key",     "sign-key"};

/* Lower case letters, digits, - and one more character that is allowed. */
static bool is_plain(struct slice text, size_t max, char also)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.at[i];
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != also)
			return false;
	}
	return text.n > 0 && text.n <= max;
}

bool key_is_id(struct slice text)
{
	return is_plain(text, KEY_ID_MAX, '-');
}

bool key_is_purpose(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.at[i] < ' ' || text.at[i] == 127)
			return false;
	return text.n > 0 && text.n <= KEY_PURPOSE_MAX && text_is_utf8(text);
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool key_from_hex(struct slice text, unsigned char *to, size_t n)
{
	if (text.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int high = hex_value(text.at[2 * i]), low = hex_value(text.at[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		to[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static bool parse_bytes(const char *name, struct slice text, unsigned char to[KEY_BYTES],
                        struct error *e)
{
	unsigned char differ = 0;

	if (text.n < 2 * KEY_BYTES)
		return error_set(e, "%s: too short (64 hex digits)", name);
	if (text.n > 2 * KEY_BYTES)
		return error_set(e, "%s: too long (64 hex digits)", name);
	if (!key_from_hex(text, to, KEY_BYTES))
		return error_set(e, "%s: not 64 hex digits", name);
	for (size_t i = 0; i < KEY_BYTES; i++)
		differ |= to[i] ^ to[0];
	if (differ == 0)
		return error_set(e, "%s: all its bytes are equal, so it is no secret", name);
	return true;
}

static bool parse_value(enum line line, struct slice value, struct key *k, struct error *e)
{
	switch (line) {
	case LINE_ID:
		if (!key_is_id(value))
			return error_set(e, "key-id: 1 to 64 of a-z, 0-9 and -");
		memcpy(k->id, value.at, value.n);
		k->id[value.n] = '\0';
		return true;
	case LINE_PURPOSE:
		if (!key_is_purpose(value))
			return error_set(e, "purpose: 1 to 200 bytes of text");
		memcpy(k->purpose, value.at, value.n);
		k->purpose[value.n] = '\0';
		return true;
	case LINE_CREATED:
		return date_parse(value, &k->created) ||
		       error_set(e, "created: not a date (YYYY-MM-DD)");
	case LINE_NOT_AFTER:
		return date_parse(value, &k->not_after) ||
		       error_set(e, "not-after: not a date (YYYY-MM-DD)");
	case LINE_SIGN_KEY:
		k->signs = true;
		break;
	case LINE_KEY:
	case LINES:
		break;
	}
	return parse_bytes(line_name[line], value, k->bytes, e);
}

static bool parse_line(struct slice line, bool seen[LINES], struct key *k, struct error *e)
{
	for (int i = 0; i < LINES; i++) {
		size_t n = strlen(line_name[i]);
		if (!slice_starts(line, line_name[i]) || line.n < n + 2 ||
		    memcmp(line.at + n, ": ", 2) != 0)
			continue;
		if (seen[i])
			return error_set(e, "%s: given twice", line_name[i]);
		seen[i] = true;
		return parse_value((enum line)i, (struct slice){line.at + n + 2, line.n - n - 2}, k,
		                   e);
	}
	return error_set(
	    e, "not a line of a key file (key-id: created: purpose: not-after: key: sign-key:)");
}

static bool parse(const char *path, struct slice text, struct key *k, struct error *e)
{
	bool seen[LINES] = {false};
	struct slice line;
	size_t number = 1;

	*k = (struct key){.not_after = KEY_NO_END};
	if (text.n == 0 || text.at[text.n - 1] != '\n')
		return error_set(e, "%s: cut: no newline at the end", path);
	text.n--;
	for (; slice_cut(&text, '\n', &line); number++)
		if (!parse_line(line, seen, k, e))
			return error_context(e, "%s:%zu", path, number);
	for (int i = 0; i < LINE_KEY; i++)
		if (!seen[i] && i != LINE_NOT_AFTER)
			return error_set(e, "%s: no line %s:", path, line_name[i]);
	if (!seen[LINE_KEY] && !seen[LINE_SIGN_KEY])
		return error_set(e, "%s: no line key:", path);
	if (seen[LINE_KEY] && seen[LINE_SIGN_KEY])
		return error_set(e, "%s: a key has one use: key: or sign-key:", path);
	if (k->not_after < k->created)
		return error_set(e, "%s: not-after is before created", path);
	return true;
}

/* ---------------------------------------------------------------- the file */

/* Whether only its owner can use the file that is open. */
static bool is_private(const char *path, int descriptor, struct error *e)
{
	struct stat s;

	if (fstat(descriptor, &s) != 0)
		return error_set(e, "%s: %s", path, strerror(errno));
	if (!S_ISREG(s.st_mode))
		return error_set(e, "%s: not a regular file", path);
	if (geteuid() != 0 && s.st_uid != geteuid())
		return error_set(e, "%s: belongs to another user", path);
	if ((s.st_mode & 077) != 0)
		return error_set(e,
		                 "%s: others can use it (mode %04o); chmod 600 it, and consider "
		                 "whether they have",
		                 path, (unsigned)s.st_mode & 07777);
	if (s.st_size > FILE_MAX)
		return error_set(e, "%s: more than %d bytes, so it is no key file", path, FILE_MAX);
	return true;
}

static ptrdiff_t read_all(int descriptor, char *to, size_t room)
{
	size_t n = 0;

	while (n < room) {
		ssize_t more = read(descriptor, to + n, room - n);
		if (more < 0 && errno != EINTR)
			return -1;
		if (more == 0)
			break;
		if (more > 0)
			n += (size_t)more;
	}
	return (ptrdiff_t)n;
}

/* Not to wait for a pipe's other end: it is refused anyway. */
bool key_load_any(const char *path, struct key *k, struct error *e)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char text[FILE_MAX];
	bool done = false;

	if (descriptor < 0)
		return error_set(e, "%s: %s", path, strerror(errno));
	if (is_private(path, descriptor, e)) {
		ptrdiff_t n = read_all(descriptor, text, sizeof text);
		if (n < 0)
			error_set(e, "%s: %s", path, strerror(errno));
		else
			done = parse(path, (struct slice){text, (size_t)n}, k, e);
		digest_wipe(text, sizeof text);
	}
	close(descriptor);
	if (!done)
		key_done(k);
	return done;
}

static bool load(const char *path, bool signs, struct key *k, struct error *e)
{
	if (!key_load_any(path, k, e))
		return false;
	if (k->signs == signs)
		return true;
	key_done(k);
	return error_set(e,
	                 signs ? "%s: a key for pseudonyms, which does not sign"
	                       : "%s: a key that signs, which makes no pseudonyms",
	                 path);
}

bool key_load(const char *path, struct key *k, struct error *e)
{
	return load(path, false, k, e);
}

bool key_load_signing(const char *path, struct key *k, struct error *e)
{
	return load(path, true, k, e);
}

bool key_load_current(const char *path, int32_t today, struct key *k, struct error *e)
{
	if (!key_load(path, k, e))
		return false;
	if (!key_expired(k, today))
		return true;
	key_done(k);
	return error_set(e, "%s: the last day of its use has passed (not-after)", path);
}

void key_generate(struct key *k)
{
	unsigned char id[ID_BYTES];
	char letters[ID_BYTES * 8 / 5];
	size_t n = 0;

	digest_random(id, sizeof id);
	digest_random(k->bytes, sizeof k->bytes);
	digest_base32(id, sizeof id, letters);
	for (size_t i = 0; i < sizeof letters; i++) {
		if (i > 0 && i % 4 == 0)
			k->id[n++] = '-';
		k->id[n++] = letters[i];
	}
	k->id[n] = '\0';
}

void key_hex(const unsigned char *bytes, size_t n, struct str *to)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		str_add_byte(to, digits[bytes[i] >> 4]);
		str_add_byte(to, digits[bytes[i] & 15]);
	}
}

static void put_day(struct str *text, enum line line, int32_t day)
{
	char written[DATE_TEXT];

	date_write(day, written);
	str_addf(text, "%s: %.*s\n", line_name[line], DATE_TEXT, written);
}

/* A growing text would leave copies of the key behind, so its room is taken at once. */
static void compose(struct str *text, const struct key *k)
{
	str_room(text, FILE_MAX);
	str_addf(text, "%s: %s\n", line_name[LINE_ID], k->id);
	put_day(text, LINE_CREATED, k->created);
	str_addf(text, "%s: %s\n", line_name[LINE_PURPOSE], k->purpose);
	if (k->not_after != KEY_NO_END)
		put_day(text, LINE_NOT_AFTER, k->not_after);
	str_addf(text, "%s: ", line_name[k->signs ? LINE_SIGN_KEY : LINE_KEY]);
	key_hex(k->bytes, KEY_BYTES, text);
	str_add_byte(text, '\n');
}

bool key_write(const char *path, const struct key *k, struct error *e)
{
	struct atomic_file *file = atomic_file_new(path);
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct str text = {0};
	bool written;

	if (descriptor < 0)
		return errno == EEXIST
		           ? error_set(e, "%s: is there already; a key is never overwritten", path)
		           : error_set(e, "%s: %s", path, strerror(errno));
	atomic_file_made(file);
	compose(&text, k);
	written = atomic_file_write_all(descriptor, str_slice(&text)) && fsync(descriptor) == 0;
	digest_wipe(text.at, text.room);
	str_done(&text);
	if (close(descriptor) != 0 || !written) {
		error_set(e, "%s: %s", path, strerror(errno));
		unlink(path);
		return false;
	}
	return true;
}

void key_derive(const struct key *k, struct slice info, struct digest_key *to)
{
	unsigned char derived[KEY_BYTES];

	digest_derive(k->bytes, sizeof k->bytes, (struct slice){0}, info, derived, sizeof derived);
	digest_key_init(to, derived, sizeof derived);
	digest_wipe(derived, sizeof derived);
}

/* Written beside the file itself, also if `path` is a link to it, and its owner's as that was. */
bool key_replace(const char *path, const struct key *k, struct error *e)
{
	char real[PATH_MAX], aside[PATH_MAX + 32];
	struct stat there;

	if (realpath(path, real) == NULL || stat(real, &there) != 0)
		return error_set(e, "%s: %s", path, strerror(errno));
	snprintf(aside, sizeof aside, "%s.aside.%ld", real, (long)getpid());
	if (!key_write(aside, k, e))
		return false;
	if ((there.st_uid == geteuid() || chown(aside, there.st_uid, there.st_gid) == 0) &&
	    rename(aside, real) == 0)
		return true;
	error_set(e, "%s: %s", path, strerror(errno));
	unlink(aside);
	return false;
}

bool key_scope(const struct key *k, struct slice scope, struct digest_key *to, struct error *e)
{
	char info[sizeof "finsam/1/" + KEY_SCOPE_MAX];

	if (!is_plain(scope, KEY_SCOPE_MAX, '.'))
		return error_set(e, "a scope is 1 to 64 of a-z, 0-9, - and .");
	snprintf(info, sizeof info, "finsam/1/%.*s", SLICE(scope));
	key_derive(k, slice_of(info), to);
	return true;
}

int32_t key_today(void)
{
	return (int32_t)(time(NULL) / SECONDS_A_DAY);
}

void key_done(struct key *k)
{
	digest_wipe(k, sizeof *k);
}
