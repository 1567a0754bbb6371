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
#include "key.h"
#include "signature.h"
#include "stage.h"

static struct {
	const char *purpose;
	const char *not_after;
	const char *today;
	bool sign;
} opt;

static const struct option options[] = {
    {"purpose", OPTION_TEXT, &opt.purpose, "TEXT", "new: what the key is for, in a few words"},
    {"not-after", OPTION_TEXT, &opt.not_after, "DATE", "new: the last day on which it is accepted"},
    {"sign", OPTION_FLAG, &opt.sign, NULL, "new: a key that signs, instead of one for pseudonyms"},
    {"today", OPTION_TEXT, &opt.today, "DATE", "the day it is, instead of the clock's"},
    {0}};

static const struct stage stage = {
    "key",
    "make, show and check key files, for pseudonyms and for signatures",
    "new|show|check [FILE]",
    options,
    "new needs --purpose and --output FILE, and never overwrites. show FILE prints all but the "
    "key,\n"
    "and of a key that signs the half that everybody may know. check FILE says nothing if the key\n"
    "would be accepted, else why not.",
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

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	int32_t today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	const char *verb = o.n == 0 ? "" : o.at[0];

	if (strcmp(verb, "new") == 0) {
		if (o.n != 1)
			stage_usage("key new takes no FILE; the new file is --output FILE");
		make(today);
	} else if (strcmp(verb, "show") == 0 || strcmp(verb, "check") == 0) {
		if (o.n != 2)
			stage_usage("key %s needs one FILE", verb);
		if (opt.purpose != NULL || opt.not_after != NULL || opt.sign ||
		    stage_output_path() != NULL)
			stage_usage(
			    "--purpose, --not-after, --sign and --output belong to key new");
		judge(verb, o.at[1], today);
	} else {
		stage_usage("wanted: new, show or check");
	}
	return stage_end();
}
