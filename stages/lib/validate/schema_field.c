#include "validate/schema_field.h"

#include <stdint.h>

#include "normal.h"
#include "text.h"

void schema_field_fold(struct slice header, struct str *to)
{
	struct str normal = {0}, spaced = {0};
	struct slice rest = text_trim(normal_of(header, &normal));

	while (rest.n > 0) {
		size_t blank = text_blank(rest), bytes = 1;
		if (blank == 0)
			text_character(rest, &bytes);
		if (blank == 0)
			str_add(&spaced, (struct slice){rest.at, bytes});
		else if (spaced.at[spaced.n - 1] != ' ')
			str_add_byte(&spaced, ' ');
		bytes = blank ? blank : bytes;
		rest = (struct slice){rest.at + bytes, rest.n - bytes};
	}
	str_reset(to);
	if (spaced.n > 0)
		text_lower(to, str_slice(&spaced));
	str_done(&normal);
	str_done(&spaced);
}

bool schema_field_is_missing(const struct schema_field *f, struct slice field)
{
	if (field.n == 0)
		return true;
	for (size_t i = 0; i < f->missing.n; i++)
		if (slice_equal(field, f->missing.at[i]))
			return true;
	return false;
}

bool schema_field_is_any_text(const struct schema_field *f)
{
	return (f->type == SCHEMA_ANY || f->type == SCHEMA_STRING) && f->min_length == 0 &&
	       f->max_length == SIZE_MAX && f->pattern == NULL && f->values == NULL &&
	       f->categories == NULL && f->codes_path == NULL;
}

bool schema_field_is_active(const struct schema_field *f)
{
	return f->required || f->missing.n > 0 || !schema_field_is_any_text(f);
}

void schema_field_done(struct schema_field *f)
{
	str_done(&f->own);
	str_done(&f->items);
	if (f->item)
		schema_field_done(f->item);
	if (f->values)
		map_done(f->values);
	if (f->categories)
		map_done(f->categories);
}
