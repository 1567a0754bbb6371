/*
 * bundle: what a party hands over: a folder that is a Data Package, sealed.
 *
 *	datapackage.json    what it is: of which party, what was agreed on, its tables
 *	NAME.tsv            the tables
 *	SHA256SUMS          of all of these, as sha256sum(1) writes and checks them
 *	SIGNATURE           of SHA256SUMS (signature.h), if the party signs
 *
 * What was agreed on are names and values: the period, the threshold, the digest of a schema. Both sides must say
 * the same ones. docs/handover.md tells how bundles are used, finsam-handover(1) and finsam-receive(1) what they
 * are.
 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "digest.h"
#include "error.h"
#include "key.h"
#include "str.h"
#include "writer.h"

/* Who may see a table; a site that may have one may have those before it. */
enum bundle_level { BUNDLE_OPEN, BUNDLE_PROTECTED, BUNDLE_PSEUDONYMOUS, BUNDLE_LEVELS };

struct bundle_table {
	const char *name, *file; /* file: where it lies */
	enum bundle_level level;
	const char *key; /* id of the key that its pseudonyms were made with; NULL: not said */
	int64_t bytes;
	uint64_t rows;
	char sha256[DIGEST_HEX];
};

struct bundle_agreed {
	const char *name, *value;
};

struct bundle {
	const char *path, *party;
	bool made_up;                 /* some persons in it do not exist */
	struct bundle_agreed *agreed; /* in the order of their names, each once */
	size_t agreements, agreed_room;
	struct bundle_table *table;
	size_t tables, table_room;
	char sha256[DIGEST_HEX]; /* of its datapackage.json: the seal of the whole */
	const struct key *sign;  /* to write: whose signature; NULL: none */
	struct slice sums;       /* read: what SHA256SUMS says */
	struct slice signature;  /* read: what SIGNATURE says; at NULL: there is none */
	struct arena *arena;
};

const char *bundle_level_name(enum bundle_level level);
bool bundle_level_parse(const char *text, enum bundle_level *level);

/* Lower case letters (å too), digits, _ and -, first a letter: what a party or table may be called. */
bool bundle_is_name(struct slice name);

/* NAME=VALUE. False: it is no such text, or said already. */
bool bundle_agree(struct bundle *b, const char *text, struct error *e);

/* Puts the agreements in order. */
void bundle_order(struct bundle *b);

/*
 * Writes the bundle to b->path, which gets its name when it is whole: a folder of mode 0700 with files of mode
 * 0600. Tables are copied from their files; their bytes, rows and seals are filled in. Dies if a table is no record
 * stream, not of its level, or shows a person (gate.h). False: the same bundle was there already; another one there
 * is fatal.
 */
bool bundle_write(struct bundle *b);

/* Reads and checks everything that is said within the bundle, but not whose signature it is (signers.h). False and "path: reason". */
bool bundle_open(const char *path, struct arena *a, struct bundle *b, struct error *e);

/* Whether both say the same; "path: NAME: ..." if not. `wanted` is in order too. */
bool bundle_agrees(const struct bundle *b, const struct bundle *wanted, struct error *e);

/* Whether the file of the table is still what the bundle says. */
bool bundle_is_sealed(const struct bundle_table *t, struct error *e);

/* A table of the tables of a bundle: names its columns; writes a record for each. */
void bundle_name(struct header *h);
void bundle_list(const struct bundle *b, struct writer *out);

#endif
