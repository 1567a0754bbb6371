/*
 * Any bytes as a schema and, after a line of dashes, a row for it: the schema loads or says where it is wrong; a value that
 * is right is right again, and stays the same, when it is read a second time in canonical form.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "validate/schema.h"
#include "validate/schema_columns.h"
#include "validate/schema_load.h"
#include "validate/schema_value.h"
#include "text.h"

static void read_twice(struct schema_field *f, struct slice field)
{
	static const struct identity_rules rules = {.reference = 20200101, .allow_synthetic = true};
	struct schema_field canonical = {
	    .type = f->type, .decimal = '.', .bare = true, .item = f->item};
	struct slice yes[] = {{"1", 1}}, no[] = {{"0", 1}}, value, again;
	struct str copy = {0};

	canonical.yes = (struct descriptor_texts){yes, 1};
	canonical.no = (struct descriptor_texts){no, 1};
	canonical.delimiter = slice_of("|");
	canonical.item = NULL;
	if (field.n == 0 || schema_value_read(f, field, &rules, &value) != 0)
		return;
	str_add(&copy, value);
	if (f->type != SCHEMA_LIST &&
	    (schema_value_read(&canonical, str_slice(&copy), &rules, &again) != 0 ||
	     !slice_equal(again, str_slice(&copy))))
		abort();
	str_done(&copy);
	str_done(&canonical.own);
}

static void check_fields(struct schema *s, struct slice rest)
{
	struct slice part;
	struct str field = {0};

	for (size_t i = 0; i < s->n && slice_cut(&rest, '\n', &part); i++) {
		if (!text_is_utf8(part))
			continue;
		str_reset(&field);
		if (part.n > 0)
			text_escape(&field, part);
		s->field[i].codes = NULL;
		read_twice(&s->field[i], str_slice(&field));
	}
	str_done(&field);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *dashes = n > 0 ? memmem(bytes, n, "\n----\n", 6) : NULL;
	struct slice text = {n > 0 ? (const char *)bytes : "", n}, rest = {"", 0};
	struct error e = {0};
	struct schema *s;

	if (dashes) {
		text.n = (size_t)(dashes - text.at);
		rest = (struct slice){dashes + 6, n - text.n - 6};
	}
	s = schema_parse("f", text, &e);
	if (s == NULL) {
		if (strncmp(e.text, "f:", 2) != 0)
			abort();
		return 0;
	}
	check_fields(s, rest);
	schema_close(s);
	return 0;
}
