/*
 * key: make, show and check key files, for pseudonyms and for signatures.
 *
 * Reads no stream. Holds one key, which is wiped as soon as it is written or judged.
 */
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "digest.h"
#include "error.h"
#include "input.h"
#include "key.h"
#include "signature.h"
#include "signers.h"
#include "stage.h"

#define TEXT_MAX_BYTES ((size_t)64 << 20)

static struct {
	const char *purpose;
	const char *not_after;
	const char *today;
	const char *key, *signers, *by, *signature;
	bool sign;
} opt;

static const struct option options[] = {
    {"purpose", OPTION_TEXT, &opt.purpose, "TEXT", "new: what the key is for, in a few words"},
    {"not-after", OPTION_TEXT, &opt.not_after, "DATE",
     "new, retire: the last day on which it is accepted"},
    {"sign", OPTION_FLAG, &opt.sign, NULL, "new: a key that signs, instead of one for pseudonyms"},
    {"key", OPTION_TEXT, &opt.key, "FILE", "sign: the key that signs"},
    {"signers", OPTION_TEXT, &opt.signers, "LIST", "verify: those whose signature counts"},
    {"by", OPTION_TEXT, &opt.by, "NAME", "verify: who is to have signed"},
    {"signature", OPTION_TEXT, &opt.signature, "FILE", "verify: what key sign printed"},
    {"today", OPTION_TEXT, &opt.today, "DATE", "the day it is, instead of the clock's"},
    {0}};

static const struct stage stage = {
    "key",
    "make, show and check key files, for pseudonyms and for signatures",
    "new|show|check|retire|sign|verify [FILE]",
    options,
    "new needs --purpose and --output FILE, and never overwrites. show FILE prints all but the "
    "key,\n"
    "and of a key that signs the half that everybody may know. check FILE says nothing if the key\n"
    "would be accepted, else why not. retire FILE gives it an earlier last day. sign FILE prints "
    "a\n"
    "signature of a text, verify FILE says nothing if it fits. finsam key rotate --help: from one\n"
    "key to another.",
    0,
    STAGE_COUNT_FREE};

static void make(int32_t today)
{
	struct key k = {.created = today, .not_after = KEY_NO_END, .signs = opt.sign};
	struct error e = {0};

	if (opt.purpose == NULL || !key_is_purpose(slice_of(opt.purpose)))
		stage_usage("--purpose: 1 to %d bytes of text on one line", KEY_PURPOSE_MAX);
	if (stage_output_path() == NULL)
		stage_usage("key new needs --output FILE; a key never goes to standard output");
	if (opt.not_after != NULL)
		k.not_after = stage_day("not-after", opt.not_after);
	if (k.not_after < today)
		stage_usage("--not-after: that day has passed");
	snprintf(k.purpose, sizeof k.purpose, "%s", opt.purpose);
	key_generate(&k);
	if (!key_write(stage_output_path(), &k, &e)) {
		key_done(&k);
		die("%s", e.text);
	}
	key_done(&k);
}

static void add_day(struct str *to, const char *name, int32_t day)
{
	char text[DATE_TEXT];

	date_write(day, text);
	str_addf(to, "%s: %.*s\n", name, DATE_TEXT, text);
}

static void show(const struct key *k, const unsigned char *public)
{
	struct str text = {0};

	str_addf(&text, "key-id: %s\n", k->id);
	add_day(&text, "created", k->created);
	str_addf(&text, "purpose: %s\n", k->purpose);
	if (k->not_after != KEY_NO_END)
		add_day(&text, "not-after", k->not_after);
	if (k->signs) {
		str_add_text(&text, "public-key: ");
		key_hex(public, SIGNATURE_PUBLIC, &text);
		str_add_byte(&text, '\n');
	}
	stage_print(str_slice(&text));
	str_done(&text);
}

/* Everything but the making: the key's bytes are not needed beyond having been read. */
static void judge(const char *verb, const char *path, int32_t today)
{
	unsigned char public[SIGNATURE_PUBLIC] = {0};
	struct key k;
	struct error e = {0};
	bool loaded = key_load_any(path, &k, &e);

	if (loaded && k.signs)
		signature_public(&k, public);
	digest_wipe(k.bytes, sizeof k.bytes);
	if (!loaded)
		die("%s", e.text);
	if (strcmp(verb, "show") == 0)
		show(&k, public);
	else if (key_expired(&k, today))
		die("%s: the last day of its use has passed (not-after)", path);
}

/* A key that has ended does not begin again. */
static void retire(const char *path)
{
	struct error e = {0};
	struct key k;
	int32_t day;

	if (opt.not_after == NULL)
		stage_usage("--not-after: which is to be its last day?");
	day = stage_day("not-after", opt.not_after);
	if (!key_load_any(path, &k, &e))
		die("%s", e.text);
	if (day < k.created || day > k.not_after) {
		key_done(&k);
		die("%s: its last day can only come earlier, and not before it was made", path);
	}
	k.not_after = day;
	if (!key_replace(path, &k, &e)) {
		key_done(&k);
		die("%s", e.text);
	}
	key_done(&k);
}

static void slurp(const char *path, struct str *text)
{
	struct error e = {0};

	if (!input_slurp_any(path, TEXT_MAX_BYTES, text, &e))
		die("%s", e.text);
}

static void sign(const char *path, int32_t today)
{
	struct str text = {0}, lines = {0};
	struct error e = {0};
	struct key k;

	if (opt.key == NULL)
		stage_usage("--key: with which key?");
	slurp(path, &text);
	if (!key_load_signing(opt.key, &k, &e))
		die("%s", e.text);
	if (key_expired(&k, today)) {
		key_done(&k);
		die("%s: the last day of its use has passed (not-after)", opt.key);
	}
	signature_write(&k, str_slice(&text), &lines);
	key_done(&k);
	stage_print(str_slice(&lines));
	str_done(&text);
	str_done(&lines);
}

static void verify(const char *path, int32_t today)
{
	struct str text = {0}, lines = {0};
	struct signers signers = {0};
	struct arena arena = {0};
	struct error e = {0};

	if (opt.signers == NULL || opt.by == NULL || opt.signature == NULL)
		stage_usage("key verify needs --signers, --by and --signature");
	slurp(path, &text);
	slurp(opt.signature, &lines);
	signers_read(&signers, stage_side_input(opt.signers), &arena);
	if (!signers_accept(&signers, slice_of(opt.by), str_slice(&text),
	                    lines.n == 0 ? slice_of("") : str_slice(&lines), today, &e))
		die("%s: %s", path, e.text);
	signers_done(&signers);
	arena_done(&arena);
	str_done(&text);
	str_done(&lines);
}

/* Each option belongs to some verbs. */
static void check_options(const char *verb)
{
	bool new = strcmp(verb, "new") == 0, is_sign = strcmp(verb, "sign") == 0,
	     is_verify = strcmp(verb, "verify") == 0;

	if (!new && (opt.purpose != NULL || opt.sign || (stage_output_path() != NULL && !is_sign)))
		stage_usage("--purpose, --sign and --output belong to key new");
	if (!new &&strcmp(verb, "retire") != 0 && opt.not_after != NULL)
		stage_usage("--not-after belongs to key new and key retire");
	if (!is_sign && opt.key != NULL)
		stage_usage("--key belongs to key sign");
	if (!is_verify && (opt.signers != NULL || opt.by != NULL || opt.signature != NULL))
		stage_usage("--signers, --by and --signature belong to key verify");
}

static bool is_verb(const char *text)
{
	static const char *const verb[] = {"show", "check", "retire", "sign", "verify"};

	for (size_t i = 0; i < sizeof verb / sizeof *verb; i++)
		if (strcmp(text, verb[i]) == 0)
			return true;
	return false;
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	int32_t today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	const char *verb = o.n == 0 ? "" : o.at[0];

	check_options(verb);
	if (strcmp(verb, "new") == 0) {
		if (o.n != 1)
			stage_usage("key new takes no FILE; the new file is --output FILE");
		make(today);
		return stage_end();
	}
	if (o.n != 2 && is_verb(verb))
		stage_usage("key %s needs one FILE", verb);
	if (strcmp(verb, "show") == 0 || strcmp(verb, "check") == 0)
		judge(verb, o.at[1], today);
	else if (strcmp(verb, "retire") == 0)
		retire(o.at[1]);
	else if (strcmp(verb, "sign") == 0)
		sign(o.at[1], today);
	else if (strcmp(verb, "verify") == 0)
		verify(o.at[1], today);
	else
		stage_usage("wanted: new, show, check, retire, sign or verify");
	return stage_end();
}
