/*
 * datapackage: datapackage.json of a publication, after Data Package v2 and Table Schema v2 (datapackage.org), and the
 * description of a table in any package.
 */
#ifndef DATAPACKAGE_H
#define DATAPACKAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "plan.h"
#include "file_hash.h"
#include "publish/package_field.h"
#include "str.h"

struct datapackage_resource {
	const char *name, *path; /* in the package */
	const char *file;        /* where it lies */
	const char *level;
	const char *key; /* columns that tell its records apart, with commas; NULL: not known */
	bool tell_rows;
	const char *key_id;          /* of its pseudonyms; NULL: not told */
	bool made_up;                /* some persons in it do not exist */
	struct package_lists *lists; /* for what its descriptor tells; NULL: it is not asked */
	/* filled in */
	uint64_t rows;
	struct file_hash hash;
};

/* Appends it as a JSON object. Reads the file twice; dies as any reader does. False: it can not be sealed. */
bool datapackage_resource(struct datapackage_resource *r, struct arena *a, struct str *to,
                          struct error *e);

/* Reads every published table; dies as any reader does. */
void datapackage_write(const struct plan *plan, bool made_up, struct str *to, struct error *e);

#endif
